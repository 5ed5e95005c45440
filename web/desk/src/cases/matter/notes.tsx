/** Internal notes: words of staff about the work, kept with the matter, never shown to the person. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../../api/client.ts'
import type { MatterView } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { instant } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { NOTE_DRAFT, useKept } from '../drafts/kept.ts'

/** Whether the unit of this account takes part now; who only oversees reads the matter without its notes. */
export function useTakesPart(matter: MatterView): boolean {
  const me = useMe()
  return (
    Object.values(matter.seats).some((u) => u?.unitId === me.unit.unitId) ||
    matter.proceedings.some((p) => !p.end && p.responsible.unitId === me.unit.unitId)
  )
}

export function Notes({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const kept = useKept(
    matter,
    NOTE_DRAFT,
    `${matter.number} ${t('notes.title')}`,
    () => ({ words: '' }),
    (v) => v.words.trim() === '',
  )
  const { words } = kept.values
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const key = useRef(newKey())
  const takesPart = useTakesPart(matter)
  const notes = matter.timeline
    .filter((e) => e.type === 'matter.noted' && e.texts.some((x) => x.kind === 'note' && x.text))
    .toReversed()
  if (!takesPart && notes.length === 0) return null
  const type = (next: string) => {
    key.current = newKey()
    kept.set({ words: next })
  }
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() === '' || busy) return
    setBusy(true)
    setError(null)
    try {
      await post(`/matters/${matter.matterId}/notes`, key.current, { words: words.trim() })
      kept.afresh()
      await client.invalidateQueries({ queryKey: ['matter', matter.matterId] }).catch(() => undefined)
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    // What is printed may be handed over: internal words stay on the screen.
    <section className="sheet pad no-print" aria-labelledby="notes">
      <h2 id="notes">
        {t('notes.title')} {notes.length > 0 && <span className="count">{notes.length}</span>}
      </h2>
      <p className="field-help">{t('notes.help')}</p>
      {takesPart && !matter.erased && (
        <form className="note-form no-print" onSubmit={keep}>
          {error !== null && <ProblemNote error={error} />}
          <Input.TextArea
            aria-label={t('notes.add')}
            placeholder={t('notes.add')}
            autoSize={{ minRows: 1, maxRows: 8 }}
            value={words}
            onChange={(e) => type(e.target.value)}
            onKeyDown={(e) => {
              if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void keep(e)
            }}
          />
          {words.trim() !== '' && (
            <span className="note-go">
              <Button size="small" type="primary" htmlType="submit" loading={busy}>
                {t('notes.go')}
              </Button>
              <span className="quiet" role="status">
                {kept.begun && t(`drafts.state.${kept.state}`)}
              </span>
            </span>
          )}
        </form>
      )}
      {notes.length === 0 ? (
        <p className="quiet">{t('notes.none')}</p>
      ) : (
        <ol className="plain notes">
          {notes.map((e) => (
            <li key={e.version}>
              <p className="quiet">
                {[say(e.actor.unit?.name), e.actor.name].filter(Boolean).join(' ')} ·{' '}
                <time dateTime={e.occurredAt}>{instant(e.occurredAt, me.bureau.zone)}</time>
              </p>
              {e.texts.map(
                (x, i) =>
                  x.text && (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a note never move
                    <p className="words" key={i}>
                      {x.text}
                    </p>
                  ),
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
