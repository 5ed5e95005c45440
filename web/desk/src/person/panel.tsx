/** Contact with the person who asked: what was written to and fro, and whether the notices arrived. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeView } from '../../../../src/cases/views/contract.ts'
import { get, newKey, post } from '../api/client.ts'
import type { MatterView } from '../api/types.ts'
import { Chip } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { useDeliveryReason } from '../look/delivery-reason.ts'
import { say } from '../text/language.ts'
import './person.css'

const noticesQuery = (matterId: string) =>
  queryOptions({
    queryKey: ['matter', matterId, 'notices'],
    queryFn: async ({ signal }) =>
      (await get<{ items: NoticeView[] }>(`/matters/${matterId}/notices`, signal)).items,
  })

const KINDS = ['message', 'added-information']
/** Not yet sent, by matter, while the tab lives. */
const begun = new Map<string, string>()

export function Person({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const me = useMe()
  const talk = matter.timeline.flatMap((e) =>
    e.texts
      .filter((x) => KINDS.includes(x.kind) && x.text)
      .map((x) => ({ entry: e, mine: x.kind === 'message', text: x.text! })),
  )
  const { data: notices = [] } = useQuery(noticesQuery(matter.matterId))
  if (!matter.canWrite && talk.length === 0 && notices.length === 0) return null
  return (
    <section className="sheet pad" aria-labelledby="person">
      <h2 id="person">
        {t('person.title')} {talk.length > 0 && <span className="count">{talk.length}</span>}
      </h2>
      <p className="field-help no-print">{t('person.help')}</p>
      {talk.length === 0 ? (
        <p className="quiet">{t('person.none')}</p>
      ) : (
        <ol className="plain talk">
          {talk.map(({ entry, mine, text }) => (
            <li key={entry.version} className={mine ? 'talk-ours' : undefined}>
              <p className="quiet">
                {mine
                  ? [say(entry.actor.unit?.name), entry.actor.name].filter(Boolean).join(' ')
                  : t('person.me')}
                {' · '}
                <time dateTime={entry.occurredAt}>{instant(entry.occurredAt, me.bureau.zone)}</time>
              </p>
              <p className="words">{text}</p>
            </li>
          ))}
        </ol>
      )}
      {matter.canWrite && <WriteForm matter={matter} />}
      {notices.length > 0 && <Notices items={notices} />}
    </section>
  )
}

function WriteForm({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [words, setWords] = useState(() => begun.get(matter.matterId) ?? '')
  const [asks, setAsks] = useState(false)
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const key = useRef(newKey())
  const type = (next: string) => {
    key.current = newKey()
    setSent(false)
    setWords(next)
    begun.set(matter.matterId, next)
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() === '' || busy) return
    setBusy(true)
    setError(null)
    try {
      await post(`/matters/${matter.matterId}/messages`, key.current, { words: words.trim(), asks })
      type('')
      setAsks(false)
      setSent(true)
      begun.delete(matter.matterId)
      await client.invalidateQueries({ queryKey: ['matter', matter.matterId] }).catch(() => undefined)
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="note-form no-print" onSubmit={send}>
      {error !== null && <ProblemNote error={error} />}
      <div role="status">
        {sent && <Alert type="success" showIcon role="none" title={t('person.sent')} />}
      </div>
      <Input.TextArea
        aria-label={t('person.write')}
        placeholder={t('person.write')}
        autoSize={{ minRows: 1, maxRows: 8 }}
        value={words}
        onChange={(e) => type(e.target.value)}
      />
      {words.trim() !== '' && (
        <>
          <Checkbox
            checked={asks}
            onChange={(e) => {
              key.current = newKey()
              setAsks(e.target.checked)
            }}
          >
            {t('person.asks')}
          </Checkbox>
          <Button size="small" type="primary" htmlType="submit" loading={busy}>
            {t('person.send')}
          </Button>
        </>
      )}
    </form>
  )
}

const TEMPLATES = [
  'registered',
  'handed-over',
  'accepted',
  'notice-issued',
  'no-longer-accepted',
  'answer-issued',
  'answered',
  'message',
  'asked',
  'contact-changed',
  'receipt',
  'discreet-news',
] as const
type Named = (typeof TEMPLATES)[number]

function Notices({ items }: { items: readonly NoticeView[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const reason = useDeliveryReason()
  const named = (template: string) =>
    t(`person.templates.${TEMPLATES.includes(template as Named) ? (template as Named) : 'other'}`)
  const failed = (n: NoticeView) => n.state === 'refused' || n.state === 'given-up'
  return (
    <>
      <h3>{t('person.notices')}</h3>
      <ul className="plain talk-notices">
        {items.map((n) => (
          <li key={`${n.madeAt} ${n.template} ${n.via}`}>
            <time className="quiet" dateTime={n.madeAt}>
              {instant(n.madeAt, me.bureau.zone)}
            </time>{' '}
            {named(n.template)} · {t(`person.via.${n.via}`)}{' '}
            <Chip tone={failed(n) ? 'red' : n.state === 'waiting' ? 'amber' : 'plain'}>
              {t(`person.state.${n.state}`)}
            </Chip>
            {n.tried.map((x) => (
              <span className="quiet" key={x.at}>
                {' '}
                {t('person.tried', { via: t(`person.via.${x.via}`) })} {reason(x.code)}
              </span>
            ))}
            {n.code && <span className="quiet"> {reason(n.code)}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
