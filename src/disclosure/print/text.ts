/** The report for a terminal. */
import type { Finding, Report } from '../contract.ts'

const NAMES: Readonly<Record<Finding['severity'], string>> = {
  error: '错误 error',
  tail: '尾差 tail',
  review: '请核 review',
}

export function textReport(r: Report): string {
  const head = `${r.document}: ${r.relations} 个关系 relations, ${r.held} 个成立 held, ${r.findings.length} 条发现 findings`
  return [head, ...r.findings.map(line)].join('\n')
}

function line(f: Finding): string {
  const at = [
    f.page === undefined ? '' : `p.${f.page}`,
    f.line === undefined ? '' : `${f.line}`,
    f.cell ?? '',
  ]
    .filter(Boolean)
    .join(':')
  const fix = f.shouldBe === undefined ? '' : ` → ${f.shouldBe}`
  const proof = f.proof === undefined ? '' : `\n      ${f.proof}`
  return `  ${f.id} ${NAMES[f.severity]} ${f.rule} [${at}] “${f.quote.slice(0, 100).replace(/\n/g, ' ')}”\n      ${f.note.zh} · ${f.note.en} (${f.left} | ${f.right})${fix}${proof}`
}
