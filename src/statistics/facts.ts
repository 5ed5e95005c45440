/**
 * What one matter adds to the figures: read off its folded state alone, so that the follower of the feed and the check
 * against the ledger come to the same. Pure.
 *
 * A matter counts as what it is known as today. Once its class, category or unit is corrected, it moves with all it adds,
 * on the days it had; one registered by mistake and cancelled adds nothing. Erasing its words changes nothing: facts are
 * codes and days.
 */
import { type Clock, type MatterDoc, mainOf, metInTime, type Proceeding } from '../cases/index.ts'
import { diffDays } from '../kernel/calendar/index.ts'
import { FIGURE_RULES } from '../oversight/index.ts'
import {
  type Dim,
  MEASURES,
  type Measure,
  type Measures,
  PAIRS,
  type Property,
  type Step,
} from './contract.ts'
import { bucketOf } from './rules.ts'

export interface Fact {
  /** Day it counts on, in the bureau's zone. */
  day: string
  /** Unit it counts for; null: for the bureau alone. */
  unit: string | null
  channel: string
  /** A step that was finished, with its days; such facts have no measures of their own. */
  step?: { step: Step; days: number }
  m: Measures
}

export interface MatterFacts {
  procedure: string
  class: string
  category: string | null
  area: string | null
  facts: Fact[]
}

/** Persons from which an arrival is a group (集体). Usage of bureaus; no article gives the number. */
export const GROUP_FROM = 5

const ANSWERS: ReadonlySet<string> = new Set([
  'reply',
  'handling-opinion',
  'review-opinion',
  're-review-opinion',
])
/** Limits a unit is given with a matter: each was handed to it once more (转送、交办). */
const RECEIPT: ReadonlySet<string> = new Set(['XF-T03', 'XF-T12', 'HY-SIGN'])
const ACCEPTANCE: ReadonlySet<string> = new Set(FIGURE_RULES.acceptance)
const HANDLING: ReadonlySet<string> = new Set(FIGURE_RULES.handling)

/** @returns null for a shielded matter: it is in no figure. */
export function factsOf(doc: MatterDoc): MatterFacts | null {
  if (doc.lane === 'shielded') return null
  const main = mainOf(doc)
  const base = { procedure: main.procedure, class: doc.class, category: doc.category, area: doc.area ?? null }
  if (main.end === 'cancelled') return { ...base, facts: [] }
  // As the lists of matters know a unit. What nobody handles yet counts for the bureau alone.
  const unit = doc.seats.handler ?? null
  const { channel } = doc
  const facts: Fact[] = []
  const add = (day: string, m: Measures, of: string | null = unit) =>
    facts.push({ day, unit: of, channel, m })

  const documents = Object.values(doc.documents)
  add(doc.receivedOn, { received: 1, open: main.end ? 0 : 1 })
  for (const c of doc.contacts) {
    const group = c.persons >= GROUP_FROM
    const m = {
      batches: 1,
      persons: c.persons,
      group_batches: group ? 1 : 0,
      group_persons: group ? c.persons : 0,
    }
    facts.push({ day: c.receivedOn, unit, channel: c.channel, m })
  }
  if (!doc.undated) for (const c of Object.values(doc.clocks)) limit(c, doc, add)
  for (const c of Object.values(doc.clocks))
    if (RECEIPT.has(c.ruleId)) add(c.startedOn, { forwarded: 1 }, c.unitId)
  if (main.end && main.endedOn) add(main.endedOn, { ended: 1 })
  const answer = documents
    .filter((d) => ANSWERS.has(d.kind))
    .sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0))[0]
  if (answer) add(answer.issuedOn, { replied: 1 })
  for (const p of Object.values(doc.proceedings)) overseen(p, add)
  for (const p of Object.values(doc.proceedings)) {
    if (p.procedure !== 'follow-up' || p.end === 'cancelled') continue
    const rated = doc.ratings.some((r) => r.proceedingId === p.proceedingId)
    if (rated || p.endedOn)
      add(
        p.openedOn,
        { asked: 1, rated: rated ? 1 : 0, ...told(p.values.connected, 'called', 'connected') },
        doc.seats.handler ?? p.seats.centre ?? doc.seats.centre ?? null,
      )
  }
  for (const r of doc.ratings) {
    const said = Object.values(r.solved)
    const values = doc.proceedings[r.proceedingId]?.values ?? {}
    const m = {
      ratings: 1,
      satisfied: r.unit === 'unsatisfied' ? 0 : 1,
      bureau_satisfied: r.bureau === 'unsatisfied' ? 0 : 1,
      solved_said: said.length > 0 ? 1 : 0,
      solved: said.length > 0 && !said.includes(false) ? 1 : 0,
      ...told(values.contacted, 'contacted_said', 'contacted'),
      ...told(values.truthful, 'truth_said', 'truthful'),
    }
    add(r.on, m, r.unitId)
  }
  if (!doc.undated) {
    const took = (step: Step, from: string | null, to: string | null | undefined) => {
      if (from && to)
        facts.push({ day: to, unit, channel, step: { step, days: Math.max(0, diffDays(from, to)) }, m: {} })
    }
    took('acceptance', doc.receivedOn, doc.acceptedOn)
    took('answer', doc.acceptedOn ?? doc.receivedOn, answer?.issuedOn)
    took('service', answer?.issuedOn ?? null, answer?.servedOn)
    took('whole', doc.receivedOn, main.endedOn)
  }
  return { ...base, facts }
}

/** Of what a rating or a call-back may tell with yes or no: that it was told, and that it was yes; nothing where it was not asked. */
const told = (value: unknown, said: Measure, yes: Measure): Measures =>
  value === 'yes' || value === 'no' ? { [said]: 1, [yes]: value === 'yes' ? 1 : 0 } : {}

