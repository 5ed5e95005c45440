/** Charts of the public figures, drawn from the open data alone, like the page beside them. Pure. */
import { barChart, type ChartInput, lineChart } from '../../charts/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import { isRate, MEASURE_WORDS, type Measure, type OpenData } from '../../openness/index.ts'
import { fill, textsIn } from '../texts/index.ts'
import { type Choice, figuresPage, indexOf } from './figures-model.ts'

/** How a chart is asked for: for a phone, in large print. */
export interface ChartSize {
  phone: boolean
  large: boolean
}

const sizeOf = (s: ChartSize) => ({ width: s.phone ? 340 : 640, letters: s.large ? 18 : 14 })
const percent = (v: number) => `${Math.round(v * 10) / 10}%`

/** One measure month by month, as bars. */
export function monthsChart(data: OpenData, choice: Choice, lang: Lang, size: ChartSize): string {
  const t = textsIn(lang).figures
  const page = figuresPage(data, choice, lang)
  const index = indexOf(data)
  const [by, code] = choice.code === '' ? (['all', 'all'] as const) : ([choice.by, choice.code] as const)
  const figureOf = (month: string): number | null => {
    const cell = index.get(`${choice.year}-${month.padStart(2, '0')}|${by}|${code}|${choice.measure}`)
    if (!cell) return page.rate ? null : 0
    if (cell.value === null) return null
    return page.rate ? (cell.of ? (100 * cell.value) / cell.of : null) : cell.value
  }
  const name = fill(t.chart, { name: page.measure.name, year: choice.year })
  const input: ChartInput = {
    title: page.subject ? `${name} · ${page.subject}` : name,
    desc: page.months.map((m) => `${fill(t.monthUnit, { month: m.label })} ${m.text}`).join('; '),
    labels: page.months.map((m) => fill(t.monthShort, { month: m.label })),
    series: [{ name: page.measure.name, values: page.months.map((m) => figureOf(m.label)) }],
    missing: page.months.some((m) => m.hidden) ? '∗' : '—',
    ...(page.rate ? { least: 0, most: 100, format: percent } : { unit: t.countUnit }),
    ...sizeOf(size),
  }
  return barChart(input)
}

/** What is drawn in the yearly report: how much came and ended, and how the rates went, both month by month. */
export const REPORT_CHARTS = {
  volume: ['contacts', 'matters', 'ended'],
  rates: ['acceptance', 'handling', 'response'],
} as const
export type ReportChart = keyof typeof REPORT_CHARTS

export function reportChart(
  data: OpenData,
  year: string,
  which: ReportChart,
  lang: Lang,
  size: ChartSize,
): string {
  const t = textsIn(lang)
  const index = indexOf(data)
  const measures: readonly Measure[] = REPORT_CHARTS[which]
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`).filter(
    (m) => m <= data.day.slice(0, 7),
  )
  const figureOf = (month: string, measure: Measure): number | null => {
    const cell = index.get(`${month}|all|all|${measure}`)
    if (!cell) return isRate(measure) ? null : 0
    if (cell.value === null || !isRate(measure)) return cell.value
    return cell.of ? (100 * cell.value) / cell.of : null
  }
  const series = measures.map((measure) => ({
    name: MEASURE_WORDS[measure].name[lang],
    values: months.map((m) => figureOf(m, measure)),
  }))
  return lineChart({
    title: fill(t.report[which === 'volume' ? 'volumeChart' : 'ratesChart'], { year }),
    desc: series
      .map(
        (s) =>
          `${s.name}: ${s.values.map((v) => (v === null ? '—' : which === 'rates' ? percent(v) : v)).join(', ')}`,
      )
      .join('; '),
    labels: months.map((m) => fill(t.figures.monthShort, { month: Number(m.slice(5)) })),
    series,
    ...(which === 'rates' ? { least: 0, most: 100, format: percent } : { unit: t.figures.countUnit }),
    ...sizeOf(size),
  })
}
