/** Codes of ours with the words tables say for them. Pure. */
import type { Words } from '../kernel/errors/entry.ts'
import { plainWord } from '../tables/index.ts'

export interface Choice {
  value: string
  label: Words
  /** Other words for it. */
  also: readonly string[]
}

const choice = (value: string, zh: string, en: string, ...also: string[]): Choice => ({
  value,
  label: { zh, en },
  also,
})

export const CHANNEL_CHOICES: readonly Choice[] = [
  choice('letter', '来信', 'Letter', '信件', '书信', '群众来信', '写信'),
  choice('visit', '来访', 'Visit', '走访', '群众来访', '接访', '上门'),
  choice('phone', '来电', 'Phone', '电话', '热线', '12345', '12345热线', '热线电话', '话务', '电话呼入'),
  choice('web', '网上投诉', 'Web', '网上', '网上信访', '网络', '网站', '互联网', '网络投诉', 'web'),
  choice(
    'letter-box',
    '领导信箱',
    'Letter box',
    '书记信箱',
    '市长信箱',
    '县长信箱',
    '区长信箱',
    '信箱',
    '留言板',
  ),
  choice('mobile', '手机公众号', 'Mobile', '手机', '公众号', '微信', 'app', '小程序', '微信公众号', '手机端'),
  choice('sms', '短信', 'Text message', '短信平台', '手机短信'),
  choice('fax-mail', '传真邮件', 'Fax or mail', '传真', '邮件', '电子邮件', '电邮'),
  choice('from-above', '上级转送交办', 'From above', '上级交办', '上级转送', '交办', '转送', '转办', '上级'),
]

export const CLASS_CHOICES: readonly Choice[] = [
  choice('suggestion', '建议意见', 'Suggestion', '意见建议', '建议', '意见', '人民建议'),
  choice('claim-31-6', '申诉求决', 'Claim', '求决', '申诉', '投诉', '求助', '诉求', '投诉举报类求决'),
  choice('claim-31-1', '第三十一条第一项', 'Article 31(1)', '涉法涉诉'),
  choice('claim-31-2', '第三十一条第二项', 'Article 31(2)', '仲裁类'),
  choice('claim-31-3', '第三十一条第三项', 'Article 31(3)'),
  choice('claim-31-4', '第三十一条第四项', 'Article 31(4)', '行政复议类'),
  choice('claim-31-5', '第三十一条第五项', 'Article 31(5)'),
  choice('inquiry', '咨询', 'Inquiry', '咨询类', '问询', '查询'),
  choice('other', '其他', 'Other', '其它', '表扬', '感谢'),
]

/** Words for a report of misconduct: it needs the shielded lane and is registered by hand. */
export const MISCONDUCT_WORDS: readonly string[] = [
  '检举控告',
  '揭发控告',
  '检举',
  '控告',
  '举报',
  '揭发',
  'misconduct',
]

export const SECRECY_CHOICES: readonly Choice[] = [
  choice('none', '否', 'No', '不保密', '公开', '无', 'n', 'no', 'false', '0', '实名'),
  choice('name', '姓名保密', 'Name', '是', '保密', 'y', 'yes', 'true', '1', '匿名', '要求保密'),
  choice('matter', '全件保密', 'Whole matter', '内容保密', '整件保密'),
]

/**
 * The code of a choice by its code, its words in either language or other words for it; undefined when it is none.
 * @param own the mapping's own words, which come first
 */
export function readChoice(
  text: string,
  choices: readonly Choice[],
  own: Readonly<Record<string, string>> = {},
): string | undefined {
  const said = plainWord(text)
  for (const [word, value] of Object.entries(own)) {
    if (plainWord(word) === said && choices.some((c) => c.value === value)) return value
  }
  return choices.find((c) =>
    [c.value, c.label.zh, c.label.en, ...c.also].some((word) => plainWord(word) === said),
  )?.value
}
