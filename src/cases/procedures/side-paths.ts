/**
 * Side paths that several procedures share: withdrawal, added information, non-acceptance and referral, transfer to
 * another bureau. Each gives states, steps or both.
 */
import type {
  ClockEffect,
  DocumentKind,
  GuardId,
  InputField,
  Seat,
  StateDef,
  Transition,
  Who,
} from './format.ts'
import {
  CENTRE,
  CITIZEN,
  EVIDENCE,
  HANDLER,
  label,
  openStates,
  REASON,
  ROUTE,
  SYSTEM,
  state,
  step,
  words,
} from './parts.ts'

/** What may happen in every open state: the person withdraws, or adds something. */
export function citizenActs(
  states: readonly StateDef[],
  staff: Who,
  more: { clocks?: ClockEffect[]; notify?: string } = {},
): Transition[] {
  return [
    step({
      id: 'withdraw',
      label: label('撤回', 'Withdraw'),
      from: openStates(states),
      to: 'withdrawn',
      who: [CITIZEN, staff],
      input: [words('words', label('说明', 'Remarks'), 'note', false), EVIDENCE],
      guards: ['citizen-own-act', 'withdrawal-evidence'],
      clocks: more.clocks ?? [],
      consequence: label(
        '本件按本人意愿终结，所有时限停止。记录保留，以后仍可再次提出。',
        'Ends the matter as the person wishes and stops every clock. The record stays; it may be raised again.',
      ),
      notify: more.notify ?? 'withdrawn',
    }),
    step({
      id: 'add-information',
      label: label('补充材料', 'Add information'),
      from: openStates(states),
      to: '=',
      who: [CITIZEN, staff],
      input: [words('words', label('补充内容', 'What to add'), 'added-information')],
      consequence: label(
        '补充的内容记入本件，时限不变。',
        'Puts the words on the file. No clock is changed by it.',
      ),
    }),
  ]
}

export function withdrawnState(responsible: Seat): StateDef {
  return state(
    'withdrawn',
    label('已撤回', 'Withdrawn'),
    responsible,
    label(
      '您已撤回本件。如有需要，可以再次提出。',
      'You have withdrawn this matter. You can raise it again whenever you need.',
    ),
    { end: 'withdrawn' },
  )
}

/** A notice of its own could not be served: not accepted or referred, but nobody could be told. */
export function noticeUndeliverableState(responsible: Seat): StateDef {
  return state(
    'notice-undeliverable',
    label('告知书无法送达', 'Notice undeliverable'),
    responsible,
    label(
      '我们有一份告知书没能送到您手中，请联系我们领取。',
      'We could not deliver a notice to you. Please contact us to collect it.',
    ),
    { end: 'undeliverable' },
  )
}

interface TurnAway {
  /** Seat that issues the notice and serves it. */
  seat: Seat
  /** States the centre may turn it away from, and the handler, if it may. */
  centreFrom: string[]
  handlerFrom?: string[]
  stops: ClockEffect[]
  notify?: string
  /** Routes to choose from, where the track has its own. */
  route?: InputField
  /** Also 不再受理: the same facts and reasons were decided by re-review (R22 36¶3). */
  again?: true
}

