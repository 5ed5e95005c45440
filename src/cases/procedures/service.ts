/** 送达: a document reaches the person, with date, manner and receipt. Rights to review start from this day. */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { InputField, Procedure, StateDef } from './format.ts'
import { CITIZEN, choice, label, SYSTEM, state, step, TARGET, words } from './parts.ts'

const DATE: InputField = { name: 'date', kind: 'date', label: label('送达日期', 'Date'), required: true }

const states: StateDef[] = [
  state(
    'to-serve',
    label('待送达', 'To be served'),
    'target',
    label('有一份文书正要送达给您。', 'A document is about to be served on you.'),
  ),
  state(
    'attempted',
    label('送达未成，继续送达', 'Attempted, not yet served'),
    'target',
    label('我们送过一次，没有找到您，还会再送。', 'We tried to reach you and will try again.'),
  ),
  state(
    'on-page',
    label('已发到查询页，待本人打开', 'On the page, to be opened'),
    'target',
    label(
      '有一份文书在本页等您打开。打开即为送达，文书写明的期限从打开之日的次日起算。',
      'A document waits for you on this page. Opening it serves it; the times it names run from the day after.',
    ),
  ),
  state(
    'served',
    label('已送达', 'Served'),
    'target',
    label('文书已送达。', 'The document has been served.'),
    { end: 'done' },
  ),
  state(
    'refused',
    label('拒收，视为送达', 'Refused, counts as served'),
    'target',
    label(
      '文书送到时未被签收，按规定记为送达。',
      'The document was not accepted on delivery and counts as served.',
    ),
    { end: 'done' },
  ),
  state(
    'undeliverable',
    label('无法送达', 'Undeliverable'),
    'target',
    label(
      '文书没能送到您手中，请联系我们领取。',
      'We could not deliver the document. Please contact us to collect it.',
    ),
    { end: 'undeliverable' },
  ),
  cancelledState('target'),
]

export const service: Procedure = {
  id: 'service',
  version: 2,
  label: label('文书送达', 'Service of a document'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'to-serve',
  opening: [{ start: 'HY-SERVE', owner: 'organ' }],
  openedBy: [],
  states,
  source: label(
    '送达回证的通常做法；复查、复核期限自送达起算（《信访工作条例》第三十五条、第三十六条）',
    'Usual service record; the times for review run from service (R22 35, 36)',
  ),
  transitions: [
    step({
      id: 'post-to-page',
      label: label('发到查询页', 'Post on the person’s page'),
      from: ['to-serve', 'attempted'],
      to: 'served',
      who: [SYSTEM, TARGET],
      guards: ['portal-service-allowed'],
      consequence: label(
        '文书发到群众的查询页，即为送达。',
        'Posts the document on the person’s page, which serves it.',
      ),
    }),
    step({
      id: 'serve-online',
      label: label('发到查询页，待本人打开', 'Put on the page to be opened'),
      from: ['to-serve', 'attempted'],
      to: 'on-page',
      who: [TARGET],
      guards: ['online-service-agreed', 'sealed-version'],
      consequence: label(
        '用印件发到群众的查询页并发通知；本人打开之日为送达日期，打开前送达时限照常计算，也可以随时改用其他方式。',
        'Puts the sealed version on the person’s page and tells them. The day they open it is the day of service; until then the limit for service runs on and any other way remains open.',
      ),
      notify: 'document-waiting',
    }),
    step({
      id: 'open-online',
      label: label('打开文书', 'Open the document'),
      from: ['on-page'],
      to: 'served',
      who: [CITIZEN],
      guards: ['sealed-version'],
      consequence: label(
        '打开即为送达，救济期限从今天的次日起算。',
        'Opening it serves it; the times for review run from tomorrow.',
      ),
    }),
    step({
      id: 'take-off-page',
      label: label('撤下，改用其他方式', 'Take it off the page and serve otherwise'),
      from: ['on-page'],
      to: 'to-serve',
      who: [TARGET, SYSTEM],
      consequence: label(
        '文书从查询页撤下，改用其他方式送达；送达时限照常计算。',
        'The document leaves the page to be served in another way; the limit for service runs on.',
      ),
    }),
    step({
      id: 'deliver',
      label: label('登记送达', 'Record service'),
      from: ['to-serve', 'attempted', 'on-page'],
      to: 'served',
      who: [TARGET],
      input: [
        choice('method', label('送达方式', 'Manner'), {
          'in-person': label('当面', 'In person'),
          post: label('邮寄', 'By post'),
          'public-notice': label('公告', 'By public notice'),
          other: label('其他', 'Other'),
        }),
        DATE,
        words(
          'detail',
          label('回证内容（签收人、邮件号等）', 'Receipt (who signed, mail number)'),
          'service-detail',
        ),
      ],
      consequence: label(
        '按所填日期记为送达；救济期限从这一天的次日起算。',
        'Counts as served on the date given; the times for review count from the next day.',
      ),
      primary: true,
    }),
    step({
      id: 'told-by-phone',
      label: label('电话告知', 'Tell by phone'),
      from: ['to-serve', 'attempted'],
      to: 'served',
      who: [TARGET],
      input: [DATE, words('detail', label('通话记录', 'Record of the call'), 'service-detail')],
      guards: ['portal-service-allowed'],
      consequence: label(
        '已在电话中告知答复内容，记为送达（法定文书不适用）。',
        'The person was told the answer by phone, which serves it (never a statutory document).',
      ),
    }),
    step({
      id: 'record-refusal',
      label: label('登记拒收', 'Record a refusal'),
      from: ['to-serve', 'attempted', 'on-page'],
      to: 'refused',
      who: [TARGET],
      input: [
        DATE,
        words('detail', label('拒收情况和见证人', 'What happened and who witnessed it'), 'service-detail'),
      ],
      consequence: label(
        '注明拒收情况和见证人后视为送达，期限照常起算。',
        'With the circumstances and the witness on record it counts as served, and the times run.',
      ),
    }),
    step({
      id: 'record-attempt',
      label: label('登记未送达', 'Record an attempt'),
      from: ['to-serve', 'attempted'],
      to: 'attempted',
      who: [TARGET],
      input: [DATE, words('detail', label('尝试情况', 'What was tried'), 'service-detail')],
      consequence: label(
        '记录这次送达未成，送达时限照常计算。',
        'Records that this attempt failed; the limit for service runs on.',
      ),
    }),
    step({
      id: 'give-up',
      label: label('确认无法送达', 'Record as undeliverable'),
      from: ['attempted', 'on-page'],
      to: 'undeliverable',
      who: [TARGET],
      input: [words('detail', label('试过的各种方式', 'Every way that was tried'), 'service-detail')],
      consequence: label(
        '各种方式都试过仍未送达，文书留存待领；救济期限不开始。',
        'Every way was tried; the document is kept for collection and no time for review begins.',
      ),
    }),
    cancelWithMatter(states),
  ],
}

const ONLINE = ['serve-online', 'open-online', 'take-off-page']

/** Version 1 knew no service on the page that waits to be opened. */
export const serviceV1: Procedure = {
  ...service,
  version: 1,
  states: service.states.filter((s) => s.id !== 'on-page'),
  transitions: service.transitions
    .filter((t) => !ONLINE.includes(t.id))
    .map((t) => ({ ...t, from: t.from.filter((id) => id !== 'on-page') })),
}
