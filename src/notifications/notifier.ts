/** The bell's follower of the feed: turns events into notifications of the units they concern. */
import { draftOf, type MatterDoc } from '../cases/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { type FeedEvent, type Follower, followAll, type ReadStates } from '../kernel/feed/index.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Bell } from './bell.ts'
import { draftsOf } from './from-events.ts'
import { insertRows, type NewRow, prune, takeNumbers } from './store.ts'

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

/** Writes what units are told of some events. */
async function tell(
  deps: Deps,
  tx: Tx,
  bureauId: string,
  events: readonly FeedEvent[],
  states: ReadStates,
): Promise<void> {
  const oldest = deps.clock.now().getTime() - NEWS_MS
  const news = events.filter((e) => e.occurred_at.getTime() >= oldest)
  if (news.length === 0) return
  const found = await states<MatterDoc>([...new Set(news.map((e) => e.matter_id))])
  const rows = news.flatMap((e) => tryRows(deps, bureauId, e, found.get(e.matter_id)?.doc))
  if (rows.length === 0) return
  const last = await takeNumbers(tx, bureauId, rows.length)
  await insertRows(
    tx,
    bureauId,
    rows.map((r, i) => ({ ...r, no: last - rows.length + i + 1 })),
  )
}

/** Tells the units' bells about a second after an event. Numbers are taken under the bureau's lock, so follow each other. */
export function bellFollower(deps: Deps & { bell: Pick<Bell, 'ring'> }): Follower {
  return {
    name: 'bell',
    sight: 'all',
    take: (tx, bureauId, events, states) => tell(deps, tx, bureauId, events, states),
    taken: (bureauId) => deps.bell.ring(bureauId),
    tidy: async (bureauId) => {
      await pruneOld(deps, bureauId, new Date(deps.clock.now().getTime() - KEEP_MS))
    },
  }
}

/** Tells what is new of one bureau at once. @returns how many events were read */
export function notifyAll(deps: Deps & { bell?: Pick<Bell, 'ring'> }, bureauId: string): Promise<number> {
  const bell = deps.bell ?? { ring: () => {} }
  return followAll(deps, bureauId, [bellFollower({ ...deps, bell })])
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
