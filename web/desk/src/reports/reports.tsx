/** Monthly and yearly reports: which to make, and every version that was saved. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import '../oversight/oversight.css'
import { type ReportRow, reportsQuery } from './queries.ts'
import './reports.css'

export function ReportsPage() {
  const { t } = useTranslation()
  useTitle(t('reports.title'))
  const list = useQuery(reportsQuery)
  const make = useMay('supervisor', 'bureau-head')
  return (
    <div className="reports">
      <h1>{t('reports.title')}</h1>
      <p className="quiet">{t('reports.help')}</p>
      {make && <Make />}
      <Loaded of={list} empty={{ title: t('reports.none'), help: t('reports.noneHelp') }}>
        {(rows) => <Versions of={rows} />}
      </Loaded>
    </div>
  )
}

/** The month before this one: what a report is made of most. */
function lastMonth(today: string): string {
  const at = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 2
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

function Make() {
  const { t } = useTranslation()
  const { today } = useMe()
  const navigate = useNavigate()
  const [kind, setKind] = useState<'month' | 'year'>('month')
  const [month, setMonth] = useState(lastMonth(today))
  const [year, setYear] = useState(today.slice(0, 4))
  const [audience, setAudience] = useState<'inside' | 'outside'>('inside')
  const thisYear = Number(today.slice(0, 4))
  return (
    <form
      className="sheet pad reports-make"
      aria-label={t('reports.make')}
      onSubmit={(e) => {
        e.preventDefault()
        void navigate({
          to: '/reports/new',
          search: { kind, period: kind === 'month' ? month : year, audience },
        })
      }}
    >
      <label>
        {t('reports.kind')}
        <select value={kind} onChange={(e) => setKind(e.target.value === 'year' ? 'year' : 'month')}>
          <option value="month">{t('reports.kinds.month')}</option>
          <option value="year">{t('reports.kinds.year')}</option>
        </select>
      </label>
      {kind === 'month' ? (
        <label>
          {t('reports.month')}
          <input
            type="month"
            required
            value={month}
            max={today.slice(0, 7)}
            pattern="[0-9]{4}-[0-9]{2}"
            onChange={(e) => setMonth(e.target.value)}
          />
        </label>
      ) : (
        <label>
          {t('reports.year')}
          <select value={year} onChange={(e) => setYear(e.target.value)}>
            {[0, 1, 2, 3, 4].map((ago) => (
              <option key={ago}>{thisYear - ago}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t('reports.audience')}
        <select
          value={audience}
          onChange={(e) => setAudience(e.target.value === 'outside' ? 'outside' : 'inside')}
        >
          <option value="inside">{t('reports.audiences.inside')}</option>
          <option value="outside">{t('reports.audiences.outside')}</option>
        </select>
      </label>
      <Button type="primary" htmlType="submit">
        {t('reports.look')}
      </Button>
    </form>
  )
}

function Versions({ of }: { of: readonly ReportRow[] }) {
  const { t } = useTranslation()
  const { zone } = useMe().bureau
  return (
    <section className="sheet pad reports-list" aria-label={t('reports.versions')}>
      <table className="rows stack">
        <caption className="hidden-text">{t('reports.versions')}</caption>
        <thead>
          <tr>
            {(['report', 'audience', 'version', 'state', 'made', 'approved'] as const).map((c) => (
              <th key={c} scope="col">
                {t(`reports.col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map((r) => (
            <tr key={r.reportId} className="row">
              <th scope="row">
                <Link to="/reports/$reportId" params={{ reportId: r.reportId }}>
                  {r.title}
                </Link>
              </th>
              <td data-label={t('reports.col.audience')}>{t(`reports.audiences.${r.audience}`)}</td>
              <td data-label={t('reports.col.version')}>{t('reports.nth', { n: r.version })}</td>
              <td data-label={t('reports.col.state')}>{t(`reports.states.${r.state}`)}</td>
              <td data-label={t('reports.col.made')}>
                {r.madeBy} · {instant(r.madeAt, zone)}
              </td>
              <td data-label={t('reports.col.approved')}>
                {r.approvedAt ? `${r.approvedBy} · ${instant(r.approvedAt, zone)}` : t('reports.notYet')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
