/**
 * A bureau without a database, for rules that are pure: units, people, the national calendar, identifiers that count
 * up. A `Story` is one matter with everything that was decided about it, step by step. All names are made up.
 */
import type { BureauFacts } from '../../src/bureau/index.ts'
import { sealContent } from '../../src/cases/content.ts'
import type { MatterDoc } from '../../src/cases/engine/doc.ts'
import type { EventDraft } from '../../src/cases/engine/events.ts'
import { openAttached, type Registration, registerMatter } from '../../src/cases/engine/open-matter.ts'
import { fire } from '../../src/cases/engine/step.ts'
import {
  type Actor,
  CITIZEN,
  type Decision,
  type Mint,
  type NewContent,
  type OutboxDraft,
  SYSTEM,
  type UnitInfo,
  type World,
} from '../../src/cases/engine/world.ts'
import type { RoleName } from '../../src/cases/procedures/format.ts'
import type { StoredEvent } from '../../src/cases/read-store.ts'
import { Reader } from '../../src/cases/views/reader.ts'
import { addDays, NATIONAL_CALENDAR } from '../../src/kernel/calendar/index.ts'
import { commit, DEFAULT_SUITE, newMatterKey } from '../../src/kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../../src/kernel/errors/refusal.ts'

const uuid = (n: number, kind = 0): string =>
  `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`

export const BUREAU_ID = uuid(1, 0xb)

const UNIT_LIST = [
  { code: 'bureau', parent: null, kind: 'bureau', seats: [] },
  { code: 'centre', parent: 'bureau', kind: 'office', seats: ['centre'] },
  { code: 'watch', parent: 'bureau', kind: 'office', seats: ['supervisor'] },
  { code: 'review', parent: 'bureau', kind: 'office', seats: ['reviewer'] },
  { code: 'town', parent: null, kind: 'township', seats: [] },
  { code: 'station', parent: 'town', kind: 'office', seats: [] },
  { code: 'desk', parent: 'station', kind: 'office', seats: [] },
  { code: 'works', parent: null, kind: 'department', seats: [] },
  { code: 'water', parent: null, kind: 'department', seats: [] },
  { code: 'closed', parent: null, kind: 'department', seats: [] },
] as const

export type UnitCode = (typeof UNIT_LIST)[number]['code']

/** Unit ids by code. */
export const UNIT = Object.fromEntries(UNIT_LIST.map((u, i) => [u.code, uuid(i + 1, 0xa)])) as Record<
  UnitCode,
  string
>

/** The units as the engine sees them; `closed` is no longer active. */
export const UNITS: ReadonlyMap<string, UnitInfo> = new Map(
  UNIT_LIST.map((u) => [
    UNIT[u.code],
    {
      unitId: UNIT[u.code],
      parentId: u.parent ? UNIT[u.parent] : null,
      code: u.code,
      name: { zh: `${u.code}单位`, en: `unit ${u.code}` },
      kind: u.kind,
      seats: u.seats,
      superiorBureauId: null,
      superiorUnitId: u.code === 'town' || u.code === 'works' ? UNIT.review : null,
      active: u.code !== 'closed',
    },
  ]),
)

let accounts = 0
/** An account of its own in a unit. */
export const staff = (unit: UnitCode, ...roles: RoleName[]): Actor => ({
  kind: 'account',
  id: uuid(++accounts, 0xc),
  unitId: UNIT[unit],
  roles,
})

export const PEOPLE = {
  clerk: staff('centre', 'clerk'),
  operator: staff('centre', 'operator'),
  checker: staff('centre', 'clerk', 'bureau-head'),
  supervisor: staff('watch', 'supervisor'),
  bureauHead: staff('bureau', 'bureau-head'),
  reviewer: staff('review', 'reviewer'),
  reviewHead: staff('review', 'unit-head'),
  townHandler: staff('town', 'handler'),
  townHead: staff('town', 'unit-head'),
  stationHandler: staff('station', 'handler'),
  stationHead: staff('station', 'unit-head'),
  worksHandler: staff('works', 'handler'),
  worksHead: staff('works', 'unit-head'),
  waterHandler: staff('water', 'handler'),
  waterHead: staff('water', 'unit-head'),
  finance: staff('bureau', 'finance'),
  auditor: staff('bureau', 'auditor'),
  administrator: staff('bureau', 'administrator'),
} as const satisfies Record<string, Actor>

/** Everybody who could act, the person and the program included. */
export const EVERYBODY: readonly Actor[] = [...Object.values(PEOPLE), CITIZEN, SYSTEM]

/** Identifiers and salts that count up, so that a run can be read and repeated. */
export function countingMint(): Mint {
  let n = 0
  return {
    id: () => uuid(++n, 0xd),
    salt: () => Uint8Array.from({ length: 16 }, (_, i) => (++n + i) % 256),
    commit: (salt, text) => commit(Buffer.from(salt), text),
  }
}

/** Ten in the morning in the bureau's zone. */
export const instantOn = (day: string): string => new Date(`${day}T10:00:00+08:00`).toISOString()

