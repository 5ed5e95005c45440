/** Small parts the documents are written with. Pure. */
import type { Day, PaperFacts } from './contract.ts'

/** 2026-03-05 → 2026年3月5日, as the standard writes a date. */
export function dateWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A sentence without the stop at its end, to be put into another. */
export const unstopped = (text: string): string => text.trim().replace(/[。；;.\s]+$/u, '')

/** Ends with one full stop. */
export const stopped = (text: string): string => `${unstopped(text)}。`

/** Lines of a longer text as paragraphs. */
export const lines = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What the matter is about, in a title: 关于……信访事项. */
export const about = (f: PaperFacts): string => (f.subject ? `“${unstopped(f.subject)}”` : `${f.number}号`)

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
/** 1 → 一; past ten 11 → 十一. */
export function numeral(n: number): string {
  if (n <= 10) return NUMERALS[n - 1]!
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? NUMERALS[tens - 1] : ''}十${ones > 0 ? NUMERALS[ones - 1] : ''}`
}

/** How the matter came, as the first sentence of a notice. */
export const received = (f: PaperFacts): string =>
  `您于${dateWords(f.receivedOn)}通过${f.channel}提出的${about(f)}信访事项（编号：${f.number}）`

/** Each demand with its number. */
export const demandList = (f: PaperFacts): string[] => f.demands.map((d, i) => `${i + 1}．${stopped(d.text)}`)

/** The text of the regulations by name. */
export const regulationName = (f: PaperFacts): string =>
  f.regulation === 'R05' ? '《信访条例》' : '《信访工作条例》'

/** How a matter came, by its channel. */
export const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  letter: '来信',
  visit: '来访',
  phone: '来电',
  web: '网上信访',
  'letter-box': '领导信箱',
  mobile: '移动端',
  sms: '短信',
  'fax-mail': '传真、邮件',
  'from-above': '上级机关转送交办的渠道',
}
