/**
 * Reads a GeoJSON file (RFC 7946) of a bureau's places. Properties of a feature: `name` or `name_zh` (needed), `name_en`,
 * `code` (else its number in the file), `kind` (`area`, `road`, `water`, `point`; else by its geometry) and `parent`, the
 * code of the area it lies in. Pure.
 */
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { PLACE_KINDS, type Place, type PlaceKind, type Position } from './contract.ts'
import { simplify } from './geometry.ts'

export const MOST_FEATURES = 5000
const MOST_CORNERS = 500_000
const MOST_NAME = 60
/** Corners nearer than this to a straight line are dropped: some ten metres, less than a finger on the map. */
const TOLERANCE = 0.0001

interface Feature {
  properties?: Record<string, unknown> | null
  geometry?: { type?: unknown; coordinates?: unknown } | null
}

type Lines = Position[][]

/** @returns the places, or `places.not_geojson`, `places.feature`, `places.too_large`, `places.code_twice`, `places.no_area` */
export function readGeoJson(text: string): Place[] | Refusal {
  let file: { type?: unknown; features?: unknown }
  try {
    file = JSON.parse(text) as typeof file
  } catch {
    return refuse('places.not_geojson')
  }
  if (file?.type !== 'FeatureCollection' || !Array.isArray(file.features)) return refuse('places.not_geojson')
  const features = file.features as Feature[]
  const tooLarge = refuse('places.too_large', { details: { features: MOST_FEATURES, corners: MOST_CORNERS } })
  if (features.length > MOST_FEATURES) return tooLarge
  const places: Place[] = []
  const codes = new Set<string>()
  let corners = 0
  for (const [i, feature] of features.entries()) {
    const place = readFeature(feature, i + 1)
    if (place === null) return refuse('places.feature', { details: { number: i + 1 } })
    if (codes.has(place.code)) return refuse('places.code_twice', { details: { code: place.code } })
    codes.add(place.code)
    corners += place.lines.reduce((n, l) => n + l.length, 0)
    if (corners > MOST_CORNERS) return tooLarge
    places.push({ ...place, lines: place.lines.map((l) => simplify(l, TOLERANCE)) })
  }
  const areas = new Set(places.filter((p) => p.kind === 'area').map((p) => p.code))
  if (areas.size === 0) return refuse('places.no_area')
  return places.map((p) => ({
    ...p,
    parentCode: p.parentCode && areas.has(p.parentCode) ? p.parentCode : null,
  }))
}

function readFeature(feature: Feature, number: number): Place | null {
  const p = feature?.properties ?? {}
  const zh = wordOf(p.name_zh) ?? wordOf(p.name)
  const lines = linesOf(feature?.geometry)
  if (!zh || !lines) return null
  const byShape: PlaceKind = lines.kind
  const kind = PLACE_KINDS.find((k) => k === p.kind) ?? byShape
  // A road cannot be filled, nor a point be an area.
  if ((kind === 'area') !== (byShape === 'area') && kind !== 'water') return null
  const code = typeof p.code === 'string' || typeof p.code === 'number' ? String(p.code).trim() : ''
  return {
    code: code === '' ? String(number) : code.slice(0, 40),
    name: { zh, en: wordOf(p.name_en) ?? zh },
    kind,
    parentCode: typeof p.parent === 'string' || typeof p.parent === 'number' ? String(p.parent) : null,
    lines: lines.lines,
  }
}

const wordOf = (x: unknown): string | null => {
  if (typeof x !== 'string') return null
  const text = x.toWellFormed().replace(/\p{C}/gu, '').trim()
  return text === '' ? null : text.slice(0, MOST_NAME)
}

function linesOf(geometry: Feature['geometry']): { kind: PlaceKind; lines: Lines } | null {
  const c = geometry?.coordinates
  const made = (kind: PlaceKind, lines: (Position[] | null)[], least: number) =>
    lines.length > 0 && lines.every((l) => l !== null && l.length >= least)
      ? { kind, lines: lines as Lines }
      : null
  switch (geometry?.type) {
    case 'Point': {
      const point = positionOf(c)
      return point && { kind: 'point', lines: [[point]] }
    }
    case 'LineString':
      return made('road', [lineOf(c)], 2)
    case 'MultiLineString':
      return Array.isArray(c) ? made('road', c.map(lineOf), 2) : null
    case 'Polygon':
      return Array.isArray(c) ? made('area', c.map(lineOf), 4) : null
    case 'MultiPolygon':
      return Array.isArray(c) && c.every(Array.isArray) ? made('area', c.flat().map(lineOf), 4) : null
    default:
      return null
  }
}

function lineOf(x: unknown): Position[] | null {
  if (!Array.isArray(x)) return null
  const line = x.map(positionOf)
  return line.every((p) => p !== null) ? line : null
}

function positionOf(x: unknown): Position | null {
  if (!Array.isArray(x)) return null
  const [lng, lat] = x as unknown[]
  const ok = (n: unknown, most: number): n is number => typeof n === 'number' && Math.abs(n) <= most
  return ok(lng, 180) && ok(lat, 90) ? [lng, lat] : null
}
