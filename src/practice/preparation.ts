/** How a matter is brought to where a task begins: a letter, and what others do with it before the learner comes. Data. */
import type { RegisterInput } from '../cases/index.ts'
import type { LetterId } from './letters.ts'

/** On which side of the matter somebody sits. */
export type Side = 'centre' | 'handler' | 'supervisor' | 'reviewer'

/** Units a matter is made for, by id. */
export interface Sides {
  centre: string
  handler: string
  supervisor: string
  reviewer: string
  /** A handling unit that is not the matter's own. */
  other: string
}

export interface PreparedStep {
  by: Side | 'citizen'
  /** Action of the procedure; with `opens` the procedure is opened by hand instead. */
  act: string
  opens?: true
  /** Attached procedure in which it is done; else the main one. */
  of?: string
  input?: (at: Sides, demands: number) => Record<string, unknown>
  /** How long ago. */
  hours: number
}

export interface Prepared {
  letter: LetterId
  procedure: string
  channel: RegisterInput['channel']
  /** How long ago it arrived, in hours; later steps lie nearer. */
  hours: number
  steps: readonly PreparedStep[]
  /** Made by the program with a reviewer, as a review is that was asked for on the page of the person. */
  review?: true
}

const DAY = 24

export const outcomes = (demands: number) =>
  Array.from({ length: demands }, (_, i) => ({
    demandId: `q${i + 1}`,
    result: i === 0 ? 'supported' : 'explained',
    words: i === 0 ? '已按诉求办理，详见答复。' : '已说明情况，详见答复。',
    basis: '练习用依据',
  }))

const assign: PreparedStep = {
  by: 'centre',
  act: 'assign',
  hours: 3,
  input: (at) => ({ unit: at.handler, mode: 'transfer' }),
}
const assignLetter: PreparedStep = { ...assign, input: (at) => ({ unit: at.handler }) }
const accept: PreparedStep = { by: 'handler', act: 'accept', hours: 2 }
const sign: PreparedStep = { by: 'handler', act: 'sign', hours: 2 }
const opinion: PreparedStep = {
  by: 'handler',
  act: 'submit-opinion',
  hours: 1,
  input: (_, demands) => ({
    outcomes: outcomes(demands),
    result: 'supported',
    opinion: '经核实，所反映的情况属实，已责成整改，三日内完成并电话告知。（练习）',
  }),
}
const reply: PreparedStep = {
  by: 'handler',
  act: 'submit-reply',
  hours: 1,
  input: (_, demands) => ({
    outcomes: outcomes(demands),
    reply: '经现场核实，情况属实，已安排处理，处理结果将电话告知。（练习）',
  }),
}

const petition = (letter: LetterId, ...steps: PreparedStep[]): Prepared => ({
  letter,
  procedure: 'petition',
  channel: 'letter',
  hours: 2 * DAY,
  steps,
})
const letterBox = (letter: LetterId, ...steps: PreparedStep[]): Prepared => ({
  ...petition(letter, ...steps),
  procedure: 'letter-box',
  channel: 'letter-box',
})
const order = (letter: LetterId, ...steps: PreparedStep[]): Prepared => ({
  ...petition(letter, ...steps),
  procedure: 'hotline-order',
  channel: 'phone',
  hours: DAY,
})

const dispatch: PreparedStep = { ...assignLetter, act: 'dispatch' }
const overdue = (step: PreparedStep, days: number): PreparedStep => ({ ...step, hours: days * DAY })

/** Where tasks begin and what the ground is filled with. */
export const PREPARED = {
  registered: petition('lamps'),
  registeredAgain: petition('lampsAgain'),
  registeredJudgment: petition('judgment'),
  assigned: petition('homestead', assign),
  assignedElsewhere: petition('road', assign),
  handling: petition('noise', assign, accept),
  objected: petition('road', assign, {
    by: 'handler',
    act: 'object',
    hours: 1,
    input: () => ({ reason: '该路段为乡道，依职责应由交通运输部门养护。（练习）' }),
  }),
  disputed: petition('road', assign, {
    by: 'handler',
    act: 'request-arbitration',
    hours: 1,
    input: () => ({ reason: '该路段为乡道，依职责应由交通运输部门养护，请甄别。（练习）' }),
  }),
  overdue: {
    ...petition('wages', overdue(assign, 79), overdue(accept, 78)),
    hours: 80 * DAY,
  },
  contributing: petition('noise', assign, accept, {
    by: 'handler',
    act: 'ask-contribution',
    hours: 1,
    input: (at) => ({ unit: at.other, words: '请核实夜间施工许可情况。（练习）' }),
  }),
  extending: petition('homestead', assign, accept, {
    by: 'handler',
    act: 'ask-extension',
    hours: 1,
    input: () => ({ days: 10, reason: '需要等待检测报告。（练习）' }),
  }),
  opinionDrafted: petition('homestead', assign, accept, opinion),
  serving: petition('lamps', assign, accept, opinion, { by: 'handler', act: 'approve-opinion', hours: 1 }),
  declining: petition('judgment', {
    by: 'centre',
    act: 'decline',
    hours: 1,
    input: () => ({ route: 'court', reason: '对生效判决不服的，应当依法向人民法院申请再审。（练习）' }),
  }),
  supervised: petition('wages', assign, accept, {
    by: 'supervisor',
    act: 'supervision',
    opens: true,
    hours: 1,
    input: (at) => ({ trigger: 'no-feedback', words: '请说明办理进度。（练习）', unit: at.handler }),
  }),
  letterSigned: letterBox('wages', assignLetter, sign),
  letterReplied: letterBox('noise', assignLetter, sign, reply),
  letterAnswered: letterBox('lamps', assignLetter, sign, reply, {
    by: 'centre',
    act: 'approve-reply',
    hours: 1,
  }),
  orderReceived: order('road'),
  orderDispatched: order('lamps', dispatch),
  orderHandling: order('noise', dispatch, sign),
  review: { ...petition('homestead'), procedure: 'review', hours: DAY, review: true },
  suggestion: { ...petition('road'), procedure: 'suggestion' },
} as const satisfies Record<string, Prepared>

export type PreparedId = keyof typeof PREPARED