export function worldOn(day: string, more: Partial<World> = {}): World {
  return {
    bureauId: BUREAU_ID,
    today: day,
    now: instantOn(day),
    calendar: NATIONAL_CALENDAR,
    settings: [],
    hours: undefined,
    units: UNITS,
    mint: countingMint(),
    ...more,
  }
}

export const FACTS = {
  bureau: {
    bureauId: BUREAU_ID,
    slug: 'test',
    name: { zh: '测试县信访局', en: 'Test bureau' },
    zone: 'Asia/Shanghai',
    simulated: true,
    hashName: 'sha256',
    superiorBureauId: null,
  },
  units: UNITS,
  settings: [],
  calendar: NATIONAL_CALENDAR,
} as unknown as BureauFacts

export function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

/** Code of a refusal, or null if it was granted. */
export const codeOf = (result: unknown): string | null => (isRefusal(result) ? result.refused : null)

export interface Recorded {
  draft: EventDraft
  version: number
  on: string
  actor: Actor
}

/** One matter through time. `try…` gives a refusal back, the others insist. */
export class Story {
  day: string
  readonly mint = countingMint()
  readonly events: Recorded[] = []
  readonly contents = new Map<string, NewContent>()
  readonly outbox: OutboxDraft[] = []
  #doc: MatterDoc | null = null

  constructor(day: string) {
    this.day = day
  }

  get doc(): MatterDoc {
    if (!this.#doc) throw new Error('nothing is registered yet')
    return this.#doc
  }

  get world(): World {
    return worldOn(this.day, { mint: this.mint })
  }

  /** Takes a decision over as the database would. */
  take(decision: Decision<MatterDoc>, actor: Actor): this {
    const first = decision.doc.version - decision.drafts.length + 1
    decision.drafts.forEach((draft, i) => {
      this.events.push({ draft, version: first + i, on: this.day, actor })
    })
    for (const c of decision.contents) this.contents.set(c.contentId, c)
    this.outbox.push(...decision.outbox)
    this.#doc = decision.doc
    return this
  }

  apply(
    actor: Actor,
    decide: (doc: MatterDoc, world: World) => Decision<MatterDoc> | Refusal,
  ): MatterDoc | Refusal {
    const decision = decide(this.doc, this.world)
    if (isRefusal(decision)) return decision
    this.take(decision, actor)
    return this.doc
  }

  register(r: Registration, actor: Actor): this {
    return this.take(granted(registerMatter(r, actor, this.world)), actor)
  }

  tryFire(
    actor: Actor,
    action: string,
    input: Record<string, unknown> = {},
    at = 'main',
  ): MatterDoc | Refusal {
    return this.apply(actor, (doc, world) => fire(doc, { proceedingId: at, action, input }, actor, world))
  }

  fire(actor: Actor, action: string, input: Record<string, unknown> = {}, at = 'main'): this {
    granted(this.tryFire(actor, action, input, at))
    return this
  }

  tryOpen(actor: Actor, procedure: string, input: Record<string, unknown> = {}): MatterDoc | Refusal {
    return this.apply(actor, (doc, world) => openAttached(doc, procedure, input, actor, world))
  }

  later(days: number): this {
    this.day = addDays(this.day, days)
    return this
  }

  on(day: string): this {
    this.day = day
    return this
  }

  /** Newest open proceeding of a procedure. */
  latest(procedure: string): string {
    const found = Object.values(this.doc.proceedings).findLast((p) => p.procedure === procedure && !p.end)
    if (!found) throw new Error(`no open ${procedure}`)
    return found.proceedingId
  }

  get state(): string {
    return this.doc.proceedings.main!.state
  }

  /** The running clock of a rule. */
  clock(ruleId: string) {
    return Object.values(this.doc.clocks).findLast(
      (c) => c.ruleId === ruleId && (c.status === 'running' || c.status === 'paused'),
    )
  }

  /** Any clock of a rule, ended or not; the newest. */
  anyClock(ruleId: string) {
    return Object.values(this.doc.clocks).findLast((c) => c.ruleId === ruleId)
  }

  /** The events as they come out of the database. */
  stored(): StoredEvent[] {
    return this.events.map(
      (e) =>
        ({
          ...(JSON.parse(JSON.stringify(e.draft)) as EventDraft),
          schema_version: 1,
          version: e.version,
          occurred_at: new Date(instantOn(e.on)),
          recorded_at: new Date(instantOn(e.on)),
          actor: { kind: e.actor.kind, id: e.actor.id, unitId: e.actor.unitId },
          hash: `hash-${e.version}`,
        }) as StoredEvent,
    )
  }

  /** The matter as a view opens it: words decrypted with the matter's key. */
  reader(): Reader {
    const key = newMatterKey()
    const { bureauId, matterId } = this.doc
    const stored = [...this.contents.values()].map((c) => ({
      content_id: c.contentId,
      kind: c.kind,
      cipher: sealContent(DEFAULT_SUITE, key, { bureauId, matterId, contentId: c.contentId }, c),
    }))
    return new Reader(FACTS, JSON.parse(JSON.stringify(this.doc)) as MatterDoc, key, stored)
  }

  get now() {
    return { date: this.day, instant: instantOn(this.day) }
  }
}

export { CITIZEN, SYSTEM }
