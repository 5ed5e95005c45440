/** Counts the calls again from what was told and done of each, and names every sum that differs. One snapshot. */
import type { BureauDirectory } from '../../bureau/index.ts'
import { type Pool, type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { overAt, stateOf } from '../rules.ts'
import { takeNumber } from '../store.ts'
import {
  CALL_MEASURES,
  CallCounts,
  type CallMeasure,
  type Counted,
  doneBy,
  noSums,
  slotOfKey,
  withDone,
} from './counts.ts'
import {
  addCallCounts,
  type CallAndActs,
  clearCallCounts,
  countedOf,
  nextCalls,
  readAllCallCounts,
  setRight,
} from './store.ts'

export type CallFinding =
  | { code: 'row-differs'; day: string; hour: number; measure: CallMeasure; kept: number; right: number }
  /** What the call stands as is not what its events and acts give. */
  | { code: 'call-differs'; callId: string }

export interface CallReport {
  ok: boolean
  calls: number
  rows: number
  findings: CallFinding[]
  /** Findings beyond the first 1,000, which are only counted. */
  findingsLeftOut: number
}

const MOST_FINDINGS = 1000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export interface CallCountDeps {
  app: Pool
  directory: BureauDirectory
}

/** What a call counts as by its folded events and its acts alone. */
export function rightOf(c: Pick<CallAndActs, 'fold' | 'acts'>): Counted {
  const { fold, acts } = c
  const over = overAt(fold)
  const done = acts.reduce<string[]>((all, a) => withDone(all, doneBy(a.kind, a.details)), [])
  return {
    direction: fold.direction,
    state: stateOf(fold),
    startedAt: new Date(fold.startedAt),
    answeredAt: fold.answeredAt === null ? null : new Date(fold.answeredAt),
    endedAt: over === null ? null : new Date(over),
    calledBack: acts.some((a) => a.kind === 'called-back' && a.details.reached === true),
    done,
  }
}

const differs = (c: CallAndActs, right: Counted): boolean =>
  JSON.stringify(right) !== JSON.stringify(countedOf(c))

async function eachCall(
  tx: Tx,
  bureauId: string,
  batch: number,
  take: (calls: CallAndActs[]) => Promise<void> | void,
): Promise<number> {
  let n = 0
  for (let after = FIRST_ID; ; ) {
    const calls = await nextCalls(tx, bureauId, after, batch)
    if (calls.length === 0) return n
    n += calls.length
    await take(calls)
    after = calls.at(-1)!.call_id
  }
}

async function zoneOf(deps: CallCountDeps, bureauId: string): Promise<string> {
  const facts = await deps.directory.byId(bureauId)
  if (!facts) throw new RangeError(`there is no bureau ${bureauId}`)
  return facts.bureau.zone
}

/** @param batch calls read at once */
export async function verifyCallCounts(
  deps: CallCountDeps,
  bureauId: string,
  batch = 1000,
): Promise<CallReport> {
  const zone = await zoneOf(deps, bureauId)
  const report: CallReport = { ok: true, calls: 0, rows: 0, findings: [], findingsLeftOut: 0 }
  const found = (f: CallFinding) => {
    if (report.findings.length < MOST_FINDINGS) report.findings.push(f)
    else report.findingsLeftOut += 1
  }
  await withTx(
    deps.app,
    { bureau: bureauId, system: true },
    async (tx) => {
      const right = new CallCounts(zone)
      report.calls = await eachCall(tx, bureauId, batch, (calls) => {
        for (const c of calls) {
          const should = rightOf(c)
          right.add(should)
          if (differs(c, should)) found({ code: 'call-differs', callId: c.call_id })
        }
      })
      const kept = await readAllCallCounts(tx, bureauId)
      report.rows = kept.length
      for (const { day, hour, ...sums } of kept) {
        const key = `${day} ${String(hour).padStart(2, '0')}`
        const should = right.rows.get(key) ?? noSums()
        right.rows.delete(key)
        for (const measure of CALL_MEASURES)
          if (sums[measure] !== should[measure])
            found({ code: 'row-differs', day, hour, measure, kept: sums[measure], right: should[measure] })
      }
      for (const [key, should] of right.rows)
        for (const measure of CALL_MEASURES)
          if (should[measure] !== 0)
            found({ code: 'row-differs', ...slotOfKey(key), measure, kept: 0, right: should[measure] })
    },
    { isolation: 'repeatable read', readOnly: true },
  )
  report.ok = report.findings.length === 0
  return report
}

/** Counts anew from events and acts, and sets right the calls that differ from them; calls wait meanwhile. @returns calls counted */
export async function rebuildCallCounts(
  deps: CallCountDeps,
  bureauId: string,
  batch = 1000,
): Promise<number> {
  const zone = await zoneOf(deps, bureauId)
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    // Its row is the lock under which calls change.
    await takeNumber(tx, bureauId)
    await clearCallCounts(tx, bureauId)
    const counts = new CallCounts(zone)
    const n = await eachCall(tx, bureauId, batch, async (calls) => {
      const wrong: ({ callId: string } & Counted)[] = []
      for (const c of calls) {
        const should = rightOf(c)
        counts.add(should)
        if (differs(c, should)) wrong.push({ callId: c.call_id, ...should })
      }
      if (wrong.length > 0) await setRight(tx, bureauId, wrong)
    })
    await addCallCounts(tx, bureauId, counts)
    return n
  })
}
