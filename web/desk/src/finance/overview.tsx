/** The year at a glance: what was planned, what was paid, what is left; each line leads to its figures and their history. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { monthName } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { Chart } from './chart.tsx'
import { ControlList } from './controls.tsx'
import { useWhere } from './layout.tsx'
import { Leaves, Opens } from './leaves.tsx'
import { LineDetail } from './line-detail.tsx'
import { inWan, percent, shown } from './money.ts'
import { Others } from './others.tsx'
import { type Accounts, accountsQuery, controlsQuery, type Where } from './queries.ts'
import { Release } from './release.tsx'

export function FinanceOverviewPage() {
  const where = useWhere()
  return where ? <Overview where={where} /> : null
}

function Overview({ where }: { where: Where }) {
  const found = useQuery(accountsQuery(where))
  const controls = useQuery(controlsQuery(where))
  return (
    <Loaded of={found} empty={null}>
      {(a) => (
        <>
          <Books accounts={a} />
          {controls.data && <ControlList controls={controls.data} where={where} />}
          <Figures a={a} />
          <Months a={a} where={where} />
          <Lines a={a} where={where} />
          <Three a={a} where={where} />
          <Others a={a} where={where} />
        </>
      )}
    </Loaded>
  )
}

function Books({ accounts }: { accounts: Accounts }) {
  const { t } = useTranslation()
  return (
    <section className="sheet pad fin-books" aria-label={t('finance.books')}>
      {(['budget', 'final'] as const).map((book) => (
        <div key={book} className="fin-book">
          <strong>{t(`finance.book.${book}`)}</strong>
          <Chip tone={accounts.books[book] === 'released' ? 'green' : 'amber'}>
            {t(`finance.state.${accounts.books[book]}`)}
          </Chip>
          <Release accounts={accounts} book={book} />
        </div>
      ))}
    </section>
  )
}

/** What stands in the middle of every year: money by stage, and how much of it is paid. */
function Figures({ a }: { a: Accounts }) {
  const { t } = useTranslation()
  const paid = a.months.at(-1)?.paidSoFar ?? 0
  const adjusted = a.adjusted.spending.sum.total
  const items = [
    { key: 'budget', fen: a.budget.spending.sum.total },
    { key: 'adjusted', fen: adjusted },
    { key: 'paid', fen: paid, of: percent(paid, adjusted) },
    { key: 'final', fen: a.final.spending.sum.total, of: percent(a.final.spending.sum.total, adjusted) },
    { key: 'closing', fen: a.final.balance.all.closing },
  ] as const
  return (
    <dl className="fin-tiles">
      {items
        .filter((i) => a.final.spending.sum.total !== 0 || (i.key !== 'final' && i.key !== 'closing'))
        .map((i) => (
          <div key={i.key} className="sheet fin-tile">
            <dt>{t(`finance.tile.${i.key}`)}</dt>
            <dd>
              <strong>{inWan(i.fen)}</strong> {t('finance.wan')}
              {'of' in i && i.of && <small>{t('finance.ofAdjusted', { percent: i.of })}</small>}
            </dd>
          </div>
        ))}
    </dl>
  )
}

