/** The figures of the bureau or of a unit: compared, drawn, each with its definition and the list behind it. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { Loaded, SpanFields } from '../oversight/parts.tsx'
import { language, say } from '../text/language.ts'
import '../oversight/oversight.css'
import { CallsSection } from './calls.tsx'
import { MapSection } from './map-section.tsx'
import { Narrowed } from './narrowed.tsx'
import { CountTable, RateTable } from './parts.tsx'
import { periods } from './periods.ts'
import {
  type Asked,
  definitionsQuery,
  exportAddress,
  GROUPS,
  type Statistics,
  type StatisticsSearch,
  statisticsQuery,
} from './queries.ts'
import { Ages, Durations, Grouped, Warnings } from './sections.tsx'
import './statistics.css'

export function StatisticsPage() {
  const { t } = useTranslation()
  const { today } = useMe()
  const search = useSearch({ from: '/signed-in/statistics' })
  const navigate = useNavigate()
  useTitle(t('statistics.title'))
  const asked: Asked = {
    ...search,
    from: search.from ?? periods(today).thisYear.from,
    to: search.to ?? today,
    group: search.group ?? 'month',
  }
  const figures = useQuery(statisticsQuery(asked))
  const go = (part: Partial<StatisticsSearch>) =>
    void navigate({ to: '/statistics', search: { ...asked, ...part } })
  return (
    <div className="stat">
      <h1>{t('statistics.title')}</h1>
      <p className="quiet">{t('statistics.help')}</p>
      <Choices asked={asked} onChange={go} />
      <Loaded of={figures} empty={null}>
        {(s) => <Read s={s} asked={asked} go={go} />}
      </Loaded>
    </div>
  )
}

function Choices({ asked, onChange }: { asked: Asked; onChange: (part: Partial<StatisticsSearch>) => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  const all = useMay('supervisor', 'bureau-head', 'auditor')
  const quick = periods(today)
  const lang = language() === 'en' ? 'en' : 'zh'
  return (
    <div className="stat-choices">
      <div className="stat-quick">
        {(Object.keys(quick) as (keyof typeof quick)[]).map((name) => (
          <Button
            key={name}
            aria-pressed={asked.from === quick[name].from && asked.to === quick[name].to}
            onClick={() => onChange(quick[name])}
          >
            {t(`statistics.period.${name}`)}
          </Button>
        ))}
      </div>
      <SpanFields span={asked} onChange={onChange} />
      <label>
        {t('statistics.by')}
        <select
          id="stat-group"
          value={asked.group}
          onChange={(e) => onChange({ group: GROUPS.find((g) => g === e.target.value) })}
        >
          {GROUPS.map((g) => (
            <option key={g} value={g}>
              {t(`statistics.group.${g}`)}
            </option>
          ))}
        </select>
      </label>
      {asked.group === 'category' && (
        <label>
          {t('statistics.level')}
          <select value={asked.level ?? 1} onChange={(e) => onChange({ level: Number(e.target.value) })}>
            {[1, 2, 3].map((n) => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </label>
      )}
      {all && (
        <label>
          {t('statistics.of')}
          <select
            id="stat-unit"
            value={asked.unit ?? ''}
            onChange={(e) => onChange({ unit: e.target.value || undefined })}
          >
            <option value="">{t('statistics.whole')}</option>
            {[...units.values()].map((u) => (
              <option key={u.unitId} value={u.unitId}>
                {say(u.name)}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="stat-quick">
        <Button href={exportAddress(asked, 'xlsx', lang)}>{t('statistics.xlsx')}</Button>
        <Button href={exportAddress(asked, 'csv', lang)}>{t('statistics.csv')}</Button>
      </div>
    </div>
  )
}

function Read({
  s,
  asked,
  go,
}: {
  s: Statistics
  asked: Asked
  go: (part: Partial<StatisticsSearch>) => void
}) {
  const { t } = useTranslation()
  const definitions = useQuery(definitionsQuery)
  const mayCalls = useMay('supervisor', 'bureau-head', 'auditor')
  const nameOf = (code: string) => {
    const found = definitions.data?.find((d) => d.code === code)
    return found ? say(found.name) : code
  }
  const span = ({ from, to }: { from: string; to: string }) =>
    t('statistics.span', { from: day(from, { today: s.today }), to: day(to, { today: s.today }) })
  return (
    <>
      <p>
        {s.unit && <strong>{say(s.unit.name)} · </strong>}
        {t('statistics.compares', { now: span(s.span), before: span(s.before), year: span(s.year) })}
      </p>
      <Narrowed of={s.narrowed} go={go} />
      {s.narrowed.length === 0 && (
        <section className="sheet pad" aria-labelledby="stat-warnings">
          <h2 id="stat-warnings">{t('statistics.warnings')}</h2>
          <Warnings of={s.warnings} />
        </section>
      )}
      <div className="stat-two">
        <section className="sheet pad" aria-labelledby="stat-counts">
          <h2 id="stat-counts">{t('statistics.counts')}</h2>
          <CountTable of={s.total} nameOf={nameOf} />
        </section>
        <section className="sheet pad" aria-labelledby="stat-rates">
          <h2 id="stat-rates">{t('statistics.rates')}</h2>
          <RateTable of={s.total} nameOf={nameOf} />
        </section>
      </div>
      <section className="sheet pad" aria-labelledby="stat-rows">
        <h2 id="stat-rows">{t('statistics.grouped', { group: t(`statistics.group.${s.group}`) })}</h2>
        <Grouped of={s} nameOf={nameOf} narrow={go} />
      </section>
      {mayCalls && s.unit === null && s.narrowed.length === 0 && <CallsSection asked={asked} go={go} />}
      {asked.area === undefined && <MapSection asked={asked} nameOf={nameOf} />}
      {s.steps && (
        <section className="sheet pad" aria-labelledby="stat-steps">
          <h2 id="stat-steps">{t('statistics.durations')}</h2>
          <Durations steps={s.steps} nameOf={nameOf} />
        </section>
      )}
      <section className="sheet pad" aria-labelledby="stat-ages">
        <h2 id="stat-ages">{t('statistics.ages')}</h2>
        <Ages ages={s.ages} />
      </section>
    </>
  )
}