function turnAway(
  of: TurnAway,
  kind: {
    id: string
    name: [string, string]
    waiting: string
    end: string
    document: DocumentKind
    consequence: [string, string]
  },
): Transition[] {
  const shared = {
    to: kind.waiting,
    input: [of.route ?? ROUTE, REASON],
    guards: ['reason-and-route'] as GuardId[],
    clocks: [...of.stops, { start: 'HY-NOTICE-SERVE', owner: 'organ' } as const],
    seats: of.seat === 'handler' ? [{ seat: 'handler' as const, from: 'actor' as const }] : [],
    documents: [kind.document],
    consequence: label(...kind.consequence),
    notify: of.notify ?? 'notice-issued',
  }
  const steps = [
    step({ ...shared, id: kind.id, label: label(...kind.name), from: of.centreFrom, who: [CENTRE] }),
  ]
  if (of.handlerFrom) {
    const named = label(`${kind.name[0]}（承办单位）`, `${kind.name[1]} (handling unit)`)
    steps.push(
      step({ ...shared, id: `${kind.id}-assigned`, label: named, from: of.handlerFrom, who: [HANDLER] }),
    )
  }
  steps.push(
    step({
      id: `${kind.id}-served`,
      label: label('告知书已送达', 'Notice served'),
      from: [kind.waiting],
      to: kind.end,
      who: [SYSTEM],
      guards: ['reason-and-route', 'notice-served'],
      trigger: { procedure: 'service', end: 'done', document: kind.document },
      consequence: label('告知书送达，本件到此终结。', 'The notice is served and the matter ends here.'),
    }),
    step({
      id: `${kind.id}-undeliverable`,
      label: label('告知书无法送达', 'Notice undeliverable'),
      from: [kind.waiting],
      to: 'notice-undeliverable',
      who: [SYSTEM],
      guards: ['service-failed'],
      trigger: { procedure: 'service', end: 'undeliverable', document: kind.document },
      consequence: label(
        '各种方式均未送达，本件终结，告知书留存待领。',
        'Every way of serving failed; the matter ends and the notice is kept for collection.',
      ),
    }),
  )
  return steps
}

/** Non-acceptance (不予受理) with reason and route; ends only when the notice is served. */
export function decline(of: TurnAway): { states: StateDef[]; steps: Transition[] } {
  return {
    states: [
      state(
        'declining',
        label('不予受理告知中', 'Serving non-acceptance'),
        of.seat,
        label(
          '本件不属于这里受理的范围，书面告知正在送达，会写明理由和该找哪里。',
          'This matter cannot be taken here. A written notice with the reason and where to turn is on its way.',
        ),
      ),
      state(
        'not-accepted',
        label('不予受理', 'Not accepted'),
        of.seat,
        label(
          '本件未予受理，理由和途径见告知书。',
          'This matter was not accepted; see the notice for reason and route.',
        ),
        { end: 'not-accepted' },
      ),
    ],
    steps: turnAway(of, {
      id: 'decline',
      name: ['不予受理', 'Do not accept'],
      waiting: 'declining',
      end: 'not-accepted',
      document: 'non-acceptance-notice',
      consequence: [
        '印发不予（不再）受理告知书，写明理由和途径；送达后本件终结。',
        'Issues the non-acceptance notice with reason and route; once it is served the matter ends.',
      ],
    }).concat(of.again ? [noLongerAccept(of)] : []),
  }
}

/** R22 36¶3: after a re-review opinion the same facts and reasons are not taken again. The opinion is named, so that anyone can check. */
function noLongerAccept(of: TurnAway): Transition {
  return step({
    id: 'no-longer-accept',
    label: label('不再受理（已复核终结）', 'No longer accepted: decided by re-review'),
    from: of.centreFrom,
    to: 'declining',
    who: [CENTRE],
    input: [
      {
        ...words(
          'finished',
          label('复核意见书的机关、文号和日期', 'Re-review opinion: organ, number, date'),
          'note',
        ),
        keep: true,
      },
      {
        ...words('reason', label('为什么是同一事实和理由', 'Why facts and reasons are the same'), 'reason'),
        help: label(
          '有新的事实和理由的，应当受理，不能用这一项。',
          'Where there are new facts and reasons it is accepted; this step is not for that.',
        ),
      },
    ],
    fixed: { route: 'finished-by-re-review' },
    guards: ['reason-and-route'],
    clocks: [...of.stops, { start: 'HY-NOTICE-SERVE', owner: 'organ' }],
    seats: of.seat === 'handler' ? [{ seat: 'handler', from: 'actor' }] : [],
    documents: ['non-acceptance-notice'],
    consequence: label(
      '印发不再受理告知书，写明已由哪份复核意见书终结、为什么是同一事实和理由、出现新情况怎么办；送达后本件终结。',
      'Issues the notice naming the re-review opinion, why facts and reasons are the same, and what to do with new ones; once served the matter ends.',
    ),
    notify: of.notify ?? 'no-longer-accepted',
  })
}

