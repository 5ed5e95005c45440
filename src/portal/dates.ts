/** Days and instants as people read them. */
import { weekday } from '../kernel/calendar/index.ts'
import type { Lang } from '../kernel/errors/index.ts'

const ZH = ['日', '一', '二', '三', '四', '五', '六']
const EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2026-02-24` → 2026年2月24日（星期二） / Tuesday 24 February 2026. */
export function dayText(day: string, lang: Lang): string {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const at = weekday(day) % 7
  return lang === 'zh' ? `${y}年${m}月${d}日（星期${ZH[at]}）` : `${EN[at]} ${d} ${MONTHS[m - 1]} ${y}`
}

/** An instant in the bureau's zone, to the minute. */
export function whenText(instant: string, lang: Lang, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const of = Object.fromEntries(parts.map((p) => [p.type, p.value]))
  const time = `${of.hour}:${of.minute}`
  return lang === 'zh'
    ? `${of.year}年${Number(of.month)}月${Number(of.day)}日 ${time}`
    : `${Number(of.day)} ${MONTHS[Number(of.month) - 1]} ${of.year}, ${time}`
}
