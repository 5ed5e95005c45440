/** Only what our charts need of echarts; loaded with the first chart. */
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Series } from './chart.tsx'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** Draws into an element. Colours are those of the desk, read from its style sheet. @returns takes it away again */
export function draw(
  element: HTMLElement,
  o: { names: string[]; series: Series[]; unit: string; dark: boolean },
): () => void {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const chart = init(element, null, { renderer: 'svg' })
  // By its name: what a word measures is asked of a font, and inherit is none.
  const text = { color: colour('--ink'), fontFamily: getComputedStyle(element).fontFamily }
  chart.setOption({
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    color: [colour('--blue'), colour('--amber-line'), colour('--green'), colour('--violet')],
    textStyle: text,
    grid: { left: 8, right: 12, top: 44, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: text },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (v: unknown) => (v === '-' ? '-' : `${String(v)} ${o.unit}`),
      backgroundColor: colour('--raised'),
      borderColor: colour('--line'),
      textStyle: text,
    },
    xAxis: {
      type: 'category',
      data: o.names,
      axisLabel: { color: colour('--quiet') },
      axisLine: { lineStyle: { color: colour('--edge') } },
    },
    yAxis: {
      type: 'value',
      name: o.unit,
      nameTextStyle: { color: colour('--quiet') },
      axisLabel: { color: colour('--quiet') },
      splitLine: { lineStyle: { color: colour('--hair') } },
    },
    series: o.series.map((s) => ({
      name: s.name,
      type: s.type,
      data: s.data,
      connectNulls: true,
      symbolSize: 8,
      barMaxWidth: 28,
    })),
  })
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(element)
  return () => {
    watch.disconnect()
    chart.dispose()
  }
}
