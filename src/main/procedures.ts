/** `huiyin procedures`: the tables, and whether they hold. */
import { checkProcedures, PROCEDURES, RULE_TABLE } from '../cases/index.ts'

export function procedures(id: string | undefined) {
  const chosen = PROCEDURES.filter((p) => id === undefined || p.id === id)
  if (chosen.length === 0) {
    const known = PROCEDURES.map((p) => p.id).join(', ')
    const text = `没有这个程序 · no such procedure: ${id}\n${known}\n`
    return { json: { ok: false, error: { code: 'cli.usage', message: text.trim() } }, text, exitCode: 2 }
  }
  const problems = checkProcedures(PROCEDURES, new Set(RULE_TABLE.map((r) => r.id)))
  const lines = chosen.flatMap((p) => [
    `${p.id} v${p.version}  ${p.label.zh} · ${p.label.en}`,
    ...(id === undefined
      ? []
      : p.transitions.map((t) => `  ${t.from.join('|')} → ${t.to}  ${t.id}  ${t.label.zh} · ${t.label.en}`)),
  ])
  lines.push(
    problems.length === 0
      ? `✓ ${PROCEDURES.length} 张程序表全部通过检查 · all tables hold`
      : problems.map((p) => `✗ ${JSON.stringify(p)}`).join('\n'),
  )
  return {
    json: { procedures: chosen, problems },
    text: `${lines.join('\n')}\n`,
    exitCode: problems.length === 0 ? 0 : 1,
  }
}
