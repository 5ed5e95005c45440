/** Names of what the tables speak of, for screens and docs. */
import type { DocumentKind, EndKind, GuardId, Label, Procedure, Seat } from './format.ts'
import { label } from './parts.ts'

export const SEAT_LABELS: Record<Seat, Label> = {
  centre: label('受理中心', 'Centre'),
  handler: label('承办单位', 'Handling unit'),
  supervisor: label('督查机构', 'Supervision unit'),
  reviewer: label('复查复核机构', 'Reviewing unit'),
  target: label('指定单位', 'Unit addressed'),
  opener: label('发起单位', 'Opening unit'),
}

export const END_LABELS: Record<EndKind, Label> = {
  answered: label('答复办结', 'Answered'),
  'not-accepted': label('不予受理', 'Not accepted'),
  referred: label('导入法定途径', 'Referred'),
  transferred: label('转出', 'Transferred'),
  withdrawn: label('本人撤回', 'Withdrawn'),
  undeliverable: label('无法送达', 'Undeliverable'),
  done: label('完成', 'Done'),
  refused: label('退回或不同意', 'Refused'),
  lapsed: label('过期', 'Lapsed'),
  cancelled: label('取消', 'Cancelled'),
}

export const DOCUMENT_LABELS: Record<DocumentKind, Label> = {
  'acceptance-notice': label('受理告知书', 'Acceptance notice'),
  'non-acceptance-notice': label('不予（不再）受理告知书', 'Non-acceptance notice'),
  'referral-notice': label('法定途径告知书', 'Referral notice'),
  'extension-notice': label('延长办理期限告知书', 'Extension notice'),
  'handling-opinion': label('信访处理意见书', 'Handling opinion'),
  'review-opinion': label('复查意见书', 'Review opinion'),
  're-review-opinion': label('复核意见书', 'Re-review opinion'),
  'revocation-notice': label('撤销处理意见决定书', 'Revocation notice'),
  reply: label('答复', 'Reply'),
  'transfer-letter': label('转送单', 'Transfer letter'),
  'assignment-letter': label('交办函', 'Assignment letter'),
  'supervision-letter': label('督办函', 'Supervision letter'),
  'transfer-notice': label('转出告知书', 'Transfer notice'),
  'correction-notice': label('补正告知书', 'Request to complete'),
  'hearing-notice': label('听证通知书', 'Notice of a hearing'),
}

export const GUARD_LABELS: Record<GuardId, Label> = {
  'every-demand-has-outcome': label('每项诉求都有结果', 'Every demand has an outcome'),
  'reply-served': label('答复已送达', 'The answer was served'),
  'notice-served': label('告知书已送达', 'The notice was served'),
  'within-objection-window': label('在异议期限内', 'Within the time to object'),
  'unit-not-designated': label('未被裁定指定', 'The unit was not designated'),
  'unit-not-reported': label('不是被反映单位', 'Not the unit reported'),
  'unit-is-not-current-handler': label('不是现承办单位', 'Not the present handling unit'),
  'extension-within-cap': label('延期不超过上限', 'Extension within the cap'),
  'citizen-own-act': label('本人行为', 'The person’s own act'),
  'withdrawal-evidence': label('代为登记须有书面材料', 'Recorded by staff only with the person’s paper'),
  'window-open-or-reason': label('期限内，或说明逾期理由', 'In time, or with a reason for being late'),
  'linked-matter-exists': label('接收地已登记', 'The linked matter exists'),
  'no-open-contribution': label('没有未完成的协办', 'No contribution is open'),
  'service-failed': label('送达失败', 'Service failed'),
  'portal-service-allowed': label('允许以查询页送达', 'Service on the page is allowed'),
  'online-service-agreed': label(
    '本人同意网上送达，或没有其他联系方式',
    'Agreed to be served online, or reachable nowhere else',
  ),
  'sealed-version': label('已有用印件', 'The sealed version is there'),
  'redo-allowed': label('允许重办', 'Redo is allowed'),
  'reason-and-route': label('有理由和途径', 'Reason and route are given'),
  'asked-in-writing-and-checked': label('书面申请并经核实', 'Asked in writing and checked'),
  'rating-satisfied': label('评价无不满意', 'Rated as settled'),
  'rating-unsatisfied': label('评价有不满意', 'Rated as unsatisfied'),
  'review-not-requested': label('尚未请求复查（复核）', 'No review asked for yet'),
  'first-time': label('初次提出', 'Raised for the first time'),
  'ground-explained': label('“其他”情形写明了理由', 'the open ground is explained'),
  'redo-days-with-revocation': label('撤销时须定重新办理期限', 'Days to redo are set with a revocation'),
  'no-open-hearing': label('没有未结束的听证', 'No hearing is open'),
  'adoption-fits-outcomes': label('结论与逐条结果一致', 'The conclusion agrees with the items'),
  'matter-ended': label('事项已办结', 'The matter has ended'),
  'is-order': label(
    '热线工单（误登记撤销的除外）',
    'An order of the hotline, not one cancelled as a mistake',
  ),
  'call-back-over': label('回访已结束或无须回访', 'The call-back is over or not called for'),
  'nothing-open': label('没有未完成的程序', 'Nothing else is open'),
  'not-archived': label('尚未归档', 'Not archived yet'),
}

/** Results of a demand, where a table has no words of its own for them. */
const RESULT_LABELS: Record<string, Label> = {
  supported: label('支持', 'Granted'),
  'partly-supported': label('部分支持', 'Granted in part'),
  explained: label('解释说明', 'Explained'),
  'not-supported': label('不支持', 'Not granted'),
}

/** The result of a demand in the words of its procedure: a suggestion is adopted, a claim is granted. */
export function resultLabel(table: Pick<Procedure, 'transitions'>, result: string): Label {
  const fields = table.transitions.flatMap((t) => t.input.filter((f) => f.kind === 'outcomes'))
  const own = fields.flatMap((f) => f.options ?? []).find((o) => o.value === result)
  return own?.label ?? RESULT_LABELS[result] ?? label(result, result)
}
