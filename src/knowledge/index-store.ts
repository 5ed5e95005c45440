/** SQL of the index of words of the knowledge base. */
import type { Tx } from '../kernel/postgres/connect.ts'
import { addPlace, BLOCK, bitsOf, placesDown, removePlace, stored } from '../search/index.ts'
import type { Posting } from './score.ts'

const READ =
  'select term, block, docs from knowledge_postings where bureau_id = $1 and term = any($2::text[])'

export function readPostings(tx: Tx, bureauId: string, terms: readonly string[]): Promise<Posting[]> {
  return tx.query<Posting>(READ, [bureauId, terms])
}

/** What changes for one article: terms it no longer holds, and terms it holds now. */
export interface IndexChange {
  docNo: number
  gone: Iterable<string>
  added: Iterable<string>
}

const OF_BLOCK = `
select term, docs from knowledge_postings where bureau_id = $1 and term = any($2::text[]) and block = $3`
const SAVE = `
insert into knowledge_postings (bureau_id, term, block, docs)
select $1, x.term, $2, decode(x.docs, 'base64') from unnest($3::text[], $4::text[]) as x(term, docs)
on conflict (bureau_id, term, block) do update set docs = excluded.docs`
const DROP = 'delete from knowledge_postings where bureau_id = $1 and block = $2 and term = any($3::text[])'
/** Values in one statement. */
const AT_ONCE = 5000

/** Changes the index for some articles together. The lock of the bureau's numbers must be held. */
export async function changeIndex(tx: Tx, bureauId: string, changes: readonly IndexChange[]): Promise<void> {
  for (const [block, some] of Map.groupBy(changes, (c) => Math.floor(c.docNo / BLOCK))) {
    const byTerm = new Map<string, { place: number; holds: boolean }[]>()
    const note = (term: string, place: number, holds: boolean) => {
      const all = byTerm.get(term)
      if (all) all.push({ place, holds })
      else byTerm.set(term, [{ place, holds }])
    }
    for (const change of some) {
      for (const term of change.gone) note(term, change.docNo % BLOCK, false)
      for (const term of change.added) note(term, change.docNo % BLOCK, true)
    }
    const terms = [...byTerm.keys()]
    for (let from = 0; from < terms.length; from += AT_ONCE)
      await changeBlock(tx, bureauId, block, terms.slice(from, from + AT_ONCE), byTerm)
  }
}

async function changeBlock(
  tx: Tx,
  bureauId: string,
  block: number,
  terms: readonly string[],
  byTerm: ReadonlyMap<string, readonly { place: number; holds: boolean }[]>,
): Promise<void> {
  const rows = await tx.query<{ term: string; docs: Buffer }>(OF_BLOCK, [bureauId, terms, block])
  const before = new Map(rows.map((r) => [r.term, r.docs]))
  const kept: string[] = []
  const docs: string[] = []
  const empty: string[] = []
  for (const term of terms) {
    const bits = bitsOf(before.get(term) ?? new Uint8Array())
    for (const { place, holds } of byTerm.get(term)!) (holds ? addPlace : removePlace)(bits, place)
    if (placesDown(bits).length === 0) empty.push(term)
    else {
      kept.push(term)
      docs.push(Buffer.from(stored(bits)).toString('base64'))
    }
  }
  if (kept.length > 0) await tx.query(SAVE, [bureauId, block, kept, docs])
  if (empty.length > 0) await tx.query(DROP, [bureauId, block, empty])
}
