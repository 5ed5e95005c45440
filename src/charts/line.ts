import type { ChartInput } from './contract.ts'
import { draw } from './draw.ts'
import { DASHES, MARKS } from './look.ts'
import { frameOf, frameOption, nameAxis, namesFit, valueAxis } from './parts.ts'

const HEIGHT = 320

/**
 * Lines over time; series differ by dashes and marks, not by colour alone. Where a value is `null` the line is broken.
 * Gives SVG text: a file of its own, or inline under a strict policy.
 * @throws RangeError where a series has not one value for each label.
 */
export function lineChart(input: ChartInput): string {
  const f = frameOf(input)
  const option = {
    ...frameOption(input, f),
    xAxis: { ...nameAxis(input, f, false, !namesFit(input, f)), boundaryGap: true },
    yAxis: valueAxis(input, f, false),
    series: input.series.map((s, i) => ({
      type: 'line' as const,
      name: s.name,
      data: s.values.map((v) => (v === null ? '-' : v)),
      connectNulls: false,
      symbol: MARKS[i % MARKS.length],
      symbolSize: Math.round(f.letters * 0.7),
      lineStyle: { width: 2.5, type: DASHES[i % DASHES.length] },
      label: {
        show: input.values ?? input.series.length === 1,
        position: 'top' as const,
        fontSize: f.letters,
        color: f.look.ink,
        textBorderColor: f.look.ground,
        textBorderWidth: 3,
        formatter: (p: { value: unknown }) => (typeof p.value === 'number' ? f.format(p.value) : ''),
      },
      labelLayout: { hideOverlap: true },
    })),
  }
  return draw(option, {
    title: input.title,
    desc: input.desc,
    width: f.width,
    height: input.height ?? HEIGHT,
  })
}
