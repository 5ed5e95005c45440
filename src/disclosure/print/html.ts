/** The report as one page that stands alone: findings, and the document with each of them marked where it stands. */
import type { Finding, Report } from '../contract.ts'

const NAMES = {
  zh: { error: '错误', tail: '尾差', review: '请核' },
  en: { error: 'error', tail: 'tail digit', review: 'please look' },
} as const
const WORDS = {
  zh: {
    title: '公开文件检查报告',
    counts: (r: Report) => `查出关系 ${r.relations} 个，成立 ${r.held} 个，发现 ${r.findings.length} 条。`,
    none: '没有发现问题。',
    head: ['编号', '程度', '位置', '原文', '说明', '左值', '右值', '应为'],
    text: '原文',
    line: '行',
    page: '页',
  },
  en: {
    title: 'Report on a published disclosure',
    counts: (r: Report) => `${r.relations} relations found, ${r.held} hold, ${r.findings.length} findings.`,
    none: 'Nothing was found.',
    head: ['No.', 'severity', 'place', 'quotation', 'what', 'left', 'right', 'should be'],
    text: 'The document',
    line: 'line',
    page: 'page',
  },
} as const

export const escaped = (s: string): string =>
  s.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)

/** @param text the document's lines, marked where findings stand; none when the file was not kept */
export function htmlReport(r: Report, lang: 'zh' | 'en', text: readonly string[] = []): string {
  const w = WORDS[lang]
  const marked = new Map<number, Finding[]>()
  for (const f of r.findings) if (f.line !== undefined) marked.set(f.line, [...(marked.get(f.line) ?? []), f])
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(`${w.title} · ${r.document}`)}</title><style>${STYLE}</style></head><body><main>
<h1>${w.title}</h1><p><b>${escaped(r.document)}</b></p><p>${w.counts(r)}</p>
${
  r.findings.length === 0
    ? `<p>${w.none}</p>`
    : `<div class="wide"><table><thead><tr>${w.head.map((h) => `<th scope="col">${h}</th>`).join('')}</tr></thead><tbody>
${r.findings.map((f) => row(f, lang)).join('\n')}
</tbody></table></div>`
}
${text.length === 0 ? '' : `<h2>${w.text}</h2><ol class="text">${text.map((t, i) => line(t, i + 1, marked.get(i + 1) ?? [], lang)).join('\n')}</ol>`}
</main></body></html>
`
}

function row(f: Finding, lang: 'zh' | 'en'): string {
  const w = WORDS[lang]
  const where = [
    f.page === undefined ? '' : lang === 'zh' ? `第${f.page}${w.page}` : `${w.page} ${f.page}`,
    f.cell ?? (f.line === undefined ? '' : lang === 'zh' ? `第${f.line}${w.line}` : `${w.line} ${f.line}`),
  ]
    .filter(Boolean)
    .join(' ')
  const cells = [
    `<a href="#l${f.line ?? ''}">${f.id}</a>`,
    `<span class="${f.severity}">${NAMES[lang][f.severity]}</span>`,
    escaped(where),
    `<q>${escaped(f.quote)}</q>`,
    escaped(f.note[lang]) + (f.proof ? `<br><code>${escaped(f.proof)}</code>` : ''),
    escaped(f.leftValue ?? f.left),
    escaped(f.rightValue ?? f.right),
    escaped(f.shouldBe ?? ''),
  ]
  return `<tr id="${f.id}">${cells.map((c) => `<td>${c}</td>`).join('')}</tr>`
}

function line(text: string, n: number, findings: readonly Finding[], lang: 'zh' | 'en'): string {
  if (findings.length === 0) return `<li id="l${n}">${escaped(text)}</li>`
  const worst = findings.some((f) => f.severity === 'error') ? 'error' : findings[0]!.severity
  const notes = findings.map((f) => `<a href="#${f.id}">${f.id}</a> ${escaped(f.note[lang])}`).join('；')
  return `<li id="l${n}" class="${worst}"><mark>${escaped(text)}</mark><small>${notes}</small></li>`
}

const STYLE = `body{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:0;color:#111;background:#fff}
main{max-width:75rem;margin:0 auto;padding:1rem}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
td:nth-child(4){min-width:16rem}.error{color:#a1001f;font-weight:700}.tail{color:#6b4e00}.review{color:#004a8f}
.text{font-size:.95rem}.text li{color:#111;font-weight:400;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#ffe9a8}.text small{display:block;color:#a1001f}code{font-size:.9em}
@media print{.wide{overflow:visible}}`
