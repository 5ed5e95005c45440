/**
 * What becomes of matters in the benchmark: each story is a way through a procedure, with the days its steps come after
 * the receipt. A matter that came in lately has got as far as its days allow, so that what is open stands where open
 * matters stand.
 */
import type { MatterDoc } from '../../src/cases/engine/doc.ts'

export type Who = 'clerk' | 'operator' | 'handler' | 'supervisor' | 'citizen' | 'system'

export interface Step {
  /** Calendar days after the receipt. */
  after: number
  by: Who
  action: string
  input?: (doc: MatterDoc, seats: { handler: string; day: string }) => Record<string, unknown>
  /** The proceeding it is a step of: the newest open one of a procedure; default the matter's own. */
  of?: string
  /** Opens an attached procedure by hand instead. */
  opens?: boolean
}

export interface Story {
  procedure: 'letter-box' | 'petition' | 'hotline-order' | 'misconduct' | 'simple'
  class: MatterDoc['class']
  secrecy?: MatterDoc['secrecy']
  /** How often of a thousand. */
  share: number
  demands: 1 | 2 | 3
  channels: readonly string[]
  steps: readonly Step[]
}

const REPLY = '您好，来件收悉。〔F〕如有其他情况，请随时与我们联系。感谢您的监督。'
const outcomes = (doc: MatterDoc) =>
  doc.demands.map((d, i) => ({
    demandId: d.demandId,
    result: i === 0 ? 'supported' : 'explained',
    words: i === 0 ? '〔F〕' : '已当面说明情况，详见答复。',
    basis: '本地管理规定（基准测试）',
  }))

const step = (after: number, by: Who, action: string, input?: Step['input'], of?: string): Step => ({
  after,
  by,
  action,
  ...(input ? { input } : {}),
  ...(of ? { of } : {}),
})
const toHandler: Step['input'] = (_doc, s) => ({ unit: s.handler, words: '请依法办理并按期答复。' })
const assigned: Step['input'] = (_doc, s) => ({ unit: s.handler, mode: 'transfer' })
const reply: Step['input'] = (doc) => ({ outcomes: outcomes(doc), reply: REPLY })
const opinion: Step['input'] = (doc) => ({ outcomes: outcomes(doc), opinion: REPLY, result: 'supported' })
const posted: Step['input'] = (_doc, s) => ({
  method: 'post',
  date: s.day,
  detail: '邮政专递，本人签收（基准测试）',
})
const rated =
  (unit: 'satisfied' | 'unsatisfied'): Step['input'] =>
  (doc) => ({
    rating: {
      bureau: 'satisfied',
      unit,
      solved: Object.fromEntries(doc.demands.map((d) => [d.demandId, unit === 'satisfied'])),
    },
    words: '已收到答复。',
  })
const rate = (after: number, unit: 'satisfied' | 'unsatisfied' = 'satisfied') =>
  step(after, 'citizen', 'rate', rated(unit), 'follow-up')
const lapse = (after: number) => step(after, 'system', 'lapse', undefined, 'follow-up')
const explain = (after: number) =>
  step(after, 'clerk', 'explain-remedy', () => ({ words: '已电话说明后续途径。' }), 'follow-up')

const LETTERS = ['letter-box', 'letter', 'web', 'mobile'] as const
const CALLS = ['phone', 'phone', 'phone', 'mobile', 'web', 'sms'] as const
const WRITTEN = ['letter', 'letter', 'visit', 'web', 'fax-mail'] as const

const letterBox = (reply_: number, ...more: Step[]): Step[] => [
  step(1, 'clerk', 'assign', toHandler),
  step(2, 'handler', 'sign'),
  step(reply_, 'handler', 'submit-reply', reply),
  step(reply_ + 1, 'clerk', 'approve-reply'),
  ...more,
]
const order = (reply_: number, ...more: Step[]): Step[] => [
  step(0, 'operator', 'dispatch', toHandler),
  step(1, 'handler', 'sign'),
  step(reply_, 'handler', 'submit-reply', reply),
  step(reply_ + 1, 'clerk', 'approve-reply'),
  ...more,
]
const petition = (opinion_: number, ...more: Step[]): Step[] => [
  step(3, 'clerk', 'assign', assigned),
  step(7, 'handler', 'accept'),
  step(9, 'handler', 'deliver', posted, 'service'),
  step(opinion_, 'handler', 'submit-opinion', opinion),
  step(opinion_ + 1, 'handler', 'approve-opinion'),
  step(opinion_ + 3, 'handler', 'deliver', posted, 'service'),
  ...more,
]
const reminded = (after: number): Step => ({
  after,
  by: 'supervisor',
  action: 'reminder',
  opens: true,
  input: (_doc, s) => ({ unit: s.handler, words: '请抓紧办理。' }),
})
const supervised = (after: number): Step => ({
  after,
  by: 'supervisor',
  action: 'supervision',
  opens: true,
  input: (_doc, s) => ({ trigger: 'overdue', unit: s.handler, words: '已超期，请说明原因并限期答复。' }),
})

