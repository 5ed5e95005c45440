/** The page of one unit: its rates and counts with what they are compared with, the matters behind each, what is asked of it. */
import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { Against, Defined, Behind as Leads, RateValue } from '../statistics/parts.tsx'
import { periods } from '../statistics/periods.ts'
import {
  definitionsQuery,
  type Figures,
  type Rate,
  type Statistics,
  statisticsQuery,
} from '../statistics/queries.ts'
import { Ages } from '../statistics/sections.tsx'
import { say } from '../text/language.ts'
import { BehindFigure } from './behind.tsx'
import { CaseTable } from './cases.tsx'
import { Loaded, SpanFields } from './parts.tsx'
import { type ListedName, type Span, unitCasesQuery, unitFiguresQuery } from './queries.ts'
import type { UnitSearch } from './search.ts'
import '../routing/routing.css'
import '../statistics/statistics.css'
import './oversight.css'

const PERIODS = ['month', 'lastMonth', 'thisYear', 'lastYear'] as const
/** How much of what the unit took over and ended; the rest of the counts is about arrivals, not about its work. */
const COUNTS = ['received', 'ended', 'open'] as const

export function UnitPage() {
  const { t } = useTranslation()
  const { today, bureau } = useMe()
  const { unitId } = useParams({ from: '/signed-in/oversight/units/$unitId' })
  const search = useSearch({ from: '/signed-in/oversight/units/$unitId' })
  const navigate = useNavigate()
  const units = useUnitsById()
  const oversees = useMay('supervisor', 'bureau-head', 'auditor')
  const unit = units.get(unitId)
  const above = unit?.parentId ? units.get(unit.parentId) : undefined
  const name = say(unit?.name)
  useTitle(name || t('oversight.unit.title'))
  const quick = periods(today)
  const span: Span = { from: search.from ?? quick.month.from, to: search.to ?? quick.month.to }
  const figures = useQuery(statisticsQuery({ ...span, group: 'none', unit: unitId }))
  const go = (part: UnitSearch) =>
    void navigate({
      to: '/oversight/units/$unitId',
      params: { unitId },
      search: { ...span, figure: search.figure, ...part },
      resetScroll: false,
    })
  return (
    <div className="unit-page">
      {oversees && (
        <p className="no-print">
          <Link to="/oversight" search={{ tab: 'units', ...span }}>
            ← {t('oversight.unit.all')}
          </Link>
        </p>
      )}
      <div className="page-head">
        <h1>{name || t('oversight.unit.title')}</h1>
        <p className="unit-printed">
          {say(bureau.name)} · {t('oversight.unit.printedOn', { day: day(today, { year: true }) })}
        </p>
        <p className="quiet">{above ? say(above.name) : t('oversight.unit.help')}</p>
      </div>
      <div className="stat-choices">
        <div className="stat-quick">
          {PERIODS.map((p) => (
            <Button
              key={p}
              aria-pressed={span.from === quick[p].from && span.to === quick[p].to}
              onClick={() => go(quick[p])}
            >
              {t(`statistics.period.${p}`)}
            </Button>
          ))}
        </div>
        <SpanFields span={span} onChange={go} />
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('oversight.unit.print')}
        </Button>
      </div>
      <Loaded of={figures} empty={null}>
        {(s) => (
          <Read
            s={s}
            unitId={unitId}
            name={name}
            figure={search.figure}
            onFigure={(figure) => go({ figure })}
          />
        )}
      </Loaded>
    </div>
  )
}

interface ReadProps {
  s: Statistics
  unitId: string
  name: string
  figure: ListedName | undefined
  onFigure: (figure: ListedName | undefined) => void
}

