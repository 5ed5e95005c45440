/** What a letter asks, where nobody has itemised it: its questions and requests, without those that are figures of speech. Pure. */
import { sentencesOf, tellingWords } from './text.ts'

/** Words by which a sentence asks for something. */
const ASKS =
  /[？?]|请问|想问|想知道|想了解|咨询|能否|是否|可否|何时|什么时候|为什么|为何|如何|怎么办|多少|哪里|哪个|有没有|可不可以|请求|恳请|恳求|希望|要求|建议|呼吁|盼|请.{0,14}(?:解决|查处|核实|处理|给予|回复|答复|明示|管|调查|帮)|希.{0,12}(?:部门|管理).{0,6}能|不知道?.{0,24}(?:还是|怎么|什么|哪)/u
/** Asks of its own, whatever the tone: a question so begun is no figure of speech. */
const PLAINLY =
  /请问|想问|咨询|请求|恳请|恳求|希望|要求|建议|何时|什么时候|多久|多少|电话|能否|可否|是否|哪里|哪个|如何|怎么(?:办|安排|处理|申请)/u
/** Said to move the reader, not to learn something. */
const FIGURE =
  /难道|岂(?:不|能|是)|何在|凭什么|谁(?:来|能)?(?:管|保护|负责)得|怎么能|怎样的心情|作何感想|无动于衷|情何以堪|公平吗|合理吗|放心吗|天理|良心|还有没有(?:王法|天理|人管)|这(?:岂|难道|不是|不就|是不是)/u
/** What only asks for an answer asks nothing of its own, alone or at the end of a sentence. */
const ONLY_ASKS =
  /(?:^|[，,])(?:[^，,]{0,12}|[^，,]{0,16}(?:希望|恳请|恳求|请求|期待|盼|望|请)[^，,]{0,20})(?:回复|答复|解答|重视|解决|处理|帮助|关注|盼复|谢谢|感谢|解难|做主|办实事|采取(?:行动|措施))[^，,]{0,6}[。！？!?；;]*$/u
/** Somebody else demands it: 学校要求七点到校. */
const OF_OTHERS =
  /(?:学校|老师|公司|单位|物业|开发商|银行|医院|老板|厂里|他们|对方|国家|政策|规定|文件|法律?|合同|严格|强制|不符合|符合)(?:都|又|还|却|一直|明确|方面)?(?:要求|建议|希望)/u
/** Words of every request, whatever is asked for. */
const FORMULA = new Set(
  '依法 依规 立即 采取 措施 行动 严肃 尽快 老百姓 办实事 做主 解难 难题 市委 县委 市政府 县政府 区政府 政府部门 上级 不胜感激 我们 广大 急切 方便 此事 此问题 早日 切实 维护 利益 权益 合法 抓紧 利国利民 好事 大好事 历史 遗留 报告 百忙之中 之中 名义 给个 说法 交代 真相 明白'.split(
    ' ',
  ),
)
/** Leading number of a point: 1、 二． （3）. */
const NUMBER = /^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、，．.:：](?!\d))/u
const MOST_ASKED = 12

/**
 * Sentences of a letter that ask for something, each with its own words; numbered points in one sentence are told apart.
 * Where anything is plainly asked, questions in passing are left out; in an inquiry each is meant.
 */
export function askedIn(text: string, inquiry = false): string[] {
  const asking = sentencesOf(text)
    .flatMap((s) => pointsOf(s.words))
    .map(withoutTail)
    .filter((words) => !/[:：]$/u.test(words) && ASKS.test(words.replace(OF_OTHERS, '')))
    .filter((words) => tellingWords(words).filter((w) => !FORMULA.has(w)).length >= 2)
  const plain = asking.filter((words) => PLAINLY.test(words.replace(OF_OTHERS, '')))
  const chosen = plain.length > 0 && !inquiry ? plain : asking.filter((words) => !FIGURE.test(words))
  return [...new Set(chosen)].slice(0, MOST_ASKED)
}

/** A heading that says the letter wants to know something. */
const INQUIRY = /咨询|请问|询问|请教|[？?]|吗$|如何|怎么/u
/** A heading that says what the letter complains of or proposes. */
const HEADING = /投诉|举报|反映|要求|请求|希望|建议|咨询|呼吁|恳请|关于/u

/** What a letter asks; its heading where the letter itself asks nothing in words. */
export function askedOf(subject: string, body: string): string[] {
  const asked = askedIn(body, INQUIRY.test(subject))
  if (asked.length > 0) return asked
  const inHeading = askedIn(subject)
  return inHeading.length > 0 || !HEADING.test(subject) ? inHeading : [subject]
}

/** A sentence without what only asks for an answer: 什么时候建成，盼复，谢谢！ */
function withoutTail(words: string): string {
  let rest = words
  for (let cut = rest.replace(ONLY_ASKS, ''); cut !== rest; cut = rest.replace(ONLY_ASKS, '')) rest = cut
  return rest
}

/** 需要哪些材料，2、电话是多少: two points. */
function pointsOf(sentence: string): string[] {
  return sentence
    .split(/(?<=[，,、\s])(?=[（(]?(?:[1-9]|[一二三四五六七八九])[)）、，．:：](?!\d))/u)
    .map((part) => part.replace(NUMBER, '').trim())
    .filter(Boolean)
}
