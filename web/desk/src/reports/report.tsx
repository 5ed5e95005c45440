/** One version of a report: to read, print, take along and approve. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../api/command.ts'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import '../oversight/oversight.css'
import { Blocks } from './blocks.tsx'
import { approveReport, fileAddress, type Report, reportQuery } from './queries.ts'
import './reports.css'

export function ReportPage() {
  const { t } = useTranslation()
  const { reportId } = useParams({ from: '/signed-in/reports/$reportId' })
  useTitle(t('reports.title'))
  const found = useQuery(reportQuery(reportId))
  return (
    <div className="reports">
      <h1>{t('reports.one')}</h1>
      <Loaded of={found} empty={null}>
        {(r) => <Version r={r} />}
      </Loaded>
    </div>
  )
}

function Version({ r }: { r: Report }) {
  const { t } = useTranslation()
  const { zone } = useMe().bureau
  const make = useMay('supervisor', 'bureau-head')
  const approve = useCommand((id: string, key) => approveReport(id, key), { changes: [['reports']] })
  return (
    <>
      <div className="sheet pad reports-head">
        <p>
          {t(`reports.audiences.${r.audience}`)} · {t('reports.nth', { n: r.version })} ·{' '}
          <strong>{t(`reports.states.${r.state}`)}</strong>
          <br />
          {t('reports.madeBy', { who: r.madeBy, when: instant(r.madeAt, zone) })}
          {r.approvedAt && (
            <>
              <br />
              {t('reports.approvedBy', { who: r.approvedBy, when: instant(r.approvedAt, zone) })}
            </>
          )}
        </p>
        {r.sha256 && (
          <p className="quiet reports-hash">
            SHA-256 <code>{r.sha256}</code>
          </p>
        )}
        <div className="reports-buttons">
          <Button type={r.mayApprove ? 'default' : 'primary'} href={fileAddress(r.reportId)}>
            {t('reports.docx')}
          </Button>
          <Button onClick={() => window.print()}>{t('reports.print')}</Button>
          {r.mayApprove && (
            <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(r.reportId)}>
              {t('reports.approve')}
            </Button>
          )}
          {make && (
            <Link to="/reports/new" search={{ kind: r.kind, period: r.period, audience: r.audience }}>
              {t('reports.again')}
            </Link>
          )}
          <Link to="/reports">{t('reports.title')}</Link>
        </div>
        {r.state === 'draft' && !r.mayApprove && <p className="quiet">{t('reports.otherPerson')}</p>}
        {approve.error && <ProblemNote error={approve.error} />}
      </div>
      <Blocks doc={r.doc} />
    </>
  )
}
