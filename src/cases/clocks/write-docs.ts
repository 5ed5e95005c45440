/**
 * Writes docs/generated/clock-rules.md from the rule table; with `--check` fails if it is not current.
 * node src/cases/clocks/write-docs.ts [--check]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ClockRule } from './contract.ts'
import { RULE_TABLE } from './rule-table.ts'

export const PAGE = fileURLToPath(new URL('../../../docs/generated/clock-rules.md', import.meta.url))

const UNITS = { cal: '日', wd: '工作日', hour: '小时' } as const
const cell = (text: string) => text.replaceAll('|', '\\|')

function row(r: ClockRule): string {
  const length = r.length === null ? '—' : `${r.length} ${UNITS[r.unit]}`
  const more = r.extensionCap > 0 ? `，可延长共 ${r.extensionCap}` : ''
  const valid = `${r.validFrom} – ${r.validTo ?? ''}`
  const who = r.owner === 'citizen' ? '群众' : '机关'
  return `| ${r.id} | ${cell(r.name.zh)} | ${length}${more} | ${who}${r.right ? '（权利）' : ''} | ${cell(r.starts.zh)} | ${cell(r.article.zh)} | ${r.mark} | ${valid} |`
}

/** The page, the same at every run. */
export function rulesPage(rules: readonly ClockRule[]): string {
  return [
    '# 时限规则 Rules of the clocks',
    '',
    '<!-- Generated from src/cases/clocks/rule-table.ts; run node src/cases/clocks/write-docs.ts -->',
    '',
    '可靠程度 mark: V 已读全文 full text read, S 见摘录 excerpt seen, C 见于实践 practice, K 凭所知 own knowledge, I 理解 interpretation, L 本地设置 local setting.',
    '',
    '| id | 规则 | 长度 | 谁的时限 | 起算 | 依据 | mark | 有效期 |',
    '|---|---|---|---|---|---|---|---|',
    ...rules.map(row),
    '',
  ].join('\n')
}

if (import.meta.main) {
  const page = rulesPage(RULE_TABLE)
  const current = existsSync(PAGE) && readFileSync(PAGE, 'utf8') === page
  if (process.argv.includes('--check')) {
    if (!current) console.log('not current: docs/generated/clock-rules.md')
    process.exitCode = current ? 0 : 1
  } else if (!current) writeFileSync(PAGE, page)
}
