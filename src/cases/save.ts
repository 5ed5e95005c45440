/** The save: one statement writes what one command decided, or many. */
import type { LedgerEvent } from '../kernel/ledger/index.ts'
import { columnArray } from '../kernel/postgres/arrays.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { MatterDoc } from './engine/doc.ts'
import { CHILD_TABLES, changedRows, project } from './engine/project.ts'
import { type Column, PARTS, type Part, USUAL } from './save-sql.ts'

type Row = Record<string, unknown>

export interface MatterWrite {
  before: MatterDoc | null
  doc: MatterDoc
  headHash: string
  events: LedgerEvent[]
  contents: { content_id: string; kind: string; version: number; cipher: Buffer; commitment: string }[]
  attachments?: Record<string, unknown>[]
  blind?: { kind: string; blind: Buffer }[]
  key?: { kek_id: string; wrapped: Buffer }
  sourceKey?: string | null
  command?: {
    principal: string
    idempotency_key: string
    request_hash: string
    response: unknown
    at: string
  }
  outbox: { event_id: string; topic: string; payload: unknown; created_at: string }[]
  access?: Record<string, unknown>[]
}

const eventRow = (e: LedgerEvent): Row => ({
  version: e.version,
  event_id: e.eventId,
  type: e.type,
  schema_version: e.schemaVersion,
  occurred_at: e.occurredAt,
  recorded_at: e.recordedAt,
  actor: e.actor,
  procedure: e.procedure,
  procedure_version: e.procedureVersion,
  data: e.data,
  prev_hash: e.prevHash,
  hash: e.hash,
})

/**
 * Writes what commands decided and commits, in one round trip: all of them or none. The matters are different ones.
 * @param onWritten called once all is written and only the commit is left
 * @throws pg.DatabaseError 23505 on `events_pkey` when another writer was first, on `commands_pkey` when the same
 * command was answered meanwhile.
 */
export async function saveMatters(
  tx: Tx,
  writes: readonly MatterWrite[],
  onWritten?: () => void,
): Promise<void> {
  // A routed shielded matter may leave the sight of who routes it; the rules have allowed the act by now.
  if (writes.some((w) => w.doc.lane === 'shielded'))
    void tx.query(`select set_config('app.system', 'on', true)`).catch(() => {})
  const { sql, params } = statementOf(writes)
  await tx.commitWith(sql, params, undefined, onWritten)
}

function statementOf(writes: readonly MatterWrite[]): { sql: string; params: unknown[] } {
  const lists = new Map<Part, Row[]>()
  const list = (part: Part): Row[] => {
    const known = lists.get(part)
    if (known) return known
    const made: Row[] = []
    lists.set(part, made)
    return made
  }
  for (const w of writes) {
    const kind = w.before ? 'matterChanged' : 'matterNew'
    list(kind)
    for (const part of USUAL[kind]) list(part)
  }
  for (const w of writes) gather(w, list)
  const { sql, parts } = composed([...lists.keys()])
  const params: unknown[] = [writes[0]!.doc.bureauId]
  for (const part of parts) {
    const rows = lists.get(part)!
    for (const { name, type } of columnsOf(part)) params.push(columnArray(type, rows, name))
  }
  return { sql, params }
}

const columnsOf = (part: Part): readonly Column[] => PARTS[part].columns

interface Composed {
  sql: string
  /** In the order of their parameters. */
  parts: readonly Part[]
}
const known = new Map<string, Composed>()

/** The statement of some parts, made once: there are few combinations. `$1` is the bureau. */
function composed(wanted: readonly Part[]): Composed {
  const parts = (Object.keys(PARTS) as Part[]).filter((part) => wanted.includes(part))
  const key = parts.join()
  let found = known.get(key)
  if (!found) {
    let place = 1
    const texts = parts.map((part) => {
      const lists = new Map(columnsOf(part).map(({ name, type }) => [name, `$${++place}::${type}[]`]))
      return PARTS[part].sql.replace(/(?<!:):(\w+)/g, (_, name: string) => lists.get(name)!)
    })
    found = { sql: `with ${texts.join(',')} select 1`, parts }
    known.set(key, found)
  }
  return found
}

/** Puts the rows of one write into the lists. */
function gather(w: MatterWrite, list: (part: Part) => Row[]): void {
  const { matterId: matter_id } = w.doc
  const add = (part: Part, rows: readonly object[] | undefined) => {
    if (rows && rows.length > 0) list(part).push(...rows.map((r) => ({ matter_id, ...r })))
  }
  const after = project(w.doc)
  const changed = changedRows(w.before ? project(w.before) : null, after)
  const matter = {
    ...after.matters,
    shield_units: `{${(after.matters.shield_units as string[]).join()}}`,
    version: w.doc.version,
    head_hash: w.headHash,
    recorded_at: w.events.at(-1)!.recordedAt,
    source_key: w.sourceKey ?? null,
    doc: w.doc,
  }
  add(w.before ? 'matterChanged' : 'matterNew', [matter])
  add('keys', w.key && [w.key])
  add('events', w.events.map(eventRow))
  add('contents', w.contents)
  add('attachments', w.attachments)
  add('blind', distinctBlind(w.blind))
  add('commands', w.command && [w.command])
  add('outbox', w.outbox)
  add('access', w.access)
  for (const table of CHILD_TABLES) {
    const { fresh: made = [], altered: moved = [] } = changed[table] ?? {}
    if (table === 'links') {
      add(w.before ? 'linksAgain' : 'links', [...moved, ...made])
      continue
    }
    add(table, made)
    if (moved.length === 0) continue
    if (table === 'ratings') throw new Error(`${table} of ${matter_id}: no row may alter`)
    add(`${table}Altered`, moved)
  }
}

/** Two people of one matter may share a telephone. */
function distinctBlind(blind: MatterWrite['blind']): MatterWrite['blind'] {
  return blind && [...new Map(blind.map((b) => [`${b.kind} ${b.blind.toString('hex')}`, b])).values()]
}
