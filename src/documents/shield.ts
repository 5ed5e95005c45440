/** Keeps documents from a unit that is reported in the matter, and from those below it (XF-P01). */
import { isReported } from '../cases/index.ts'
import type { OpenedMatter } from './open-paper.ts'
import { organOf } from './organs.ts'

/** Whether one of these names, as printed, is or holds the name of a unit reported in the matter. */
export function reportedIn(o: OpenedMatter, names: readonly string[]): boolean {
  if (names.length === 0) return false
  const kept = [...o.facts.units.values()].filter((u) => isReported(o.doc, u.unitId, o.world))
  const known = kept.flatMap((u) => {
    const setting = o.organs.find((s) => s.unit_id === u.unitId)
    return [u.name.zh, u.name.en, organOf(u, o.facts.bureau, setting).printedName]
  })
  return names.some((name) => known.some((one) => name.includes(one) || one.includes(name)))
}
