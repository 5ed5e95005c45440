/** Codes of openness: published matters. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const OPENNESS_CODES = {
  'publish.shielded': entry(
    422,
    ['检举控告事项不公开', 'A report of misconduct is never published'],
    ['这类事项不能公开，也不需要征求同意。', 'There is nothing to agree to: it stays secret.'],
  ),
  'publish.secret': entry(
    422,
    ['这件事项要求全部保密，不能公开', 'This matter is secret as a whole and cannot be published'],
    ['如需公开，请先由本人取消保密要求。', 'The person would first have to lift the secrecy.'],
  ),
  'publish.no_consent': entry(
    409,
    ['本人没有同意公开，或者已经收回同意', 'The person has not agreed, or has taken it back'],
    ['请先征得本人同意。', 'Ask the person first.'],
  ),
  'publish.not_answered': entry(
    409,
    ['还没有送达的答复，没有可公开的内容', 'No answer has been served yet; there is nothing to publish'],
    ['请等答复送达以后再编辑。', 'Wait until the answer has been served.'],
  ),
  'publish.not_now': entry(
    409,
    ['当前状态下不能进行此操作', 'Not possible in the present state'],
    ['请重新载入，查看当前可用的操作。', 'Load it again and look at what it offers now.'],
  ),
  'publish.own_draft': entry(
    403,
    ['自己编辑的公开稿不能自己审核', 'Nobody approves what they wrote themselves'],
    ['请由另一位有审核权限的同事审核。', 'Ask a colleague who may approve.'],
  ),
  'publish.taken_down': entry(
    410,
    ['这一页已经撤下', 'This page has been taken down'],
    [
      '本人收回了同意，或者内容需要更正。',
      'The person took the consent back, or something had to be corrected.',
    ],
  ),
  'publish.names_person': entry(
    422,
    ['公开稿里还有信访人的姓名、电话、证件号或住址', 'The public version still names who asked'],
    ['请改写后再提交：{places}。', 'Write these over first: {places}.'],
  ),
  'publish.places_left': entry(
    422,
    ['还有 {count} 处可能识别个人的内容', '{count} places may still tell who somebody is'],
    ['请逐处处理；确需保留的，写明理由。', 'Look at each; where one must stay, say why.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
