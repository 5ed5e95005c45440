/**
 * Tells one story on one day through the engine, without a database: what comes out is what its commands would have
 * written, to be multiplied (template.ts).
 */
import type { BureauFacts } from '../../src/bureau/index.ts'
import { overdueForOrgan } from '../../src/cases/clocks/index.ts'
import { type MatterDoc, mainOf } from '../../src/cases/engine/doc.ts'
import { openAttached, type Registration, registerMatter } from '../../src/cases/engine/open-matter.ts'
import { fire } from '../../src/cases/engine/step.ts'
import { overdueOrder } from '../../src/cases/engine/triggers.ts'
import {
  type Actor,
  CITIZEN,
  type Decision,
  type NewContent,
  SYSTEM,
  type World,
} from '../../src/cases/engine/world.ts'
import type { CasesDeps } from '../../src/cases/index.ts'
import { procedureOf } from '../../src/cases/index.ts'
import { type Caller, randomMint, worldOf } from '../../src/cases/run.ts'
import type { LoadedMatter } from '../../src/cases/store.ts'
import { writeOf } from '../../src/cases/write-of.ts'
import { newMatterKey, uuidv7 } from '../../src/kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../../src/kernel/errors/index.ts'
import type { LedgerEvent } from '../../src/kernel/ledger/index.ts'
import type { DeskPeople } from './people.ts'
import type { Step, Story } from './stories.ts'

/** Marks in the words of a story, each replaced by what the letter of a matter says. */
export const MARKS = [
  '〔S〕',
  '〔B〕',
  '〔P〕',
  '〔D1〕',
  '〔D2〕',
  '〔D3〕',
  '〔N〕',
  '〔T〕',
  '〔A〕',
  '〔F〕',
] as const
/** Values in the rows of a story that each matter has of its own. */
export const CHANNEL = 'bench-channel'
export const CATEGORY = 'bench-category'
const NUMBER = 'BENCH-X0000-000000'

export interface ToldContent {
  contentId: string
  kind: NewContent['kind']
  version: number
  text: string
  commitment: string
}

/** A story as told: the folded matter, its events, its words. */
export interface Told {
  matterId: string
  number: string
  receivedAt: string
  handler: Actor
  doc: MatterDoc
  headHash: string
  recordedAt: string
  events: LedgerEvent[]
  contents: ToldContent[]
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ANSWERED_AFTER = 4
const ANSWERS: Readonly<
  Record<string, { action: string; by: 'target' | 'supervisor'; input: Record<string, string> }[]>
> = {
  supervision: [
    {
      action: 'reply-supervision',
      by: 'target',
      input: { adoption: 'adopted', words: '已查明原因，正在抓紧办理。' },
    },
    { action: 'accept-supervision-reply', by: 'supervisor', input: {} },
  ],
  reminder: [{ action: 'answer-reminder', by: 'target', input: { words: '正在办理，将按期答复。' } }],
}
/** Longest chain of the program's own supervision that is told. */
const MOST_OVERDUE = 3

/**
 * @param day midnight of the day of receipt in the bureau's zone
 * @param now nothing is told that lies after it
 */
export function tell(
  deps: CasesDeps,
  facts: BureauFacts,
  people: DeskPeople,
  story: Story,
  day: Date,
  now: Date,
): Told {
  const receivedAt = new Date(day.getTime() + 9 * HOUR)
  return new Teller(deps, facts, people, story, receivedAt).tell(now)
}

class Teller {
  readonly #deps: CasesDeps
  readonly #facts: BureauFacts
  readonly #people: DeskPeople
  readonly #story: Story
  readonly #receivedAt: Date
  readonly #handler: Actor
  readonly #key = newMatterKey()
  readonly #events: LedgerEvent[] = []
  readonly #contents: ToldContent[] = []
  #head: LoadedMatter | null = null

  constructor(deps: CasesDeps, facts: BureauFacts, people: DeskPeople, story: Story, receivedAt: Date) {
    this.#deps = deps
    this.#facts = facts
    this.#people = people
    this.#story = story
    this.#receivedAt = receivedAt
    this.#handler = people.handlers[0]!
  }

