/** Draws a table: a mermaid state diagram and the same in words, for docs/generated/procedures. Pure. */
import { ROLE_LABELS } from '../../kernel/access/roles.ts'
import { countConfigurations } from './check.ts'
import type { ClockEffect, Opens, Procedure, Transition, Who } from './format.ts'
import { DOCUMENT_LABELS, END_LABELS, GUARD_LABELS, SEAT_LABELS } from './labels.ts'
import { openStates } from './parts.ts'

/** Mermaid takes no hyphens in names of states. */
const node = (id: string) => id.replaceAll('-', '_')
/** A colon or a semicolon would end a label, a hash start an entity. */
const plain = (text: string) => text.replace(/[:;#"]/g, ' ')
const cell = (text: string) => (text === '' ? '—' : text.replaceAll('|', '\\|'))

/** Steps possible in every open state are drawn once, from a state of their own. */
function fromEverywhere(procedure: Procedure, t: Transition): boolean {
  const open = openStates(procedure.states)
  return open.length > 1 && open.every((s) => t.from.includes(s))
}

/** @returns text of a mermaid `stateDiagram-v2`, in Chinese, ending in a newline. */
export function stateDiagram(procedure: Procedure): string {
  const lines = ['stateDiagram-v2', '  direction TB']
  for (const s of procedure.states) {
    lines.push(`  state "${plain(s.label.zh)}（${SEAT_LABELS[s.responsible].zh}）" as ${node(s.id)}`)
  }
  lines.push(`  [*] --> ${node(procedure.initial)}`)
  const edges = new Map<string, string[]>()
  for (const t of procedure.transitions) {
    if (t.to === '=') continue
    const everywhere = fromEverywhere(procedure, t)
    if (everywhere && !lines.includes('  state "任一未办结状态" as any_open')) {
      lines.push('  state "任一未办结状态" as any_open')
    }
    for (const from of everywhere ? ['any_open'] : t.from) {
      const key = `${node(from)} --> ${node(t.to)}`
      edges.set(key, [...(edges.get(key) ?? []), plain(t.label.zh)])
    }
  }
  for (const [key, names] of edges) lines.push(`  ${key} : ${names.join(' / ')}`)
  for (const s of procedure.states) if (s.end) lines.push(`  ${node(s.id)} --> [*]`)
  return `${lines.join('\n')}\n`
}

function who(w: Who): string {
  if ('citizen' in w) return '本人'
  if ('system' in w) return '系统'
  const roles = w.roles.map((r) => ROLE_LABELS[r].zh).join('、')
  return `${'anywhere' in w ? '本局' : SEAT_LABELS[w.seat].zh}：${roles}`
}

function clock(e: ClockEffect): string {
  if ('start' in e)
    return `开始 ${e.start}${e.fromReceipt ? '（自收到之日）' : ''}${e.right ? '（权利期限）' : ''}`
  if ('stop' in e) return `${e.as === 'met' ? '完成' : '停止'} ${e.stop}`
  if ('pause' in e) return `暂停 ${e.pause}`
  if ('resume' in e) return `恢复 ${e.resume}`
  return `延长 ${e.extend}`
}

/** Procedures a step opens, as their names. */
function opened(o: Opens, name: (id: string) => string): string {
  if ('attach' in o) return `发起${name(o.attach)}`
  return `${o.at === 'next-level-up' ? '上一级' : '接收地'}另立${name(o.matter)}`
}

function effects(t: Transition, name: (id: string) => string): string {
  const parts = [
    ...t.documents.map((d) => `印发并送达《${DOCUMENT_LABELS[d].zh}》`),
    ...(t.opens ?? []).map((o) => opened(o, name)),
    ...t.clocks.map(clock),
  ]
  return parts.join('；')
}

function condition(t: Transition, name: (id: string) => string): string {
  const parts = t.guards.map((g) => GUARD_LABELS[g].zh)
  if (t.trigger) {
    const of = t.trigger.document ? `《${DOCUMENT_LABELS[t.trigger.document].zh}》` : ''
    parts.unshift(`由${of}${name(t.trigger.procedure)}“${END_LABELS[t.trigger.end].zh}”引发`)
  }
  if (t.automatic) parts.unshift('自动')
  return parts.join('；')
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/**
 * The page of one procedure.
 * @param all the tables it speaks of, for their names
 * @returns markdown ending in a newline
 */
export function procedurePage(procedure: Procedure, all: readonly Procedure[]): string {
  const name = (id: string) => all.find((p) => p.id === id)?.label.zh ?? id
  const stateName = (id: string) => procedure.states.find((s) => s.id === id)?.label.zh ?? id
  const origin = (t: Transition) =>
    fromEverywhere(procedure, t) ? '任一未办结状态' : t.from.map(stateName).join('、')
  const opening = procedure.opening.map(clock).join('；')
  const facts = [
    `- 标识：\`${procedure.id}\`，第 ${procedure.version} 版${procedure.numberLetter ? `，编号字母 ${procedure.numberLetter}` : ''}`,
    `- 依据：${procedure.source.zh} (${procedure.source.en})`,
    `- 性质：${procedure.kind === 'main' ? '事项本身的程序' : '挂在事项上的程序'}${procedure.shielded ? '，保密通道' : ''}${procedure.portalServes ? '，答复发到查询页即为送达' : ''}`,
    `- 开始时的时限：${opening}`,
    `- 可由谁发起：${procedure.openedBy.map(who).join('；') || '只由其他步骤发起'}`,
    `- 穷尽检查走过的情形：${countConfigurations(procedure)}`,
  ]
  const states = procedure.states.map((s) => [
    `${s.label.zh} ${s.label.en}`,
    SEAT_LABELS[s.responsible].zh,
    s.end ? END_LABELS[s.end].zh : s.pause ? `暂停：${s.pause.reason.zh}` : '',
    s.citizen.zh,
  ])
  const steps = procedure.transitions.map((t) => [
    `${t.label.zh} ${t.label.en}`,
    `${origin(t)} → ${t.to === '=' ? '不变' : stateName(t.to)}`,
    t.who.map(who).join('；'),
    t.input.map((f) => `${f.label.zh}${f.required ? '*' : ''}`).join('、'),
    condition(t, name),
    effects(t, name),
    t.consequence.zh,
  ])
  return [
    `<!-- 由 src/cases/procedures/write-docs.ts 生成，请改表，不改此文。 -->`,
    `# ${procedure.label.zh} ${procedure.label.en}`,
    '',
    ...facts,
    '',
    '```mermaid',
    `${stateDiagram(procedure)}\`\`\``,
    '',
    '## 状态 States',
    '',
    table(['状态', '负责', '终结或暂停', '告诉群众'], states),
    '',
    '## 步骤 Steps',
    '',
    '带 * 的必填。',
    '',
    table(['步骤', '从 → 到', '谁可以做', '要填', '条件', '文书、程序与时限', '确认后会怎样'], steps),
    '',
  ].join('\n')
}

/** All generated pages by file name, the list of them included. */
export function procedurePages(all: readonly Procedure[]): Map<string, string> {
  const pages = new Map(all.map((p) => [`${p.id}.md`, procedurePage(p, all)]))
  const rows = all.map((p) => [
    `[${p.label.zh} ${p.label.en}](${p.id}.md)`,
    p.kind === 'main' ? '事项' : '挂接',
    String(p.states.length),
    String(p.transitions.length),
    String(countConfigurations(p)),
  ])
  pages.set(
    'README.md',
    [
      `<!-- 由 src/cases/procedures/write-docs.ts 生成，请改表，不改此文。 -->`,
      '# 程序 Procedures',
      '',
      '每个程序是一张表；服务、菜单和这些图都读同一张表。穷尽检查走遍每张表能到的每种情形。',
      'Each procedure is one table, read alike by server, menus and these pages; the exhaustive check walks every configuration it can reach.',
      '',
      table(['程序', '性质', '状态', '步骤', '情形'], rows),
      '',
    ].join('\n'),
  )
  return pages
}
