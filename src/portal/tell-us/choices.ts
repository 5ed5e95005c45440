/** What may be chosen at this bureau today: ways in, letter boxes, places, units. */
import { inForce, itemsOf } from '../../administration/index.ts'
import { todayIn } from '../../bureau/index.ts'
import { PROCEDURES } from '../../cases/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { type PlacesOfBureau, placesOf } from '../../places/index.ts'
import type { Visit } from '../site.ts'
import type { Words } from '../texts/index.ts'
import { KINDS, type Kind } from './draft.ts'
import type { Choices } from './read-page.ts'
import { reportableUnits } from './units.ts'

export interface Offered extends Choices {
  boxList: readonly { code: string; name: Words }[]
  places: PlacesOfBureau
  unitList: readonly { id: string; name: string }[]
}

/** Names of an area as the list has it; empty for a code that is no longer there. */
export function areaName(places: PlacesOfBureau, code: string, lang: Lang): string {
  return places.list.find((p) => p.code === code)?.name[lang] ?? ''
}

export async function offeredAt(v: Visit): Promise<Offered> {
  const { bureauId } = v.facts.bureau
  const today = todayIn(v.facts, v.now)
  const { app } = v.site.cases
  const [boxes, places] = await Promise.all([
    withTx(app, { bureau: bureauId }, (tx) => itemsOf(tx, bureauId, 'letter-box'), { readOnly: true }),
    placesOf(app, v.facts),
  ])
  const boxList = boxes.filter((b) => inForce(b, today))
  const unitList = reportableUnits(v.facts, v.lang)
  const has = (kind: Kind): boolean =>
    PROCEDURES.some((p) => p.id === kind && p.kind === 'main') &&
    (kind !== 'letter-box' || boxList.length > 0)
  return {
    today,
    kinds: KINDS.filter(has),
    boxList,
    boxes: new Set(boxList.map((b) => b.code)),
    places,
    areas: new Set(places.list.map((p) => p.code)),
    unitList,
    units: new Set(unitList.map((u) => u.id)),
  }
}
