/** Units that may be named as reported. Pure. */
import type { BureauFacts } from '../../bureau/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'

const OWN_SEATS = ['centre', 'supervisor', 'reviewer']

/**
 * All active units but those that take, supervise or review matters here, and those above them: a report about this
 * office itself must go to the next level up, since nobody may receive a report about oneself (R22 30).
 */
export function reportableUnits(
  facts: Pick<BureauFacts, 'units'>,
  lang: Lang,
): { id: string; name: string }[] {
  const own = new Set<string>()
  for (const unit of facts.units.values()) {
    if (!unit.active || !unit.seats.some((s) => OWN_SEATS.includes(s))) continue
    for (let id: string | null | undefined = unit.unitId; id; id = facts.units.get(id)?.parentId) own.add(id)
  }
  return [...facts.units.values()]
    .filter((u) => u.active && !own.has(u.unitId))
    .map((u) => ({ id: u.unitId, name: u.name[lang] }))
    .sort((a, b) => a.name.localeCompare(b.name, lang === 'zh' ? 'zh-CN' : 'en'))
}
