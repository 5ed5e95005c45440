/** What the page of figures shows, out of the open data alone: whoever has the file can make the same page. Pure. */
import type { Lang } from '../../kernel/errors/index.ts'
import {
  COUNT_NAMES,
  type Dimension,
  interval,
  isRate,
  LEAST,
  MEASURE_WORDS,
  type Measure,
  type OpenData,
  RATE_NAMES,
} from '../../openness/index.ts'
import { fill, textsIn } from '../texts/index.ts'

export type ShownBy = Exclude<Dimension, 'all'>
export const SHOWN_BY: readonly ShownBy[] = ['unit', 'topic', 'channel']
/** What is drawn by dimension; the rest stands in the yearly report. */
export const DRAWN: readonly Measure[] = ['contacts', 'persons', 'matters', 'ended', ...RATE_NAMES]

export interface Choice {
  year: string
  by: ShownBy
  /** A code of the dimension; '' = the whole bureau. */
  code: string
  measure: Measure
}

export interface ShownFigure {
  /** As printed: `12`, `87.5%`, `不显示`, `—`. */
  text: string
  /** `7 / 8`, with a small number's interval. */
  note: string
  /** Length of a bar, 0 to 100; null = none to draw. */
  share: number | null
  /** There are cases, but too few to be shown. */
  hidden: boolean
}

type Key = string
const keyOf = (period: string, by: string, code: string, measure: string): Key =>
  `${period}|${by}|${code}|${measure}`

export type Index = ReadonlyMap<Key, { value: number | null; of: number | null }>

/** What a function makes of figures, made once for each: all requests of a day are given the same object. */
function oncePerData<T>(make: (data: OpenData) => T): (data: OpenData) => T {
  const made = new WeakMap<OpenData, { of: T }>()
  return (data) => {
    const known = made.get(data) ?? { of: make(data) }
    made.set(data, known)
    return known.of
  }
}

export const indexOf: (data: OpenData) => Index = oncePerData(
  (data) =>
    new Map(
      data.rows.map(([period, by, code, measure, value, of]) => [
        keyOf(period, by, code, measure),
        { value, of },
      ]),
    ),
)

/** Below so many cases the interval is printed beside the rate. */
export const SMALL = 30

export function shown(
  index: Index,
  at: { period: string; by: Dimension; code: string; measure: Measure },
  lang: Lang,
  most = 0,
): ShownFigure {
  const t = textsIn(lang).figures
  const cell = index.get(keyOf(at.period, at.by, at.code, at.measure))
  const rate = isRate(at.measure)
  if (!cell || (rate && cell.of === 0))
    return rate
      ? { text: '—', note: '', share: null, hidden: false }
      : { text: '0', note: '', share: 0, hidden: false }
  const { value, of } = cell
  if (value === null) return { text: t.hidden, note: '', share: null, hidden: true }
  if (!rate || of === null)
    return { text: String(value), note: '', share: most > 0 ? (100 * value) / most : 0, hidden: false }
  const percent = Math.round((1000 * value) / of) / 10
  const range = interval(value, of)
  const between = range && of < SMALL ? ` · ${fill(t.between, { low: range.low, high: range.high })}` : ''
  return { text: `${percent}%`, note: `${value} / ${of}${between}`, share: percent, hidden: false }
}

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))

/** Years that have figures, and the one the figures were counted in; the latest first. */
export const yearsOf: (data: OpenData) => readonly string[] = oncePerData((data) => {
  const last = Number(data.day.slice(0, 4))
  const first = Number(data.from.slice(0, 4))
  const used = new Set(data.rows.map(([period]) => period.slice(0, 4)))
  return Array.from({ length: last - first + 1 }, (_, i) => String(last - i)).filter(
    (y) => used.has(y) || y === String(last),
  )
})

/** What was asked for, as far as the data know it. */
export function choiceOf(data: OpenData, query: Record<string, unknown>): Choice {
  const one = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '')
  const years = yearsOf(data)
  const by = SHOWN_BY.find((b) => b === one('by')) ?? 'topic'
  const code = data.codes[by].some((c) => c.code === one('code')) ? one('code') : ''
  return {
    year: years.includes(one('year')) ? one('year') : years[0]!,
    by,
    code,
    measure: DRAWN.find((m) => m === one('measure')) ?? 'matters',
  }
}