/** Supervision of what is late is the program's own, and is answered some days later: see teller.ts. */
export const STORIES: readonly Story[] = [
  {
    procedure: 'hotline-order',
    class: 'inquiry',
    share: 900,
    demands: 1,
    channels: CALLS,
    steps: [step(0, 'operator', 'answer-now', reply), lapse(18)],
  },
  {
    procedure: 'hotline-order',
    class: 'other',
    share: 150,
    demands: 1,
    channels: CALLS,
    steps: order(2, rate(5)),
  },
  {
    procedure: 'hotline-order',
    class: 'other',
    share: 130,
    demands: 1,
    channels: CALLS,
    steps: order(4, lapse(22)),
  },
  {
    procedure: 'hotline-order',
    class: 'other',
    share: 70,
    demands: 2,
    channels: CALLS,
    steps: order(5, lapse(23)),
  },
  {
    procedure: 'hotline-order',
    class: 'other',
    share: 12,
    demands: 1,
    channels: CALLS,
    steps: order(11, rate(14, 'unsatisfied'), explain(16)),
  },
  {
    procedure: 'hotline-order',
    class: 'other',
    share: 15,
    demands: 1,
    channels: CALLS,
    steps: [
      step(0, 'operator', 'dispatch', toHandler),
      step(1, 'handler', 'return-order', () => ({ reason: '不属于本单位职责。' })),
      step(2, 'clerk', 'agree-return'),
      step(2, 'operator', 'redispatch', toHandler),
      step(3, 'handler', 'sign'),
      step(6, 'handler', 'submit-reply', reply),
      step(7, 'clerk', 'approve-reply'),
      lapse(25),
    ],
  },
  {
    procedure: 'hotline-order',
    class: 'other',
    share: 5,
    demands: 1,
    channels: CALLS,
    steps: order(150, lapse(170)),
  },
  {
    procedure: 'hotline-order',
    class: 'other',
    share: 40,
    demands: 1,
    channels: CALLS,
    steps: [step(1, 'citizen', 'withdraw')],
  },
  {
    procedure: 'letter-box',
    class: 'other',
    share: 90,
    demands: 2,
    channels: LETTERS,
    steps: letterBox(8, rate(12)),
  },
  {
    procedure: 'letter-box',
    class: 'other',
    share: 80,
    demands: 1,
    channels: LETTERS,
    steps: letterBox(5, lapse(23)),
  },
  {
    procedure: 'letter-box',
    class: 'suggestion',
    share: 40,
    demands: 1,
    channels: LETTERS,
    steps: letterBox(10, lapse(28)),
  },
  {
    procedure: 'letter-box',
    class: 'other',
    share: 12,
    demands: 3,
    channels: LETTERS,
    steps: letterBox(24, rate(30, 'unsatisfied'), explain(33)),
  },
  {
    procedure: 'letter-box',
    class: 'other',
    share: 6,
    demands: 2,
    channels: LETTERS,
    steps: [...letterBox(120, lapse(140)), reminded(20)],
  },
  {
    procedure: 'petition',
    class: 'claim-31-6',
    share: 70,
    demands: 2,
    channels: WRITTEN,
    steps: petition(30, rate(40)),
  },
  {
    procedure: 'petition',
    class: 'claim-31-6',
    share: 60,
    demands: 1,
    channels: WRITTEN,
    steps: petition(45, lapse(66)),
  },
  {
    procedure: 'petition',
    class: 'claim-31-6',
    share: 40,
    demands: 3,
    channels: WRITTEN,
    steps: petition(55, lapse(76)),
  },
  {
    procedure: 'petition',
    class: 'claim-31-6',
    secrecy: 'name',
    share: 10,
    demands: 1,
    channels: WRITTEN,
    steps: petition(40, lapse(61)),
  },
  {
    procedure: 'petition',
    class: 'claim-31-6',
    share: 8,
    demands: 1,
    channels: WRITTEN,
    steps: [...petition(150, lapse(175)), supervised(70)],
  },
  {
    procedure: 'petition',
    class: 'claim-31-1',
    share: 40,
    demands: 1,
    channels: WRITTEN,
    steps: [
      step(4, 'clerk', 'decline', () => ({ route: 'court', reason: '属于诉讼范围，请依法向人民法院提出。' })),
      step(7, 'clerk', 'deliver', posted, 'service'),
    ],
  },
  {
    procedure: 'simple',
    class: 'claim-31-6',
    share: 30,
    demands: 1,
    channels: WRITTEN,
    steps: [
      step(1, 'clerk', 'assign', assigned),
      step(2, 'handler', 'accept', () => ({ ground: 'daily-life' })),
      step(3, 'handler', 'deliver', posted, 'service'),
      step(8, 'handler', 'submit-opinion', opinion),
      step(9, 'handler', 'approve-opinion'),
      step(10, 'handler', 'deliver', posted, 'service'),
      lapse(30),
    ],
  },
  {
    procedure: 'misconduct',
    class: 'misconduct',
    share: 16,
    demands: 1,
    channels: ['letter', 'web'],
    steps: [
      step(2, 'clerk', 'route', toHandler),
      step(5, 'handler', 'accept'),
      step(50, 'handler', 'submit-result', reply),
      step(52, 'handler', 'approve-result'),
      step(54, 'handler', 'deliver', posted, 'service'),
    ],
  },
]
