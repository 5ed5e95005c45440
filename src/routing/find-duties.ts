/** Finds entries of the duty list while typing: by any word of them, by unit, and by pinyin, whole or initials. */
import { pinyin } from 'pinyin-pro'
import type { UnitInfo } from '../bureau/index.ts'
import { pathWords } from './category-paths.ts'
import type { DutyEntry } from './contract.ts'
import type { CategoryPaths } from './rules.ts'

const keys = new Map<string, string>()

/** What a Chinese text is found by besides itself: `路灯` → `ludeng ld`. Kept, for the list is searched at every key. */
export function pinyinKey(text: string): string {
  const known = keys.get(text)
  if (known !== undefined) return known
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
  const key = `${syllables.join('')} ${syllables.map((s) => s[0] ?? '').join('')}`.toLowerCase()
  if (keys.size > 20_000) keys.clear()
  keys.set(text, key)
  return key
}

/** Entries that have every part of the query somewhere, in the order given. */
export function findDuties(
  entries: readonly DutyEntry[],
  query: string,
  units: ReadonlyMap<string, UnitInfo>,
  paths: CategoryPaths,
): DutyEntry[] {
  const parts = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return [...entries]
  return entries.filter((e) => {
    const unit = units.get(e.unitId)
    const categories = e.categories.map((c) => pathWords(c, paths))
    const said = [e.title, ...e.words, ...categories, ...e.places, unit?.name.zh ?? '']
    const plain = [...said, e.basis, unit?.name.en ?? '', unit?.code ?? ''].join('\n').toLowerCase()
    return parts.every(
      (part) =>
        plain.includes(part) || (/^[a-z]+$/.test(part) && said.some((s) => pinyinKey(s).includes(part))),
    )
  })
}
