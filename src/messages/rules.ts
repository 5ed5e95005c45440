/** Who may do what with a campaign, and how a message goes on after a try. Pure. */
import type { Session } from '../kernel/access/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'

export const CAMPAIGN_STATES = [
  'draft',
  'approval',
  'scheduled',
  'preparing',
  'running',
  'stopped',
  'finished',
  'cancelled',
] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export const STEPS = ['submit', 'approve', 'return', 'stop', 'resume', 'cancel'] as const
export type Step = (typeof STEPS)[number]

/** Roles that write and send, and those that may be the second person. */
export const SENDERS = ['clerk', 'operator', 'supervisor', 'bureau-head', 'editor'] as const
export const APPROVERS = ['supervisor', 'bureau-head'] as const

const FROM: Readonly<Record<Step, readonly CampaignState[]>> = {
  submit: ['draft'],
  approve: ['approval'],
  return: ['approval', 'scheduled'],
  stop: ['preparing', 'running'],
  resume: ['stopped'],
  cancel: ['draft', 'approval', 'scheduled', 'stopped'],
}

export interface CampaignFacts {
  state: CampaignState
  madeBy: string
  submittedBy: string | null
  /** Whether the people were gathered before it was stopped. */
  gathered: boolean
}

const isOne = (who: Pick<Session, 'roles'>, roles: readonly string[]) =>
  who.roles.some((r) => roles.includes(r))

/** Steps this person may take now. */
export const allowedSteps = (who: Pick<Session, 'accountId' | 'roles'>, c: CampaignFacts): Step[] =>
  STEPS.filter((step) => FROM[step].includes(c.state) && mayTake(who, c, step))

function mayTake(who: Pick<Session, 'accountId' | 'roles'>, c: CampaignFacts, step: Step): boolean {
  if (step === 'approve')
    return isOne(who, APPROVERS) && who.accountId !== c.madeBy && who.accountId !== c.submittedBy
  return isOne(who, SENDERS)
}

/**
 * The state a step leads to.
 * @param people how many would be reached now
 * @param approveAbove number above which a second person is needed
 * @returns refusal `message.step_not_now`, `message.own_campaign`
 */
export function stepped(
  who: Pick<Session, 'accountId' | 'roles'>,
  c: CampaignFacts,
  step: Step,
  { people, approveAbove }: { people: number; approveAbove: number },
): CampaignState | Refusal {
  if (!FROM[step].includes(c.state)) return refuse('message.step_not_now')
  if (!mayTake(who, c, step))
    return step === 'approve' ? refuse('message.own_campaign') : refuse('access.denied')
  switch (step) {
    case 'submit':
      return people > approveAbove ? 'approval' : 'scheduled'
    case 'approve':
      return 'scheduled'
    case 'return':
      return 'draft'
    case 'stop':
      return 'stopped'
    case 'resume':
      return c.gathered ? 'running' : 'preparing'
    case 'cancel':
      return 'cancelled'
  }
}

/** What became of handing one message over. */
export type Outcome =
  | { kind: 'sent'; reference: string | null }
  /** For good: this number takes nothing, or this message is not taken. */
  | { kind: 'refused'; code: string }
  /** Certainly not taken; may pass. `away`: the gateway itself is not reached. */
  | { kind: 'later'; code: string; away: boolean }
  /** It may have been taken or not: a person decides, the program never sends it again by itself. */
  | { kind: 'uncertain'; code: string }

const SECOND = 1000
const LONGEST_PAUSE = 60 * 60 * SECOND
/** Tries at one gateway before the next one is asked. */
const TRIES_A_GATEWAY = 2
export const MOST_TRIES = 8

/** Pause before the next try in milliseconds: half a minute, doubled each time, at most an hour. */
export const pauseAfter = (attempts: number): number =>
  Math.min(30 * SECOND * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE)

export interface Settled {
  state: 'waiting' | 'sent' | 'refused' | 'failed' | 'uncertain' | 'opted-out'
  code: string | null
  reference: string | null
  /** Place of the gateway it goes to next, where it waits again. */
  hop: number
  nextAt: Date
  /** The try does not count: nobody was asked. */
  undo: boolean
}

/**
 * How a message goes on after a try at the gateway at place `at` of `gateways`.
 * @param attempts tries so far, with this one
 */
export function settled(
  outcome: Outcome,
  o: { attempts: number; at: number; gateways: number; now: Date },
): Settled {
  const { attempts, at, gateways, now } = o
  const rest = { reference: null, hop: at, nextAt: now, undo: false }
  if (outcome.kind === 'sent') return { ...rest, state: 'sent', code: null, reference: outcome.reference }
  if (outcome.kind !== 'later') return { ...rest, state: outcome.kind, code: outcome.code }
  const { code, away } = outcome
  // A gateway that is away says nothing of the message: it waits, or the next gateway takes it now.
  if (away) return { ...rest, state: 'waiting', code, undo: true }
  if (attempts >= MOST_TRIES) return { ...rest, state: 'failed', code }
  if (attempts % TRIES_A_GATEWAY === 0 && at + 1 < gateways)
    return { ...rest, state: 'waiting', code, hop: at + 1 }
  return { ...rest, state: 'waiting', code, nextAt: new Date(now.getTime() + pauseAfter(attempts)) }
}
