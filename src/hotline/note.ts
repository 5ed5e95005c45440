/** Writes what was done on a call: the act, what it changes of the call, and the figures, in one transaction. */
import { uuidv7 } from '../kernel/crypto/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { CallCounts, doneBy, withDone } from './figures/counts.ts'
import { addCallCounts, countedOf } from './figures/store.ts'
import type { Command, HotlineRoom } from './room.ts'
import { type CallChange, callById, changeCall, insertAct, takeNumber } from './store.ts'

export interface Act {
  kind: string
  /** Never words of the caller. */
  details: Record<string, unknown>
}

/** @param callId of a call that is there */
export async function note(
  tx: Tx,
  room: HotlineRoom,
  command: Command,
  callId: string,
  act: Act,
  change: CallChange,
): Promise<void> {
  const { session, now } = command
  const { bureauId, accountId } = session
  const facts = (await room.cases.directory.byId(bureauId))!
  const no = await takeNumber(tx, bureauId)
  const row = (await callById(tx, bureauId, callId))!
  const before = countedOf(row)
  const done = withDone(row.done, doneBy(act.kind, act.details))
  await insertAct(tx, { bureauId, actId: uuidv7(now), callId, at: now, accountId, ...act })
  await changeCall(tx, bureauId, callId, no, { ...change, done }, now)
  const counts = new CallCounts(facts.bureau.zone)
  counts.add(before, -1)
  counts.add({ ...before, done, calledBack: before.calledBack || change.calledBack === true })
  await addCallCounts(tx, bureauId, counts)
}
