/** Is the basis named: a law, regulation, document or policy by its name, its number or its article? Pure. */
import type { FindingView } from './contract.ts'
import { type Part, placesOf, reason } from './text.ts'

/** A title in 《》 that ends as rules do; a column or a newspaper in 《》 is none. */
const TITLE =
  '《[^《》]{2,80}(?:法|条例|办法|规定|规则|细则|意见|通知|方案|决定|标准|规范|规程|规划|计划|制度|政策|纪要|批复|复函|函|公告|通告|办理指南|指南|章程|合同|协议|目录|名单|暂行|试行|[）)])》'
/** 〔2019〕12号, 政发[2018]5号. */
const NUMBER =
  '(?:(?![据照及和合按依])[\\p{Script=Han}A-Za-z]){0,12}[〔\\[［(（]\\d{4}[〕\\]］)）]\\s?\\d{1,5}\\s?号'
/** 第四十三条, 第12条第2款. */
const ARTICLE = '第[一二三四五六七八九十百零〇\\d]{1,6}条(?:第[一二三四五六七八九十\\d]{1,3}[款项])?'
/** 物权法 without marks, after a word that leads to it. */
const UNMARKED =
  '(?:根据|依据|依照|按照|违反|符合|参照)(?:了|我国|《)?(?!相关|有关|国家|上级|现行|法律)[\\p{Script=Han}]{2,24}(?:法|条例|管理办法|实施办法|实施细则|暂行规定)(?=[的规第，,。、；]|相关|要求)'
const NAMED = new RegExp([TITLE, NUMBER, ARTICLE, UNMARKED].join('|'), 'gu')
/** Rules that are spoken of and not named. */
const VAGUE =
  /(?:根据|依据|依照|按照|依|按)(?:国家|上级|省|市|县|区|我市|我县|现行|有关|相关|的|和|及|、|法律|法规|部门){0,6}(?:法律法规|法律|法规|政策|规定|文件精神|文件|要求)/gu
/** Words with which something is refused. */
const REFUSES =
  /不符合|不予|不能(?!及时|正常|发挥)|无法(?:受理|办理|支持|解决|满足|给予)|不宜|不属于|不具备|暂不|难以(?:支持|办理)|没有(?:政策|法律)?依据/gu

export function checkBasis(parts: readonly Part[]): FindingView {
  const finding = (verdict: FindingView['verdict'], r: FindingView['reasons'][number]): FindingView => ({
    question: 'basis',
    verdict,
    reasons: [r],
  })
  const named = placesOf(parts, NAMED)
  if (named.length > 0) return finding('found', reason('named', { n: named.length }, named))
  const vague = placesOf(parts, VAGUE)
  if (vague.length > 0) return finding('look', reason('vague', {}, vague))
  const refused = placesOf(parts, REFUSES)
  if (refused.length > 0) return finding('look', reason('refused-without', {}, refused))
  return finding('none', reason('none'))
}
