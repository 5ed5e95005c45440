/** The hotline in the figures: calls of the period compared, and drawn by month, day or hour with the table beside. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Chart } from '../finance/chart.tsx'
import { day, month } from '../look/dates.ts'
import { lasted } from '../look/lasted.ts'
import { Loaded } from '../oversight/parts.tsx'
import { language, say } from '../text/language.ts'
import {
  CALL_GROUPS,
  type CallFigures,
  type CallGroup,
  type CallStatistics,
  callDefinitionsQuery,
  callExportAddress,
  callsQuery,
} from './call-queries.ts'
import { Drawn } from './drawn.tsx'
import { Against, Definition, RateValue } from './parts.tsx'

interface Asked {
  from: string
  to: string
  calls?: CallGroup
}

export function CallsSection({ asked, go }: { asked: Asked; go: (part: { calls: CallGroup }) => void }) {
  const { t } = useTranslation()
  const { from, to } = asked
  const group = asked.calls ?? 'month'
  const figures = useQuery(callsQuery({ from, to, group }))
  const lang = language() === 'en' ? 'en' : 'zh'
  return (
    <section className="sheet pad" aria-labelledby="stat-calls">
      <h2 id="stat-calls">{t('statistics.calls.title')}</h2>
      <p className="quiet">{t('statistics.calls.help')}</p>
      <div className="stat-choices">
        <label>
          {t('statistics.by')}
          <select
            id="stat-calls-group"
            value={group}
            onChange={(e) => go({ calls: CALL_GROUPS.find((g) => g === e.target.value)! })}
          >
            {CALL_GROUPS.map((g) => (
              <option key={g} value={g}>
                {t(`statistics.calls.by.${g}`)}
              </option>
            ))}
          </select>
        </label>
        <div className="stat-quick">
          <Button href={callExportAddress({ from, to, group }, 'xlsx', lang)}>{t('statistics.xlsx')}</Button>
          <Button href={callExportAddress({ from, to, group }, 'csv', lang)}>{t('statistics.csv')}</Button>
        </div>
      </div>
      <Loaded of={figures} empty={null}>
        {(s) => <Read s={s} />}
      </Loaded>
    </section>
  )
}

const value = (f: CallFigures, code: string) => f.counts.find((c) => c.code === code)?.value ?? 0

function Read({ s }: { s: CallStatistics }) {
  const { t } = useTranslation()
  const { now, before, year } = s.total
  if (![now, before, year].some((f) => f.counts.some((c) => c.value > 0)))
    return <p className="quiet">{t('statistics.calls.none')}</p>
  return (
    <>
      <Totals s={s} />
      <Rows s={s} />
    </>
  )
}

function Totals({ s }: { s: CallStatistics }) {
  const { t } = useTranslation()
  const { now, before, year } = s.total
  const rate = (f: CallFigures, code: string) => f.rates.find((r) => r.code === code)!
  const heads = (['figure', 'now', 'before', 'year'] as const).map((c) => (
    <th key={c} scope="col">
      {t(`statistics.col.${c}`)}
    </th>
  ))
  const means = [
    ['mean_wait', 'meanWait'],
    ['mean_talk', 'meanTalk'],
  ] as const
  return (
    <div className="stat-two">
      <table className="rows stack">
        <caption className="hidden-text">{t('statistics.calls.counts')}</caption>
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>
          {now.counts.map((c) => (
            <tr key={c.code} className="row">
              <th scope="row">
                <CallDefined code={c.code} />
              </th>
              <td data-label={t('statistics.col.now')} className="stat-number">
                {c.value}
              </td>
              <td data-label={t('statistics.col.before')}>
                <Against now={c.value} then={value(before, c.code)} />
              </td>
              <td data-label={t('statistics.col.year')}>
                <Against now={c.value} then={value(year, c.code)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="rows stack">
        <caption className="hidden-text">{t('statistics.calls.rates')}</caption>
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>
          {now.rates.map((r) => (
            <tr key={r.code} className="row">
              <th scope="row">
                <CallDefined code={r.code} />
              </th>
              {([now, before, year] as const).map((f, at) => (
                <td
                  key={at ? (at === 1 ? 'before' : 'year') : 'now'}
                  data-label={t(`statistics.col.${(['now', 'before', 'year'] as const)[at]!}`)}
                >
                  <RateValue rate={{ ...rate(f, r.code), behind: null }} />
                </td>
              ))}
            </tr>
          ))}
          {means.map(([code, name]) => (
            <tr key={code} className="row">
              <th scope="row">
                <CallDefined code={code} />
              </th>
              {([now, before, year] as const).map((f, at) => (
                <td
                  key={at ? (at === 1 ? 'before' : 'year') : 'now'}
                  data-label={t(`statistics.col.${(['now', 'before', 'year'] as const)[at]!}`)}
                  className="stat-number"
                >
                  {f[name] === null ? t('statistics.none') : lasted(f[name] * 1000)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CallDefined({ code }: { code: string }) {
  const found = useQuery(callDefinitionsQuery).data?.find((d) => d.code === code)
  return found ? <Definition of={found} /> : <>{code}</>
}

const SHOWN = ['calls', 'answered', 'abandoned', 'at_once', 'orders'] as const

function Rows({ s }: { s: CallStatistics }) {
  const { t } = useTranslation()
  const all = useQuery(callDefinitionsQuery).data
  const nameOf = (code: string) => {
    const found = all?.find((d) => d.code === code)
    return found ? say(found.name) : code
  }
  if (s.rows.length === 0) return null
  const keyed = (key: string) =>
    s.group === 'hour' ? `${key}:00` : s.group === 'month' ? month(key) : day(key, { year: true })
  const label = t('statistics.calls.chart', { by: t(`statistics.calls.by.${s.group}`) })
  return (
    <>
      <Drawn name={`calls-by-${s.group}-${s.span.from}-${s.span.to}`}>
        <Chart
          label={label}
          categories={s.rows.map((r) => keyed(r.key))}
          unit={t('statistics.calls.unit')}
          series={(['answered', 'abandoned'] as const).map((code) => ({
            name: nameOf(code),
            type: 'bar',
            data: s.rows.map((r) => String(value(r.now, code))),
          }))}
        />
      </Drawn>
      <table className="rows stack">
        <caption className="hidden-text">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`statistics.calls.by.${s.group}`)}</th>
            {SHOWN.map((code) => (
              <th key={code} scope="col">
                {nameOf(code)}
              </th>
            ))}
            {s.rows[0]!.now.rates.slice(0, 2).map((r) => (
              <th key={r.code} scope="col">
                {nameOf(r.code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {s.rows.map((r) => (
            <tr key={r.key} className="row">
              <th scope="row">{keyed(r.key)}</th>
              {SHOWN.map((code) => (
                <td key={code} data-label={nameOf(code)} className="stat-number">
                  {value(r.now, code)}
                </td>
              ))}
              {r.now.rates.slice(0, 2).map((x) => (
                <td key={x.code} data-label={nameOf(x.code)}>
                  <RateValue rate={{ ...x, behind: null }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
