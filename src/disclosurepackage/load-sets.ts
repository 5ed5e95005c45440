/** Sets of tables a bureau loads from a file, beside those that come with the program. */
import { audit, type Command, once } from '../bureau/index.ts'
import type { Refusal } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { SetsLoaded } from './contract.ts'
import { contextOf, type PackageRoom } from './room.ts'
import { readSetFile } from './set-file.ts'
import { allSets, type TableSet } from './sets.ts'
import { listSets, putSet } from './store.ts'

/** What a file would do: each set new, changed or the same; or what is wrong with it. Pure. */
export function planSets(text: string, own: readonly TableSet[]): SetsLoaded & { sets: TableSet[] } {
  const read = readSetFile(text)
  if ('problems' in read) return { items: [], problems: read.problems, written: 0, sets: [] }
  const stand = allSets(own)
  const items = read.sets.map((s) => {
    const before = stand.find((x) => x.id === s.id)
    const action = !before ? 'add' : sorted(before) === sorted(s) ? 'same' : 'change'
    return { id: s.id, name: s.name, action: action as 'add' | 'change' | 'same' }
  })
  return { items, problems: [], written: 0, sets: read.sets }
}

/** The same whatever order the keys came in. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, v) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  )

/** Puts the sets of a file in place, within a transaction; nothing where anything of it is wrong. */
export async function loadSets(
  tx: Tx,
  o: { bureauId: string; accountId: string | null; now: Date; text: string; dryRun: boolean },
): Promise<SetsLoaded> {
  const { sets, ...plan } = planSets(o.text, await listSets(tx, o.bureauId))
  const fresh = sets.filter((s) => plan.items.some((i) => i.id === s.id && i.action !== 'same'))
  if (o.dryRun || fresh.length === 0) return plan
  for (const s of fresh) await putSet(tx, o.bureauId, s, { at: o.now, accountId: o.accountId })
  await audit(tx, {
    bureauId: o.bureauId,
    accountId: o.accountId,
    action: 'disclosure-package.sets',
    details: { sets: fresh.map((s) => s.id) },
    now: o.now,
  })
  return { ...plan, written: fresh.length }
}

/** The same for the desk. */
export function loadSentSets(
  room: PackageRoom,
  command: Command,
  o: { text: string; dryRun: boolean },
): Promise<SetsLoaded | Refusal> {
  const { session, now } = command
  return once(room.pool, command, ['package-sets', o], (tx) =>
    loadSets(tx, { bureauId: session.bureauId, accountId: session.accountId, now, ...o }),
  )
}

/** The program's sets and the bureau's, within a transaction. */
export const listedSets = async (tx: Tx, bureauId: string): Promise<TableSet[]> =>
  allSets(await listSets(tx, bureauId))

/** The same for the desk. */
export const readSets = (room: PackageRoom, session: Parameters<typeof contextOf>[0]): Promise<TableSet[]> =>
  withTx(room.pool, contextOf(session), (tx) => listedSets(tx, session.bureauId), {
    readOnly: true,
  })
