/** Steps around handling and answering that several procedures share. */

import { CONTRIBUTION_INPUT } from './contribution.ts'
import { EXTENSION_INPUT } from './extension.ts'
import type { ClockEffect, DocumentKind, Opens, Seat, StateDef, Transition, Who } from './format.ts'
import { HANDLER, HANDLER_HEAD, label, SYSTEM, state, step, UNIT } from './parts.ts'

/** Joint handling (协办): the handling unit asks another for its part and stays responsible. */
export function askContribution(from: string[]): Transition {
  return step({
    id: 'ask-contribution',
    label: label('请求协办', 'Ask another unit to contribute'),
    from,
    to: '=',
    who: [HANDLER],
    input: [UNIT, ...CONTRIBUTION_INPUT],
    guards: ['unit-is-not-current-handler'],
    opens: [{ attach: 'contribution', targetInput: 'unit' }],
    consequence: label(
      '所选单位收到协办请求并单独计时；主办单位的责任和时限不变。',
      'The unit chosen gets a request with its own clock; you stay responsible and your clock runs on.',
    ),
  })
}

/** Extension: decided in a procedure of its own by the head of the organ, or by the centre. */
export function askExtension(from: string[], decides: Seat): Transition {
  return step({
    id: 'ask-extension',
    label: label('申请延期', 'Ask for an extension'),
    from,
    to: '=',
    who: [HANDLER],
    input: EXTENSION_INPUT,
    guards: ['extension-within-cap'],
    opens: [{ attach: 'extension', targetSeat: decides }],
    consequence: label(
      '提交审批；批准之前时限不变，批准后书面告知群众理由。',
      'Goes to approval; nothing changes until it is approved, and then the person is told the reason in writing.',
    ),
  })
}

/** From the issued answer to its service: the only way to the answered end. */
export function serving(of: {
  /** Unit that serves. */
  seat: Seat
  /** Unit kept in the record as having answered. */
  answeredBy: Seat
  who?: Who[]
  document: DocumentKind
  clocks?: ClockEffect[]
  opens?: Opens[]
  marks?: Transition['marks']
  citizenAnswered: [string, string]
  notify?: string
}): { states: StateDef[]; steps: Transition[] } {
  return {
    states: [
      state(
        'serving',
        label('送达中', 'Being served'),
        of.seat,
        label('答复已经作出，正在送达给您。', 'The answer is made and is on its way to you.'),
      ),
      state('answered', label('已答复', 'Answered'), of.answeredBy, label(...of.citizenAnswered), {
        end: 'answered',
      }),
      state(
        'undeliverable',
        label('答复无法送达', 'Answer undeliverable'),
        of.seat,
        label(
          '答复没能送到您手中，请联系我们领取。',
          'We could not deliver the answer to you. Please contact us to collect it.',
        ),
        { end: 'undeliverable' },
      ),
    ],
    steps: [
      step({
        id: 'answer-served',
        label: label('答复已送达', 'Answer served'),
        from: ['serving'],
        to: 'answered',
        who: [SYSTEM],
        guards: ['every-demand-has-outcome', 'reply-served'],
        clocks: of.clocks ?? [],
        opens: of.opens ?? [],
        ...(of.marks ? { marks: of.marks } : {}),
        trigger: { procedure: 'service', end: 'done', document: of.document },
        consequence: label('答复送达，本件办结。', 'The answer is served and the matter is concluded.'),
        notify: of.notify ?? 'answered',
      }),
      step({
        id: 'answer-undeliverable',
        label: label('答复无法送达', 'Answer undeliverable'),
        from: ['serving'],
        to: 'undeliverable',
        who: [SYSTEM],
        guards: ['service-failed'],
        trigger: { procedure: 'service', end: 'undeliverable', document: of.document },
        consequence: label(
          '各种方式均未送达，本件终结，答复留存待领。',
          'Every way of serving failed; the matter ends and the answer is kept for collection.',
        ),
      }),
      step({
        id: 'serve-again',
        label: label('重新送达', 'Serve again'),
        from: ['undeliverable'],
        to: 'serving',
        who: of.who ?? [HANDLER_HEAD],
        clocks: [{ start: 'HY-SERVE', owner: 'organ' }],
        documents: [of.document],
        consequence: label(
          '联系上本人后重新印发并送达，送达期限重新计算。',
          'The person has been found: the answer is issued again and served, with a new limit for service.',
        ),
      }),
    ],
  }
}
