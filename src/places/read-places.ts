/** Places and map of a bureau for its forms: read once a minute at most. */
import type { BureauFacts } from '../bureau/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { PlaceMap, Words } from './contract.ts'
import { boundsOf } from './geometry.ts'
import { findMap, listPlaces } from './store.ts'

/** An entry of the list to choose from. */
export interface ListedPlace {
  code: string
  name: Words
}

export interface PlacesOfBureau {
  /** Areas of the map, or the bureau's own townships and subdistricts where none was loaded. */
  list: readonly ListedPlace[]
  map: PlaceMap | null
}

const KEPT_MS = 60_000
/** Kinds of units that are places as well. */
const UNIT_PLACES: ReadonlySet<string> = new Set(['township', 'street', 'community'])

const kept = new WeakMap<Pool, Map<string, { until: number; map: Promise<PlaceMap | null> }>>()

async function readMap(pool: Pool, bureauId: string): Promise<PlaceMap | null> {
  return withTx(
    pool,
    { bureau: bureauId },
    async (tx) => {
      const found = await findMap(tx, bureauId)
      if (!found) return null
      const places = await listPlaces(tx, bureauId)
      return { ...found, places, bounds: boundsOf(places.filter((p) => p.kind === 'area')) }
    },
    { readOnly: true },
  )
}

function mapOf(pool: Pool, bureauId: string): Promise<PlaceMap | null> {
  const maps = kept.get(pool) ?? new Map<string, { until: number; map: Promise<PlaceMap | null> }>()
  kept.set(pool, maps)
  const known = maps.get(bureauId)
  if (known && known.until > performance.now()) return known.map
  const map = readMap(pool, bureauId)
  map.catch(() => maps.delete(bureauId))
  maps.set(bureauId, { until: performance.now() + KEPT_MS, map })
  return map
}

export async function placesOf(
  pool: Pool,
  facts: Pick<BureauFacts, 'bureau' | 'units'>,
): Promise<PlacesOfBureau> {
  const map = await mapOf(pool, facts.bureau.bureauId)
  if (!map) {
    const units = [...facts.units.values()].filter((u) => u.active && UNIT_PLACES.has(u.kind))
    return { list: units.map((u) => ({ code: u.code, name: u.name })), map: null }
  }
  const name = new Map(map.places.map((p) => [p.code, p.name]))
  const list = map.places
    .filter((p) => p.kind === 'area')
    .map((p) => {
      const parent = p.parentCode ? name.get(p.parentCode) : undefined
      return {
        code: p.code,
        name: parent ? { zh: `${parent.zh} ${p.name.zh}`, en: `${parent.en}, ${p.name.en}` } : p.name,
      }
    })
  return { list, map }
}
