/**
 * When the rules of supervision (`procedures/triggers.ts`) hold, and what the order then says: codes and days, never
 * words, so that every reader has the reason in their own language. Pure.
 */
import type { Clock } from '../clocks/contract.ts'
import { ESCALATED, type TriggerId, triggerOf } from '../procedures/index.ts'
import { MAIN, type MatterDoc, mainOf, type Rating } from './doc.ts'

/** Local settings: from how many on. */
export interface Thresholds {
  /** Returns after which the supervision unit says who handles. */
  returns: number
  /** Contacts on one open hotline order. */
  contacts: number
}

export const DEFAULT_THRESHOLDS: Thresholds = { returns: 2, contacts: 3 }

/** Input of the order that is opened. */
export type OrderInput = Record<string, string>

/** What a rule calls for, with the key under which it happens once. */
export interface Called {
  rule: TriggerId
  key: string
  opens: 'order' | 'decision'
  input: OrderInput
}

/** Limits to take a matter in, pass it on and tell the person. */
const ACCEPTANCE: ReadonlySet<string> = new Set([
  'XF-T01',
  'XF-T02',
  'XF-T03',
  'XF-T12',
  'XF-T14',
  'XF-T14-CITY',
  'XF-T14-PROVINCE',
  'XF-T14-NATION',
  'HY-RECEPTION',
  'HY-SIGN',
  'HY-TRANSFER-CONFIRM',
  'HY-MISCONDUCT-ROUTE',
])
/** Limits to report a result, to serve it, or to give one's part. */
const FEEDBACK: ReadonlySet<string> = new Set(['XF-T05', 'HY-SERVE', 'HY-NOTICE-SERVE', 'HY-CONTRIBUTION'])
/** Limits of inner steps. */
const INNER: ReadonlySet<string> = new Set([
  'HY-OBJECTION-DECISION',
  'HY-ARBITRATION',
  'HY-REPLY-CHECK',
  'HY-EXTENSION-DECISION',
  'HY-FOLLOWUP-DECIDE',
])

const onHotline = (doc: MatterDoc): boolean => mainOf(doc).procedure === 'hotline-order'

/** The rule under which an organ's overdue limit is supervised; every limit falls under exactly one. */
export function triggerOfClock(doc: MatterDoc, clock: Pick<Clock, 'ruleId'>): TriggerId {
  const hotline = onHotline(doc)
  if (hotline && clock.ruleId === 'HY-SIGN' && doc.marks.designated) return 'HL-SV-REFUSED'
  if (ACCEPTANCE.has(clock.ruleId)) return 'SV-ACCEPTANCE'
  if (FEEDBACK.has(clock.ruleId)) return 'SV-NO-FEEDBACK'
  if (INNER.has(clock.ruleId)) return 'SV-PROCEDURE'
  return hotline ? 'HL-SV-OVERDUE' : 'SV-OVERDUE'
}

const orderOf = (rule: TriggerId, unit: string, more: OrderInput = {}): OrderInput => ({
  trigger: triggerOf(rule)!.ground,
  unit,
  rule,
  ...more,
})

/**
 * The order to the unit that let a limit pass. A limit of the matter itself goes on when a unit gives it back: who has no part
 * in it any more is not called to account for what came after, who has it now is.
 */
export function overdueOrder(doc: MatterDoc, clock: Clock): OrderInput {
  const { unitId, proceedingId } = clock
  const left = unitId === null || (proceedingId === MAIN && !Object.values(doc.seats).includes(unitId))
  const unit = left ? (doc.seats.handler ?? doc.seats.centre!) : unitId
  return orderOf(triggerOfClock(doc, clock), unit, { limit: clock.ruleId, due: clock.nominal })
}

const unsolved = (r: Rating) =>
  Object.entries(r.solved)
    .filter(([, solved]) => !solved)
    .map(([id]) => id)

/** What of a matter as it stands calls for supervision by a rule that no clock shows. */
export function calledFor(doc: MatterDoc, at: Thresholds): Called[] {
  const out: Called[] = []
  const main = mainOf(doc)
  const key = (rule: TriggerId, part = '') => `trigger:${rule}:${doc.matterId}${part && `:${part}`}`
  if (!main.end && main.state !== ESCALATED && !doc.seats.handler && doc.marks.returns >= at.returns) {
    const input = orderOf('SV-SHIRKING', doc.seats.supervisor ?? doc.seats.centre!)
    out.push({ rule: 'SV-SHIRKING', key: key('SV-SHIRKING'), opens: 'decision', input })
  }
  const handler = doc.seats.handler ?? doc.seats.centre!
  if (onHotline(doc) && !main.end && doc.contacts.length >= at.contacts) {
    const rule = 'HL-SV-REPEATED'
    out.push({ rule, key: key(rule), opens: 'order', input: orderOf(rule, handler) })
  }
  const rating = doc.ratings.at(-1)
  if (!rating || main.end !== 'answered') return out
  const left = unsolved(rating)
  const promised = doc.demands.some(
    (d) =>
      left.includes(d.demandId) &&
      (d.outcome?.result === 'supported' || d.outcome?.result === 'partly-supported'),
  )
  if (onHotline(doc)) {
    if (left.length > 0 && doc.marks.redos > 0) {
      const rule = 'HL-SV-UNSOLVED'
      out.push({
        rule,
        key: key(rule, rating.proceedingId),
        opens: 'order',
        input: orderOf(rule, rating.unitId),
      })
    }
  } else if (promised) {
    const rule = 'SV-NOT-CARRIED-OUT'
    out.push({
      rule,
      key: key(rule, rating.proceedingId),
      opens: 'order',
      input: orderOf(rule, rating.unitId),
    })
  }
  return out
}
