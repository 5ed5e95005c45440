/** What came of each indicator, with numerator and denominator where a query counted, its score, and what was said of the whole. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { type Indicator, type LiveValue, liveQueriesQuery, liveQuery, type Plan } from './queries.ts'

const SIGNS = { 'at-least': '≥', 'at-most': '≤', equal: '=' } as const
const WORDS = ['findings', 'measures'] as const

const withUnit = (value: string, unit: string): string =>
  unit === '%' ? `${value}%` : unit === '' ? value : `${value} ${unit}`

export const aimOf = (i: Indicator): string =>
  i.direction === 'grade' ? i.aim : `${SIGNS[i.direction]} ${withUnit(i.target ?? '—', i.unit)}`

/** Of monitoring and self-evaluation the later one first; where there are both, one chooses. */
export function Reports({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const made = [
    { step: 'monitor', report: plan.monitoring, sheet: plan.monitoringScores },
    { step: 'evaluate', report: plan.evaluation, sheet: plan.scores },
  ] as const
  const kept = made.filter((m) => m.report !== null)
  const [step, setStep] = useState<(typeof made)[number]['step'] | null>(null)
  const shown = kept.find((m) => m.step === step) ?? kept.at(-1)
  return (
    <>
      {kept.length > 0 && (
        <fieldset className="switcher" aria-label={t('perf.shownReport')}>
          {kept.map((m) => (
            <button key={m.step} type="button" aria-pressed={m === shown} onClick={() => setStep(m.step)}>
              {t('perf.reported', { what: t(`perf.act.${m.step}`), day: day(m.report!.on, { year: true }) })}
            </button>
          ))}
        </fieldset>
      )}
      <Scores plan={plan} report={shown?.report ?? null} sheet={shown?.sheet ?? null} />
      {shown?.report && WORDS.some((k) => shown.report![k] !== '') && (
        <dl className="perf-words">
          {WORDS.filter((k) => shown.report![k] !== '').map((k) => (
            <div key={k}>
              <dt>{t(`perf.${k}`)}</dt>
              <dd>{shown.report![k]}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Scores({
  plan,
  report,
  sheet,
}: {
  plan: Plan
  report: Plan['monitoring']
  sheet: Plan['monitoringScores']
}) {
  const { t } = useTranslation()
  const head = (c: 'aimed' | 'actual' | 'weight' | 'score' | 'reason') => t(`perf.column.${c}`)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="perf-scroll" tabIndex={0} aria-label={t('perf.scores')}>
      <table className="perf-table stack">
        <thead>
          <tr>
            {(['third', 'aimed', 'actual', 'weight', 'score', 'reason'] as const).map((c) => (
              <th key={c} scope="col" className={c === 'weight' || c === 'score' ? 'perf-n' : undefined}>
                {t(`perf.column.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('perf.level.execution')}</th>
            <td data-label={head('aimed')}>100%</td>
            <td data-label={head('actual')}>
              {sheet
                ? sheet.execution.rate === null
                  ? t('perf.noBudget')
                  : `${sheet.execution.rate}%`
                : '—'}
            </td>
            <td data-label={head('weight')} className="perf-n">
              {plan.plan.weights.execution}
            </td>
            <td data-label={head('score')} className="perf-n">
              {sheet?.execution.score ?? '—'}
            </td>
            <Reason words={report?.executionReason} />
          </tr>
          {plan.plan.indicators.map((i) => {
            const r = report?.results.find((x) => x.id === i.id)
            const s = sheet?.indicators.find((x) => x.id === i.id)
            const value = r?.live?.value ?? r?.actual ?? null
            return (
              <tr key={i.id}>
                <th scope="row">
                  {i.name}
                  <small>
                    {t(`perf.level.${i.first}`)} · {i.second}
                  </small>
                  <small>{t('perf.basisOf', { basis: i.basis })}</small>
                </th>
                <td data-label={head('aimed')}>{aimOf(i)}</td>
                <td data-label={head('actual')}>
                  {r?.grade ? t(`perf.grade.${r.grade}`) : value === null ? '—' : withUnit(value, i.unit)}
                  {r?.live ? (
                    <Counted live={r.live} />
                  ) : (
                    i.query && <Now query={i.query} year={plan.year} unit={i.unit} />
                  )}
                </td>
                <td data-label={head('weight')} className="perf-n">
                  {i.weight}
                </td>
                <td data-label={head('score')} className="perf-n">
                  {s?.score ?? '—'}
                </td>
                <Reason words={r?.reason} />
              </tr>
            )
          })}
          <tr>
            <th scope="row">{t('perf.total')}</th>
            <td />
            <td />
            <td data-label={head('weight')} className="perf-n">
              {weightOf(plan)}
            </td>
            <td data-label={head('score')} className="perf-n">
              <strong>{sheet?.total ?? '—'}</strong>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Reason({ words }: { words: string | undefined }) {
  const { t } = useTranslation()
  return words ? <td data-label={t('perf.column.reason')}>{words}</td> : <td />
}

/** What the weights of execution and indicators come to; a hundred where the targets are in order. */
const weightOf = ({ plan }: Plan): number =>
  plan.weights.execution + plan.indicators.reduce((sum, i) => sum + i.weight, 0)

function Counted({ live }: { live: LiveValue }) {
  const { t } = useTranslation()
  const { data: known } = useQuery(liveQueriesQuery)
  const query = known?.find((q) => q.name === live.query)
  const label = query ? say(query.label) : live.query
  const { numerator: n, denominator: of, from, to } = live
  return (
    <small>
      {of === null ? t('perf.count', { label, n, from, to }) : t('perf.of', { label, n, of, from, to })}{' '}
      <code title={live.statement}>{t('perf.statement', { digest: live.statement.slice(0, 8) })}</code>
    </small>
  )
}

function Now({ query, year, unit }: { query: string; year: number; unit: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(liveQuery(query, year))
  if (!data) return null
  return (
    <>
      <small>{t('perf.now', { value: data.value === null ? '—' : withUnit(data.value, unit) })}</small>
      <Counted live={data} />
    </>
  )
}
