/** Finance: its pages beside each other, for one department and year that all of them share. */
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import './finance.css'
import { NewDepartment, NewYear } from './new-year.tsx'
import { PAGES } from './pages.ts'
import { type Department, departmentsQuery, type Where } from './queries.ts'

/** The department and year the address names, else the first department and its latest year. */
export function useWhere(): (Where & { department: Department }) | null {
  const search = useSearch({ from: '/signed-in/finance' })
  const { data } = useQuery(departmentsQuery)
  const department = data?.find((d) => d.departmentId === search.department) ?? data?.[0]
  const year = department?.years.find((y) => y.year === search.year)?.year ?? department?.years[0]?.year
  return department && year !== undefined ? { departmentId: department.departmentId, year, department } : null
}

export function FinanceLayout() {
  const { t } = useTranslation()
  const { roles } = useMe()
  const open = PAGES.filter((p) => p.roles.some((r) => roles.includes(r)))
  const departments = useQuery(departmentsQuery)
  const where = useWhere()
  const keeper = roles.includes('finance')
  return (
    <div className="fin">
      <header className="fin-head">
        <h1>{t('finance.title')}</h1>
        <div className="fin-where">{departments.data && <WherePicker departments={departments.data} />}</div>
      </header>
      <nav className="fin-menu no-print" aria-label={t('finance.title')}>
        {open.map((p) => (
          <Link
            key={p.key}
            to={p.path}
            search={where ? { department: where.departmentId, year: where.year } : {}}
            className="fin-link"
            activeOptions={{ includeSearch: false }}
          >
            {t(`finance.page.${p.key}`)}
          </Link>
        ))}
      </nav>
      {departments.error && !departments.data ? (
        <div className="sheet pad">
          <ProblemNote error={departments.error} />
        </div>
      ) : departments.data && !where ? (
        <div className="sheet pad">
          <h2>{t('finance.noAccounts')}</h2>
          <p>{t(keeper ? 'finance.noAccountsHelp' : 'finance.noAccountsWait')}</p>
          {keeper && (departments.data[0] ? <NewYear department={departments.data[0]} /> : <NewDepartment />)}
        </div>
      ) : (
        <Outlet />
      )}
    </div>
  )
}

function WherePicker({ departments }: { departments: Department[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const where = useWhere()
  const keeper = useMe().roles.includes('finance')
  if (!where) return null
  const go = (department: string, year?: number) =>
    void navigate({
      to: '.',
      search: (now: object) => ({ ...now, department, year, line: undefined }),
    })
  return (
    <>
      <label>
        <span>{t('finance.department')}</span>
        <select value={where.departmentId} onChange={(e) => go(e.target.value)}>
          {departments.map((d) => (
            <option key={d.departmentId} value={d.departmentId}>
              {d.code} {d.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('finance.year')}</span>
        <select value={where.year} onChange={(e) => go(where.departmentId, Number(e.target.value))}>
          {where.department.years.map((y) => (
            <option key={y.year} value={y.year}>
              {y.year}
            </option>
          ))}
        </select>
      </label>
      {keeper && <NewYear department={where.department} />}
    </>
  )
}
