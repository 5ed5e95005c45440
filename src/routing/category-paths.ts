/** The bureau's tree of categories as routing reads it: duty lists name branches by code or in words. */
import { listCategories } from '../administration/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { CategoryPaths } from './rules.ts'
import { namesOf } from './rules.ts'

/** Names from the top down, by code; retired categories too, for older matters keep theirs. */
export async function readCategoryPaths(tx: Tx, bureauId: string): Promise<CategoryPaths> {
  const categories = await listCategories(tx, bureauId)
  const names = new Map(categories.map((c) => [c.code, c.name.zh]))
  const levels = (code: string) => Array.from({ length: code.length / 2 }, (_, i) => code.slice(0, i * 2 + 2))
  return new Map(categories.map(({ code }) => [code, levels(code).map((c) => names.get(c) ?? c)]))
}

/** As people read it: `城乡建设/市政管理`. */
export const pathWords = (category: string, paths: CategoryPaths): string =>
  namesOf(category, paths).join('/')

/** The code of what a table names in words, so that it stays the same when a name is mended; else as it stands. */
export function codeReader(paths: CategoryPaths): (category: string) => string {
  const codes = new Map([...paths].map(([code, names]) => [names.join('/'), code]))
  return (category) => codes.get(pathWords(category, paths)) ?? category
}
