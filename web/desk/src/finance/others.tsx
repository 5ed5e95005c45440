/** What a year has beside its expenditure: carry-over, operating cost, procurement, assets, posts; each figure opens to its history. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { Leaves, leavesOfBalance, Opens } from './leaves.tsx'
import { History } from './line-detail.tsx'
import { type Shown, shown } from './money.ts'
import { type Accounts, type EntryTableView, tablesQuery, type Where } from './queries.ts'

const TABLES = ['procurement', 'assets', 'posts', 'counts', 'projects'] as const
const FUNDS = ['general', 'fund', 'capital', 'own'] as const
const PARTS = ['opening', 'income', 'used', 'spending', 'distributed', 'closing'] as const

export function Others({ a, where }: { a: Accounts; where: Where }) {
  const tables = useQuery(tablesQuery(where))
  return (
    <Loaded of={tables} empty={null}>
      {(all) => (
        <>
          <CarryOver a={a} where={where} heads={all.find((x) => x.id === 'opening')?.add?.heads ?? []} />
          {TABLES.map((id) => {
            const table = all.find((x) => x.id === id)
            return table ? <Figures key={id} table={table} where={where} /> : null
          })}
        </>
      )}
    </Loaded>
  )
}

function CarryOver(props: { a: Accounts; where: Where; heads: NonNullable<EntryTableView['add']>['heads'] }) {
  const { t } = useTranslation()
  const { a, where, heads } = props
  const turned = a.final.spending.sum.total !== 0
  const stage = turned ? a.final : a.adjusted
  const rows = FUNDS.filter((f) => PARTS.some((p) => stage.balance[f][p] !== 0))
  const [open, setOpen] = useState<{ fund: (typeof FUNDS)[number]; part: (typeof PARTS)[number] } | null>(
    null,
  )
  const nameOf = (fund: string) => say(heads.find((h) => h.id === fund)?.label)
  return (
    <section className="sheet pad" aria-labelledby="fin-carry">
      <h2 id="fin-carry">{t('finance.carry.title')}</h2>
      <p className="quiet">
        {t(turned ? 'finance.carry.help' : 'finance.carry.helpAdjusted')}{' '}
        <Enter table="opening" where={where} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('finance.carry.title')}>
        <table className="rows fin-table">
          <caption className="hidden-text">{t('finance.carry.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('finance.carry.fund')}</th>
              {PARTS.map((p) => (
                <th key={p} scope="col">
                  {t(`finance.carry.${p}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((f) => (
              <tr key={f}>
                <th scope="row">{nameOf(f)}</th>
                {PARTS.map((p) => (
                  <td key={p}>
                    <Opens
                      open={open?.fund === f && open.part === p}
                      label={`${nameOf(f)} ${t(`finance.carry.${p}`)}`}
                      onClick={() =>
                        setOpen(open?.fund === f && open.part === p ? null : { fund: f, part: p })
                      }
                    >
                      {shown(stage.balance[f][p])}
                    </Opens>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('finance.sum')}</th>
              {PARTS.map((p) => (
                <td key={p}>{shown(stage.balance.all[p])}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
      {open && (
        <Leaves
          title={t('finance.leaves.carry', {
            fund: nameOf(open.fund),
            part: t(`finance.carry.${open.part}`),
          })}
          where={where}
          {...(open.part === 'closing' ? { how: t('finance.leaves.closing') } : {})}
          wanted={leavesOfBalance(a, open.fund, open.part)}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  )
}

const Enter = ({ table, where }: { table: string; where: Where }) => {
  const { t } = useTranslation()
  return (
    <Link to="/finance/entry" search={{ department: where.departmentId, year: where.year, table }}>
      {t('finance.toEntry')}
    </Link>
  )
}

/** A table of entry as it is read: rows with something in them, each figure a button that opens its history. */
function Figures({ table, where }: { table: EntryTableView; where: Where }) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<{ path: string; label: string; unit: Shown } | null>(null)
  const rows = table.rows.filter((r) => Object.values(r.cells).some((c) => c.value !== null))
  const title = say(table.label)
  const sumOf = (row: EntryTableView['rows'][number], of: readonly string[]) =>
    of.reduce((n, c) => n + (row.cells[c]?.value ?? 0), 0)
  return (
    <section className="sheet pad" aria-labelledby={`fin-${table.id}`}>
      <h2 id={`fin-${table.id}`}>{title}</h2>
      <p className="quiet">
        {t(rows.length === 0 ? 'finance.figuresNone' : 'finance.figuresHelp')}{' '}
        <Enter table={table.id} where={where} />
      </p>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard
        <section className="scroll" tabIndex={0} aria-label={title}>
          <table className="rows fin-table">
            <caption className="hidden-text">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t('finance.entry.item')}</th>
                {[...table.columns, ...table.sums].map((c) => (
                  <th key={c.id} scope="col">
                    {say(c.label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    {say(row.label)}
                    {row.group && <small> {say(row.group)}</small>}
                  </th>
                  {table.columns.map((c) => {
                    const cell = row.cells[c.id]
                    if (!cell || cell.value === null) return <td key={c.id}>—</td>
                    const label = `${say(row.label)} ${say(c.label)}`
                    const unit = cell.unit === 'words' ? 'fen' : cell.unit
                    return (
                      <td key={c.id}>
                        <button
                          type="button"
                          className="link-button"
                          aria-expanded={picked?.path === cell.path}
                          aria-label={`${label} ${shown(cell.value, unit)}`}
                          onClick={() =>
                            setPicked(picked?.path === cell.path ? null : { path: cell.path, label, unit })
                          }
                        >
                          {shown(cell.value, unit)}
                        </button>
                      </td>
                    )
                  })}
                  {table.sums.map((s) => (
                    <td key={s.id}>{shown(sumOf(row, s.of))}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {picked && (
        <section className="fin-detail" aria-label={`${picked.label} ${t('finance.history.show')}`}>
          <h3>{picked.label}</h3>
          <History where={where} path={picked.path} unit={picked.unit} />
        </section>
      )}
    </section>
  )
}