export function figuresPage(data: OpenData, choice: Choice, lang: Lang) {
  const index = indexOf(data)
  const { year, by, code, measure } = choice
  const at = (period: string, b: Dimension, c: string, m: Measure, most = 0) =>
    shown(index, { period, by: b, code: c, measure: m }, lang, most)
  const numberOf = (period: string, b: Dimension, c: string) =>
    index.get(keyOf(period, b, c, measure))?.value ?? 0
  const rate = isRate(measure)
  const [seriesBy, seriesCode]: [Dimension, string] = code === '' ? ['all', 'all'] : [by, code]
  const lastMonth = data.day.slice(0, 7)
  const months = MONTHS.map((m) => `${year}-${m}`).filter((m) => m <= lastMonth)
  const mostInMonth = Math.max(0, ...months.map((m) => numberOf(m, seriesBy, seriesCode)))
  const mostInCode = Math.max(0, ...data.codes[by].map((c) => numberOf(year, by, c.code)))
  return {
    choice,
    years: yearsOf(data),
    codes: data.codes[by].map((c) => ({ code: c.code, name: c.name[lang] })),
    measures: DRAWN.map((m) => ({ id: m, name: MEASURE_WORDS[m].name[lang] })),
    measure: {
      name: MEASURE_WORDS[measure].name[lang],
      value: MEASURE_WORDS[measure].value[lang],
      of: MEASURE_WORDS[measure].of?.[lang] ?? null,
    },
    subject: code === '' ? null : data.codes[by].find((c) => c.code === code)!.name[lang],
    counts: COUNT_NAMES.slice(0, 4).map((m) => ({
      name: MEASURE_WORDS[m].name[lang],
      ...at(year, 'all', 'all', m),
    })),
    rates: RATE_NAMES.map((m) => ({ name: MEASURE_WORDS[m].name[lang], ...at(year, 'all', 'all', m) })),
    months: months.map((m) => ({
      label: String(Number(m.slice(5))),
      ...at(m, seriesBy, seriesCode, measure, mostInMonth),
    })),
    /** What the chart's file is asked by: the same question as the page's. */
    chartQuery: new URLSearchParams({ ...choice }).toString(),
    table: data.codes[by].map((c) => ({
      code: c.code,
      name: c.name[lang],
      ...at(year, by, c.code, measure, mostInCode),
    })),
    rate,
    least: LEAST,
  }
}

/** Of this year, for the front door. */
export function keyFigures(data: OpenData, lang: Lang) {
  const index = indexOf(data)
  const period = data.day.slice(0, 4)
  return (['matters', 'handling', 'satisfaction', 'solved'] as const).map((measure) => ({
    name: MEASURE_WORDS[measure].name[lang],
    ...shown(index, { period, by: 'all', code: 'all', measure }, lang),
  }))
}

/** Tables of the yearly report. */
export function reportPage(data: OpenData, year: string, lang: Lang) {
  const index = indexOf(data)
  const row = (by: Dimension, code: string, measures: readonly Measure[]) =>
    measures.map((measure) => shown(index, { period: year, by, code, measure }, lang))
  const heads = (measures: readonly Measure[]) => measures.map((m) => MEASURE_WORDS[m].name[lang])
  const table = (by: ShownBy, measures: readonly Measure[]) => ({
    heads: heads(measures),
    rows: [
      ...data.codes[by].map((c) => ({ name: c.name[lang], cells: row(by, c.code, measures), sum: false })),
      { name: textsIn(lang).figures.total, cells: row('all', 'all', measures), sum: true },
    ],
  })
  const single = (m: Measure) => ({
    name: MEASURE_WORDS[m].name[lang],
    what: MEASURE_WORDS[m].value[lang],
    ...shown(index, { period: year, by: 'all', code: 'all', measure: m }, lang),
  })
  return {
    year,
    complete: data.day.slice(0, 4) > year,
    volume: (['contacts', 'persons', 'matters', 'ended', 'reviews', 'published'] as const).map(single),
    channel: table('channel', ['contacts', 'persons', 'matters']),
    topic: table('topic', ['matters', 'ended', 'solved']),
    unit: table('unit', ['matters', 'acceptance', 'handling', 'response']),
    ratings: table('unit', ['participation', 'satisfaction', 'solved']),
    oversight: (['orders', 'reminders', 'advice', 'advice-adopted'] as const).map(single),
  }
}
