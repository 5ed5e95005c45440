/**
 * 三项建议: what the bureau advises an organ about its work, and the written answer the organ owes (R22 40¶1-4,
 * XF-S03): to improve work, to mend a policy, to hold accountable. It is about the work of organs; the advice to hold
 * accountable names an organ and goes to whoever manages it, and no person is described here.
 */
import type { Procedure, StateDef, Who } from './format.ts'
import { choice, label, SUPERVISOR, state, step, TARGET, UNIT, words } from './parts.ts'

/** Who gave it may take it back or read the answer: the supervision unit. */
const GIVER: Who = SUPERVISOR

const states: StateDef[] = [
  state(
    'given',
    label('已提出建议，待书面反馈', 'Given, written answer due'),
    'target',
    label('我们就这类问题向有关单位提出了建议。', 'We have advised the organ about this kind of problem.'),
  ),
  state(
    'answered',
    label('已书面反馈，待审阅', 'Answered, to be read'),
    'supervisor',
    label('有关单位已书面反馈。', 'The organ has answered in writing.'),
  ),
  state(
    'closed',
    label('已办结', 'Closed'),
    'supervisor',
    label('有关建议已有书面反馈。', 'The advice has its written answer.'),
    { end: 'done' },
  ),
  state(
    'withdrawn',
    label('已撤回建议', 'Taken back'),
    'supervisor',
    label('有关建议已撤回。', 'The advice was taken back.'),
    { end: 'cancelled' },
  ),
]

export const advice: Procedure = {
  id: 'advice',
  version: 1,
  label: label('三项建议', 'Advice to an organ'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'given',
  opening: [{ start: 'XF-S02', owner: 'organ' }],
  openedBy: [{ roles: ['supervisor', 'bureau-head'], anywhere: true }],
  // What is to be improved often shows only when the matter is over.
  afterEnd: true,
  openInput: [
    choice('kind', label('建议类别', 'Kind'), {
      'improve-work': label('改进工作的建议', 'To improve work'),
      'mend-policy': label('完善政策的建议', 'To mend a policy'),
      'hold-accountable': label('追究责任的建议', 'To hold accountable'),
    }),
    {
      ...UNIT,
      label: label('建议送交（单位）', 'Organ addressed'),
      help: label('该单位在反馈之前可以看到本件。', 'It can see this matter until its answer is accepted.'),
    },
    words(
      'words',
      label(
        '事实依据和建议内容（只写工作和制度，不写个人评价）',
        'Facts and advice (about work and rules, no judgement of persons)',
      ),
      'note',
    ),
  ],
  states,
  source: label(
    '《信访工作条例》第四十条；书面反馈条文未定日数，沿用原三十日',
    'Regulations on Letters and Visits Work (2022), Art. 40; no number in the text, the former 30 days kept',
  ),
  transitions: [
    step({
      id: 'answer-advice',
      label: label('书面反馈采纳情况', 'State adoption in writing'),
      from: ['given'],
      to: 'answered',
      who: [TARGET],
      input: [
        choice('adoption', label('采纳情况', 'Adoption'), {
          adopted: label('采纳', 'Adopted'),
          partly: label('部分采纳', 'Partly adopted'),
          not: label('未采纳', 'Not adopted'),
        }),
        words('words', label('落实情况；未采纳的说明理由', 'What was done; reasons if not adopted'), 'note'),
      ],
      clocks: [
        { stop: 'XF-S02', as: 'met' },
        { start: 'HY-ADVICE-CHECK', owner: 'organ' },
      ],
      consequence: label(
        '书面反馈时限完成，提出建议的机构审阅。',
        'Meets the limit for the written answer; the unit that gave the advice reads it.',
      ),
      primary: true,
    }),
    step({
      id: 'accept-advice-answer',
      label: label('审阅通过', 'Accept the answer'),
      from: ['answered'],
      to: 'closed',
      who: [GIVER],
      input: [words('words', label('审阅意见', 'Remarks'), 'note', false)],
      consequence: label(
        '建议办结，采纳情况计入通报和年度报告。',
        'Closes the advice; adoption counts in bulletin and yearly report (R22 41).',
      ),
      primary: true,
    }),
    step({
      id: 'send-back-advice-answer',
      label: label('退回重新反馈', 'Send back'),
      from: ['answered'],
      to: 'given',
      who: [GIVER],
      input: [words('words', label('退回意见', 'What is missing'), 'note')],
      clocks: [
        { stop: 'HY-ADVICE-CHECK', as: 'met' },
        { start: 'XF-S02', owner: 'organ' },
      ],
      consequence: label(
        '须重新书面反馈，时限从今日另行起算，前一次的结果照样保留。',
        'A new written answer is due, its limit starts today; the first result stays on record.',
      ),
    }),
    step({
      id: 'withdraw-advice',
      label: label('撤回建议', 'Take it back'),
      from: ['given', 'answered'],
      to: 'withdrawn',
      who: [GIVER],
      input: [words('words', label('撤回理由', 'Reason'), 'note')],
      consequence: label('建议撤回，理由存档。', 'The advice is taken back and the reason kept.'),
    }),
  ],
}
