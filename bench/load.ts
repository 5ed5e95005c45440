/**
 * The bulk loader: fills the benchmark's bureau with matters that were decided by the same engine, chained by the same
 * ledger and encrypted under the same keys as any other, so that `huiyin verify` passes on them; only the rows go in by
 * the thousand, as the owner of the schema. Of a hundred matters ninety are answered, the others stand where open
 * matters stand.
 */
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import type { BureauFacts } from '../src/bureau/index.ts'
import { requestHash } from '../src/cases/attempt.ts'
import { type MatterDoc, mainOf } from '../src/cases/engine/doc.ts'
import { type Registration, registerMatter } from '../src/cases/engine/open-matter.ts'
import { CHILD_TABLES, type ChildTable, project } from '../src/cases/engine/project.ts'
import { fire } from '../src/cases/engine/step.ts'
import type { Decision } from '../src/cases/engine/world.ts'
import type { CasesDeps } from '../src/cases/index.ts'
import { blindOf, type Caller, keyAad, randomMint, worldOf } from '../src/cases/run.ts'
import type { MatterWrite } from '../src/cases/save.ts'
import type { LoadedMatter } from '../src/cases/store.ts'
import { writeOf } from '../src/cases/write-of.ts'
import { newMatterKey, wrapMatterKey } from '../src/kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../src/kernel/errors/index.ts'
import { clientOptions } from '../src/kernel/postgres/pool.ts'
import { copyRows } from './copy.ts'
import { letter, reply } from './letter.ts'
import { type People, SLUG } from './people.ts'

type Row = Record<string, unknown>
type Table =
  | 'matters'
  | 'matter_keys'
  | 'events'
  | 'contents'
  | 'blind_index'
  | 'commands'
  | 'outbox'
  | ChildTable

const TABLES: readonly Table[] = [
  'matters',
  'matter_keys',
  'events',
  'contents',
  'blind_index',
  'commands',
  'outbox',
  ...CHILD_TABLES,
]
const BATCH = 250

const must = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(`bulk loader: ${value.refused} ${value.field ?? ''}`)
  return value
}

/** How many steps the n-th matter has taken. */
function stepsOf(n: number): number {
  const place = n % 100
  return place < 90 ? 4 : place % 4
}

class MatterBuilder {
  readonly #deps: CasesDeps
  readonly #facts: BureauFacts
  readonly #people: People

  constructor(deps: CasesDeps, facts: BureauFacts, people: People) {
    this.#deps = deps
    this.#facts = facts
    this.#people = people
  }

