/** One reply, sent to each: written once, submitted for every joined letter of one's own unit as its own reply. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '../api/command.ts'
import { RESULTS } from '../cases/codes.ts'
import { Field } from '../frame/field.tsx'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'
import { type ReplyBodyView, type ReplyOutcomeView, replyToAll, type TopicPageView } from './queries.ts'

export function ReplyOnce({ page }: { page: TopicPageView }) {
  const t = useWords()
  const handles = useMay('handler', 'unit-head')
  const ready = page.members.filter((m) => m.state === 'joined' && m.repliable)
  const [reply, setReply] = useState('')
  const [basis, setBasis] = useState('')
  const [result, setResult] = useState<ReplyBodyView['result']>('explained')
  const [told, setTold] = useState<readonly ReplyOutcomeView[]>([])
  const sending = useCommand((body: ReplyBodyView, key) => replyToAll(page.topic.topicId, key, body), {
    changes: [['hot-topics'], ['matter'], ['inbox']],
    done: ({ items }) => setTold(items),
  })
  if (!handles) return null
  const send = () => {
    const items = ready.map(({ matterId, version }) => ({ matterId, version }))
    sending.mutate({ reply: reply.trim(), basis: basis.trim(), result, items })
  }
  return (
    <section className="sheet pad" aria-labelledby="insight-reply">
      <h2 id="insight-reply">{t('insight.reply')}</h2>
      <p className="quiet">{t('insight.replyHelp')}</p>
      {ready.length > 0 && (
        <>
          <Field id="insight-result" label={t('insight.result')} required>
            {(control) => (
              <select
                id={control.id}
                aria-required={control['aria-required']}
                value={result}
                onChange={(e) => setResult(RESULTS.find((r) => r === e.target.value) ?? result)}
              >
                {RESULTS.map((r) => (
                  <option key={r} value={r}>
                    {t(`result.${r}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="insight-basis" label={t('insight.basis')} required>
            {(control) => <Input {...control} value={basis} onChange={(e) => setBasis(e.target.value)} />}
          </Field>
          <Field id="insight-words" label={t('insight.words')} required>
            {(control) => (
              <Input.TextArea
                {...control}
                rows={6}
                value={reply}
                onChange={(e) => setReply(e.target.value)}
              />
            )}
          </Field>
          {sending.error && <ProblemNote error={sending.error} />}
          <Button
            type="primary"
            disabled={!reply.trim() || !basis.trim()}
            loading={sending.isPending}
            onClick={send}
          >
            {t('insight.send', { n: ready.length })}
          </Button>
        </>
      )}
      {ready.length === 0 && told.length === 0 && <p>{t('insight.nothingReady')}</p>}
      <ul className="plain" aria-live="polite">
        {told.map((one) => (
          <li key={one.matterId}>
            {one.number} {one.refused ? `${one.refused.title}。${one.refused.detail}` : t('insight.sent')}
          </li>
        ))}
      </ul>
    </section>
  )
}
