/** Charts as DrawingML parts (ECMA-376 part 1, 21.2): Word draws them itself, and any program can read their data. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { DocChart } from '../document.ts'

const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const COLOURS = [
  '1F4E79',
  'C55A11',
  '548235',
  '7F6000',
  '7030A0',
  '767171',
  '2E75B6',
  'A5300F',
  '4B6113',
  '806000',
]

const escaped = (text: string): string =>
  text.replace(/[<>&"]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[c]!)
const cached = (tag: 'strCache' | 'numCache', values: readonly string[]): string =>
  `<c:${tag}>${tag === 'numCache' ? '<c:formatCode>General</c:formatCode>' : ''}<c:ptCount val="${values.length}"/>${values
    .map((v, i) => `<c:pt idx="${i}"><c:v>${escaped(v)}</c:v></c:pt>`)
    .join('')}</c:${tag}>`
const fill = (i: number): string =>
  `<c:spPr><a:solidFill><a:srgbClr val="${COLOURS[i % COLOURS.length]}"/></a:solidFill></c:spPr>`

function series(chart: DocChart): string {
  const letter = (i: number) => String.fromCharCode(66 + i)
  return chart.series
    .map((s, i) => {
      const rows = `${2}:$A$${chart.labels.length + 1}`
      const points =
        chart.kind === 'pie'
          ? chart.labels
              .map((_, p) => `<c:dPt><c:idx val="${p}"/><c:bubble3D val="0"/>${fill(p)}</c:dPt>`)
              .join('')
          : ''
      return `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx><c:strRef><c:f>Sheet1!$${letter(i)}$1</c:f>${cached('strCache', [s.name])}</c:strRef></c:tx>${
        chart.kind === 'bar' ? `${fill(i)}<c:invertIfNegative val="0"/>` : points
      }<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls><c:cat><c:strRef><c:f>Sheet1!$A$${rows}</c:f>${cached('strCache', chart.labels)}</c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$${letter(i)}$2:$${letter(i)}$${chart.labels.length + 1}</c:f>${cached('numCache', s.values)}</c:numRef></c:val></c:ser>`
    })
    .join('')
}

/** From nothing up, unless a figure lies below it: a shortened axis makes small changes look large. */
const axes = (chart: DocChart): string =>
  AXES.replace(
    '<!--min-->',
    chart.series.some((s) => s.values.some((v) => v.startsWith('-'))) ? '' : '<c:min val="0"/>',
  )
const AXES =
  '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="222222222"/></c:catAx><c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/><!--min--></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines/><c:numFmt formatCode="General" sourceLinked="0"/><c:crossAx val="111111111"/></c:valAx>'

/** One chart part. The title is told once, in the text under it. */
export function chartXml(chart: DocChart): string {
  const plot =
    chart.kind === 'bar'
      ? `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series(chart)}<c:gapWidth val="80"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>${axes(chart)}`
      : `<c:pieChart><c:varyColors val="1"/>${series(chart)}<c:firstSliceAng val="0"/></c:pieChart>`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="${CHART}" xmlns:a="${MAIN}" xmlns:r="${RELATION}"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plot}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`
}

/** Stands in the document where a chart is to be put. */
export const markOf = (n: number): string => `huiyin-chart-${n}`

/** Twentieths of a point are too coarse here: 914,400 to the inch. */
const SIZE = { x: 5_400_000, y: 2_700_000 }

const drawing = (n: number, chart: DocChart): string =>
  `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${SIZE.x}" cy="${SIZE.y}"/><wp:docPr id="${900 + n}" name="chart ${n}" descr="${escaped(chart.title)}"/><a:graphic xmlns:a="${MAIN}"><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="${RELATION}" r:id="rIdChart${n}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

/** Puts the charts into a written document: parts, relations, content types, and a drawing where each mark stands. */
export function withCharts(docx: Uint8Array, charts: readonly DocChart[]): Uint8Array {
  const files = unzipSync(docx)
  const change = (name: string, by: (text: string) => string) => {
    files[name] = strToU8(by(strFromU8(files[name]!)))
  }
  change('word/document.xml', (xml) =>
    charts.reduce((text, chart, i) => {
      const run = new RegExp(`<w:r>(?:(?!</w:r>).)*?${markOf(i + 1)}</w:t></w:r>`, 's')
      return text.replace(run, () => drawing(i + 1, chart))
    }, xml),
  )
  change('word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `${charts.map((_, i) => `<Relationship Id="rIdChart${i + 1}" Type="${RELATION}/chart" Target="charts/chart${i + 1}.xml"/>`).join('')}</Relationships>`,
    ),
  )
  change('[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      `${charts.map((_, i) => `<Override PartName="/word/charts/chart${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`).join('')}</Types>`,
    ),
  )
  for (const [i, chart] of charts.entries()) files[`word/charts/chart${i + 1}.xml`] = strToU8(chartXml(chart))
  return zipSync(files, { level: 6, mtime: new Date('2000-01-01T00:00:00Z') })
}
