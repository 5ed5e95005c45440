/** What one duty hands over to the next (交班记录). */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import { type Kind, type Note, notesQuery } from './queries.ts'

const CHANGES = [['roster', 'notes']]

export function NotesPart() {
  const t = useWords()
  const notes = useQuery(notesQuery)
  const [kind, setKind] = useState<Kind>('hotline')
  const [words, setWords] = useState('')
  const add = useCommand((v: { kind: Kind; words: string }, key) => post('/roster/notes', key, v), {
    changes: CHANGES,
    done: () => setWords(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() !== '') add.mutate({ kind, words: words.trim() })
  }
  return (
    <section className="sheet pad roster-notes" aria-labelledby="roster-notes">
      <h2 id="roster-notes">{t('roster.notes')}</h2>
      <p className="quiet">{t('roster.notesHelp')}</p>
      <form onSubmit={submit}>
        <div className="roster-fields">
          <Field id="note-kind" label={t('roster.kindOf')}>
            {(c) => (
              <Select
                {...c}
                value={kind}
                options={(['hotline', 'reception'] as const).map((value) => ({
                  value,
                  label: t(`roster.kind.${value}`),
                }))}
                onChange={setKind}
              />
            )}
          </Field>
        </div>
        <Field id="note-words" label={t('roster.noteWords')}>
          {(c) => (
            <Input.TextArea
              {...c}
              rows={3}
              maxLength={5000}
              value={words}
              onChange={(e) => setWords(e.target.value)}
            />
          )}
        </Field>
        <Button type="primary" htmlType="submit" disabled={words.trim() === ''} loading={add.isPending}>
          {t('roster.handOver')}
        </Button>
        {add.error && <ProblemNote error={add.error} />}
      </form>
      <Loaded of={notes} empty={null}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{t('roster.noNotes')}</p>
          ) : (
            <ul className="plain roster-note-list">
              {items.map((n) => (
                <NoteLine key={n.noteId} note={n} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function NoteLine({ note: n }: { note: Note }) {
  const t = useWords()
  const { bureau, name } = useMe()
  const take = useCommand((_: null, key) => post(`/roster/notes/${n.noteId}/taking-over`, key, undefined), {
    changes: CHANGES,
  })
  return (
    <li>
      <p className="quiet">
        <Chip tone={n.kind === 'hotline' ? 'blue' : 'green'}>{t(`roster.kind.${n.kind}`)}</Chip>{' '}
        {instant(n.at, bureau.zone)} {n.by ?? ''}
        {n.readAt &&
          ` · ${t('roster.takenOver', { name: n.readBy ?? '', at: instant(n.readAt, bureau.zone) })}`}
      </p>
      <p className="words">{n.words}</p>
      {n.readAt === null && n.by !== name && (
        <Button size="small" loading={take.isPending} onClick={() => take.mutate(null)}>
          {t('roster.takeOver')}
          <span className="hidden-text">{instant(n.at, bureau.zone)}</span>
        </Button>
      )}
      {take.error && <ProblemNote error={take.error} />}
    </li>
  )
}
