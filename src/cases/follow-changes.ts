/**
 * The feed of changes: every event once, in an order that never gains an earlier entry afterwards. An event is given
 * out only when no transaction that began before its own still runs, so a reader that resumes misses nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isUuid } from '../kernel/crypto/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { unitInSight } from './engine/authorise.ts'
import type { Looker } from './read-matter.ts'
import type { CasesDeps } from './run.ts'

export interface ChangeNotice {
  /** Position in the feed: give it back to go on from here. */
  id: string
  matterId: string
  version: number
  type: string
}

interface Row {
  feed_xid: string
  matter_id: string
  version: number
  type: string
}

const HEAD = `select pg_snapshot_xmin(pg_current_snapshot())::text as feed_xid`

// Row security of `events` leaves out shielded matters of others.
const NEXT = `
select e.feed_xid::text, e.matter_id, e.version, e.type from events e
where e.bureau_id = $1 and e.feed_xid < pg_snapshot_xmin(pg_current_snapshot())
  and (e.feed_xid, e.matter_id, e.version) > ($2::xid8, $3::uuid, $4)
order by e.feed_xid, e.matter_id, e.version limit 500`

const NIL = '00000000-0000-0000-0000-000000000000'
const PAUSE_MS = 1000

function positionOf(id: string | undefined): [string, string, number] | null {
  const m = /^(\d{1,19}):([0-9a-f-]{36}):(\d{1,9})$/.exec(id ?? '')
  return m && isUuid(m[2]!) ? [m[1]!, m[2]!, Number(m[3])] : null
}

/** Sends changes until the signal aborts, from `after` or from now on. */
export async function followChanges(
  deps: CasesDeps,
  l: Looker,
  o: {
    after: string | undefined
    signal: AbortSignal
    send: (change: ChangeNotice) => boolean
    pauseMs?: number
  },
): Promise<void> {
  const context = { bureau: l.bureauId, unit: unitInSight(l.actor), account: l.actor.id }
  let position = positionOf(o.after)
  if (!position) {
    const [head] = await withTx(deps.app, context, (tx) => tx.query<{ feed_xid: string }>(HEAD))
    position = [head!.feed_xid, NIL, 0]
  }
  while (!o.signal.aborted) {
    const rows: Row[] = await withTx(deps.app, context, (tx) =>
      tx.query<Row>(NEXT, [l.bureauId, position![0], position![1], position![2]]),
    )
    for (const r of rows) {
      position = [r.feed_xid, r.matter_id, r.version]
      o.send({ id: position.join(':'), matterId: r.matter_id, version: r.version, type: r.type })
    }
    if (rows.length === 0) await sleep(o.pauseMs ?? PAUSE_MS, undefined, { signal: o.signal }).catch(() => {})
  }
}
