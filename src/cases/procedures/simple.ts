/**
 * 简易办理: first-time matters that are clear, small or answerable at once, under shorter limits (XF-T12, XF-T13). The
 * answer is a handling opinion with all its remedies: a shorter way must not cost the person a right. What proves
 * unsuitable goes on in the ordinary way, its 60 days counted from the acceptance.
 */
import type { InputField, Procedure, StateDef } from './format.ts'
import { beforeReviewDesk } from './former.ts'
import { opinionCheck } from './opinion-steps.ts'
import { opinionWay, receivedClocks } from './opinion-way.ts'
import { CENTRE, choice, HANDLER, INTERNAL_REASON, label, REMARK, SYSTEM, state, step } from './parts.ts'

/**
 * The five grounds of Art. 4 of the trial version (国信发〔2016〕8号). The articles of 2022 No. 17 that follow its fourth
 * were not seen; the fifth ground is open, so whoever takes it says why.
 */
const GROUND: InputField = {
  ...choice('ground', label('适用简易办理的情形', 'Why the simple procedure fits'), {
    clear: label('事实清楚、责任明确、争议不大、易于解决', 'Facts and duty are clear, little is disputed'),
    'answerable-at-once': label(
      '咨询、建议、感谢，可以即时答复',
      'A question, proposal or thanks, answerable at once',
    ),
    'daily-life': label('日常生活中时效性强', 'A matter of daily life that cannot wait'),
    'settled-position': label('已有明确承诺或者结论', 'The organ has a clear promise or conclusion'),
    other: label(
      '其他可以简易办理的（在意见中写明）',
      'Other matters that allow it (say why in the remarks)',
    ),
  }),
  help: label(
    '不适用：上级交办的；可能不支持诉求的；已经进入或者可以走法定程序的；多个责任主体、集体联名等重大、复杂、疑难的（2016年试行办法第五条）。',
    'Not for what is assigned from above, may be refused, belongs to a statutory procedure, or is major, complex or doubtful, as with several units or many signatures (trial rules of 2016, Art. 5).',
  ),
}

const received = receivedClocks('XF-T12')

const working: StateDef[] = [
  state(
    'handling',
    label('简易办理中', 'Handled simply'),
    'handler',
    label('已经受理，按简易办理尽快答复。', 'It has been accepted and will be answered soon.'),
  ),
  state(
    'opinion-check',
    label('处理意见审核', 'Opinion being checked'),
    'handler',
    label('处理意见已拟好，正在审核签发。', 'The opinion is drafted and is being checked before issue.'),
  ),
  state(
    'ordinary',
    label('转普通程序办理中', 'Handled in the ordinary way'),
    'handler',
    label(
      '需要进一步调查，已转为普通程序，期限自受理之日起算。',
      'It needs a closer look and goes on in the ordinary way; its limit counts from the acceptance.',
    ),
  ),
  state(
    'ordinary-check',
    label('处理意见审核（普通程序）', 'Opinion being checked (ordinary)'),
    'handler',
    label('处理意见已拟好，正在审核签发。', 'The opinion is drafted and is being checked before issue.'),
  ),
]

const accepting = {
  to: 'handling',
  input: [GROUND, REMARK],
  guards: ['first-time' as const, 'ground-explained' as const],
  documents: ['acceptance-notice' as const],
  notify: 'accepted',
  primary: true as const,
}

