/**
 * 转请系统外的上一级复查、复核: the next level up is not in this installation. The request is not lost and not answered for
 * another organ: it is handed over on paper, watched, and the decision that comes back is recorded. Opened by the program.
 */
import { cancelledState, cancelWithMatter } from './attached-parts.ts'
import type { InputField, Procedure, StateDef } from './format.ts'
import { choice, label, SYSTEM, state, step, words } from './parts.ts'

const PASSING = {
  roles: ['clerk', 'operator', 'supervisor', 'bureau-head', 'reviewer', 'unit-head'] as const,
}
const WHO = [{ roles: [...PASSING.roles], seat: 'target' as const }]

const ORGAN: InputField = {
  ...words('organ', label('上一级机关、单位（名称、地址）', 'The next level up (name, address)'), 'note'),
  keep: true,
}

const states: StateDef[] = [
  state(
    'to-hand-over',
    label('待转请上一级', 'To be handed over'),
    'target',
    label(
      '有权复查（复核）的上一级不在本系统，我们会把您的请求和案卷转过去。',
      'The next level up is not in this system; we are passing your request and the file on to it.',
    ),
  ),
  state(
    'with-upper',
    label('上一级办理中', 'With the next level up'),
    'target',
    label(
      '您的请求和案卷已转请上一级，由它书面答复您。',
      'Your request and the file are with the next level up, which answers you in writing.',
    ),
  ),
  state(
    'decided',
    label('上一级已作出意见', 'Decided above'),
    'target',
    label('上一级已经作出意见。', 'The next level up has decided.'),
    { end: 'done' },
  ),
  state(
    'taken-inside',
    label('已由系统内的上一级受理', 'Taken up in the system'),
    'target',
    label('您的请求已由上一级登记。', 'The next level up has registered your request.'),
    { end: 'done' },
  ),
  cancelledState('target'),
]

export const reviewElsewhere: Procedure = {
  id: 'review-elsewhere',
  version: 1,
  label: label('转请系统外上一级复查（复核）', 'Review outside the system'),
  kind: 'attached',
  rated: false,
  remedy: 'none',
  initial: 'to-hand-over',
  opening: [{ start: 'HY-HAND-OVER', owner: 'organ' }],
  openedBy: [SYSTEM],
  afterEnd: true,
  states,
  source: label(
    '《信访工作条例》第三十五条、第三十六条；转交的时限为内部设置',
    'R22 35, 36; the limits for handing over are internal settings',
  ),
  transitions: [
    step({
      id: 'hand-over-request',
      label: label('登记已转请上一级', 'Record the handing over'),
      from: ['to-hand-over'],
      to: 'with-upper',
      who: WHO,
      input: [
        ORGAN,
        { name: 'handedOn', kind: 'date', label: label('转交日期', 'Handed over on'), required: true },
        words('words', label('方式和材料清单', 'How, and which papers'), 'note'),
      ],
      clocks: [
        { stop: 'HY-HAND-OVER', as: 'met' },
        { start: 'HY-REVIEW-ELSEWHERE', owner: 'organ' },
      ],
      consequence: label(
        '请求连同案卷已转请上一级，通知本人；到期没有回音的，提醒我们去问。',
        'The request and the file have gone to the next level up and the person is told; we are reminded to ask if nothing comes back.',
      ),
      notify: 'review-handed-over',
      primary: true,
    }),
    step({
      id: 'record-upper-decision',
      label: label('登记上一级的意见', 'Record its decision'),
      from: ['with-upper'],
      to: 'decided',
      who: WHO,
      input: [
        choice('result', label('决定', 'Decision'), {
          upheld: label('维持', 'Upheld'),
          changed: label('变更', 'Changed'),
          revoked: label('撤销并重新办理', 'Revoked, to be handled again'),
          'not-accepted': label('不予受理', 'Not accepted'),
        }),
        {
          ...words('number', label('意见书的机关和文号', 'Organ and number of the document'), 'note'),
          keep: true,
        },
        { name: 'servedOn', kind: 'date', label: label('送达本人日期', 'Served on'), required: true },
        {
          name: 'redoDays',
          kind: 'days',
          label: label('重新办理期限（日，撤销时填写）', 'Days to handle it again, if revoked'),
          required: false,
        },
        {
          name: 'scan',
          kind: 'reference',
          label: label('意见书扫描件（附件）', 'Scan of the document (attachment)'),
          required: false,
        },
      ],
      guards: ['redo-days-with-revocation'],
      consequence: label(
        '上一级的意见入卷；撤销的，原件退回原办理单位重新办理。',
        'The decision goes on file; if it revokes the opinion, the matter goes back to be handled again.',
      ),
      primary: true,
    }),
    step({
      id: 'taken-inside',
      label: label('系统内的上一级已登记', 'Registered inside after all'),
      from: ['to-hand-over'],
      to: 'taken-inside',
      who: [SYSTEM],
      consequence: label(
        '已查明上一级就在本系统，请求由它登记。',
        'The next level up turned out to be in the system and has registered the request.',
      ),
    }),
    cancelWithMatter(states),
  ],
}
