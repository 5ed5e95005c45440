/** Loads a bureau's GeoJSON file in place of the one before. */
import { readFile, stat } from 'node:fs/promises'
import type { BureauDirectory } from '../bureau/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { DATUMS, type Datum } from './contract.ts'
import { readGeoJson } from './geojson.ts'
import { replaceMap } from './store.ts'

const MOST_BYTES = 30 * 1024 * 1024

export interface MapDeps {
  owner: Pool
  directory: BureauDirectory
  clock: Clock
}

export interface MapFile {
  /** Text of a GeoJSON file. */
  text: string
  bureau: string
  datum: string
  /** Whose map it is, as shown beside it. */
  source: string
}

export interface MapLoaded {
  areas: number
  others: number
  datum: Datum
}

/** @returns refusals of `geojson.ts`, `import.unknown_bureau`, `places.datum_unknown`, `input.required` */
export async function loadMap(deps: MapDeps, file: MapFile): Promise<MapLoaded | Refusal> {
  const facts = await deps.directory.bySlug(file.bureau)
  if (!facts) return refuse('import.unknown_bureau')
  const datum = DATUMS.find((d) => d === file.datum)
  if (!datum) return refuse('places.datum_unknown', { details: { known: DATUMS.join(', ') } })
  const source = file.source.trim().slice(0, 200)
  if (source === '') return refuse('input.required', { field: 'source' })
  const places = readGeoJson(file.text)
  if (isRefusal(places)) return places
  const loadedAt = deps.clock.now()
  await replaceMap(deps.owner, facts.bureau.bureauId, { datum, source, loadedAt, places })
  const areas = places.filter((p) => p.kind === 'area').length
  return { areas, others: places.length - areas, datum }
}

/** Reads the file of an operator. @returns `places.too_large`, `places.not_geojson` for one that cannot be read */
export async function readMapFile(file: string): Promise<string | Refusal> {
  const size = (await stat(file).catch(() => null))?.size
  if (size === undefined) return refuse('places.no_file')
  if (size > MOST_BYTES) return refuse('places.file_too_large', { details: { mb: MOST_BYTES / 1024 / 1024 } })
  return readFile(file, 'utf8')
}
