/** Names of departments and projects are anybody's words: drawn, they leave what every object inherits as it was. */
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { expect, it } from 'vitest'
import { chartOption } from './chart-option.ts'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer])

it('draws words every object inherits, and writes into no object of ours', () => {
  const names = Object.getOwnPropertyNames(Object.prototype)
  const before = JSON.stringify(Object.getOwnPropertyDescriptors(Object.prototype))
  const data = names.map(() => '1')
  const series = names.map((name) => ({ name, type: 'bar' as const, data }))
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 1200, height: 600 })
  chart.setOption(
    chartOption(
      { names, series, unit: 'constructor' },
      { colour: () => '#123456', fontFamily: 'sans-serif' },
    ),
  )
  const svg = chart.renderToSVGString()
  chart.dispose()
  expect(svg.replaceAll('\u2060', '')).toContain('__proto__')
  expect(JSON.stringify(Object.getOwnPropertyDescriptors(Object.prototype))).toBe(before)
  expect('width' in {}).toBe(false)
  for (const name of names) expect(svg).not.toContain(`>${name}<`)
})
