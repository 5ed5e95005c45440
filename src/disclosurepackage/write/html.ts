/** The package as one accessible page that needs nothing else: headings, charts with their table, tables with scopes. */
import { barChart } from '../../charts/index.ts'
import type { Block, DocChart, DocTable, PackageDoc } from '../document.ts'
import { isFigure } from './docx.ts'

export const escapeHtml = (text: string): string =>
  text.replace(
    /[<>&"']/g,
    (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&#39;' })[c]!,
  )

const STYLE = `body{font:1rem/1.8 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;color:#1a1a1a;background:#fff;margin:0 auto;max-width:60rem;padding:1rem}
h1,h2,h3,h4,caption{font-family:"Noto Sans CJK SC","Source Han Sans SC",SimHei,sans-serif;line-height:1.4}
h1{text-align:center}p{text-indent:2em}figure{margin:1.5rem 0}figure svg{max-width:100%;height:auto}figcaption,caption{font-weight:bold;text-align:center;padding:.5rem}
.sheet{overflow-x:auto;margin:1.5rem 0}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid #767676;padding:.2rem .5rem;text-align:left;font-weight:normal}
thead th{background:#eef3f8;font-weight:bold;text-align:center}.n{text-align:right;white-space:nowrap}.note,.unit{text-indent:0;font-size:.9rem}.unit{text-align:right}
@media print{.sheet{overflow:visible}thead{display:table-header-group}tr,figure{break-inside:avoid}}`

export function writeHtml(doc: PackageDoc): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(doc.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(doc.title)}</h1>
${doc.blocks.map((b) => blockHtml(b)).join('\n')}
</main></body>
</html>
`
}

/** @param id of a heading, so that a list of contents can lead to it */
export function blockHtml(b: Block, id?: string): string {
  switch (b.is) {
    case 'heading':
      return `<h${b.level + 1}${id === undefined ? '' : ` id="${id}"`}>${escapeHtml(b.text)}</h${b.level + 1}>`
    case 'text':
      return `<p>${escapeHtml(b.text)}</p>`
    case 'chart':
      return chartHtml(b.chart)
    case 'table':
      return tableHtml(b.table)
  }
}

/** Drawn as bars, which can be compared by the eye; the same values stand in the table under it. */
export function chartSvg(c: DocChart, width = 640): string {
  return barChart({
    title: c.title,
    desc: c.labels.map((l, i) => `${l}：${c.series.map((s) => s.values[i]).join('、')}${c.unit}`).join('；'),
    labels: c.labels,
    series: c.series.map((s) => ({ name: s.name, values: s.values.map(Number) })),
    unit: c.unit,
    lying: c.kind === 'pie',
    width,
  })
}

function chartHtml(c: DocChart): string {
  const rows = c.labels.map(
    (l, i) =>
      `<tr><th scope="row">${escapeHtml(l)}</th>${c.series.map((s) => `<td class="n">${s.values[i]}</td>`).join('')}</tr>`,
  )
  return `<figure>${chartSvg(c)}<figcaption>${escapeHtml(c.title)}（单位：${c.unit}）</figcaption><div class="sheet" tabindex="0" role="region" aria-label="${escapeHtml(c.title)}"><table><thead><tr><th scope="col">类别</th>${c.series.map((s) => `<th scope="col">${escapeHtml(s.name)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></figure>`
}

export function tableHtml(t: DocTable): string {
  const cell = (text: string, at: number) =>
    isFigure(t, at)
      ? `<td class="n">${text}</td>`
      : at === 0 && text !== ''
        ? `<th scope="row">${escapeHtml(text)}</th>`
        : `<td>${escapeHtml(text)}</td>`
  return `<div class="sheet" tabindex="0" role="region" aria-label="${escapeHtml(t.title)}"><table><caption>${escapeHtml(t.title)}${t.unit === '' ? '' : `（单位：${t.unit}）`}</caption><thead><tr>${t.head.map((h) => `<th scope="col">${escapeHtml(h)}</th>`).join('')}</tr></thead><tbody>${t.rows.map((r) => `<tr>${r.map(cell).join('')}</tr>`).join('')}</tbody></table></div>${t.note === '' ? '' : `<p class="note">${escapeHtml(t.note)}</p>`}`
}
