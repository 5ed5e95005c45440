/** A table of figures to type in: arrows move, a block is pasted, each cell says at once what is wrong with it. */
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../text/language.ts'
import { hintOf, readCell, type ValueAt } from './cell-check.ts'
import { plainly, type Shown, shown } from './money.ts'
import type { EntryTableView } from './queries.ts'

/** What is typed and not saved, by path. */
export type Typed = Record<string, string>

type Row = EntryTableView['rows'][number]
const unitOf = (row: Row | undefined, column: string): Shown => {
  const unit = row?.cells[column]?.unit ?? 'fen'
  return unit === 'words' ? 'fen' : unit
}

export function Grid(props: {
  table: EntryTableView
  typed: Typed
  onType: (more: Typed) => void
  onChoose: (path: string) => void
  /** Figures of the whole year, with what is typed and not saved. */
  figureAt: ValueAt
  /** Whether a book is closed to this reader. */
  closed: (book: 'budget' | 'final') => boolean
}) {
  const { t } = useTranslation()
  const { table, typed, onType, onChoose, closed, figureAt } = props
  const box = useRef<HTMLTableElement>(null)

  const valueAt = (row: Row, column: string): number => {
    const cell = row.cells[column]
    if (!cell) return 0
    const text = typed[cell.path]
    if (text === undefined) return cell.value ?? 0
    const read = readCell(text, unitOf(row, column), cell.path)
    return typeof read === 'number' ? read : 0
  }
  const total = (column: string) =>
    table.rows.filter((r) => r.counts).reduce((n, r) => n + valueAt(r, column), 0)
  const sumOf = (row: Row, of: readonly string[]) => of.reduce((n, c) => n + valueAt(row, c), 0)

  const focus = (row: number, column: number): boolean => {
    const input = box.current?.querySelector<HTMLInputElement>(`[data-at="${row}:${column}"]`)
    input?.focus()
    input?.select()
    return input !== null && input !== undefined
  }
  /** Arrows move between cells; to the sides only where the caret stands at the end, so that a figure can be mended. */
  const move = (e: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const { selectionStart: from, selectionEnd: to, value } = e.currentTarget
    const allChosen = from === 0 && to === value.length
    const step = (dr: number, dc: number) => {
      let [r, c] = [row + dr, column + dc]
      while (r >= 0 && c >= 0 && r < table.rows.length && c < table.columns.length) {
        if (focus(r, c)) {
          e.preventDefault()
          return
        }
        r += dr
        c += dc
      }
    }
    if (e.key === 'ArrowDown' || e.key === 'Enter') step(1, 0)
    else if (e.key === 'ArrowUp') step(-1, 0)
    else if (e.key === 'ArrowRight' && (allChosen || from === value.length)) step(0, 1)
    else if (e.key === 'ArrowLeft' && (allChosen || to === 0)) step(0, -1)
    else if (e.key === 'Escape') {
      const path = table.rows[row]?.cells[table.columns[column]?.id ?? '']?.path
      if (path !== undefined)
        onType({
          [path]: plainly(cellValue(row, column), unitOf(table.rows[row], table.columns[column]!.id)),
        })
    }
  }
  const cellValue = (row: number, column: number) =>
    table.rows[row]?.cells[table.columns[column]?.id ?? '']?.value ?? null
  /** A block copied from a table program fills cells to the right and below. */
  const paste = (e: ClipboardEvent<HTMLInputElement>, row: number, column: number) => {
    const text = e.clipboardData.getData('text/plain').replace(/\r?\n$/, '')
    if (!/[\t\n]/.test(text)) return
    e.preventDefault()
    const more: Typed = {}
    for (const [dr, line] of text.split(/\r?\n/).entries())
      for (const [dc, piece] of line.split('\t').entries()) {
        const target = table.columns[column + dc]
        const cell = target && table.rows[row + dr]?.cells[target.id]
        if (cell && !closed(target.book)) more[cell.path] = piece.trim()
      }
    onType(more)
  }

  if (table.rows.length === 0) return <p className="quiet">{t('finance.entry.empty')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard
    <section className="scroll fin-grid" tabIndex={0} aria-label={say(table.label)}>
      <table ref={box} className="rows fin-table">
        <caption className="hidden-text">{say(table.label)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('finance.entry.item')}</th>
            {table.columns.map((c) => (
              <th key={c.id} scope="col">
                {say(c.label)}
              </th>
            ))}
            {table.sums.map((s) => (
              <th key={s.id} scope="col">
                {say(s.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, r) => (
            <tr key={row.key}>
              <th scope="row">
                {row.code && `${row.code} `}
                {say(row.label)}
                {row.group && <small> {say(row.group)}</small>}
              </th>
              {table.columns.map((column, c) => {
                const cell = row.cells[column.id]
                if (!cell) return <td key={column.id}>—</td>
                const unit = unitOf(row, column.id)
                const text = typed[cell.path] ?? plainly(cell.value, unit)
                const read = readCell(text, unit, cell.path)
                const wrong = typeof read === 'string' ? read : null
                const changed = wrong !== null || read !== cell.value
                const hint = typeof read === 'number' ? hintOf(cell.path, read, figureAt) : null
                const said = wrong ?? hint
                const note = `fin-note-${r}-${c}`
                return (
                  <td key={column.id}>
                    <input
                      data-at={`${r}:${c}`}
                      className={changed ? 'fin-cell fin-changed' : 'fin-cell'}
                      inputMode="decimal"
                      autoComplete="off"
                      aria-label={`${row.code ?? ''} ${say(row.label)} ${say(row.group)} ${say(column.label)}`}
                      aria-invalid={wrong !== null}
                      aria-describedby={said ? note : undefined}
                      readOnly={closed(column.book)}
                      value={text}
                      onChange={(e) => onType({ [cell.path]: e.target.value })}
                      onFocus={() => onChoose(cell.path)}
                      onKeyDown={(e) => move(e, r, c)}
                      onPaste={(e) => {
                        if (!closed(column.book)) paste(e, r, c)
                      }}
                    />
                    {said && (
                      <span
                        id={note}
                        className={wrong ? 'fin-wrong' : 'fin-hint'}
                        role={wrong ? 'alert' : undefined}
                      >
                        {t(`finance.entry.${said}`)}
                      </span>
                    )}
                  </td>
                )
              })}
              {table.sums.map((s) => (
                <td key={s.id} className="fin-sum">
                  {shown(sumOf(row, s.of), unitOf(row, s.of[0] ?? ''))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {table.total && (
          <tfoot>
            <tr>
              <th scope="row">{t('finance.sum')}</th>
              {table.columns.map((c) => (
                <td key={c.id}>{shown(total(c.id))}</td>
              ))}
              {table.sums.map((s) => (
                <td key={s.id}>{shown(s.of.reduce((n, c) => n + total(c), 0))}</td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}