function Months({ a, where }: { a: Accounts; where: Where }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<string | null>(null)
  const adjusted = a.adjusted.spending.sum.total
  const plain = (fen: number) => inWan(fen).replaceAll(',', '')
  const names = a.months.map((m) => monthName(Number(m.month)))
  return (
    <section className="sheet pad" aria-labelledby="fin-months">
      <h2 id="fin-months">{t('finance.execution')}</h2>
      <p className="quiet">{t('finance.executionHelp')}</p>
      <Chart
        label={t('finance.executionChart')}
        categories={names}
        unit={t('finance.wan')}
        series={[
          {
            name: t('finance.col.paidSoFar'),
            type: 'bar',
            data: a.months.map((m) => (m.entered ? plain(m.paidSoFar) : '-')),
          },
          {
            name: t('finance.col.planned'),
            type: 'line',
            data: a.months.map((m) => (m.plannedSoFar === null ? '-' : plain(m.plannedSoFar))),
          },
        ]}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('finance.execution')}>
        <table className="rows fin-table">
          <caption className="hidden-text">{t('finance.execution')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('finance.col.month')}</th>
              <th scope="col">{t('finance.col.paid')}</th>
              <th scope="col">{t('finance.col.paidBasic')}</th>
              <th scope="col">{t('finance.col.paidProject')}</th>
              <th scope="col">{t('finance.col.paidSoFar')}</th>
              <th scope="col">{t('finance.col.planned')}</th>
              <th scope="col">{t('finance.col.behind')}</th>
            </tr>
          </thead>
          <tbody>
            {a.months.map((m, i) => {
              const behind = m.entered && m.plannedSoFar !== null ? m.paidSoFar - m.plannedSoFar : null
              return (
                <tr key={m.month}>
                  <th scope="row">{names[i]}</th>
                  <td>
                    {m.entered ? (
                      <Opens
                        open={open === m.month}
                        label={names[i] ?? ''}
                        onClick={() => setOpen(open === m.month ? null : m.month)}
                      >
                        {shown(m.paid)}
                      </Opens>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td>{m.entered ? shown(m.paidBasic) : '—'}</td>
                  <td>{m.entered ? shown(m.paidProject) : '—'}</td>
                  <td>
                    {m.entered ? (
                      <>
                        {shown(m.paidSoFar)} <small>{percent(m.paidSoFar, adjusted)}</small>
                      </>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td>
                    {m.plannedSoFar === null ? (
                      '—'
                    ) : (
                      <>
                        {shown(m.plannedSoFar)} <small>{percent(m.planned ?? 0, 10_000)}</small>
                      </>
                    )}
                  </td>
                  <td>
                    {behind === null ? (
                      '—'
                    ) : behind < 0 ? (
                      <span className="fin-behind">{t('finance.behind', { fen: shown(-behind) })}</span>
                    ) : (
                      t('finance.ahead', { fen: shown(behind) })
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      {open && (
        <Leaves
          title={t('finance.leaves.month', { month: monthName(Number(open)) })}
          where={where}
          wanted={(path) => path.startsWith(`month/${open}/`)}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  )
}

/** Expenditure by functional code, each line opening to its leaves. */
function Lines({ a, where }: { a: Accounts; where: Where }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/finance/overview' })
  const codes = new Map<string, { name: string; level: number }>()
  for (const stage of [a.budget, a.adjusted, a.final])
    for (const l of stage.spending.lines) codes.set(l.code, { name: l.name, level: l.level })
  // Until the year is over there are no final accounts, which is not the same as none.
  const turned = a.final.spending.sum.total !== 0
  const at = (s: Accounts['budget'], code: string) =>
    s.spending.lines.find((l) => l.code === code)?.amounts.total ?? 0
  const open = (line: string | undefined) =>
    void navigate({ to: '.', search: (now: object) => ({ ...now, line }), resetScroll: false })
  return (
    <section className="sheet pad" aria-labelledby="fin-lines">
      <h2 id="fin-lines">{t('finance.byFunction')}</h2>
      <p className="quiet">{t('finance.byFunctionHelp')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('finance.byFunction')}>
        <table className="rows fin-table">
          <caption className="hidden-text">{t('finance.byFunction')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('finance.col.code')}</th>
              <th scope="col">{t('finance.col.budget')}</th>
              <th scope="col">{t('finance.col.adjusted')}</th>
              <th scope="col">{t('finance.col.final')}</th>
              <th scope="col">{t('finance.col.rate')}</th>
            </tr>
          </thead>
          <tbody>
            {[...codes].sort().map(([code, { name, level }]) => (
              <tr key={code} className={`fin-level-${level}`}>
                <th scope="row">
                  <button
                    type="button"
                    className="link-button"
                    aria-expanded={search.line === code}
                    onClick={() => open(search.line === code ? undefined : code)}
                  >
                    {code} {name}
                  </button>
                </th>
                <td>{shown(at(a.budget, code))}</td>
                <td>{shown(at(a.adjusted, code))}</td>
                <td>{turned ? shown(at(a.final, code)) : '—'}</td>
                <td>{(turned && percent(at(a.final, code), at(a.adjusted, code))) || '—'}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('finance.sum')}</th>
              <td>{shown(a.budget.spending.sum.total)}</td>
              <td>{shown(a.adjusted.spending.sum.total)}</td>
              <td>{turned ? shown(a.final.spending.sum.total) : '—'}</td>
              <td>{(turned && percent(a.final.spending.sum.total, a.adjusted.spending.sum.total)) || '—'}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      {search.line && codes.has(search.line) && (
        <LineDetail accounts={a} where={where} code={search.line} onClose={() => open(undefined)} />
      )}
      <p className="fin-parts">
        {(['basic', 'project'] as const).map((n) => (
          <span key={n}>
            {t(`finance.nature.${n}`)} {shown(a.final.spending.sum[n] || a.adjusted.spending.sum[n])}
          </span>
        ))}
        {(['personnel', 'operating'] as const).map((n) => (
          <span key={n}>
            {t(`finance.nature.${n}`)} {shown(a.final.basic.all.sum[n] || a.adjusted.basic.all.sum[n])}
          </span>
        ))}
      </p>
    </section>
  )
}

function Three({ a, where }: { a: Accounts; where: Where }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<{ item: string; stage: 'budget' | 'final' } | null>(null)
  const toggle = (item: string, stage: 'budget' | 'final') =>
    setOpen(open?.item === item && open.stage === stage ? null : { item, stage })
  const items = ['abroad', 'purchase', 'running', 'reception'] as const
  const turned = Object.keys(a.leaves).some((p) => p.startsWith('three/final/'))
  return (
    <section className="sheet pad" aria-labelledby="fin-three">
      <h2 id="fin-three">{t('finance.three.title')}</h2>
      <table className="rows fin-table">
        <caption className="hidden-text">{t('finance.three.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('finance.three.item')}</th>
            <th scope="col">{t('finance.col.budget')}</th>
            <th scope="col">{t('finance.col.final')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((i) => (
            <tr key={i}>
              <th scope="row">{t(`finance.three.${i}`)}</th>
              {(['budget', 'final'] as const).map((stage) => (
                <td key={stage}>
                  {stage === 'final' && !turned ? (
                    '—'
                  ) : (
                    <Opens
                      open={open?.item === i && open.stage === stage}
                      label={`${t(`finance.three.${i}`)} ${t(`finance.col.${stage}`)}`}
                      onClick={() => toggle(i, stage)}
                    >
                      {shown(a[stage].threePublic[i])}
                    </Opens>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('finance.sum')}</th>
            <td>{shown(a.budget.threePublic.total)}</td>
            <td>{turned ? shown(a.final.threePublic.total) : '—'}</td>
          </tr>
        </tfoot>
      </table>
      {open && (
        <Leaves
          title={t('finance.leaves.three', {
            item: t(`finance.three.${open.item as (typeof items)[number]}`),
            stage: t(`finance.col.${open.stage}`),
          })}
          where={where}
          wanted={(path) =>
            path === `three/${open.stage}/${open.item}` ||
            path === `three/${open.stage}/${open.item}-foreign` ||
            (open.stage === 'budget' && path === `three/adjustment/${open.item}`)
          }
          onClose={() => setOpen(null)}
        />
      )}
      <p className="quiet">
        {t('finance.three.counts', {
          batches: a.counts['reception-batches'] ?? '—',
          persons: a.counts['reception-persons'] ?? '—',
          cars: a.counts['cars-kept'] ?? '—',
          groups: a.counts['abroad-groups'] ?? '—',
        })}
      </p>
      <Button type="link" className="no-print" onClick={() => window.print()} aria-label={t('finance.print')}>
        {t('finance.print')}
      </Button>
    </section>
  )
}
