/**
 * What will probably be late: a simple estimate that can be recomputed by hand from the figures it shows. It speaks of
 * units and matters, never of persons, and changes nothing: it is a reason to look. Pure.
 *
 * Three signs, each told with its figures; the row gets the graver of their grades.
 * 1. history: of like matters ended in the last year that were still open after as many days as this one, the share that
 *    took longer than this one may. High from 50 %, medium from 25 %; told from 8 such matters on. "Like" is the same
 *    unit and category if it has 20 ended matters, else the same unit and procedure, else the bureau and procedure.
 * 2. load: the unit's open matters due on or before that day, over what it ended a working day in the last eight weeks,
 *    is how many working days it needs. Medium when that is more than are left, high at twice as many; told from 8 ended
 *    matters on.
 * 3. not begun: nobody has taken it up and at most 3 working days are left (medium), or 1 (high).
 */
import type { Risk, RiskReason } from '../contract.ts'

export const ENOUGH_LIKE = 20
export const ENOUGH_STILL_OPEN = 8
/** Matters a unit must have ended in eight weeks before its pace says anything. */
export const ENOUGH_PACE = 8
export const HISTORY = { high: 0.5, medium: 0.25 }
export const LOAD = { high: 2, medium: 1 }
export const NOT_BEGUN = { high: 1, medium: 3 }
/** Weeks the pace is taken from, and the working days in them. */
export const PACE_DAYS = 40

/** States in which nobody has taken a matter up yet, over all procedures. */
const NOT_BEGUN_STATES = new Set([
  'registered',
  'received',
  'dispatched',
  'returned',
  'objected',
  'arbitration',
])

/** How many matters took how many days, shortest first. */
export type Times = readonly { days: number; ended: number }[]

export interface RiskFacts {
  state: string
  /** Calendar days since the matter came in, and from then to the last day of its limit. */
  elapsed: number
  allowed: number
  /** Working days from today to the next due day. */
  left: number
  times: { unitCategory: Times; unitProcedure: Times; bureauProcedure: Times }
  /** Open matters of the unit due on or before this one's day, this one left out. */
  before: number
  /** Matters the unit ended in the last eight weeks. */
  pace: number
}

const total = (times: Times) => times.reduce((sum, t) => sum + t.ended, 0)
const over = (times: Times, days: number) => total(times.filter((t) => t.days > days))

function history(f: RiskFacts): { grade: Risk['grade']; reason: RiskReason } | null {
  const choices = [
    ['unit-category', f.times.unitCategory],
    ['unit-procedure', f.times.unitProcedure],
    ['bureau-procedure', f.times.bureauProcedure],
  ] as const
  const chosen = choices.find(([, times]) => total(times) >= ENOUGH_LIKE)
  if (!chosen) return null
  const [of, times] = chosen
  const like = over(times, f.elapsed)
  if (like < ENOUGH_STILL_OPEN) return null
  const longer = over(times, f.allowed)
  const grade = gradeOf(longer / like, HISTORY)
  const reason: RiskReason = { kind: 'history', like, longer, elapsed: f.elapsed, allowed: f.allowed, of }
  return grade ? { grade, reason } : null
}

function load(f: RiskFacts): { grade: Risk['grade']; reason: RiskReason } | null {
  if (f.pace < ENOUGH_PACE || f.before === 0) return null
  const pace = f.pace / PACE_DAYS
  const needed = Math.ceil((f.before + 1) / pace)
  if (needed <= f.left) return null
  const grade = gradeOf(needed / Math.max(1, f.left), LOAD)
  const rounded = Math.round(pace * 10) / 10
  const reason: RiskReason = { kind: 'load', before: f.before, pace: rounded, needed, left: f.left }
  return grade ? { grade, reason } : null
}

function notBegun(f: RiskFacts): { grade: Risk['grade']; reason: RiskReason } | null {
  if (!NOT_BEGUN_STATES.has(f.state) || f.left > NOT_BEGUN.medium) return null
  return {
    grade: f.left <= NOT_BEGUN.high ? 'high' : 'medium',
    reason: { kind: 'not-begun', left: f.left },
  }
}

const gradeOf = (value: number, from: { high: number; medium: number }): Risk['grade'] | null =>
  value >= from.high ? 'high' : value >= from.medium ? 'medium' : null

/** The estimate for one matter; null when nothing speaks for its being late. */
export function riskOf(f: RiskFacts): Risk | null {
  const signs = [history(f), load(f), notBegun(f)].filter((s) => s !== null)
  if (signs.length === 0) return null
  return {
    grade: signs.some((s) => s.grade === 'high') ? 'high' : 'medium',
    reasons: signs.map((s) => s.reason),
  }
}
