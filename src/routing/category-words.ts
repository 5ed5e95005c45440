/** The tree of categories with the words the duty list gives for each: what another room may know of both. */
import { listCategories } from '../administration/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { codeReader, readCategoryPaths } from './category-paths.ts'
import { listEntries } from './store.ts'

export interface CategoryWords {
  code: string
  name: { zh: string; en: string }
  /** Names from the top down, its own last. */
  path: readonly string[]
  /** Words of the entries in force that name this category. */
  words: readonly string[]
}

/** Categories in use on a day, in the bureau's zone. */
export async function categoryWords(tx: Tx, bureauId: string, today: string): Promise<CategoryWords[]> {
  const [categories, paths, entries] = await Promise.all([
    listCategories(tx, bureauId),
    readCategoryPaths(tx, bureauId),
    listEntries(tx, bureauId),
  ])
  const codeOf = codeReader(paths)
  const words = new Map<string, string[]>()
  for (const entry of entries) {
    if (entry.validFrom > today || (entry.validTo !== null && entry.validTo < today)) continue
    for (const category of entry.categories) {
      const code = codeOf(category)
      words.set(code, [...(words.get(code) ?? []), ...entry.words])
    }
  }
  return categories
    .filter((c) => c.retiredOn === null || c.retiredOn > today)
    .map((c) => ({
      code: c.code,
      name: c.name,
      path: paths.get(c.code) ?? [c.name.zh],
      words: words.get(c.code) ?? [],
    }))
}
