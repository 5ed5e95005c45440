/** Only what our charts need of echarts; loaded with the first chart. */
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { chartOption, type Drawing } from './chart-option.ts'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** Draws into an element. Colours are those of the desk, read from its style sheet. @returns takes it away again */
export function draw(element: HTMLElement, drawing: Drawing): () => void {
  const style = getComputedStyle(document.documentElement)
  const chart = init(element, null, { renderer: 'svg' })
  chart.setOption(
    chartOption(drawing, {
      colour: (name) => style.getPropertyValue(name).trim(),
      // By its name: what a word measures is asked of a font, and inherit is none.
      fontFamily: getComputedStyle(element).fontFamily,
    }),
  )
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(element)
  return () => {
    watch.disconnect()
    chart.dispose()
  }
}
