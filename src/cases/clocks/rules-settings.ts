/**
 * Limits that no national text sets: the hotline's, and those a bureau sets for itself. Each has a default and a mark,
 * and is meant to be overridden by a `LocalSetting`. They bear no date of their own, so they are valid at any date the
 * program may meet; replays of old matters need them too.
 */
import type { ClockRule, LimitUnit } from './contract.ts'
import { BUREAU, CENTRE, CITIZEN, rule, SUPERVISED, UNIT } from './rule.ts'

const FROM = '2000-01-01'

type Words = { zh: string; en: string }

const INTERNAL: Words = {
  zh: '内部时限，本程序默认值，可由本地设置修改',
  en: 'internal limit, default of the program, set locally',
}

/** A limit the bureau sets for its own work. Mark I. */
function internal(
  id: string,
  name: Words,
  length: number,
  unit: LimitUnit,
  starts: Words,
  actor: Words,
  more: Partial<ClockRule> = {},
): ClockRule {
  return rule({
    id,
    name,
    regulation: 'HY',
    article: INTERNAL,
    quote: '',
    mark: 'I',
    length,
    unit,
    starts,
    actor,
    missed: SUPERVISED,
    validFrom: FROM,
    ...more,
  })
}

export const RULES_HOTLINE: ClockRule[] = [
  rule({
    id: 'HL-05',
    name: { zh: '热线工单办结答复', en: 'Hotline order handled and answered' },
    regulation: 'HL',
    article: {
      zh: '济南市12345热线地方规定第二十四条（地方规定，他地为本地设置）',
      en: 'Jinan hotline rules, Art. 24 (local text; elsewhere a local setting)',
    },
    quote: '5个工作日',
    mark: 'V',
    length: 5,
    unit: 'wd',
    owner: 'citizen',
    // The text lets an order run longer where law sets a longer limit, without a number: the cap is a setting [I].
    extensionCap: 10,
    // From dispatch, not from signing: an unsigned order must age as well.
    starts: { zh: '派单', en: 'dispatch of the order' },
    actor: UNIT,
    missed: SUPERVISED,
    validFrom: FROM,
  }),
  rule({
    id: 'HL-URGENT',
    name: { zh: '紧急工单处置', en: 'Urgent order attended to' },
    regulation: 'HL',
    article: {
      zh: '北京市接诉即办2021年征求意见稿（地方草案，作本地设置用）',
      en: 'Beijing draft of 2021 (a local draft, used as a local setting)',
    },
    quote: '2小时',
    mark: 'S',
    length: 2,
    unit: 'hour',
    starts: { zh: '派单', en: 'dispatch of the order' },
    actor: UNIT,
    missed: SUPERVISED,
    validFrom: FROM,
  }),
  rule({
    id: 'HL-UTILITY',
    name: { zh: '水电气热等民生工单处置', en: 'Utilities order attended to' },
    regulation: 'HL',
    article: {
      zh: '北京市接诉即办2021年征求意见稿（地方草案，作本地设置用）',
      en: 'Beijing draft of 2021 (a local draft, used as a local setting)',
    },
    quote: '24小时',
    mark: 'S',
    length: 24,
    unit: 'hour',
    starts: { zh: '派单', en: 'dispatch of the order' },
    actor: UNIT,
    missed: SUPERVISED,
    validFrom: FROM,
  }),
]

