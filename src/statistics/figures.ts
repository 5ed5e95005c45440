/** Sums as figures: counts and rates with numerator, denominator and interval. Pure. */
import { behindCount, behindRate, type Slice } from './behind.ts'
import {
  COUNTS,
  type CountCode,
  type Figures,
  type Measure,
  type Measures,
  RATES,
  type RateCode,
} from './contract.ts'
import { takenRate } from './defined.ts'

/** Rates that rest on what persons said: for the centre and those who oversee, never for the unit rated. */
export const RATED: ReadonlySet<RateCode> = new Set([
  'participation',
  'satisfaction',
  'bureau_satisfaction',
  'solved',
  'connected',
  'contacted',
  'truthful',
])

const n = (m: Measures, name: Measure): number => m[name] ?? 0

/** What measures add to a count. */
export const COUNT: Readonly<Record<CountCode, (m: Measures) => number>> = {
  received: (m) => n(m, 'received'),
  ended: (m) => n(m, 'ended'),
  replied: (m) => n(m, 'replied'),
  batches: (m) => n(m, 'batches'),
  persons: (m) => n(m, 'persons'),
  group_batches: (m) => n(m, 'group_batches'),
  group_persons: (m) => n(m, 'group_persons'),
  single_batches: (m) => n(m, 'batches') - n(m, 'group_batches'),
  single_persons: (m) => n(m, 'persons') - n(m, 'group_persons'),
  open: (m) => n(m, 'open'),
  forwarded: (m) => n(m, 'forwarded'),
  supervised: (m) => n(m, 'supervised'),
  advised: (m) => n(m, 'advised'),
  advice_answered: (m) => n(m, 'advice_answered'),
  advice_adopted: (m) => n(m, 'advice_adopted'),
  advice_partly: (m) => n(m, 'advice_partly'),
}

/** Numerator and denominator. */
export const RATE: Readonly<Record<RateCode, (m: Measures) => [number, number]>> = {
  acceptance: (m) => [
    n(m, 'accepted_in_time'),
    n(m, 'accepted_in_time') + n(m, 'accepted_late') + n(m, 'accept_due'),
  ],
  handling: (m) => [
    n(m, 'handled_in_time'),
    n(m, 'handled_in_time') + n(m, 'handled_late') + n(m, 'handle_due'),
  ],
  response: (m) => [
    n(m, 'handled_in_time') + n(m, 'handled_late'),
    n(m, 'handled_in_time') + n(m, 'handled_late') + n(m, 'handle_due'),
  ],
  participation: (m) => [n(m, 'rated'), n(m, 'asked')],
  satisfaction: (m) => [n(m, 'satisfied'), n(m, 'ratings')],
  bureau_satisfaction: (m) => [n(m, 'bureau_satisfied'), n(m, 'ratings')],
  solved: (m) => [n(m, 'solved'), n(m, 'solved_said')],
  connected: (m) => [n(m, 'connected'), n(m, 'called')],
  contacted: (m) => [n(m, 'contacted'), n(m, 'contacted_said')],
  truthful: (m) => [n(m, 'truthful'), n(m, 'truth_said')],
}

/** @param slice of the lists behind */
export function figuresOf(m: Measures, slice: Slice, seesRatings: boolean): Figures {
  return {
    counts: COUNTS.map((code) => ({
      code,
      value: COUNT[code](m),
      behind: behindCount(code, slice),
    })),
    rates: RATES.filter((code) => seesRatings || !RATED.has(code)).map((code) => ({
      code,
      ...takenRate(RATE[code](m)),
      behind: behindRate(code, slice),
    })),
  }
}
