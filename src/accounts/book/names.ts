/** What a figure is called in words, from the tables it is entered in. Pure. */
import { entryTables } from '../entry-tables.ts'
import type { Accounts } from '../figures.ts'
import type { Label } from '../labels.ts'

/** Names of the figures of some accounts by path; a path none of them has is its own name. */
export function namesOfPaths(...of: readonly Accounts[]): (path: string) => Label {
  const names = new Map<string, Label>()
  for (const a of of) {
    for (const table of entryTables(a))
      for (const row of table.rows)
        for (const [column, cell] of Object.entries(row.cells)) {
          if (names.has(cell.path)) continue
          const stage = table.columns.find((c) => c.id === column)?.label
          const parts = [
            stage,
            table.label,
            row.group,
            row.code ? { zh: row.code, en: row.code } : null,
            row.label,
          ]
          const join = (k: 'zh' | 'en') => parts.flatMap((p) => (p ? [p[k]] : [])).join(' · ')
          names.set(cell.path, { zh: join('zh'), en: join('en') })
        }
    for (const p of a.projects)
      names.set(`project-name/${p.code}`, { zh: `项目名称 · ${p.code}`, en: `Name of project ${p.code}` })
  }
  return (path) => names.get(path) ?? { zh: path, en: path }
}