/** Supervision and advice count on the day they were opened, for the organ they are about; taken back, not at all. */
function overseen(p: Proceeding, add: (day: string, m: Measures, unit: string | null) => void): void {
  if (p.end === 'cancelled') return
  const unit = p.seats.target ?? null
  if (p.procedure === 'supervision') add(p.openedOn, { supervised: 1 }, unit)
  if (p.procedure !== 'advice') return
  const { adoption } = p.values
  add(
    p.openedOn,
    {
      advised: 1,
      advice_answered: adoption === undefined ? 0 : 1,
      advice_adopted: adoption === 'adopted' ? 1 : 0,
      advice_partly: adoption === 'partly' ? 1 : 0,
    },
    unit,
  )
}

/** A limit counts on its last day: met in time, met late, or running still. One that was cut off counts nowhere. */
function limit(c: Clock, doc: MatterDoc, add: (day: string, m: Measures, unit: string | null) => void): void {
  const met = c.status === 'met'
  if (!met && c.status !== 'running') return
  const inTime = met && metInTime(c)
  if (ACCEPTANCE.has(c.ruleId))
    add(c.nominal, { [met ? (inTime ? 'accepted_in_time' : 'accepted_late') : 'accept_due']: 1 }, c.unitId)
  else if (HANDLING.has(c.ruleId))
    // Whoever had begun: it counts for the unit that handles now.
    add(
      c.nominal,
      { [met ? (inTime ? 'handled_in_time' : 'handled_late') : 'handle_due']: 1 },
      doc.seats.handler ?? c.unitId,
    )
}

// --- Rows --------------------------------------------------------------------------------------------------------------

/** Stands for the bureau as a whole where a unit stands. */
export const WHOLE = '00000000-0000-0000-0000-000000000000'

export interface RowKey {
  dim: Dim
  grain: 'day' | 'month'
  unit: string
  startsOn: string
  value: string
}

/** Sums by row. */
export class Sums {
  readonly #days = new Map<string, number[]>()
  #rows: Map<string, number[]> | null = null

  /** Those of days, and of months what their days add up to. */
  get rows(): Map<string, number[]> {
    if (this.#rows) return this.#rows
    const rows = new Map(this.#days)
    for (const [key, values] of this.#days) {
      const day = keyOfText(key)
      const month = keyText({ ...day, grain: 'month', startsOn: `${day.startsOn.slice(0, 7)}-01` })
      const sum = rows.get(month)
      if (sum) for (const [i, n] of values.entries()) sum[i]! += n
      else rows.set(month, [...values])
    }
    this.#rows = rows
    return rows
  }

  /** Adds what a matter adds, or takes it away with `times` -1. */
  add(f: MatterFacts, times: 1 | -1): void {
    this.#rows = null
    for (const fact of f.facts) {
      const values = measuresOf(fact)
      for (const unit of fact.unit ? [WHOLE, fact.unit] : [WHOLE])
        for (const [dim, value] of unit === WHOLE
          ? [...dimsOf(f, fact), ...pairsOf(f, fact)]
          : dimsOf(f, fact))
          this.#put(keyText({ dim, grain: 'day', unit, startsOn: fact.day, value }), values, times)
    }
  }

  #put(key: string, values: readonly [number, number][], times: number): void {
    let row = this.#days.get(key)
    if (!row) {
      row = MEASURES.map(() => 0)
      this.#days.set(key, row)
    }
    for (const [at, n] of values) row[at]! += times * n
  }
}

const PLACE = new Map(MEASURES.map((m, i) => [m, i]))

function measuresOf(f: Fact): [number, number][] {
  if (f.step) return measuresOf({ ...f, step: undefined, m: { steps: 1, step_days: f.step.days } })
  return (Object.entries(f.m) as [Measure, number][]).map(([m, n]) => [PLACE.get(m)!, n])
}

function dimsOf(f: MatterFacts, fact: Fact): [Dim, string][] {
  if (fact.step) return [['step', `${fact.step.step} ${bucketOf(fact.step.days)}`]]
  return [
    ['all', ''],
    ['channel', fact.channel],
    ['procedure', f.procedure],
    ['class', f.class],
    ['category', f.category ?? ''],
    ['area', f.area ?? ''],
  ]
}

/** Stands between the two values of a pair; no code holds it. */
export const BETWEEN = '\t'
const TREE_CODE = /^(\d{2}){1,3}$/
/** The top level of a category of the tree; one that is no code of a tree stays whole. */
export const branchOf = (category: string): string =>
  TREE_CODE.test(category) ? category.slice(0, 2) : category

function pairsOf(f: MatterFacts, fact: Fact): [Dim, string][] {
  if (fact.step) return []
  const values: Record<Property, string> = {
    channel: fact.channel,
    procedure: f.procedure,
    class: f.class,
    category: branchOf(f.category ?? ''),
    area: f.area ?? '',
  }
  return PAIRS.map(([a, b]) => [`${a}-${b}` as Dim, `${values[a]}${BETWEEN}${values[b]}`])
}

/** Parts of a key have no line breaks: codes, ids, days. */
export const keyText = (k: RowKey): string => `${k.dim}\n${k.grain}\n${k.unit}\n${k.startsOn}\n${k.value}`

export function keyOfText(text: string): RowKey {
  const [dim, grain, unit, startsOn, value] = text.split('\n') as [
    Dim,
    'day' | 'month',
    string,
    string,
    string,
  ]
  return { dim, grain, unit, startsOn, value }
}
