/** A year's holiday notice as a table (放假通知表): date or range, day off or worked, festival. Pure. */
import { FESTIVALS, type FestivalId, type HolidayNotice, isPlainDate } from '../../kernel/calendar/index.ts'
import { type Column, type PlannedRow, type TableRow, wrong } from '../../tables/index.ts'

export const NOTICE_COLUMNS: readonly Column[] = [
  { id: 'date', label: { zh: '日期', en: 'Date' }, required: true },
  { id: 'kind', label: { zh: '安排', en: 'Off or worked' }, required: true },
  { id: 'festival', label: { zh: '节日', en: 'Festival' }, required: true },
  { id: 'basis', label: { zh: '依据', en: 'Basis' }, required: false },
]

const OFF = ['放假', '休', '休息', 'off', '假']
const WORK = ['上班', '班', '调休上班', 'work', 'worked']

export interface NoticeHead {
  year: number
  title: string
  number: string | null
}

/** `2027-01-01`, `2027/1/1`, `2027年1月1日`; a range with `/`, `至` or `~` between two of them, the year once. */
function rangeOf(text: string, year: number): string | null {
  const days = text
    .split(/至|到|~|～|—|–|(?<=\d{4}-\d{2}-\d{2})\/(?=\d{4}-)/)
    .map((part) => dayOf(part, year))
  if (days.some((d) => d === null) || days.length > 2) return null
  return days.length === 2 ? `${days[0]}/${days[1]}` : days[0]!
}

function dayOf(text: string, year: number): string | null {
  const m = /^\s*(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?\s*$/.exec(text)
  if (!m) return null
  const day = `${m[1] ?? year}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}`
  return isPlainDate(day) ? day : null
}

function festivalOf(text: string): FestivalId | null {
  const plain = text.trim().replace(/假期|放假/g, '')
  const ids = Object.keys(FESTIVALS) as FestivalId[]
  const both = plain.includes('国庆') && plain.includes('中秋')
  if (both) return 'nationalMidAutumn'
  return (
    ids.find((id) => FESTIVALS[id].zh === plain || FESTIVALS[id].en.toLowerCase() === plain.toLowerCase()) ??
    ids.find((id) => plain.length >= 2 && FESTIVALS[id].zh.startsWith(plain.replace(/节$/, ''))) ??
    null
  )
}

export function planNotice(
  head: NoticeHead,
  table: readonly TableRow[],
): { rows: PlannedRow[]; notice: HolidayNotice } {
  const source = head.number === null ? head.title : `${head.title}（${head.number}）`
  const days: HolidayNotice['days'] = []
  const seen = new Map<string, number>()
  const rows = table.map(({ line, cells }): PlannedRow => {
    const problems = []
    const range = rangeOf(cells.date!, head.year)
    const festival = festivalOf(cells.festival!)
    const kind = cells.kind!.toLowerCase()
    const off = OFF.includes(kind)
    if (range === null) {
      problems.push(
        wrong(
          'date',
          '须写成 2027-01-01，或 2027-01-01至2027-01-03',
          'as 2027-01-01, or 2027-01-01~2027-01-03',
        ),
      )
    } else if (seen.has(range)) {
      problems.push(wrong('date', `与第 ${seen.get(range)} 行重复`, `the same as line ${seen.get(range)}`))
    } else if (range.includes('/') && range.slice(0, 10) > range.slice(11)) {
      problems.push(wrong('date', '结束日期早于开始日期', 'it ends before it begins'))
    } else if (!off && range.includes('/')) {
      problems.push(wrong('date', '上班日请每天一行', 'one line for each worked day'))
    }
    if (range !== null && !seen.has(range)) seen.set(range, line)
    if (!off && !WORK.includes(kind))
      problems.push(wrong('kind', '须为“放假”或“上班”', 'must be “off” or “work”'))
    if (festival === null) {
      problems.push(
        wrong('festival', `没有节日“${cells.festival}”`, `there is no festival “${cells.festival}”`),
      )
    }
    if (problems.length > 0) return { line, action: 'wrong', cells, changed: [], problems }
    const own = cells.basis ? cells.basis : source
    let entry = days.find((d) => d.festival === festival && d.source === own)
    if (!entry) {
      entry = { festival: festival!, off: [], work: [], source: own }
      days.push(entry)
    }
    entry[off ? 'off' : 'work'].push(range!)
    return { line, action: 'add', cells, changed: [], problems }
  })
  return { rows, notice: { ...head, days } }
}