  tell(now: Date): Told {
    const matterId = uuidv7(this.#receivedAt)
    this.#register(matterId)
    const steps = this.#story.steps.toSorted((a, b) => a.after - b.after)
    for (const step of steps) {
      const at = new Date(this.#receivedAt.getTime() + step.after * DAY + (step.after === 0 ? 2 : 5) * HOUR)
      if (at > now) break
      this.#overdueUntil(at)
      this.#pressedUntil(at)
      this.#take(step, at)
    }
    if (!mainOf(this.#doc).end) this.#overdueUntil(now)
    this.#pressedUntil(now)
    const head = this.#head!
    return {
      matterId,
      number: NUMBER,
      receivedAt: this.#receivedAt.toISOString(),
      handler: this.#handler,
      doc: head.doc,
      headHash: head.headHash,
      recordedAt: head.recordedAt.toISOString(),
      events: this.#events,
      contents: this.#contents,
    }
  }

  get #doc(): MatterDoc {
    return this.#head!.doc
  }

  #register(matterId: string): void {
    const { procedure, class: matterClass, secrecy = 'none', demands } = this.#story
    const world = this.#world(this.#receivedAt)
    const byCall = procedure === 'hotline-order'
    const actor = byCall ? this.#people.operator : this.#people.clerk
    const registration: Registration = {
      matterId,
      number: NUMBER,
      procedure,
      channel: CHANNEL as Registration['channel'],
      class: matterClass,
      category: CATEGORY,
      secrecy,
      subject: '〔S〕',
      body: '〔B〕',
      place: '〔P〕',
      demands: ['〔D1〕', '〔D2〕', '〔D3〕'].slice(0, demands),
      parties: [{ role: 'petitioner', name: '〔N〕', phone: '〔T〕', address: '〔A〕' }],
      persons: 1,
      representatives: 0,
      reportedUnitId: null,
      reportedElsewhere: null,
      external: null,
      receivedOn: world.today,
      receivedAt: this.#receivedAt.toISOString(),
      undated: false,
      links: [],
      file: null,
      seats: {},
    }
    this.#write(registerMatter(registration, actor, world), actor, this.#receivedAt)
  }

  #take(step: Step, at: Date): void {
    const world = this.#world(at)
    const proceedingId = this.#proceeding(step)
    // A letter that was overdue may have been ended, or a rating given, before its step comes.
    if (proceedingId === null) return
    const actor = this.#actor(step)
    const input = step.input?.(this.#doc, { handler: this.#handler.unitId!, day: world.today }) ?? {}
    const decided = step.opens
      ? openAttached(this.#doc, step.action, input, actor, world)
      : fire(this.#doc, { proceedingId, action: step.action, input }, actor, world)
    this.#write(decided, actor, at, step.action)
  }

  #proceeding(step: Step): string | null {
    if (step.of === undefined) return mainOf(this.#doc).end && !step.opens ? null : 'main'
    const open = Object.values(this.#doc.proceedings).filter((p) => p.procedure === step.of && !p.end)
    return open.at(-1)?.proceedingId ?? null
  }

  #actor(step: Step): Actor {
    if (step.by === 'citizen') return CITIZEN
    if (step.by === 'system') return SYSTEM
    return step.by === 'handler' ? this.#handler : this.#people[step.by]
  }

  /** What the program does by itself about limits that were let pass before an instant. */
  #overdueUntil(at: Date): void {
    const done = new Set(
      Object.values(this.#doc.proceedings).map(
        (p) => `${p.values.limit as string} ${p.values.due as string}`,
      ),
    )
    for (const clock of Object.values(this.#doc.clocks)) {
      const proceeding = this.#doc.proceedings[clock.proceedingId]
      const procedure = proceeding && procedureOf(proceeding.procedure, proceeding.version).id
      if (!procedure || ['supervision', 'reminder', 'advice'].includes(procedure)) continue
      if (done.size > MOST_OVERDUE || mainOf(this.#doc).end) return
      if (done.has(`${clock.ruleId} ${clock.nominal}`)) continue
      const next = new Date(Date.parse(`${clock.nominal}T00:30:00+08:00`) + DAY)
      const noticed = next < this.#head!.recordedAt ? this.#head!.recordedAt : next
      if (noticed > at) continue
      const world = this.#world(noticed)
      if (!overdueForOrgan(clock, { date: world.today, instant: world.now })) continue
      const order = overdueOrder(this.#doc, clock)
      this.#write(openAttached(this.#doc, 'supervision', order, SYSTEM, world), SYSTEM, noticed, 'overdue')
      done.add(`${clock.ruleId} ${clock.nominal}`)
    }
  }

  /** Orders and reminders are answered some days after they came. */
  #pressedUntil(at: Date): void {
    for (const p of Object.values(this.#doc.proceedings)) {
      if (p.end || !(p.procedure in ANSWERS)) continue
      const wanted = Date.parse(`${p.openedOn}T09:00:00+08:00`) + ANSWERED_AFTER * DAY
      const when = new Date(Math.max(wanted, this.#head!.recordedAt.getTime()))
      if (when > at) continue
      const unit = [this.#handler, this.#people.clerk, this.#people.supervisor].find(
        (a) => a.unitId === p.seats.target,
      )
      if (!unit) continue
      for (const { action, by, input } of ANSWERS[p.procedure]!) {
        const actor = by === 'target' ? unit : this.#people.supervisor
        const ask = { proceedingId: p.proceedingId, action, input }
        this.#write(fire(this.#doc, ask, actor, this.#world(when)), actor, when, action)
      }
    }
  }

  #world(at: Date): World {
    return worldOf(this.#facts, at, randomMint(at, this.#facts.bureau.hashName))
  }

  #write(decided: Decision<MatterDoc> | Refusal, actor: Actor, at: Date, what = 'register'): void {
    if (isRefusal(decided)) {
      const { refused, field = '', details = {} } = decided
      const where = `${this.#story.procedure} ${this.#receivedAt.toISOString()} ${what}`
      throw new Error(`benchmark story ${where}: ${refused} ${field} ${JSON.stringify(details)}`)
    }
    const mint = randomMint(at, this.#facts.bureau.hashName)
    const caller: Caller = {
      bureauId: this.#people.bureauId,
      actor,
      principal: actor.id ?? 'system',
      idempotencyKey: mint.id(),
      occurredAt: at,
      recordedAt: at,
    }
    // Words are encrypted for each matter that is made of this, not here.
    const extra = { ciphers: decided.contents.map(() => Buffer.alloc(0)) }
    const { write, events } = writeOf(
      this.#deps,
      this.#facts,
      caller,
      decided,
      mint,
      this.#head,
      this.#key,
      '',
      extra,
    )
    this.#events.push(...events)
    write.contents.forEach((c, i) => {
      const { text, kind } = decided.contents[i]!
      this.#contents.push({
        contentId: c.content_id,
        kind,
        version: c.version,
        text,
        commitment: c.commitment,
      })
    })
    this.#head = {
      doc: decided.doc,
      version: decided.doc.version,
      headHash: write.headHash,
      recordedAt: at,
      kekId: '',
      wrapped: null,
      sealedAt: null,
    }
  }
}
