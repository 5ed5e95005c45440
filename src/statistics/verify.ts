/**
 * Recomputes the figures from the ledger and names every row that differs. In one snapshot: each matter is folded up to the
 * version it was last counted at, and nothing that the follower has read past may be missing. So it can run at any time,
 * also while matters are written.
 */
import type { BureauDirectory } from '../bureau/index.ts'
import { foldEvents } from '../cases/index.ts'
import { comparePositions, type Position, readPositions } from '../kernel/feed/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import { DIMS, MEASURES, type Measure } from './contract.ts'
import { type Entry, entriesOf, textOfEntry } from './entries.ts'
import { readEntries } from './entries-store.ts'
import { factsOf, keyOfText, keyText, type MatterFacts, type RowKey, Sums } from './facts.ts'
import { COUNTED, FOLLOWER } from './follow.ts'
import {
  FIRST_ID,
  nextMatters,
  type PlacedEvent,
  readCounts,
  readEvents,
  readTaken,
  type TakenRow,
} from './store.ts'

export type StatisticsFinding =
  /** A sum is not what the ledger gives. */
  | ({ code: 'row-differs'; measure: Measure; kept: number; right: number } & RowKey)
  /** What the matter is remembered to be counted as is not what its events give. */
  | { code: 'matter-differs'; matterId: string }
  /** The follower read past a change of the matter and did not count it. */
  | { code: 'matter-missed'; matterId: string; version: number }
  /** What stands behind the sums is not what its events give. */
  | { code: 'entries-differ'; matterId: string }
  /** Counted, although it is shielded or has no events. */
  | { code: 'matter-not-to-count'; matterId: string }

export interface StatisticsReport {
  ok: boolean
  matters: number
  rows: number
  findings: StatisticsFinding[]
  /** Findings beyond the first 1,000, which are only counted. */
  findingsLeftOut: number
}

const MOST_FINDINGS = 1000

export interface StatisticsVerifyDeps {
  app: Pool
  directory: BureauDirectory
}

export async function verifyStatistics(
  deps: StatisticsVerifyDeps,
  bureauId: string,
  batch = 500,
): Promise<StatisticsReport> {
  const facts = await deps.directory.byId(bureauId)
  if (!facts) throw new RangeError(`there is no bureau ${bureauId}`)
  const report: StatisticsReport = { ok: true, matters: 0, rows: 0, findings: [], findingsLeftOut: 0 }
  const found = (f: StatisticsFinding) => {
    if (report.findings.length < MOST_FINDINGS) report.findings.push(f)
    else report.findingsLeftOut += 1
  }
  const snapshot = { isolation: 'repeatable read', readOnly: true } as const
  await withTx(
    deps.app,
    { bureau: bureauId, system: true },
    async (tx) => {
      const place = (await readPositions(tx, bureauId, [FOLLOWER])).get(FOLLOWER) ?? null
      const right = new Sums()
      for (let after = FIRST_ID; ; ) {
        const ids = (await nextMatters(tx, bureauId, after, batch)).map((r) => r.matter_id)
        const last = ids.at(-1)
        if (last === undefined) break
        const [events, taken, entries] = await Promise.all([
          readEvents(tx, bureauId, ids),
          readTaken(tx, bureauId, ids),
          readEntries(tx, bureauId, ids),
        ])
        const known = new Map(taken.map((t) => [t.matter_id, t]))
        for (const id of ids) {
          report.matters += 1
          const kept = { taken: known.get(id) ?? null, entries: entries.get(id) ?? [] }
          checkMatter(id, events.get(id) ?? [], kept, facts.bureau.zone, place, right, found)
        }
        after = last
      }
      report.rows = await compareRows(tx, bureauId, right, found)
    },
    snapshot,
  )
  report.ok = report.findings.length === 0
  return report
}

function checkMatter(
  matterId: string,
  events: readonly PlacedEvent[],
  { taken, entries }: { taken: TakenRow | null; entries: readonly Entry[] },
  zone: string,
  place: Position | null,
  right: Sums,
  found: (f: StatisticsFinding) => void,
): void {
  const doc = foldEvents(taken ? events.filter((e) => e.version <= taken.version) : events, zone)
  const facts = doc && factsOf(doc)
  if (!facts) {
    if (taken || entries.length > 0) found({ code: 'matter-not-to-count', matterId })
    return
  }
  const passed = events.find(
    (e) =>
      e.version > (taken?.version ?? 0) &&
      COUNTED.has(e.type) &&
      place !== null &&
      comparePositions({ feed_xid: e.feedXid, matter_id: e.matterId, version: e.version }, place) <= 0,
  )
  if (passed) found({ code: 'matter-missed', matterId: passed.matterId, version: passed.version })
  if (!taken) {
    if (entries.length > 0) found({ code: 'entries-differ', matterId })
    return
  }
  right.add(facts, 1)
  if (textOf(facts) !== textOf(taken.facts)) found({ code: 'matter-differs', matterId })
  if (entries.map(textOfEntry).join() !== entriesOf(facts).map(textOfEntry).join())
    found({ code: 'entries-differ', matterId })
}

/** The order of facts says nothing. */
const textOf = ({ facts, ...base }: MatterFacts): string =>
  JSON.stringify([
    Object.entries(base).sort(),
    facts.map((f) => JSON.stringify(Object.entries(f).sort())).sort(),
  ])

/** @returns rows compared */
async function compareRows(
  tx: Tx,
  bureauId: string,
  right: Sums,
  found: (f: StatisticsFinding) => void,
): Promise<number> {
  let rows = 0
  for (const dim of DIMS)
    for (const grain of ['day', 'month'] as const)
      for (const row of await readCounts(tx, bureauId, dim, grain)) {
        rows += 1
        const key: RowKey = { dim, grain, unit: row.unit_id, startsOn: row.starts_on, value: row.value }
        const text = keyText(key)
        const sums = right.rows.get(text)
        right.rows.delete(text)
        MEASURES.forEach((measure, i) => {
          const should = sums?.[i] ?? 0
          if (row[measure] !== should)
            found({ code: 'row-differs', ...key, measure, kept: row[measure], right: should })
        })
      }
  for (const [text, values] of right.rows)
    MEASURES.forEach((measure, i) => {
      if (values[i] !== 0)
        found({ code: 'row-differs', ...keyOfText(text), measure, kept: 0, right: values[i]! })
    })
  return rows
}