export const RULES_SETTINGS: ClockRule[] = [
  internal(
    'HY-LETTERBOX',
    { zh: '领导信箱答复', en: 'Leader letter box answered' },
    15,
    'wd',
    { zh: '来信登记', en: 'registration of the letter' },
    UNIT,
    {
      article: {
        zh: '领导信箱答复时限，本地设置（国家文本无规定）',
        en: 'letter-box limit, a local setting (no national text)',
      },
      mark: 'L',
      owner: 'citizen',
      extensionCap: 15,
    },
  ),
  internal(
    'HY-RATING',
    { zh: '评价期限', en: 'Rating window' },
    15,
    'cal',
    { zh: '答复送达', en: 'service of the reply' },
    CITIZEN,
    {
      article: {
        zh: '信访事项评价办法（国信发〔2022〕11号），评价期限未见原文，取默认值',
        en: 'rating rules of 2022; window length not found, default used',
      },
      mark: 'K',
      owner: 'citizen',
      right: true,
      missed: { zh: '记为超期未评价', en: 'recorded as not rated in time' },
    },
  ),
  internal(
    'HY-OBJECTION-DECISION',
    { zh: '审核异议', en: 'Decide an objection' },
    3,
    'wd',
    { zh: '收到异议', en: 'receipt of the objection' },
    BUREAU,
  ),
  internal(
    'HY-ARBITRATION',
    { zh: '甄别裁定', en: 'Decide a dispute over the handling unit' },
    5,
    'wd',
    { zh: '提交甄别', en: 'submission of the dispute' },
    CENTRE,
  ),
  internal(
    'HY-SIGN',
    { zh: '签收', en: 'Sign for an order' },
    1,
    'wd',
    { zh: '派单或转送', en: 'dispatch or transfer' },
    UNIT,
  ),
  internal(
    'HY-REPLY-CHECK',
    { zh: '审核答复', en: 'Check a reply' },
    2,
    'wd',
    { zh: '提交答复', en: 'reply submitted' },
    BUREAU,
  ),
  internal(
    'HY-SERVE',
    { zh: '文书送达', en: 'Serve a document' },
    5,
    'wd',
    { zh: '文书印发', en: 'issue of the document' },
    UNIT,
  ),
  internal(
    'HY-NOTICE-SERVE',
    { zh: '告知书送达', en: 'Serve a notice' },
    5,
    'wd',
    { zh: '告知书印发', en: 'issue of the notice' },
    UNIT,
  ),
  internal(
    'HY-TRANSFER-CONFIRM',
    { zh: '确认接收转出事项', en: 'Confirm a matter transferred' },
    3,
    'wd',
    { zh: '转出', en: 'transfer' },
    { zh: '接收地信访部门', en: 'the receiving bureau' },
  ),
  internal(
    'HY-MISCONDUCT-ROUTE',
    { zh: '检举控告分流', en: 'Route a report of misconduct' },
    15,
    'cal',
    { zh: '登记', en: 'registration' },
    BUREAU,
    { owner: 'citizen' },
  ),
  internal(
    'HY-MISCONDUCT-HANDLE',
    { zh: '检举控告办理', en: 'Handle a report of misconduct' },
    60,
    'cal',
    { zh: '移送', en: 'hand-over' },
    { zh: '有权处理机关', en: 'the competent organ' },
    { owner: 'citizen', extensionCap: 30 },
  ),
  internal(
    'HY-EXTENSION-DECISION',
    { zh: '审批延期申请', en: 'Decide a request for extension' },
    2,
    'wd',
    { zh: '提交延期申请', en: 'request submitted' },
    { zh: '审批人所在单位', en: 'the approving unit' },
  ),
  internal(
    'HY-CONTRIBUTION',
    { zh: '协办', en: 'Contribution to joint handling' },
    5,
    'wd',
    { zh: '发出协办请求', en: 'request for contribution' },
    { zh: '协办单位', en: 'the contributing unit' },
  ),
  internal(
    'HY-REDO-HOTLINE',
    { zh: '热线工单重办', en: 'Hotline order done again' },
    5,
    'wd',
    { zh: '退回重办', en: 'sent back' },
    UNIT,
    { owner: 'citizen' },
  ),
  internal(
    'HY-REDO-LETTERBOX',
    { zh: '领导信箱重办', en: 'Letter-box matter done again' },
    15,
    'wd',
    { zh: '退回重办', en: 'sent back' },
    UNIT,
    { owner: 'citizen' },
  ),
  internal(
    'HY-REVOKED',
    { zh: '处理意见撤销后重新办理', en: 'Handling again after revocation of the opinion' },
    30,
    'cal',
    { zh: '作出撤销决定', en: 'decision to revoke' },
    UNIT,
    { owner: 'citizen' },
  ),
  internal(
    'HY-SUPERVISE-CHECK',
    { zh: '核查督办反馈', en: 'Check the answer to a supervision order' },
    5,
    'wd',
    { zh: '收到反馈', en: 'receipt of the answer' },
    { zh: '督办机构', en: 'the supervising unit' },
  ),
  internal(
    'HY-FOLLOWUP-DECIDE',
    { zh: '回访结果处理', en: 'Decide on a follow-up' },
    5,
    'wd',
    { zh: '回访完成', en: 'follow-up completed' },
    CENTRE,
  ),
  internal(
    'HY-RECEPTION',
    { zh: '受理分派', en: 'Deciding who handles it' },
    1,
    'wd',
    { zh: '登记，或者退回后收回', en: 'registration, or taking it back after a return' },
    CENTRE,
  ),
]
