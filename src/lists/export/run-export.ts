/**
 * A list as a file. Rows are those its reader sees, by the same statements; subjects of shielded and secret matters are
 * withheld, and no column names a person. That it was made, with which filters and how many rows, stands in the audit
 * log, also when it broke off.
 */
import type { CasesDeps, Looker } from '../../cases/index.ts'
import { isRefusal, type Lang, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { ExportState, ListQuery } from '../contract.ts'
import { countMatters, type ListItem, listMatters, MOST_ROWS, sightOf } from '../list-matters.ts'
import { listAtRisk } from '../risk/list-at-risk.ts'
import type { Column } from '../rules.ts'
import { searchMatters } from '../search-list.ts'
import { type CategoryNames, readCategoryNames } from './categories.ts'
import { specsOf } from './columns.ts'
import { csvOf } from './csv.ts'
import { auditExport, findExport, noteExport, startExport } from './store.ts'
import { xlsxOf } from './xlsx.ts'

export const MOST_EXPORTED = 100_000
/** How often progress is written down, in rows. */
const NOTED = 1000

export interface ExportAsk {
  /** Made by who asks, to look at the progress under. */
  exportId: string
  format: 'csv' | 'xlsx'
  query: ListQuery
  columns: readonly Column[]
}

export type ListReader = (
  l: Looker,
  q: ListQuery,
  page: { cursor?: string; limit?: number },
) => ReturnType<typeof listMatters>

/** Any list, by whichever way its rows are found. */
export const listReader =
  (deps: CasesDeps): ListReader =>
  (l, q, page) =>
    q.q
      ? searchMatters(deps, l, q, page)
      : q.list === 'at-risk'
        ? listAtRisk(deps, l, q, page)
        : listMatters(deps, l, q, page)

/**
 * Begins an export.
 * @returns its bytes as they come, or what `listMatters` refuses; `write.idempotency_key_reused` for an id used before
 */
export async function runExport(
  deps: CasesDeps & { read: ListReader },
  l: Looker,
  ask: ExportAsk,
  lang: Lang,
): Promise<AsyncGenerator<Buffer> | Refusal> {
  const first = await deps.read(l, ask.query, { limit: MOST_ROWS })
  if (isRefusal(first)) return first
  const expected = first.next === null ? first.items.length : await expectedRows(deps, l, ask.query)
  if (isRefusal(expected)) return expected
  const accountId = l.actor.id!
  const key = { bureauId: l.bureauId, exportId: ask.exportId }
  const [begun, categories] = await withTx(deps.app, sightOf(l), (tx) =>
    Promise.all([
      startExport(tx, { ...key, accountId, format: ask.format, expected, now: l.now }),
      readCategoryNames(tx, l.bureauId),
    ]),
  )
  if (!begun) return refuse('write.idempotency_key_reused', { field: 'exportId' })

  const progress = { rows: 0 }
  const settle = (state: ExportState['state']) =>
    withTx(deps.app, sightOf(l), async (tx) => {
      await noteExport(tx, { ...key, rows: progress.rows, state, now: l.now })
      if (state === 'running') return
      const { format, query, columns } = ask
      const details = {
        exportId: ask.exportId,
        list: query,
        format,
        columns: [...columns],
        rows: progress.rows,
        state,
      }
      await auditExport(tx, { bureauId: l.bureauId, accountId, action: 'list.exported', details, now: l.now })
    })
  const rows = rowsOf(deps.read, l, ask, { lang, categories }, first, progress, () => settle('running'))
  const widths = specsOf(ask.columns).map((s) => s.width)
  const bytes = ask.format === 'csv' ? csvOf(rows) : xlsxOf(SHEET[lang], widths, rows)
  return recorded(bytes, settle)
}

/** How many rows there will be; 0 where nobody can say before they are found. */
async function expectedRows(deps: CasesDeps, l: Looker, q: ListQuery): Promise<number | Refusal> {
  if (q.q || q.list === 'at-risk') return 0
  const counted = await countMatters(deps, l, q, MOST_EXPORTED)
  return isRefusal(counted) ? counted : (counted.count ?? 0)
}

const CUT_OFF: Record<Lang, string> = {
  zh: `（一次最多导出 ${MOST_EXPORTED} 行，其后还有；请缩小范围分次导出）`,
  en: `(at most ${MOST_EXPORTED} rows at once; there are more, narrow the list and export in parts)`,
}
const SHEET: Record<Lang, string> = { zh: '办件列表', en: 'Matters' }

async function* rowsOf(
  read: ListReader,
  l: Looker,
  ask: ExportAsk,
  { lang, categories }: { lang: Lang; categories: CategoryNames },
  first: { items: ListItem[]; next: string | null },
  progress: { rows: number },
  note: () => Promise<void>,
): AsyncGenerator<string[]> {
  const specs = specsOf(ask.columns)
  yield specs.map((s) => s.title[lang])
  let page = first
  for (;;) {
    for (const item of page.items) {
      yield specs.map((s) => s.text(item, lang, categories))
      progress.rows++
      if (progress.rows % NOTED === 0) await note()
    }
    if (page.next && progress.rows >= MOST_EXPORTED) {
      // Never cut off in silence: the file says so itself.
      yield [CUT_OFF[lang]]
      return
    }
    if (!page.next) return
    const next = await read(l, ask.query, { cursor: page.next, limit: MOST_ROWS })
    if (isRefusal(next)) throw new Error(`an export was refused on its way: ${next.refused}`)
    page = next
  }
}

/** Whatever ends the stream, the record is written: the reader may have gone, or a page may have failed. */
async function* recorded(
  bytes: AsyncGenerator<Buffer>,
  settle: (state: 'done' | 'broken') => Promise<void>,
): AsyncGenerator<Buffer> {
  let whole = false
  try {
    yield* bytes
    whole = true
  } finally {
    await settle(whole ? 'done' : 'broken')
  }
}

/** How far an export is; only who began it is told. */
export async function exportState(
  deps: CasesDeps,
  l: Looker,
  exportId: string,
): Promise<ExportState | Refusal> {
  const row = await withTx(deps.app, sightOf(l), (tx) => findExport(tx, l.bureauId, exportId), {
    readOnly: true,
  })
  if (row?.account_id !== l.actor.id) return refuse('not_found')
  return { exportId, state: row!.state, rows: row!.row_count, expected: row!.expected }
}
