/** Saved views: a list under a name, one's own or shared. A convenience of staff; no part of any matter. */
import type { CasesDeps, Looker } from '../cases/index.ts'
import { isRefusal, type Refusal, RefusedError, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { ListQuery, SavedView, Shared } from './contract.ts'
import { readerOf, sightOf } from './list-matters.ts'
import { checkDays, mayShare, shapeOf } from './rules.ts'
import { countViews, deleteView, findView, saveViewRow, type ViewRow, visibleViews } from './views-store.ts'

export const MOST_VIEWS = 60

export interface NewView {
  name: string
  shared: Shared
  query: ListQuery
  columns: string[]
  /** Of the view as it was read; 0 for a new one. */
  version: number
}

const present = (v: ViewRow, accountId: string | null): SavedView => ({
  viewId: v.view_id,
  name: v.name,
  shared: v.shared,
  mine: v.account_id === accountId,
  query: v.query,
  columns: v.columns,
  version: v.version,
})

export async function listViews(deps: CasesDeps, l: Looker): Promise<SavedView[]> {
  const rows = await withTx(
    deps.app,
    sightOf(l),
    (tx) => visibleViews(tx, l.bureauId, l.actor.id!, l.actor.unitId),
    { readOnly: true },
  )
  return rows.map((r) => present(r, l.actor.id))
}

/**
 * Saves a view under the id its maker gave it; sent twice it is saved once.
 * @returns the view, or `access.denied` (sharing beyond one's part), `not_found` (somebody else's), `input.*`,
 *   `list.too_many_views`, `write.stale_version`
 */
export async function saveView(
  deps: CasesDeps,
  l: Looker,
  viewId: string,
  v: NewView,
): Promise<SavedView | Refusal> {
  const name = v.name.trim()
  if (name === '') return refuse('input.required', { field: 'name' })
  if (!mayShare(v.shared, readerOf(l))) return refuse('access.denied')
  const shape = shapeOf(v.query, readerOf(l))
  const wrong = isRefusal(shape) ? shape : checkDays(v.query)
  if (wrong) return wrong
  return settled(() =>
    withTx(deps.app, sightOf(l), async (tx) => {
      const before = await findView(tx, l.bureauId, viewId)
      if (before && before.account_id !== l.actor.id) throw new RefusedError(refuse('not_found'))
      if (before && before.version !== v.version && !same(before, name, v)) {
        throw new RefusedError(refuse('write.stale_version', { details: { version: before.version } }))
      }
      if (before && same(before, name, v)) return present(before, l.actor.id)
      if (!before && (await countViews(tx, l.bureauId, l.actor.id!)) >= MOST_VIEWS) {
        throw new RefusedError(refuse('list.too_many_views', { details: { max: MOST_VIEWS } }))
      }
      const row: ViewRow = {
        view_id: viewId,
        account_id: l.actor.id!,
        unit_id: l.actor.unitId!,
        name,
        shared: v.shared,
        query: v.query,
        columns: v.columns,
        version: (before?.version ?? 0) + 1,
      }
      await saveViewRow(tx, l.bureauId, row, l.now)
      return present(row, l.actor.id)
    }),
  )
}

const same = (row: ViewRow, name: string, v: NewView) =>
  row.name === name &&
  row.shared === v.shared &&
  canonical(row.query) === canonical(v.query) &&
  row.columns.join() === v.columns.join()

const canonical = (q: ListQuery) => JSON.stringify(Object.entries(q).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Takes one's own view away; an administrator may take away any that is shared. Taking away twice is no error. */
export async function removeView(deps: CasesDeps, l: Looker, viewId: string): Promise<undefined | Refusal> {
  return settled(() =>
    withTx(deps.app, sightOf(l), async (tx) => {
      const view = await findView(tx, l.bureauId, viewId)
      if (!view) return undefined
      const cleaning = view.shared !== 'own' && l.actor.roles.includes('administrator')
      if (view.account_id !== l.actor.id && !cleaning) throw new RefusedError(refuse('not_found'))
      await deleteView(tx, l.bureauId, viewId)
      return undefined
    }),
  )
}

async function settled<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal
    throw error
  }
}
