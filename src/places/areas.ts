/** The township or subdistrict something is about, by a point on the map or by the names in its words. Pure. */
import type { Place, Words } from './contract.ts'
import { areaAt } from './geometry.ts'
import type { PlacesOfBureau } from './read-places.ts'

export interface Area {
  code: string
  name: Words
}

/** Areas that lie in no other: what places are counted by. Without a map the bureau's own townships and subdistricts. */
export const areasOf = ({ list, map }: PlacesOfBureau): readonly Area[] =>
  map ? map.places.filter(isTop).map(({ code, name }) => ({ code, name })) : list

const isTop = (p: Place): boolean => p.kind === 'area' && p.parentCode === null

/** The whole way up is gone at most as many steps as there are places: a file may hold a circle. */
function topOf(place: Place, places: readonly Place[]): Place | null {
  let at: Place | undefined = place
  for (let steps = 0; at && !isTop(at) && steps < places.length; steps++) {
    const above: string | null = at.parentCode
    at = places.find((p) => p.code === above)
  }
  return at && isTop(at) ? at : null
}

/**
 * The code of the area, or null where nothing tells it or the words name several: a point counts before words, and a name
 * that is part of another one named there does not count.
 */
export function areaOf(
  places: PlacesOfBureau,
  about: { words: string; point: { lng: number; lat: number } | null },
): string | null {
  const { list, map } = places
  if (map && about.point) {
    const found = areaAt(map.places, about.point.lng, about.point.lat)
    const top = found && topOf(found, map.places)
    if (top) return top.code
  }
  const words = about.words.toLowerCase()
  const named: { name: string; code: string | null }[] = []
  const note = (names: Words, code: string | null) => {
    for (const name of [names.zh.toLowerCase(), names.en.toLowerCase()])
      if (name.length > 1 && words.includes(name)) named.push({ name, code })
  }
  if (map) {
    for (const p of map.places) if (p.kind === 'area') note(p.name, topOf(p, map.places)?.code ?? null)
  } else for (const p of list) note(p.name, p.code)
  const whole = named.filter((n) => !named.some((m) => m.name !== n.name && m.name.includes(n.name)))
  const codes = new Set(whole.map((n) => n.code))
  return codes.size === 1 ? [...codes][0]! : null
}
