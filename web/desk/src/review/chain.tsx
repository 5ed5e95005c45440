/** Opinion, review and re-review of one matter, first to last: who decides where, by when, and what was decided. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { MatterView } from '../api/types.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type ChainLink, chainQuery, mayHaveChain } from './api.ts'
import './review.css'

const RESULTS = { upheld: 'green', changed: 'amber', revoked: 'red' } as const satisfies Record<string, Tone>
const isResult = (result: string): result is keyof typeof RESULTS => Object.hasOwn(RESULTS, result)

export function ReviewChain({ matter }: { matter: MatterView }) {
  const t = useWords()
  const asked = mayHaveChain(matter)
  const { data, error } = useQuery({ ...chainQuery(matter.matterId), enabled: asked })
  if (!asked) return null
  const shown = data && (data.links.length > 1 || data.links.some((l) => l.window) || data.finished)
  if (!shown && !error) return null
  return (
    <section className="sheet pad" aria-labelledby="chain">
      <h2 id="chain">{t('review.chain')}</h2>
      {error && <ProblemNote error={error} focus={false} />}
      {data?.finished && (
        <Alert type="info" showIcon title={t('review.finished')} description={t('review.finishedHelp')} />
      )}
      <ol className="plain review-chain">
        {data?.links.map((link) => (
          <Step key={link.number} link={link} />
        ))}
      </ol>
    </section>
  )
}

function Step({ link: l }: { link: ChainLink }) {
  const t = useWords()
  const { today } = useMe()
  const on = (date: string) => day(date, { today })
  const facts = [
    t('review.received', { day: on(l.receivedOn) }),
    l.servedOn
      ? t('review.served', { day: on(l.servedOn) })
      : l.paused
        ? t('review.paused')
        : l.due
          ? t('review.due', { day: on(l.due) })
          : null,
    l.window && t(l.window.open ? 'review.windowOpen' : 'review.windowOver', { day: on(l.window.lastDay) }),
  ].filter(Boolean)
  return (
    <li className={l.here ? 'review-here' : undefined} aria-current={l.here ? 'step' : undefined}>
      <p>
        <strong>{say(l.procedureLabel)}</strong>
        <Chip tone={l.end ? 'plain' : 'blue'}>{say(l.stateLabel)}</Chip>
        {l.result && isResult(l.result) && (
          <Chip tone={RESULTS[l.result]}>{t(`review.result.${l.result}`)}</Chip>
        )}
        {l.late && <Chip tone="amber">{t('review.late')}</Chip>}
      </p>
      <p>
        {say(l.bureau.name)}
        {l.unit && ` · ${say(l.unit)}`} ·{' '}
        {l.matterId && !l.here ? (
          <Link to="/matters/$matterId" params={{ matterId: l.matterId }}>
            {l.number}
          </Link>
        ) : (
          <span className="number">{l.number}</span>
        )}
        {l.here && <span className="quiet"> {t('review.here')}</span>}
      </p>
      <p className="quiet">{facts.join(' · ')}</p>
    </li>
  )
}