  /** All rows of the n-th matter, as its commands would have left them. */
  build(n: number, at: Date, into: Record<Table, Row[]>): void {
    const { bureauId } = this.#people
    const clerk = this.#people.clerkActors[n % this.#people.clerkActors.length]!
    const handler = this.#people.handlerActors[n % this.#people.handlerActors.length]!
    const mint = randomMint(at, this.#facts.bureau.hashName)
    const world = worldOf(this.#facts, at, mint)
    const matterId = mint.id()
    const number = `${SLUG.toUpperCase()}-L${world.today.slice(0, 4)}-${String(n).padStart(6, '0')}`
    const key = newMatterKey()
    const wrapped = wrapMatterKey(this.#deps.keyring, key, keyAad(bureauId, matterId))
    let head: LoadedMatter | null = null
    let doc: MatterDoc | null = null
    const write = (
      decided: Decision<MatterDoc> | Refusal,
      actor: Caller['actor'],
      request: unknown,
      extra = {},
    ) => {
      const d = must(decided)
      const caller: Caller = {
        bureauId,
        actor,
        principal: actor.id!,
        idempotencyKey: mint.id(),
        occurredAt: at,
        recordedAt: at,
      }
      const { write: w } = writeOf(
        this.#deps,
        this.#facts,
        caller,
        d,
        mint,
        head,
        key,
        requestHash(request),
        extra,
      )
      doc = d.doc
      head = {
        doc,
        version: doc.version,
        headHash: w.headHash,
        recordedAt: at,
        kekId: wrapped.kekId,
        wrapped: wrapped.wrapped,
        sealedAt: null,
      }
      this.#keep(matterId, w, into)
    }
    const input = letter(n)
    const registration: Registration = {
      ...DEFAULTS,
      ...input,
      demands: input.demands ?? [],
      parties: input.parties ?? [],
      matterId,
      number,
      receivedAt: at.toISOString(),
      receivedOn: world.today,
    }
    const blind = blindOf(this.#deps.keyring, bureauId, registration.parties)
    write(registerMatter(registration, clerk, world), clerk, { verb: 'register', input }, { blind })
    const steps = [
      [clerk, 'assign', { unit: handler.unitId, words: '请依法办理并按期答复。' }],
      [handler, 'sign', {}],
      [handler, 'submit-reply', reply()],
      [clerk, 'approve-reply', {}],
    ] as const
    for (const [actor, action, given] of steps.slice(0, stepsOf(n))) {
      const ask = { proceedingId: 'main', action, input: given }
      write(fire(doc!, ask, actor, world), actor, { verb: 'fire', matterId, ...ask })
    }
    const last = head as unknown as LoadedMatter
    if (stepsOf(n) === 4 && mainOf(last.doc).end !== 'answered')
      throw new Error(`${number} did not end as answered`)
    const projection = project(last.doc)
    into.matters.push({
      ...projection.matters,
      bureau_id: bureauId,
      matter_id: matterId,
      version: last.version,
      head_hash: last.headHash,
      sealed_version: 0,
      recorded_at: at.toISOString(),
      doc: last.doc,
    })
    into.matter_keys.push({
      bureau_id: bureauId,
      matter_id: matterId,
      kek_id: wrapped.kekId,
      wrapped: wrapped.wrapped,
    })
    for (const table of CHILD_TABLES)
      for (const row of projection[table])
        into[table].push({ ...row, bureau_id: bureauId, matter_id: matterId })
  }

  #keep(matterId: string, w: MatterWrite, into: Record<Table, Row[]>): void {
    const at = { bureau_id: this.#people.bureauId, matter_id: matterId }
    for (const e of w.events)
      into.events.push({
        ...at,
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
    for (const c of w.contents) into.contents.push({ ...at, ...c })
    for (const b of w.blind ?? []) into.blind_index.push({ ...at, ...b })
    if (w.command) into.commands.push({ bureau_id: at.bureau_id, ...w.command })
    // What a stored matter asked for was done long ago.
    for (const o of w.outbox)
      into.outbox.push({
        bureau_id: at.bureau_id,
        ...o,
        attempts: 1,
        next_at: o.created_at,
        done_at: o.created_at,
      })
  }
}

const DEFAULTS: Omit<
  Registration,
  'matterId' | 'number' | 'procedure' | 'channel' | 'body' | 'receivedOn' | 'receivedAt'
> = {
  class: 'other',
  category: null,
  secrecy: 'none',
  subject: null,
  place: null,
  demands: [],
  parties: [],
  persons: 1,
  representatives: 0,
  reportedUnitId: null,
  reportedElsewhere: null,
  external: null,
  undated: false,
  links: [],
  file: null,
  seats: {},
}

async function insertRows(
  owner: pg.Client,
  bureauId: string,
  rows: Record<Table, Row[]>,
  year: number,
  last: number,
): Promise<void> {
  await owner.query('begin')
  for (const table of TABLES) await copyRows(owner, table, rows[table])
  await owner.query(COUNT_UP_TO, [bureauId, year, last])
  await owner.query('commit')
}

const COUNT_UP_TO = `
insert into number_counters as c (bureau_id, year, last_number) values ($1, $2, $3)
on conflict (bureau_id, year) do update set last_number = greatest(c.last_number, excluded.last_number)`

export interface LoadDeps {
  cases: CasesDeps
  /** Address of the database as the owner of the schema. */
  ownerUrl: string
}

/** Stores the matters numbered `from` to `to`; several processes may each store a part. */
export async function bulkLoad(
  deps: LoadDeps,
  people: People,
  part: { from: number; to: number },
  now: Date,
  onProgress?: (batch: number) => void,
): Promise<void> {
  const facts = await deps.cases.directory.byId(people.bureauId)
  if (!facts) throw new Error('the benchmark bureau is not there')
  const builder = new MatterBuilder(deps.cases, facts, people)
  const year = Number(worldOf(facts, now, randomMint(now, facts.bureau.hashName)).today.slice(0, 4))
  // COPY does not go with the pools' pipelining.
  const owner = new pg.Client(clientOptions(deps.ownerUrl, 'huiyin-bench'))
  await owner.connect()
  try {
    let inserting: Promise<void> = Promise.resolve()
    for (let { from } = part; from <= part.to; from += BATCH) {
      const to = Math.min(part.to, from + BATCH - 1)
      const rows = Object.fromEntries(TABLES.map((t) => [t, [] as Row[]])) as Record<Table, Row[]>
      // The next batch is built while the one before is written; now and then the connection gets its turn.
      for (let n = from; n <= to; n++) {
        builder.build(n, now, rows)
        if (n % 10 === 0) await setImmediate()
      }
      await inserting
      inserting = insertRows(owner, people.bureauId, rows, year, to)
      inserting.catch(() => {})
      onProgress?.(to - from + 1)
    }
    await inserting
  } finally {
    await owner.end()
  }
}
