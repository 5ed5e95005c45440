/** Entry by keyboard, as in a spreadsheet: one of the year's tables at a time, what is typed checked at once. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { type AddedRow, AddRow } from './add-row.tsx'
import { readCell } from './cell-check.ts'
import { Grid, type Typed } from './grid.tsx'
import { useWhere } from './layout.tsx'
import { History } from './line-detail.tsx'
import { accountsQuery, type EntryTableView, tablesQuery, type Where, yearUrl } from './queries.ts'

export function FinanceEntryPage() {
  const where = useWhere()
  const tables = useQuery({ ...tablesQuery(where ?? { departmentId: '', year: 0 }), enabled: where !== null })
  if (!where) return null
  return (
    <Loaded of={tables} empty={null}>
      {(all) => <Entry key={`${where.departmentId}/${where.year}`} tables={all} where={where} />}
    </Loaded>
  )
}

function Entry({ tables, where }: { tables: EntryTableView[]; where: Where }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/finance/entry' })
  const accounts = useQuery(accountsQuery(where))
  const may = useMay('finance')
  const [typed, setTyped] = useState<Typed>({})
  const [added, setAdded] = useState<Record<string, AddedRow[]>>({})
  const [chosen, setChosen] = useState<string | null>(null)
  const [saved, setSaved] = useState<number | null>(null)
  const table = tables.find((x) => x.id === search.table) ?? tables[0]
  const whole = useMemo(() => table && withRows(table, added[table.id] ?? []), [table, added])
  const save = useCommand(
    (changes: object[], key) => post<{ changed: number }>(`${yearUrl(where)}/figures`, key, { changes }),
    {
      changes: [['finance']],
      done: ({ changed }) => {
        setTyped({})
        setAdded({})
        setSaved(changed)
      },
    },
  )
  if (!table || !whole) return null
  const books = accounts.data?.books
  const cells = new Map(
    tables.flatMap((x) =>
      withRows(x, added[x.id] ?? [])
        .rows.flatMap((r) => Object.values(r.cells))
        .map((c) => [c.path, c]),
    ),
  )
  const chosenUnit = chosen === null ? undefined : cells.get(chosen)?.unit
  const read = Object.entries(typed).map(([path, text]) => {
    const cell = cells.get(path)
    return {
      path,
      before: cell?.value ?? null,
      value: readCell(text, cell?.unit === 'words' ? 'fen' : (cell?.unit ?? 'fen'), path),
    }
  })
  const typedValue = new Map(read.map((r) => [r.path, r.value]))
  const figureAt = (path: string): number | null => {
    const now = typedValue.has(path) ? typedValue.get(path) : cells.get(path)?.value
    return typeof now === 'number' ? now : null
  }
  const wrong = read.filter((r) => typeof r.value === 'string')
  const names = Object.values(added)
    .flat()
    .flatMap((r) => (r.name ? [{ path: r.name.path, value: null, words: r.name.words }] : []))
  const changed = read.filter((r) => r.value !== r.before)
  return (
    <section className="sheet pad" aria-labelledby="fin-entry">
      <div className="fin-where">
        <label>
          <span id="fin-entry">{t('finance.entry.table')}</span>
          <select
            value={table.id}
            onChange={(e) =>
              void navigate({ to: '.', search: (now: object) => ({ ...now, table: e.target.value }) })
            }
          >
            {tables.map((x) => (
              <option key={x.id} value={x.id}>
                {say(x.label)}
              </option>
            ))}
          </select>
        </label>
        {may && (
          <Button
            type="primary"
            disabled={wrong.length > 0 || changed.length + names.length === 0}
            loading={save.isPending}
            onClick={() => save.mutate([...changed, ...names])}
          >
            {t('finance.entry.save', { count: changed.length })}
          </Button>
        )}
        {may && changed.length > 0 && <Button onClick={() => setTyped({})}>{t('finance.entry.drop')}</Button>}
      </div>
      <p className="quiet">{t(may ? 'finance.entry.help' : 'finance.entry.readOnly')}</p>
      {save.error && <ProblemNote error={save.error} />}
      {wrong.length > 0 && (
        <Alert type="error" showIcon title={t('finance.entry.wrong', { count: wrong.length })} />
      )}
      {saved !== null && Object.keys(typed).length === 0 && (
        <div role="status">
          <Alert type="success" showIcon title={t('finance.entry.saved', { count: saved })} />
        </div>
      )}
      <Grid
        table={whole}
        typed={typed}
        onType={(more) => {
          setSaved(null)
          setTyped((now) => ({ ...now, ...more }))
        }}
        onChoose={setChosen}
        figureAt={figureAt}
        closed={(book) => !may || books?.[book] === 'released'}
      />
      {may && table.add && (
        <AddRow
          key={table.id}
          add={table.add}
          year={where.year}
          taken={new Set(whole.rows.map((r) => r.key))}
          onAdd={(row) => setAdded((now) => ({ ...now, [table.id]: [...(now[table.id] ?? []), row] }))}
        />
      )}
      {chosen && (
        <details className="fin-detail">
          <summary>{t('finance.history.show')}</summary>
          <History
            where={where}
            path={chosen}
            unit={chosenUnit === 'words' || chosenUnit === undefined ? 'fen' : chosenUnit}
          />
        </details>
      )}
    </section>
  )
}

/** The table with rows that were added and not yet saved. */
function withRows(table: EntryTableView, added: AddedRow[]): EntryTableView {
  if (!table.add) return table
  const { paths } = table.add
  const has = new Set(table.rows.map((r) => r.key))
  const more = added
    .filter((a) => !has.has(a.key))
    .map((a) => ({
      key: a.key,
      code: a.code,
      label: a.label,
      group: a.group,
      counts: true,
      cells: Object.fromEntries(
        Object.entries(paths).map(([column, path]) => [
          column,
          { path: path.replace('{row}', a.key), unit: 'fen' as const, value: null },
        ]),
      ),
    }))
  return { ...table, rows: [...table.rows, ...more] }
}
