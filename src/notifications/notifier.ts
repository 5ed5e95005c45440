/**
 * Turns the feed of events into notifications while the server runs. Each bureau's head row is locked while it is worked
 * on, so that of several processes one writes, numbers follow each other in the order they become visible, and a killed
 * process leaves nothing half done.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { draftOf, type MatterDoc } from '../cases/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { Bell } from './bell.ts'
import { draftsOf } from './from-events.ts'
import {
  docsOf,
  type FeedEvent,
  type Head,
  horizon,
  insertRows,
  lockHead,
  makeHead,
  moveHead,
  type NewRow,
  nextEvents,
  prune,
} from './store.ts'

const BATCH = 300
const DAY_MS = 86_400_000
/** What happened longer ago is history, not news: an import of last year tells nobody anything. */
const NEWS_MS = 14 * DAY_MS
/** How long notifications are kept. The ledger keeps what happened. */
const KEEP_MS = 90 * DAY_MS

interface Deps {
  app: Pool
  clock: Clock
  /** Told of an event that could not be read; the others are told all the same. */
  log?: Pick<Logger, 'error'>
}

/** Reads what is new of one bureau, at most a batch. @returns how many events were read */
export function notifyOnce(deps: Deps, bureauId: string): Promise<number> {
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    const head = await lockHead(tx, bureauId)
    if (!head) return 0
    const events = await nextEvents(tx, bureauId, head, BATCH)
    const last = events.at(-1)
    if (!last) return 0
    const oldest = deps.clock.now().getTime() - NEWS_MS
    const news = events.filter((e) => e.occurred_at.getTime() >= oldest)
    const docs = new Map(
      news.length === 0
        ? []
        : (await docsOf<MatterDoc>(tx, bureauId, [...new Set(news.map((e) => e.matter_id))])).map((r) => [
            r.matter_id,
            r.doc,
          ]),
    )
    let no = Number(head.last_no)
    const rows = news
      .flatMap((e) => tryRows(deps, bureauId, e, docs.get(e.matter_id)))
      .map((r) => ({ ...r, no: ++no }))
    if (rows.length > 0) await insertRows(tx, bureauId, rows)
    const moved: Head = {
      last_no: String(no),
      feed_xid: last.feed_xid,
      feed_matter: last.matter_id,
      feed_version: last.version,
    }
    await moveHead(tx, bureauId, moved)
    return events.length
  })
}

function tryRows(
  deps: Deps,
  bureauId: string,
  e: FeedEvent,
  doc: MatterDoc | undefined,
): Omit<NewRow, 'no'>[] {
  try {
    return rowsOf(bureauId, e, doc)
  } catch (error) {
    deps.log?.error({ bureauId, eventId: e.event_id, err: errorForLog(error) }, 'an event could not be told')
    return []
  }
}

function rowsOf(bureauId: string, e: FeedEvent, doc: MatterDoc | undefined): Omit<NewRow, 'no'>[] {
  if (!doc) return []
  const { type, data } = draftOf({
    bureauId,
    matterId: e.matter_id,
    version: e.version,
    eventId: e.event_id,
    type: e.type,
    schemaVersion: e.schema_version,
    occurredAt: e.occurred_at.toISOString(),
    recordedAt: e.recorded_at.toISOString(),
    actor: e.actor,
    procedure: e.procedure,
    procedureVersion: e.procedure_version,
    data: e.data,
    prevHash: '',
    hash: '',
  })
  return draftsOf(type, data, e.actor, doc).map((d) => ({
    ...d,
    at: e.occurred_at,
    matterId: e.matter_id,
    version: e.version,
    actorKind: e.actor.kind,
    actorUnitId: e.actor.unitId,
    link: null,
    words: null,
  }))
}

export interface Notifier {
  stop(): Promise<void>
}

export interface NotifierOptions {
  log: Pick<Logger, 'error'>
  /** Rung when something of a bureau is new. */
  bell: Pick<Bell, 'ring'>
  bureaus: () => Promise<readonly string[]>
  /** Default one second. */
  everyMs?: number
}

/** Runs until stopped. While nothing is written anywhere it asks one cheap question a second. */
export function startNotifier(deps: Deps, options: NotifierOptions): Notifier {
  const stopping = new AbortController()
  const known = new Set<string>()
  let seen = ''
  let prunedAt = 0
  const pass = async () => {
    const now = await withTx(deps.app, { bureau: null }, horizon, { readOnly: true })
    if (now === seen) return
    for (const bureauId of await options.bureaus()) {
      if (stopping.signal.aborted) return
      if (!known.has(bureauId)) {
        await withTx(deps.app, { bureau: bureauId }, (tx) => makeHead(tx, bureauId))
        known.add(bureauId)
      }
      let read = 0
      do {
        read = await notifyOnce({ ...deps, log: options.log }, bureauId)
        if (read > 0) options.bell.ring(bureauId)
      } while (read === BATCH && !stopping.signal.aborted)
    }
    seen = now
    const at = deps.clock.now().getTime()
    if (at - prunedAt < DAY_MS) return
    prunedAt = at
    for (const bureauId of known) await pruneOld(deps, bureauId, new Date(at - KEEP_MS))
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      try {
        await pass()
      } catch (error) {
        options.log.error({ err: errorForLog(error) }, 'notifications could not be written')
      }
      await sleep(options.everyMs ?? 1000, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Deletes what is older than kept, in small steps. */
export async function pruneOld(deps: Pick<Deps, 'app'>, bureauId: string, before: Date): Promise<number> {
  let gone = 0
  for (;;) {
    const some = await withTx(deps.app, { bureau: bureauId, system: true }, (tx) =>
      prune(tx, bureauId, before, 1000),
    )
    gone += some
    if (some < 1000) return gone
  }
}
