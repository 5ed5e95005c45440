import type { BarInput, StackedInput } from './contract.ts'
import { draw } from './draw.ts'
import { PATTERNS } from './look.ts'
import { widthOf } from './measure.ts'
import {
  barRoom,
  edge,
  type Frame,
  frameOf,
  frameOption,
  nameAxis,
  nameLines,
  namesFit,
  valueAxis,
} from './parts.ts'

const HEIGHT = 320

function heightOf(input: BarInput, f: Frame, bars: number): number {
  if (!input.lying) return input.height ?? HEIGHT
  const row = Math.max(nameLines(input, f) * Math.round(f.letters * 1.3), bars * (f.letters + 6)) + f.letters
  return Math.round(f.top + input.labels.length * row + 2 * edge)
}

interface Kind {
  stack?: string
  barGap?: string
  /** Numbers stand in the bars, not at their ends. */
  inside: boolean
  /** How the axis is written where it is not as the values are. */
  axis?: (value: number) => string
}

function bars(input: BarInput, f: Frame, drawn: readonly (readonly (number | null)[])[], kind: Kind): string {
  const lying = input.lying ?? false
  const printed = input.values ?? true
  const name = nameAxis(input, f, lying)
  const value = valueAxis(input, kind.axis ? { ...f, format: kind.axis } : f, lying)
  const height = heightOf(input, f, kind.stack ? 1 : input.series.length)
  const option = {
    ...frameOption(input, f),
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: decalsOf(f) } },
    xAxis: lying ? value : name,
    yAxis: lying ? name : value,
    series: input.series.map((s, i) => ({
      type: 'bar' as const,
      name: s.name,
      stack: kind.stack,
      barMaxWidth: lying ? f.letters + 6 : 56,
      barCategoryGap: '32%',
      barGap: kind.barGap,
      itemStyle: {
        color: f.look.colours[i % f.look.colours.length],
        borderColor: f.look.ground,
        borderWidth: kind.stack ? 1 : 0,
      },
      data: s.values.map((v, at) => ({
        value: drawn[i]![at] ?? 0,
        label: {
          show: printed && (!kind.inside || (v !== null && v > 0)),
          position: kind.inside ? ('inside' as const) : lying ? ('right' as const) : ('top' as const),
          formatter: () => (v === null ? f.missing : f.format(v)),
          fontSize: f.letters,
          color: v === null ? f.look.soft : f.look.ink,
          // Printed over patterns: letters on a ground of their own stay readable.
          ...(kind.inside
            ? { backgroundColor: f.look.ground, padding: [1, 4] as [number, number], borderRadius: 3 }
            : { textBorderColor: f.look.ground, textBorderWidth: 3 }),
        },
      })),
      labelLayout: kind.inside ? { hideOverlap: true } : undefined,
    })),
  }
  return draw(option, { title: input.title, desc: input.desc, width: f.width, height })
}

const decalsOf = (f: Frame) =>
  PATTERNS.map((p) =>
    p === 'none' ? { symbol: 'none' } : { ...p, color: f.look.pattern, backgroundColor: 'rgba(0,0,0,0)' },
  )

/** Upright bars lie down where their names would not fit, as a year of months on a phone in large print. */
const laid = <I extends BarInput>(input: I, f: Frame): I => ({
  ...input,
  lying: input.lying ?? !namesFit(input, f),
})

/** Room to the right of the longest lying bar, so that the number at its end is not cut. */
function withRoom(input: BarInput, f: Frame): BarInput {
  if (!input.lying || input.most !== undefined) return input
  const most = Math.max(0, ...input.series.flatMap((s) => s.values.map((v) => v ?? 0)))
  const numbers = input.series.flatMap((s) =>
    s.values.map((v) => widthOf(v === null ? f.missing : f.format(v), f.letters)),
  )
  const share = Math.min(0.7, (Math.max(0, ...numbers) + edge) / barRoom(input, f))
  return { ...input, most: most > 0 ? most / (1 - share) : 1 }
}

/**
 * Bars side by side, one group a label. Gives SVG text: a file of its own, or inline under a strict policy.
 * @throws RangeError where a series has not one value for each label.
 */
export function barChart(input: BarInput): string {
  const f = frameOf(input)
  const roomy = withRoom(laid(input, f), f)
  return bars(
    roomy,
    f,
    input.series.map((s) => s.values),
    { barGap: '12%', inside: false },
  )
}

/**
 * Parts upon each other in one bar a label; with `whole` each bar is filled to 100 %, and the numbers printed stay those
 * handed in. What is `null` is left out of the sum. Gives SVG text as `barChart` does.
 * @throws RangeError where a series has not one value for each label, or a part is below nought.
 */
export function stackedChart(input: StackedInput): string {
  if (input.series.some((s) => s.values.some((v) => v !== null && v < 0)))
    throw new RangeError('parts of a whole are not below nought')
  const f = frameOf(input)
  const sums = input.labels.map((_, at) => input.series.reduce((n, s) => n + (s.values[at] ?? 0), 0))
  const drawn = input.series.map((s) =>
    s.values.map((v, at) => (v === null ? null : input.whole ? (sums[at] ? (100 * v) / sums[at]! : 0) : v)),
  )
  const shown = input.whole ? { ...laid(input, f), most: 100, unit: undefined } : laid(input, f)
  return bars(shown, f, drawn, { stack: 'all', inside: true, axis: input.whole ? (v) => `${v}%` : undefined })
}
