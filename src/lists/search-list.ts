/**
 * A list narrowed by words: candidates come from the index of words, newest first; the list's own statement keeps what its
 * reader may see and asked for; the letters of these are opened and compared with the words themselves.
 */
import type { CasesDeps, Looker } from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { type Candidate, candidates, confirm, wordsOf } from '../search/index.ts'
import type { ListQuery, PageOf } from './contract.ts'
import { itemOf, type ListItem, MOST_ROWS, type Opened, openList, sightOf } from './list-matters.ts'
import { numberIn, type Shape } from './rules.ts'
import { type ListRow, matterByNumber, readChosen } from './store.ts'

/** Candidates looked at for one page; a page may be shorter than asked and still lead on. */
const MOST_LOOKED_AT = 1000
/** Most asked about in one statement: who sees few of the bureau's matters is not asked fifty at a time. */
const MOST_AT_ONCE = 400

const encode = (q: ListQuery, docNo: number) =>
  Buffer.from(JSON.stringify(['q', q.list, docNo])).toString('base64url')

function decode(cursor: string | undefined, q: ListQuery): number | null | Refusal {
  if (!cursor) return null
  try {
    const [mark, list, docNo] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (mark === 'q' && list === q.list && Number.isInteger(docNo)) return docNo as number
  } catch {
    // Refused below, as a cursor of another list is.
  }
  return refuse('input.invalid', { field: 'cursor' })
}

/**
 * One page of what holds the words, or the one matter of a number.
 * @returns the page, `search.too_short`, or what `listMatters` refuses
 */
export async function searchMatters(
  deps: CasesDeps,
  l: Looker,
  q: ListQuery,
  page: { cursor?: string; limit?: number },
): Promise<PageOf<ListItem> | Refusal> {
  // Work is looked for among the matters it belongs to.
  const list = q.list === 'inbox' || q.list === 'overdue' ? 'unit' : q.list === 'at-risk' ? 'all' : q.list
  const o = await openList(deps, l, { ...q, list, sort: undefined })
  if (isRefusal(o)) return o
  if (!o.shape) return { items: [], next: null, today: o.today }
  const before = decode(page.cursor, q)
  if (isRefusal(before)) return before
  const limit = Math.min(Math.max(page.limit ?? 50, 1), MOST_ROWS)
  const opened = { ...o, shape: o.shape }
  const number = numberIn(q.q ?? '', o.facts.bureau.slug)
  if (number) return oneByNumber(deps, l, opened, number)
  const words = wordsOf(q.q ?? '')
  if (words.length === 0) return refuse('search.too_short', { field: 'q' })
  return withTx(deps.app, sightOf(l), (tx) => fillPage(tx, deps, l, q, opened, words, before, limit), {
    readOnly: true,
  })
}

type Listed = Opened & { shape: Shape }

async function fillPage(
  tx: Tx,
  deps: CasesDeps,
  l: Looker,
  q: ListQuery,
  o: Listed,
  words: readonly string[],
  before: number | null,
  limit: number,
): Promise<PageOf<ListItem>> {
  const kept: { docNo: number; item: ListItem }[] = []
  const pageUpTo = (docNo: number | null) => ({
    items: kept.slice(0, limit).map((k) => k.item),
    next: docNo === null ? null : encode(q, docNo),
    today: o.today,
  })
  let looked = 0
  let wanted = limit + 1
  for await (const some of candidates(tx, deps, l.bureauId, words, before, () => wanted)) {
    kept.push(...(await keep(tx, deps, l, o, some, words)))
    if (kept.length > limit) return pageUpTo(kept[limit - 1]!.docNo)
    looked += some.length
    // As many as will probably fill the page, by how many of those before could be kept.
    const left = limit + 1 - kept.length
    wanted = Math.min(MOST_AT_ONCE, Math.max(left, Math.ceil((left * looked) / Math.max(1, kept.length))))
    if (looked >= MOST_LOOKED_AT) return pageUpTo(some.at(-1)!.docNo)
  }
  return pageUpTo(null)
}

/** Of some candidates those the list shows its reader and in which the words stand. */
async function keep(
  tx: Tx,
  deps: CasesDeps,
  l: Looker,
  o: Listed,
  some: readonly Candidate[],
  words: readonly string[],
): Promise<{ docNo: number; item: ListItem }[]> {
  if (some.length === 0) return []
  const rows = await readChosen(tx, l.bureauId, o.shape, o.filter, {
    unitId: l.actor.unitId,
    zone: o.facts.bureau.zone,
    matterIds: some.map((c) => c.matterId),
  })
  const pieces = await confirm(
    tx,
    deps,
    l.bureauId,
    rows.map((r) => r.matter_id),
    words,
  )
  const numbers = new Map(some.map((c) => [c.matterId, c.docNo]))
  return rows.flatMap((r) => {
    const parts = pieces.get(r.matter_id)
    if (!parts) return []
    const item: ListItem = { ...itemOf(deps, l.bureauId, r, o, l.now), snippet: { parts } }
    return [{ docNo: numbers.get(r.matter_id)!, item }]
  })
}

/** By number a matter is found in every list it may be seen in, shielded ones by their seats too. */
async function oneByNumber(deps: CasesDeps, l: Looker, o: Listed, number: string): Promise<PageOf<ListItem>> {
  const rows = await withTx(
    deps.app,
    sightOf(l),
    async (tx): Promise<ListRow[]> => {
      const matterId = await matterByNumber(tx, l.bureauId, number)
      if (!matterId) return []
      const ask = { unitId: l.actor.unitId, zone: o.facts.bureau.zone, matterIds: [matterId] }
      return readChosen(tx, l.bureauId, { ...o.shape, progress: 'any' }, o.filter, ask)
    },
    { readOnly: true },
  )
  return { items: rows.map((r) => itemOf(deps, l.bureauId, r, o, l.now)), next: null, today: o.today }
}
