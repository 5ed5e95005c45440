/** 信访程序 under R22 31(6): assignment, acceptance, handling opinion, with review and re-review behind it. */
import type { Procedure, StateDef } from './format.ts'
import { beforeReviewDesk } from './former.ts'
import { opinionCheck } from './opinion-steps.ts'
import { opinionWay, receivedClocks } from './opinion-way.ts'
import { CENTRE, CITIZEN, HANDLER, label, REMARK, SYSTEM, state, step } from './parts.ts'

const received = receivedClocks('XF-T03')

const working: StateDef[] = [
  state(
    'handling',
    label('办理中', 'Being handled'),
    'handler',
    label('已经受理，正在调查办理。', 'It has been accepted and is being looked into.'),
  ),
  state(
    'opinion-check',
    label('处理意见审核', 'Opinion being checked'),
    'handler',
    label('处理意见已拟好，正在审核签发。', 'The opinion is drafted and is being checked before issue.'),
  ),
]

export const petition: Procedure = {
  id: 'petition',
  version: 4,
  label: label('信访程序', 'Petition procedure'),
  numberLetter: 'X',
  openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, CITIZEN, SYSTEM],
  source: label(
    '《信访工作条例》第二十二条至第三十六条',
    'Regulations on Letters and Visits Work (2022), Arts. 22-36',
  ),
  ...opinionWay(
    {
      receipt: 'XF-T03',
      receiptDays: ['15日', '15 days'],
      awaitingNotice: [
        '已交给责任单位，等它书面告知受理。',
        'It has gone to the unit responsible, which must now tell you in writing.',
      ],
      working,
      again: 'handling',
      contributing: ['handling'],
      extending: ['handling'],
    },
    [
      step({
        id: 'accept-directly',
        label: label('直接受理', 'Accept it ourselves'),
        from: ['registered'],
        to: 'handling',
        who: [CENTRE],
        input: [REMARK],
        clocks: [
          { start: 'XF-T02', owner: 'citizen', fromReceipt: true },
          { stop: 'XF-T02', as: 'met' },
          ...received,
          { start: 'XF-T06', owner: 'citizen' },
        ],
        seats: [{ seat: 'handler', from: 'actor' }],
        documents: ['acceptance-notice'],
        consequence: label(
          '由本单位办理：印发受理告知书，停止告知时限，开始60日的办理时限。',
          'We handle it ourselves: the acceptance notice is issued and the 60 days of handling begin.',
        ),
        notify: 'accepted',
      }),
      step({
        id: 'accept',
        label: label('受理', 'Accept'),
        from: ['dispatched'],
        to: 'handling',
        who: [HANDLER],
        input: [REMARK],
        clocks: [...received, { start: 'XF-T06', owner: 'citizen' }],
        documents: ['acceptance-notice'],
        consequence: label(
          '印发受理告知书。这会停止15日的告知时限，并开始60日的办理时限。',
          'Issues the acceptance notice. It stops the 15 days for telling the person and begins the 60 days of handling.',
        ),
        notify: 'accepted',
        primary: true,
      }),
      ...opinionCheck({ handling: 'handling', check: 'opinion-check', limit: ['60日', '60 days'] }),
    ],
  ),
}

/** Version 3 took requests for review in another way; version 2 had no assignment with a day to report. */
export const petitionV3: Procedure = beforeReviewDesk(petition)
export const petitionV2: Procedure = {
  ...petitionV3,
  version: 2,
  transitions: petitionV3.transitions.filter((t) => t.id !== 'assign-with-limit'),
}
