/**
 * Draws with Apache ECharts on the server and makes the drawing fit for our pages: no style, no script, no hover; a name and a
 * description to be read out; identifiers that follow from the content, so that the same input is the same file and several
 * charts can stand on one page. Allowed by a content security policy without inline styles.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { EChartsCoreOption } from 'echarts/core'
import { harmless } from './harmless.ts'

const load = createRequire(import.meta.url)
let drawing: typeof import('echarts/core').init | undefined

/** ECharts, read by the first drawing: it is six hundred files, a sixth of what a start would read. */
function echarts(): typeof import('echarts/core').init {
  if (drawing) return drawing
  const { BarChart, LineChart } = load('echarts/charts') as typeof import('echarts/charts')
  const parts = load('echarts/components') as typeof import('echarts/components')
  const { init, use } = load('echarts/core') as typeof import('echarts/core')
  const { SVGRenderer } = load('echarts/renderers') as typeof import('echarts/renderers')
  use([BarChart, LineChart, parts.GridComponent, parts.LegendComponent, parts.AriaComponent, SVGRenderer])
  drawing = init
  return init
}

const escaped = (text: string): string =>
  text.replace(/[<>&"]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[c]!)

/** `style="font-size:14px;fill:red"` as attributes of their own. */
const asAttributes = (style: string): string =>
  style
    .split(';')
    .map((rule) => /^\s*([a-z-]+)\s*:\s*(.*\S)\s*$/.exec(rule))
    .filter((rule) => rule !== null)
    .map((rule) => `${rule[1]}="${rule[2]}"`)
    .join(' ')

/** ECharts' text as our text: what is for a mouse goes, the rest stays. */
function cleaned(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<path[^>]* fill-opacity="0"[^>]*stroke-width="0"[^>]*><\/path>\n?/g, '')
    .replace(/ (?:class|pointer-events|ecmeta_[a-z_]+|xmlns:xlink|version|baseProfile)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => ` ${asAttributes(style)}`)
    .replace(/\n+/g, '\n')
    .trim()
}

/**
 * One drawing as SVG text. Pure in its result: the same option and size always make the same characters.
 * Throws where the option is wrong, which is a mistake in this room.
 */
export function draw(
  option: EChartsCoreOption,
  o: { title: string; desc: string; width: number; height: number },
): string {
  const chart = echarts()(null, null, { renderer: 'svg', ssr: true, width: o.width, height: o.height })
  let body: string
  try {
    chart.setOption({ animation: false, ...harmless(option) })
    body = cleaned(chart.renderToSVGString())
  } finally {
    // A chart that is left open keeps a timer, and the process with it.
    chart.dispose()
  }
  // The library numbers its drawings through; which number this one got must not show.
  const numbered = body.replace(/\bzr\d+-/g, 'zr-')
  const name = `c${createHash('sha256').update(`${o.title}${o.desc}${numbered}`).digest('hex').slice(0, 8)}`
  return numbered
    .replace(/\bzr-/g, `${name}-`)
    .replace(
      /^<svg width="(\d+)" height="(\d+)"([^>]*)>/,
      `<svg width="$1" height="$2"$3 role="img" aria-labelledby="${name}-t ${name}-d">` +
        `<title id="${name}-t">${escaped(o.title)}</title><desc id="${name}-d">${escaped(o.desc)}</desc>`,
    )
}
