/** Categories of a bureau by name, for files that leave the desk. */
import type { Lang } from '../../kernel/errors/index.ts'
import type { Tx } from '../../kernel/postgres/connect.ts'

/** The names from the root of the tree down; what is no code of the tree was written in words and stays as it is. */
export type CategoryNames = (code: string, lang: Lang) => string

export interface CategoryRow {
  code: string
  name_zh: string
  name_en: string
}

/** Two digits a level (`taxonomy.csv`), so that a code holds those above it. */
export function categoryNames(rows: readonly CategoryRow[]): CategoryNames {
  const tree = new Map(rows.map((r) => [r.code, r]))
  return (code, lang) => {
    if (!tree.has(code)) return code
    const names: string[] = []
    for (let length = 2; length <= code.length; length += 2) {
      const row = tree.get(code.slice(0, length))
      if (row) names.push((lang === 'en' ? row.name_en : row.name_zh) || row.name_zh)
    }
    return names.join(' / ')
  }
}

/** Retired ones too: matters keep the category they were given. */
export const readCategoryNames = async (tx: Tx, bureauId: string): Promise<CategoryNames> =>
  categoryNames(
    await tx.query<CategoryRow>('select code, name_zh, name_en from categories where bureau_id = $1', [
      bureauId,
    ]),
  )
