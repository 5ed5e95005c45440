/** Sections of the page of figures that draw: groups, durations, ages; each with its table beside it. And warnings. */
import { useTranslation } from 'react-i18next'
import { Chart } from '../finance/chart.tsx'
import { say } from '../text/language.ts'
import { Drawn } from './drawn.tsx'
import { type NarrowBy, RowName, rowName } from './narrowed.tsx'
import { Against, Behind, Defined, RateValue } from './parts.tsx'
import type { Age, Figures, Statistics, StepTimes } from './queries.ts'

const received = (f: Figures) => f.counts.find((c) => c.code === 'received')!
const count = (f: Figures, code: string) => f.counts.find((c) => c.code === code)!

export function Grouped(props: { of: Statistics; nameOf: (code: string) => string; narrow: NarrowBy }) {
  const { of, nameOf } = props
  const { t } = useTranslation()
  if (of.rows.length === 0) return <p className="quiet">{t('statistics.noRows')}</p>
  const rates = of.rows[0]!.now.rates.filter((r) =>
    ['acceptance', 'handling', 'satisfaction'].includes(r.code),
  )
  const data = (which: 'now' | 'before' | 'year') => of.rows.map((r) => String(received(r[which]).value))
  const words = { figure: nameOf('received'), group: t(`statistics.group.${of.group}`) }
  return (
    <>
      <Drawn name={`figures-by-${of.group}-${of.span.from}-${of.span.to}`}>
        <Chart
          label={t('statistics.chart', words)}
          categories={of.rows.map((r) => rowName(of.group, r))}
          unit={t('statistics.unit')}
          series={[
            { name: t('statistics.col.now'), type: 'bar', data: data('now') },
            { name: t('statistics.col.year'), type: 'bar', data: data('year') },
          ]}
        />
      </Drawn>
      <table className="rows stack">
        <caption className="hidden-text">{t('statistics.chart', words)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`statistics.group.${of.group}`)}</th>
            <th scope="col">{nameOf('received')}</th>
            <th scope="col">{t('statistics.col.before')}</th>
            <th scope="col">{t('statistics.col.year')}</th>
            <th scope="col">{nameOf('ended')}</th>
            <th scope="col">{nameOf('persons')}</th>
            {rates.map((r) => (
              <th key={r.code} scope="col">
                {nameOf(r.code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.rows.map((r) => {
            const now = received(r.now)
            return (
              <tr key={r.key} className="row">
                <th scope="row">
                  <RowName row={r} of={of} narrow={props.narrow} />
                </th>
                <td data-label={nameOf('received')}>
                  <Behind to={now.behind} name={`${rowName(of.group, r)} ${nameOf('received')}`}>
                    {String(now.value)}
                  </Behind>
                </td>
                <td data-label={t('statistics.col.before')}>
                  <Against now={now.value} then={received(r.before).value} />
                </td>
                <td data-label={t('statistics.col.year')}>
                  <Against now={now.value} then={received(r.year).value} />
                </td>
                {(['ended', 'persons'] as const).map((code) => (
                  <td key={code} data-label={nameOf(code)}>
                    <Behind to={count(r.now, code).behind} name={`${rowName(of.group, r)} ${nameOf(code)}`}>
                      {String(count(r.now, code).value)}
                    </Behind>
                  </td>
                ))}
                {r.now.rates
                  .filter((x) => rates.some((y) => y.code === x.code))
                  .map((x) => (
                    <td key={x.code} data-label={nameOf(x.code)}>
                      <RateValue rate={x} link={`${rowName(of.group, r)} ${nameOf(x.code)}`} />
                    </td>
                  ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

type Ends = { least: number; most: number | null }
function useDays() {
  const { t } = useTranslation()
  return ({ least, most }: Ends): string =>
    most === null
      ? t('statistics.daysMore', { n: least - 1 })
      : least === most
        ? t('statistics.daysOne', { n: most })
        : t('statistics.days', { least, most })
}

export function Durations({
  steps,
  nameOf,
}: {
  steps: readonly StepTimes[]
  nameOf: (code: string) => string
}) {
  const { t } = useTranslation()
  const days = useDays()
  const buckets = steps[0]!.buckets
  return (
    <>
      <Drawn name="durations">
        <Chart
          label={t('statistics.durations')}
          categories={buckets.map(days)}
          unit={t('statistics.unit')}
          series={steps.map((s) => ({
            name: nameOf(`step-${s.step}`),
            type: 'bar',
            data: s.buckets.map((b) => String(b.n)),
          }))}
        />
      </Drawn>
      <table className="rows stack">
        <caption className="hidden-text">{t('statistics.durations')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('statistics.step')}</th>
            {buckets.map((b) => (
              <th key={b.least} scope="col">
                {days(b)}
              </th>
            ))}
            <th scope="col">{t('statistics.finished')}</th>
            <th scope="col">{t('statistics.mean')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((s) => (
            <tr key={s.step} className="row">
              <th scope="row">
                <Defined code={`step-${s.step}`} />
              </th>
              {s.buckets.map((b) => (
                <td key={b.least} data-label={days(b)}>
                  <Behind to={b.behind} name={`${nameOf(`step-${s.step}`)} ${days(b)}`}>
                    {String(b.n)}
                  </Behind>
                </td>
              ))}
              <td data-label={t('statistics.finished')}>
                <Behind to={s.behind} name={nameOf(`step-${s.step}`)}>
                  {String(s.finished)}
                </Behind>
              </td>
              <td data-label={t('statistics.mean')}>{s.mean ?? t('statistics.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export function Ages({ ages }: { ages: readonly Age[] }) {
  const { t } = useTranslation()
  const days = useDays()
  return (
    <>
      <Drawn name="ages">
        <Chart
          label={t('statistics.ages')}
          categories={ages.map(days)}
          unit={t('statistics.unit')}
          series={[{ name: t('statistics.openNow'), type: 'bar', data: ages.map((a) => String(a.n)) }]}
        />
      </Drawn>
      <table className="rows stack">
        <caption className="hidden-text">{t('statistics.ages')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('statistics.age')}</th>
            <th scope="col">{t('statistics.openNow')}</th>
          </tr>
        </thead>
        <tbody>
          {ages.map((a) => (
            <tr key={a.least} className="row">
              <th scope="row">{days(a)}</th>
              <td data-label={t('statistics.openNow')}>
                <Behind to={a.behind} name={days(a)}>
                  {String(a.n)}
                </Behind>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export function Warnings({ of }: { of: Statistics['warnings'] }) {
  const { t } = useTranslation()
  if (of.length === 0) return <p className="quiet">{t('statistics.noWarnings')}</p>
  return (
    <ul className="stat-warnings">
      {of.map((w) => (
        <li key={w.category}>
          <strong>{say(w.name)}</strong>{' '}
          <Behind to={w.behind} name={say(w.name)}>
            {t('statistics.warned', { n: w.now })}
          </Behind>
          <br />
          <span className="quiet">
            {t('statistics.because', {
              weeks: w.weeks.join(', '),
              expected: w.expected,
              chance: (100 * w.chance).toPrecision(1),
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
