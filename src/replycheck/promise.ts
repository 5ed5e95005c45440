/**
 * Is there a promise with a day or a period, and does the day still lie ahead? A date of what has happened is no promise:
 * a day that lies ahead counts, one that lies back only right after a word that promises (预计, 计划, 力争 …). Pure.
 */
import { addDays, diffDays, type PlainDate } from '../kernel/calendar/index.ts'
import type { FindingView, PlaceView } from './contract.ts'
import { type Part, placeOf, reason, type Sentence, sentencesOf } from './text.ts'

/** Words that promise, right before a day. */
const PROMISES =
  /(?:预计|计划|拟|争取|力争|确保|预期|有望|承诺|届时|即将|将于|将在|定于|约定)[^，,。；]{0,14}$/u
/** Right after a day: something is to be done on it. */
const TO_BE = /^[^，,。；]{0,4}(?:开工|完工|完成|启动|建成|投入|竣工|交付|通车|开通|办结|到位|实施)/u
/** Forward, with no day. */
const SOON = /(?:尽快|尽早|近期|近日内|适时|择期|及早|早日|下一步|今后|待条件)/u
const DATE =
  /(?:(\d{4})\s?年|(今年|明年|年内))?\s?(?:(\d{1,2})\s?月(?:份)?)?\s?(?:(\d{1,2})\s?[日号])?(底|末|上旬|中旬|下旬|初)?(?:之?前|以前)?/gu
const PERIOD =
  /(?:[一二三四五六七八九十两]+|\d{1,3})\s?个?(?:工作日|日|天|周|星期|月|季度|年)(?:之内|以内|内)(?!.{0,4}(?:来|以来))/gu
/** What is to come within a period. */
const WITHIN = /(?:将|完成|办结|答复|回复|整改|解决|到位|处理|办理|反馈|拆除|交付|退还|支付|通车)/u
/** A clause of what has been. */
const BEHIND = /(?:已(?!计划|列入|纳入)|曾|了|过|以来|原)/u
/** A day without a year that lies further back than this is meant of the year to come. */
const TURN_DAYS = 180

interface Promised {
  place: PlaceView
  /** Last day meant; null for a period, which runs from the reply. */
  by: PlainDate | null
}

const pad = (n: number) => String(n).padStart(2, '0')
const lastOf = (year: number, month: number): PlainDate =>
  addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${pad(month + 1)}-01`, -1)

/** The last day that a date in words can mean; null where it names no day, month or year, or one there is not. */
export function lastDayOf(
  d: { year?: string; word?: string; month?: string; day?: string; part?: string },
  today: PlainDate,
): PlainDate | null {
  const thisYear = Number(today.slice(0, 4))
  const named = d.year ? Number(d.year) : d.word ? thisYear + (d.word === '明年' ? 1 : 0) : null
  const month = d.month ? Number(d.month) : null
  if (named === null && month === null) return null
  if (named !== null && (named < 1990 || named > 2100)) return null
  if (month !== null && (month < 1 || month > 12)) return null
  const ofYear = (year: number): PlainDate | null => {
    if (month === null) return `${year}-12-31`
    const last = lastOf(year, month)
    if (d.day) {
      const day = Number(d.day)
      return day >= 1 && day <= Number(last.slice(8)) ? `${last.slice(0, 8)}${pad(day)}` : null
    }
    if (d.part === '上旬' || d.part === '初') return `${last.slice(0, 8)}10`
    return d.part === '中旬' ? `${last.slice(0, 8)}20` : last
  }
  const day = ofYear(named ?? thisYear)
  if (day === null || named !== null || diffDays(day, today) <= TURN_DAYS) return day
  return ofYear(thisYear + 1)
}

/** Clause of a sentence around a place. */
function clauseAt(words: string, from: number, to: number): string {
  const before = Math.max(...['，', ',', '；'].map((c) => words.lastIndexOf(c, from - 1)))
  const after = [...'，,；'].map((c) => words.indexOf(c, to)).filter((i) => i >= 0)
  return words.slice(before + 1, after.length > 0 ? Math.min(...after) : words.length)
}

function promisedIn(part: Part, s: Sentence, today: PlainDate): Promised[] {
  const found: Promised[] = []
  const at = (m: RegExpMatchArray): PlaceView => {
    const from = s.from + m.index!
    return { part: part.id, from, to: from + m[0].length, words: m[0] }
  }
  for (const m of s.words.matchAll(DATE)) {
    const [all, year, word, month, day, portion] = m
    const by = lastDayOf({ year, word, month, day, part: portion }, today)
    if (!by) continue
    const end = m.index + all.length
    if (BEHIND.test(clauseAt(s.words, m.index, end))) continue
    const promised = PROMISES.test(s.words.slice(0, m.index))
    const ahead = by > today
    // A bare year tells of a plan's name or of figures; a month or day ahead is what one can wait for.
    const exact = month !== undefined || word === '年内' || portion !== undefined
    if ((promised && (ahead || exact)) || (ahead && (exact || TO_BE.test(s.words.slice(end)))))
      found.push({ place: at(m), by })
  }
  for (const m of s.words.matchAll(PERIOD)) {
    const clause = clauseAt(s.words, m.index, m.index + m[0].length)
    if (WITHIN.test(clause) && !BEHIND.test(clause)) found.push({ place: at(m), by: null })
  }
  return found
}

export function checkPromise(parts: readonly Part[], today: PlainDate): FindingView {
  const said = parts.filter((p) => !p.id.endsWith('.basis'))
  const sentences = said.flatMap((part) => sentencesOf(part.text).map((s) => ({ part, s })))
  const all = sentences.flatMap(({ part, s }) => promisedIn(part, s, today))
  const past = all.filter((p) => p.by !== null && p.by < today)
  const coming = all.filter((p) => p.by === null || p.by >= today)
  const finding = (verdict: FindingView['verdict'], reasons: FindingView['reasons']): FindingView => ({
    question: 'promise',
    verdict,
    reasons,
  })
  const dated = () =>
    reason(
      'dated',
      { words: coming[0]!.place.words },
      coming.slice(0, 5).map((p) => p.place),
    )
  if (past.length > 0)
    return finding('look', [
      reason(
        'past',
        { words: past[0]!.place.words, by: past[0]!.by! },
        past.slice(0, 5).map((p) => p.place),
      ),
      ...(coming.length > 0 ? [dated()] : []),
    ])
  if (coming.length > 0) return finding('found', [dated()])
  const soon = sentences.filter(({ s }) => SOON.test(s.words))
  if (soon.length > 0)
    return finding('look', [
      reason(
        'vague',
        { words: SOON.exec(soon[0]!.s.words)![0] },
        soon.slice(0, 3).map(({ part, s }) => placeOf(part, s)),
      ),
    ])
  return finding('none', [reason('none')])
}
