/** Codes of an export in words. The desk has words of its own; a file is read without it. */
import { END_LABELS } from '../../cases/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import type { RiskReason } from '../contract.ts'
import type { ListItem } from '../list-matters.ts'

type Words = Record<Lang, string>

export const CHANNEL_WORDS: Record<ListItem['channel'], Words> = {
  letter: { zh: '来信', en: 'Letter' },
  visit: { zh: '来访', en: 'Visit' },
  phone: { zh: '来电', en: 'Phone' },
  web: { zh: '网上', en: 'Web' },
  'letter-box': { zh: '领导信箱', en: 'Letter box' },
  mobile: { zh: '手机', en: 'Mobile' },
  sms: { zh: '短信', en: 'Text message' },
  'fax-mail': { zh: '传真邮件', en: 'Fax or mail' },
  'from-above': { zh: '上级转交', en: 'From above' },
}

export const CLASS_WORDS: Record<ListItem['class'], Words> = {
  suggestion: { zh: '意见建议', en: 'Suggestion' },
  misconduct: { zh: '检举控告', en: 'Report of misconduct' },
  'claim-31-1': { zh: '求决·第31条(一)', en: 'Claim, Art. 31(1)' },
  'claim-31-2': { zh: '求决·第31条(二)', en: 'Claim, Art. 31(2)' },
  'claim-31-3': { zh: '求决·第31条(三)', en: 'Claim, Art. 31(3)' },
  'claim-31-4': { zh: '求决·第31条(四)', en: 'Claim, Art. 31(4)' },
  'claim-31-5': { zh: '求决·第31条(五)', en: 'Claim, Art. 31(5)' },
  'claim-31-6': { zh: '求决·第31条(六)', en: 'Claim, Art. 31(6)' },
  inquiry: { zh: '咨询', en: 'Inquiry' },
  other: { zh: '其他', en: 'Other' },
}

export const END_WORDS: Readonly<Record<string, Words>> = END_LABELS

const LIKE: Record<'unit-category' | 'unit-procedure' | 'bureau-procedure', Words> = {
  'unit-category': { zh: '该单位同类事项', en: 'matters of this unit and category' },
  'unit-procedure': { zh: '该单位同程序事项', en: 'matters of this unit and procedure' },
  'bureau-procedure': { zh: '全局同程序事项', en: 'matters of this procedure in the bureau' },
}

/** A reason with its figures, as a sentence. */
export function reasonWords(r: RiskReason, lang: Lang): string {
  switch (r.kind) {
    case 'history':
      return lang === 'zh'
        ? `近一年${LIKE[r.of].zh}中，办到第${r.elapsed}天仍未办结的有${r.like}件，其中${r.longer}件超过${r.allowed}天`
        : `of ${r.like} ${LIKE[r.of].en} still open after ${r.elapsed} days, ${r.longer} took more than ${r.allowed}`
    case 'load':
      return lang === 'zh'
        ? `该单位在此日前到期的还有${r.before}件，近八周每个工作日办结${r.pace}件，需${r.needed}个工作日，只剩${r.left}个`
        : `the unit has ${r.before} due by that day and ends ${r.pace} a working day: ${r.needed} days needed, ${r.left} left`
    case 'not-begun':
      return lang === 'zh'
        ? `尚未着手办理，只剩${r.left}个工作日`
        : `not taken up yet, ${r.left} working days left`
  }
}