/** Guidance into the statutory route (导入法定途径), R22 31(1)-(5). */
export function refer(of: TurnAway): { states: StateDef[]; steps: Transition[] } {
  return {
    states: [
      state(
        'referring',
        label('法定途径告知中', 'Serving the referral'),
        of.seat,
        label(
          '本件应走其他法定途径，书面告知正在送达，会写明途径和要注意的期限。',
          'This matter has its own legal route. A written notice naming it is on its way.',
        ),
      ),
      state(
        'referred',
        label('已导入法定途径', 'Referred'),
        of.seat,
        label(
          '本件已告知法定途径。有的途径期限很短，请尽快办理。',
          'You have been told the legal route. Some limits are short: please act soon.',
        ),
        { end: 'referred' },
      ),
    ],
    steps: turnAway(of, {
      id: 'refer',
      name: ['导入法定途径', 'Refer to the legal route'],
      waiting: 'referring',
      end: 'referred',
      document: 'referral-notice',
      consequence: [
        '印发告知书，写明应走的法定途径；送达后本件终结。',
        'Issues a notice naming the legal route; once it is served the matter ends.',
      ],
    }),
  }
}

/** Transfer to another bureau: a linked matter with its own clocks, and an end here only when that matter exists. */
export function transfer(of: {
  procedure: string
  from: string[]
  back: string
  /** Clocks of the step out and of the step back. */
  out: ClockEffect[]
  returned: ClockEffect[]
  guards?: GuardId[]
  notify?: string
  /** Steps out under further ids, where the clocks depend on the state left. */
  also?: { id: string; from: string[]; out: ClockEffect[] }[]
}): { states: StateDef[]; steps: Transition[] } {
  const out = [{ id: 'transfer', from: of.from, out: of.out }, ...(of.also ?? [])]
  return {
    states: [
      state(
        'transferring',
        label('转出待确认', 'Transfer to be confirmed'),
        'centre',
        label(
          '本件已转往有权处理的地方，正在等对方确认接收。',
          'Your matter is being handed to the place that can decide it; we wait for its confirmation.',
        ),
      ),
      state(
        'transferred',
        label('已转出', 'Transferred'),
        'centre',
        label(
          '本件已由接收地登记办理，新编号可在本页查看。',
          'The receiving bureau has registered your matter; its new number is on this page.',
        ),
        { end: 'transferred' },
      ),
    ],
    steps: [
      ...out.map((way, i) =>
        step({
          id: way.id,
          label:
            i === 0
              ? label('转往其他地区', 'Transfer to another bureau')
              : label('退回后转往其他地区', 'Transfer after return'),
          from: way.from,
          to: 'transferring',
          who: [CENTRE],
          input: [
            { name: 'bureau', kind: 'bureau', label: label('接收地', 'Receiving bureau'), required: true },
            words('words', label('转办意见', 'Remarks'), 'note', false),
          ],
          guards: of.guards ?? [],
          clocks: [...way.out, { start: 'HY-TRANSFER-CONFIRM', owner: 'organ' }],
          opens: [{ matter: of.procedure, at: 'input-bureau' }],
          consequence: label(
            '接收地会登记一件相关联的事项并另计时限；确认之前本件仍由我们负责。',
            'The receiving bureau registers a linked matter with its own clocks; until it confirms, we stay responsible.',
          ),
        }),
      ),
      step({
        id: 'transfer-confirmed',
        label: label('接收地已确认', 'Transfer confirmed'),
        from: ['transferring'],
        to: 'transferred',
        who: [SYSTEM],
        guards: ['linked-matter-exists'],
        consequence: label(
          '接收地已登记，本件在这里终结。',
          'The receiving bureau has registered it; the matter ends here.',
        ),
        notify: of.notify ?? 'transferred',
      }),
      step({
        id: 'transfer-refused',
        label: label('接收地不接收', 'Transfer refused'),
        from: ['transferring'],
        to: of.back,
        who: [SYSTEM],
        clocks: [{ stop: 'HY-TRANSFER-CONFIRM', as: 'stopped' }, ...of.returned],
        consequence: label(
          '对方不接收，本件回到我们这里继续处理。',
          'The other bureau does not take it; the matter comes back to us.',
        ),
      }),
    ],
  }
}
