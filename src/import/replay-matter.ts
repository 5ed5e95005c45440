/**
 * Drives one registered letter as far as its record goes, by the verbs everybody uses. What is to be done next is read off
 * the matter's state, so that a run that was killed is taken up where it stopped.
 */
import type { BureauFacts } from '../bureau/index.ts'
import { type Actor, type Caller, type CasesDeps, fireAction, registerMatter } from '../cases/index.ts'
import { instantOfLocal } from '../kernel/calendar/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import type { HashName } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { SourceRecord } from './contract.ts'
import { type Names, PRINCIPAL } from './names.ts'
import type { Router } from './routing.ts'
import { type Schedule, scheduleOf } from './schedule.ts'
import type { Staff } from './staff.ts'
import { findKnown, findRatingWindow } from './store.ts'

export interface Replay {
  cases: CasesDeps
  clock: Clock
  facts: BureauFacts
  names: Names
  staff: Staff
  router: Router
  procedure: string
  /** The newest moment of the file: where the replay's clock stands at the end. */
  until: Date
}

/** A matter and how far it got. */
export interface At {
  matterId: string
  number: string
  version: number
  state: string
}

interface NextStep {
  action: string
  actor: Actor
  at: Date
  input: Record<string, unknown>
  key: string
}

/** Whether its times may be counted: both that are needed are in the record. */
export const isDated = (r: SourceRecord): boolean =>
  r.at !== null && (r.reply === null || r.reply.at !== null)

/**
 * When a letter counts as received. Without a date of its own it is taken as received when it was answered, or else at the
 * end of the file; it is flagged, and its times are not counted.
 */
function receivedAt(r: SourceRecord, until: Date): Date {
  return new Date(r.at ?? r.reply?.at ?? until)
}

function timesOf(r: SourceRecord, until: Date): Schedule {
  return scheduleOf(receivedAt(r, until), new Date(r.reply?.at ?? until))
}

const hashOf = (facts: BureauFacts) => facts.bureau.hashName as HashName

function callerOf(
  replay: Replay,
  r: SourceRecord,
  step: Pick<NextStep, 'action' | 'actor' | 'at' | 'key'>,
): Caller {
  return {
    bureauId: replay.facts.bureau.bureauId,
    actor: step.actor,
    principal: PRINCIPAL,
    idempotencyKey: step.key,
    occurredAt: step.at,
    recordedAt: replay.clock.now(),
    mint: replay.names.mint(r.id, step.action, hashOf(replay.facts)),
  }
}

/** Registers a letter at its own time (登记). Refuses as `registerMatter` does. */
export async function registerLetter(replay: Replay, r: SourceRecord): Promise<At | Refusal> {
  const { names, staff, procedure } = replay
  const at = receivedAt(r, replay.until)
  const step = { action: 'register', actor: staff.program, at, key: names.registerKey(r) }
  const result = await registerMatter(replay.cases, callerOf(replay, r, step), {
    procedure,
    channel: 'letter-box',
    subject: r.subject,
    body: r.body,
    parties: r.citizen === null ? [] : [{ role: 'petitioner', name: r.citizen }],
    receivedAt: at.toISOString(),
    undated: !isDated(r),
    matterId: names.matterId(r.id),
    sourceKey: names.sourceKey(r.id),
  })
  return isRefusal(result) ? result : { ...result }
}

