/**
 * The figures of each bureau as this process has read them last. They are megabytes of JSON for a large bureau, and the
 * front door of the portal shows four of them: each request asks the database only which ones are the latest.
 */
import { type Pool, withTx } from '../../kernel/postgres/connect.ts'
import { FORMAT, type OpenData } from './contract.ts'
import { latestKept, latestStamp } from './store.ts'

/** Of so many bureaus the figures are held; the one asked for longest ago goes first. */
export const HELD_BUREAUS = 16

interface Held {
  stamp: string
  figures: Promise<OpenData | null>
}

const held = new WeakMap<Pool, Map<string, Held>>()

/**
 * The latest figures kept, read once for all who ask until others are kept, by whichever process. Everybody gets the same
 * object: it is not to be changed.
 * @returns null before the first
 */
export async function keptFigures(app: Pool, bureauId: string): Promise<OpenData | null> {
  const inBureau = { bureau: bureauId }
  const stamp = await withTx(app, inBureau, (tx) => latestStamp(tx, bureauId, FORMAT), { readOnly: true })
  if (stamp === null) return null
  const of = held.get(app) ?? new Map<string, Held>()
  held.set(app, of)
  const there = of.get(bureauId)
  const entry = there?.stamp === stamp ? there : startReading(app, bureauId, stamp)
  // Put at the end again: the first of the map is the one asked for longest ago.
  of.delete(bureauId)
  of.set(bureauId, entry)
  for (const longestAgo of of.keys()) if (of.size > HELD_BUREAUS) of.delete(longestAgo)
  try {
    return await entry.figures
  } catch (error) {
    if (of.get(bureauId) === entry) of.delete(bureauId)
    throw error
  }
}

function startReading(app: Pool, bureauId: string, stamp: string): Held {
  const row = withTx(app, { bureau: bureauId }, (tx) => latestKept(tx, bureauId, FORMAT), { readOnly: true })
  const entry: Held = {
    stamp,
    figures: row.then((r) => {
      // Others may have been kept since the stamp was asked for.
      if (r) entry.stamp = r.stamp
      return r?.figures ?? null
    }),
  }
  return entry
}
