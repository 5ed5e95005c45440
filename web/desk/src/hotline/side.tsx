/** Beside the form: the caller's open orders, what the knowledge base has, and matters that may be the same. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { usePossible } from '../cases/register/hints.tsx'
import { Chip } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { type Found, foundQuery } from '../knowledge/queries.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type Call, callerQuery } from './queries.ts'

const NONE: Found[] = []
const AT_ONCE = 5
/** What somebody asks stands in the last sentence that is being typed; the whole letter finds too much. */
const lastPart = (words: string): string =>
  words
    .split(/[\n。！？!?；;]/)
    .map((p) => p.trim())
    .findLast((p) => p.length >= 2)
    ?.slice(-60) ?? ''

/** What is found for the words as they are typed. */
export function useFound(words: string): Found[] {
  const [asked, setAsked] = useState('')
  const part = lastPart(words)
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(part), 150)
    return () => window.clearTimeout(timer)
  }, [part])
  const { data } = useQuery({ ...foundQuery(asked), enabled: asked.length >= 2 })
  return asked.length >= 2 ? (data ?? NONE).slice(0, AT_ONCE) : NONE
}

interface KnowledgeProps {
  words: string
  found: readonly Found[]
  chosen: string
  onTake: (f: Found) => void
}

export function KnowledgeBeside({ words, found, chosen, onTake }: KnowledgeProps) {
  const t = useWords()
  return (
    <section className="sheet pad" aria-labelledby="hotline-knowledge">
      <h2 id="hotline-knowledge">{t('hotline.knowledge')}</h2>
      {found.length === 0 ? (
        <p className="quiet">
          {t(words.trim().length < 2 ? 'hotline.knowledgeWaits' : 'hotline.knowledgeNone')}
        </p>
      ) : (
        <ol className="hotline-found">
          {found.map((f, i) => (
            <li key={f.articleId}>
              <p>
                <kbd>Alt+{i + 1}</kbd>{' '}
                <Link to="/knowledge/$articleId" params={{ articleId: f.articleId }} target="_blank">
                  {f.question}
                </Link>{' '}
                {!f.public && <Chip tone="amber">{t('knowledge.inside')}</Chip>}
              </p>
              <p>{f.snippet}</p>
              <p className="quiet">{t('knowledge.basisIs', { basis: f.basis })}</p>
              <Button size="small" aria-pressed={f.articleId === chosen} onClick={() => onTake(f)}>
                {t(f.articleId === chosen ? 'hotline.taken' : 'hotline.take')}
                <span className="hidden-text">{f.question}</span>
              </Button>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

interface OrdersProps {
  call: Call
  words: string
  busy: boolean
  onLink: (matterId: string) => void
}

export function CallerOrders({ call, words, busy, onLink }: OrdersProps) {
  const t = useWords()
  const { today } = useMe()
  // Before somebody speaks nobody looks: the reason is the call.
  const may = call.phone !== null && (call.answeredAt !== null || call.direction === 'out')
  const orders = useQuery({ ...callerQuery(call.callId), enabled: may })
  return (
    <section className="sheet pad" aria-labelledby="hotline-orders">
      <h2 id="hotline-orders">{t('hotline.orders')}</h2>
      <p className="quiet">{t('hotline.ordersHelp')}</p>
      {orders.error ? (
        <ProblemNote error={orders.error} focus={false} />
      ) : !may ? (
        <p>{t(call.phone === null ? 'hotline.ordersWithheld' : 'hotline.ordersLater')}</p>
      ) : orders.data?.length === 0 ? (
        <p>{t('hotline.ordersNone')}</p>
      ) : (
        <ul className="plain hotline-orders">
          {(orders.data ?? []).map((o) => (
            <li key={o.matterId}>
              <p>
                <Link to="/matters/$matterId" params={{ matterId: o.matterId }} target="_blank">
                  {o.number}
                </Link>{' '}
                <Chip tone={o.nextDue !== null && o.nextDue < today ? 'red' : 'plain'}>{say(o.state)}</Chip>
              </p>
              <p className="quiet">
                {[
                  say(o.unit),
                  t('hotline.received', { day: day(o.receivedOn, { today }) }),
                  o.nextDue ? t('hotline.due', { day: day(o.nextDue, { today }) }) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <Button
                size="small"
                disabled={busy || words.trim() === ''}
                title={words.trim() === '' ? t('hotline.linkNeedsWords') : undefined}
                onClick={() => onLink(o.matterId)}
              >
                {t('hotline.link')}
                <span className="hidden-text">{o.number}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface SameProps {
  words: string
  place: string
  busy: boolean
  onLink: (matterId: string) => void
}

/** Matter to matter, never person to person. */
export function PossibleSame({ words, place, busy, onLink }: SameProps) {
  const t = useWords()
  const { today } = useMe()
  const possible = usePossible([words, place].filter(Boolean).join('\n'), '')
  const items = (possible?.items ?? []).slice(0, 3)
  if (items.length === 0) return null
  return (
    <section className="sheet pad" aria-labelledby="hotline-same">
      <h2 id="hotline-same">{t('same.title')}</h2>
      <ul className="plain hotline-orders">
        {items.map((m) => (
          <li key={m.matterId}>
            <p>
              <strong>{m.number}</strong>{' '}
              <Chip tone={m.alike >= 30 ? 'amber' : 'plain'}>{t('same.alike', { percent: m.alike })}</Chip>
            </p>
            {m.subject && <p>{m.subject}</p>}
            <p className="quiet">
              {[say(m.stateLabel), say(m.responsible.name), day(m.receivedOn, { today })].join(' · ')}
            </p>
            {m.mayOpen && !m.ended && (
              <Button size="small" disabled={busy} onClick={() => onLink(m.matterId)}>
                {t('hotline.link')}
                <span className="hidden-text">{m.number}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
