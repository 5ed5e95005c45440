/** What echarts is told of one of our charts, harmless whatever its words are. Pure. */
import type { EChartsCoreOption } from 'echarts/core'
import { harmless } from '../../../../src/charts/harmless.ts'
import type { Series } from './chart.tsx'

export interface Drawing {
  names: string[]
  series: Series[]
  unit: string
}

/** Colours and letters of the desk as its style sheet has them. */
export interface Look {
  colour: (name: string) => string
  fontFamily: string
}

export function chartOption(
  { names, series, unit }: Drawing,
  { colour, fontFamily }: Look,
): EChartsCoreOption {
  const text = { color: colour('--ink'), fontFamily }
  const quiet = { color: colour('--quiet'), fontFamily }
  return harmless({
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    color: [colour('--blue'), colour('--amber-line'), colour('--green'), colour('--violet')],
    textStyle: text,
    grid: { left: 8, right: 12, top: 44, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: text },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (v: unknown) => (v === '-' ? '-' : `${String(v)} ${unit}`),
      backgroundColor: colour('--raised'),
      borderColor: colour('--line'),
      textStyle: text,
    },
    xAxis: {
      type: 'category',
      data: names,
      axisLabel: quiet,
      axisLine: { lineStyle: { color: colour('--edge') } },
    },
    yAxis: {
      type: 'value',
      name: unit,
      nameTextStyle: quiet,
      axisLabel: quiet,
      splitLine: { lineStyle: { color: colour('--hair') } },
    },
    series: series.map((s) => ({
      name: s.name,
      type: s.type,
      data: s.data,
      connectNulls: true,
      symbolSize: 8,
      barMaxWidth: 28,
    })),
  })
}
