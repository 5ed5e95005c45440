/** What stands behind the figures, matter by matter: one entry a fact, told by the same rules that make the sums. Pure. */
import type { CountCode, Measures, RateCode } from './contract.ts'
import type { Fact, MatterFacts } from './facts.ts'

export const KINDS = [
  'received',
  'arrival',
  'acceptance',
  'handling',
  'ended',
  'replied',
  'follow-up',
  'rating',
  'forwarded',
  'supervision',
  'advice',
  'step-acceptance',
  'step-answer',
  'step-service',
  'step-whole',
] as const
export type Kind = (typeof KINDS)[number]

export interface Entry {
  seq: number
  kind: Kind
  on: string
  unit: string | null
  channel: string
  procedure: string
  class: string
  category: string
  area: string
  m: Measures
}

function kindOf({ step, m }: Fact): Kind {
  if (step) return `step-${step.step}`
  if (m.received !== undefined) return 'received'
  if (m.batches !== undefined) return 'arrival'
  if (m.ended !== undefined) return 'ended'
  if (m.replied !== undefined) return 'replied'
  if (m.asked !== undefined) return 'follow-up'
  if (m.ratings !== undefined) return 'rating'
  if (m.forwarded !== undefined) return 'forwarded'
  if (m.supervised !== undefined) return 'supervision'
  if (m.advised !== undefined) return 'advice'
  return Object.keys(m).some((name) => name.startsWith('accept')) ? 'acceptance' : 'handling'
}

/** In the order of the facts, which is that of the matter's own history. */
export const entriesOf = (f: MatterFacts): Entry[] =>
  f.facts.map((fact, seq) => ({
    seq,
    kind: kindOf(fact),
    on: fact.day,
    unit: fact.unit,
    channel: fact.channel,
    procedure: f.procedure,
    class: f.class,
    category: f.category ?? '',
    area: f.area ?? '',
    m: fact.step ? { steps: 1, step_days: fact.step.days } : fact.m,
  }))

/** The same entry is the same text, in whatever order its measures were kept. */
export const textOfEntry = (e: Entry): string =>
  JSON.stringify([e, Object.entries(e.m).sort()], (key, v) => (key === 'm' ? undefined : v))

/** Entries to write and those that are no more, when a matter counts otherwise than before. */
export function changedEntries(
  before: MatterFacts | null,
  now: MatterFacts,
): { put: Entry[]; gone: number[] } {
  const old = before ? entriesOf(before) : []
  const next = entriesOf(now)
  return {
    put: next.filter((e) => !old[e.seq] || textOfEntry(old[e.seq]!) !== textOfEntry(e)),
    gone: old.slice(next.length).map((e) => e.seq),
  }
}

/** Of which kind the entries are that make a figure. */
export const KIND_OF: Readonly<Record<CountCode | RateCode, Kind>> = {
  received: 'received',
  open: 'received',
  ended: 'ended',
  replied: 'replied',
  batches: 'arrival',
  persons: 'arrival',
  group_batches: 'arrival',
  group_persons: 'arrival',
  single_batches: 'arrival',
  single_persons: 'arrival',
  forwarded: 'forwarded',
  supervised: 'supervision',
  advised: 'advice',
  advice_answered: 'advice',
  advice_adopted: 'advice',
  advice_partly: 'advice',
  acceptance: 'acceptance',
  handling: 'handling',
  response: 'handling',
  participation: 'follow-up',
  satisfaction: 'rating',
  bureau_satisfaction: 'rating',
  solved: 'rating',
  connected: 'follow-up',
  contacted: 'rating',
  truthful: 'rating',
}