export const simple: Procedure = {
  id: 'simple',
  version: 3,
  label: label('简易办理', 'Simple procedure'),
  numberLetter: 'S',
  openedBy: [{ roles: ['clerk', 'operator'], anywhere: true }, SYSTEM],
  source: label(
    '信访事项简易办理办法（国信办发〔2022〕17号，未见全文，时限可由本地设置修改）；《信访工作条例》第三十二条至第三十六条',
    'Rules on the simple procedure (2022 No. 17; full text not seen, limits set locally); Regulations (2022), Arts. 32-36',
  ),
  ...opinionWay(
    {
      receipt: 'XF-T12',
      receiptDays: ['3个工作日', '3 working days'],
      awaitingNotice: [
        '已交给责任单位，等它尽快告知受理。',
        'It has gone to the unit responsible, which must now tell you soon that it takes it up.',
      ],
      working,
      again: 'ordinary',
      contributing: ['handling', 'ordinary'],
      extending: ['ordinary'],
    },
    [
      step({
        ...accepting,
        id: 'accept-directly',
        label: label('直接受理（简易）', 'Accept it ourselves (simple)'),
        from: ['registered'],
        who: [CENTRE],
        clocks: [...received, { start: 'XF-T13', owner: 'citizen' }],
        seats: [{ seat: 'handler', from: 'actor' }],
        consequence: label(
          '由本单位简易办理：印发受理告知书，10个工作日内出具处理意见，能当场答复的当场答复。',
          'We handle it ourselves: the notice is issued and the opinion is due in 10 working days, at once where possible.',
        ),
      }),
      step({
        ...accepting,
        id: 'accept',
        label: label('受理（简易）', 'Accept (simple)'),
        from: ['dispatched'],
        who: [HANDLER],
        clocks: [...received, { start: 'XF-T13', owner: 'citizen' }],
        consequence: label(
          '印发受理告知书，停止3个工作日的告知时限，开始10个工作日的答复时限。',
          'Issues the acceptance notice, meets the 3 working days and begins the 10 working days for the opinion.',
        ),
      }),
      step({
        id: 'accept-ordinary',
        label: label('不适用简易办理，按普通程序受理', 'Accept in the ordinary way'),
        from: ['dispatched'],
        to: 'ordinary',
        who: [HANDLER],
        input: [INTERNAL_REASON],
        clocks: [...received, { start: 'XF-T06', owner: 'citizen' }],
        documents: ['acceptance-notice'],
        consequence: label(
          '印发受理告知书，按普通程序60日办理，理由存档。',
          'Issues the acceptance notice; the 60 days of the ordinary procedure begin, the reason is kept.',
        ),
        notify: 'accepted',
      }),
      step({
        id: 'accept-ordinary-directly',
        label: label('直接受理（普通程序）', 'Accept it ourselves (ordinary)'),
        from: ['registered'],
        to: 'ordinary',
        who: [CENTRE],
        input: [INTERNAL_REASON],
        clocks: [...received, { start: 'XF-T06', owner: 'citizen' }],
        seats: [{ seat: 'handler', from: 'actor' }],
        documents: ['acceptance-notice'],
        consequence: label(
          '由本单位按普通程序60日办理，理由存档。',
          'We handle it ourselves in the ordinary way in 60 days; the reason is kept.',
        ),
        notify: 'accepted',
      }),
      step({
        id: 'to-ordinary',
        label: label('转为普通程序', 'Go on in the ordinary way'),
        from: ['handling'],
        to: 'ordinary',
        who: [HANDLER],
        input: [INTERNAL_REASON],
        clocks: [
          { stop: 'XF-T13', as: 'stopped' },
          { start: 'XF-T06', owner: 'citizen', asOf: 'XF-T13' },
        ],
        consequence: label(
          '不再适用简易办理；60日的办理时限自简易受理之日起算，不从今日起算。',
          'The simple procedure ends; the 60 days count from its acceptance, not from today.',
        ),
      }),
      ...opinionCheck({
        handling: 'handling',
        check: 'opinion-check',
        limit: ['10个工作日', '10 working days'],
      }),
      ...opinionCheck({
        handling: 'ordinary',
        check: 'ordinary-check',
        limit: ['60日', '60 days'],
        suffix: '-ordinary',
      }),
    ],
  ),
}

function asFourGrounds(field: InputField): InputField {
  if (field !== GROUND) return field
  const { help: _help, ...rest } = GROUND
  return { ...rest, options: GROUND.options!.filter((o) => o.value !== 'other') }
}

/** Version 2 had four grounds, the open fifth not among them. */
export const simpleV2: Procedure = {
  ...simple,
  version: 2,
  transitions: simple.transitions.map((t) =>
    t.input.includes(GROUND) ? { ...t, input: t.input.map(asFourGrounds), guards: ['first-time'] } : t,
  ),
}
/** Version 1 took requests for review in another way. */
export const simpleV1: Procedure = beforeReviewDesk(simpleV2)