/** What the replay does next in a state; null when the record goes no further, or somebody else has taken over. */
function nextStep(replay: Replay, r: SourceRecord, state: string, handlerId: () => string): NextStep | null {
  const { names, staff } = replay
  const times = timesOf(r, replay.until)
  const key = (action: string) => names.stepKey(r.id, action)
  switch (state) {
    case 'registered': {
      const { unitId, because } = replay.router.route(r.subject, r.body)
      const words = because
        ? `回放规则转办：来信提到“${because}”。`
        : '回放规则转办：来信未提到已设单位或已知主题。'
      return {
        action: 'assign',
        actor: staff.clerk,
        at: times.assigned,
        input: { unit: unitId, words },
        key: key('assign'),
      }
    }
    case 'dispatched':
      return {
        action: 'sign',
        actor: staff.handlerOf(handlerId()),
        at: times.signed,
        input: {},
        key: key('sign'),
      }
    case 'handling':
      if (!r.reply) return null
      return {
        action: 'submit-reply',
        actor: staff.handlerOf(handlerId()),
        at: times.drafted,
        input: { outcomes: OUTCOMES, reply: r.reply.text },
        key: names.replyKey(r),
      }
    case 'reply-check':
      if (!r.reply) return null
      return {
        action: 'approve-reply',
        actor: staff.checker,
        at: times.answered,
        input: {},
        key: key('approve-reply'),
      }
    default:
      return null
  }
}

/** The source gives one text for the whole letter and no result of its own; the record says so rather than guess one. */
const OUTCOMES = [
  { demandId: 'q1', result: 'explained', words: '原答复未逐项列明结果，见答复全文。', basis: '' },
]

/** Refusals after which the matter is looked at again: somebody else acted on it meanwhile. */
const MOVED = new Set(['write.stale_version', 'case.not_now'])
const MOST_LOOKS = 5

/**
 * Routes, signs, answers, serves and closes a letter at the times of its record, then lets the window to rate lapse if it
 * was over when the file ends. Without an answer the matter stays in handling.
 * @returns where it stands now, or the refusal that stopped it
 */
export async function driveLetter(replay: Replay, r: SourceRecord, from: At): Promise<At | Refusal> {
  const { bureauId } = replay.facts.bureau
  let now = from
  for (let looks = 1; ; ) {
    const step = nextStep(replay, r, now.state, () => replay.router.route(r.subject, r.body).unitId)
    if (!step) break
    const result = await fireAction(replay.cases, callerOf(replay, r, step), {
      matterId: now.matterId,
      proceedingId: 'main',
      action: step.action,
      input: step.input,
      // Refuses a second decision on a newer state, which would draw other identifiers and salts.
      expectedVersion: now.version,
    })
    if (!isRefusal(result)) {
      now = { ...result }
      continue
    }
    if (!MOVED.has(result.refused) || looks++ >= MOST_LOOKS) return result
    const wanted = {
      source_key: replay.names.sourceKey(r.id),
      register_key: replay.names.registerKey(r),
      reply_key: replay.names.replyKey(r),
    }
    const [seen] = await withTx(replay.cases.app, { bureau: bureauId }, (tx) =>
      findKnown(tx, bureauId, [wanted]),
    )
    now = { ...now, version: seen!.version, state: seen!.state }
  }
  return now.state === 'answered' ? closeFollowUp(replay, r, now) : now
}

/** Records that nobody rated in time (超期未评价), where the window was over by the end of the file. */
async function closeFollowUp(replay: Replay, r: SourceRecord, now: At): Promise<At | Refusal> {
  const { bureauId, zone } = replay.facts.bureau
  const window = await withTx(replay.cases.app, { bureau: bureauId }, (tx) =>
    findRatingWindow(tx, bureauId, now.matterId),
  )
  if (!window) return now
  const over = new Date(instantOfLocal(window.rolled, 1440, zone))
  if (over > replay.until) return now
  const key = replay.names.stepKey(r.id, `lapse:${window.proceeding_id}`)
  const step = { action: 'lapse', actor: replay.staff.program, at: over, key }
  const result = await fireAction(replay.cases, callerOf(replay, r, step), {
    matterId: now.matterId,
    proceedingId: window.proceeding_id,
    action: 'lapse',
    input: {},
    expectedVersion: now.version,
  })
  if (isRefusal(result)) return MOVED.has(result.refused) ? now : result
  return { ...result }
}