function Read({ s, unitId, name, figure, onFigure }: ReadProps) {
  const { t } = useTranslation()
  const oversees = useMay('supervisor', 'bureau-head', 'auditor')
  const definitions = useQuery(definitionsQuery).data
  const supervision = useSupervision(s, unitId)
  const cases = useQuery(unitCasesQuery(s.span, unitId))
  const nameOf = (code: string) => {
    const found = definitions?.find((d) => d.code === code)
    return found ? say(found.name) : t('oversight.figure.supervision')
  }
  const words = ({ from, to }: Span) =>
    t('statistics.span', { from: day(from, { today: s.today }), to: day(to, { today: s.today }) })
  const rates = s.total.now.rates.map((now) => ({
    code: now.code as ListedName,
    now,
    before: rateIn(s.total.before, now.code),
    year: rateIn(s.total.year, now.code),
  }))
  const rows = [...rates, ...(supervision ? [supervision] : [])]
  return (
    <>
      <p>{t('statistics.compares', { now: words(s.span), before: words(s.before), year: words(s.year) })}</p>
      <section className="sheet pad" aria-labelledby="unit-rates">
        <h2 id="unit-rates">{t('oversight.unit.rates')}</h2>
        {!oversees && <p className="quiet">{t('oversight.unit.noRatings')}</p>}
        <table className="rows stack">
          <caption className="hidden-text">{t('oversight.unit.rates')}</caption>
          <Heads />
          <tbody>
            {rows.map((r) => (
              <tr key={r.code} className="row">
                <th scope="row">{r.code === 'supervision' ? <DefinedHere /> : <Defined code={r.code} />}</th>
                <td data-label={t('statistics.col.now')}>
                  {r.now.denominator === 0 ? (
                    <RateValue rate={r.now} />
                  ) : (
                    <Button
                      type="text"
                      className="figure-button"
                      aria-expanded={figure === r.code}
                      onClick={() => onFigure(figure === r.code ? undefined : r.code)}
                    >
                      <span className="hidden-text">
                        {t('oversight.openFigure', { unit: name, figure: nameOf(r.code) })}
                      </span>
                      <span className="rate">
                        <RateValue rate={r.now} />
                      </span>
                    </Button>
                  )}
                </td>
                <td data-label={t('statistics.col.before')}>
                  <RateValue rate={r.before} />
                </td>
                <td data-label={t('statistics.col.year')}>
                  <RateValue rate={r.year} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {figure && (
        <BehindFigure
          span={s.span}
          unitId={unitId}
          figure={figure}
          title={t('oversight.behind', { unit: name, figure: nameOf(figure) })}
          onClose={() => onFigure(undefined)}
        />
      )}
      <section className="sheet pad" aria-labelledby="unit-counts">
        <h2 id="unit-counts">{t('oversight.unit.counts')}</h2>
        <table className="rows stack">
          <caption className="hidden-text">{t('oversight.unit.counts')}</caption>
          <Heads />
          <tbody>
            {COUNTS.map((code) => {
              const of = (f: Figures) => f.counts.find((c) => c.code === code)!
              const now = of(s.total.now)
              return (
                <tr key={code} className="row">
                  <th scope="row">
                    <Defined code={code} />
                  </th>
                  <td data-label={t('statistics.col.now')}>
                    {code === 'ended' && now.value > 0 ? (
                      <Button
                        type="link"
                        className="figure-button"
                        aria-expanded={figure === 'ended'}
                        onClick={() => onFigure(figure === 'ended' ? undefined : 'ended')}
                      >
                        <span className="hidden-text">
                          {t('oversight.openFigure', { unit: name, figure: nameOf(code) })}
                        </span>
                        {now.value}
                      </Button>
                    ) : (
                      <Leads to={now.behind} name={nameOf(code)}>
                        {String(now.value)}
                      </Leads>
                    )}
                  </td>
                  <td data-label={t('statistics.col.before')}>
                    <Against now={now.value} then={of(s.total.before).value} />
                  </td>
                  <td data-label={t('statistics.col.year')}>
                    <Against now={now.value} then={of(s.total.year).value} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="unit-cases">
        <h2 id="unit-cases">{t('oversight.unit.cases')}</h2>
        <Loaded
          of={cases}
          empty={{ title: t('oversight.unit.noCases'), help: t('oversight.unit.noCasesHelp') }}
        >
          {(items) => <CaseTable items={items} caption={t('oversight.unit.cases')} />}
        </Loaded>
      </section>
      <section className="sheet pad" aria-labelledby="unit-ages">
        <h2 id="unit-ages">{t('statistics.ages')}</h2>
        <Ages ages={s.ages} />
      </section>
      <section className="unit-defined" aria-hidden>
        <h2>{t('oversight.definitions')}</h2>
        {definitions
          ?.filter((d) => rows.some((r) => r.code === d.code) || COUNTS.some((c) => c === d.code))
          .map((d) => (
            <p key={d.code}>
              <strong>{say(d.name)}</strong> {say(d.definition)}
            </p>
          ))}
        <p>
          <strong>{t('oversight.figure.supervision')}</strong> {t('oversight.define.supervision')}
        </p>
      </section>
    </>
  )
}

function Heads() {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        {(['figure', 'now', 'before', 'year'] as const).map((c) => (
          <th key={c} scope="col">
            {t(`statistics.col.${c}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const NOTHING = { numerator: 0, denominator: 0, low: null, high: null, behind: null }
type Value = Omit<Rate, 'code'>
const rateIn = (f: Figures, code: Rate['code']): Value => f.rates.find((r) => r.code === code) ?? NOTHING

/** Answers to orders in time are counted by oversight alone: the sums know no orders. */
function useSupervision(s: Statistics, unitId: string) {
  const asked = [s.span, s.before, s.year]
  const [now, before, year] = [
    useQuery(unitFiguresQuery(asked[0]!, unitId)),
    useQuery(unitFiguresQuery(asked[1]!, unitId)),
    useQuery(unitFiguresQuery(asked[2]!, unitId)),
  ].map((answer): Value | undefined => {
    const found = answer.data?.[0]?.figures.find((f) => f.figure === 'supervision')
    if (!answer.data) return undefined
    return found
      ? { numerator: found.good, denominator: found.of, low: found.low, high: found.high, behind: null }
      : NOTHING
  })
  return now && before && year ? { code: 'supervision' as ListedName, now, before, year } : null
}

/** The definition oversight gives, in the form of the others. */
function DefinedHere() {
  const { t } = useTranslation()
  return (
    <details className="stat-define">
      <summary>{t('oversight.figure.supervision')}</summary>
      <p>{t('oversight.define.supervision')}</p>
    </details>
  )
}
