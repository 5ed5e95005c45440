/**
 * The map as an SVG picture: drawn here, from the bureau's own file, without any tile server. It is an image of a form, so
 * that pressing it sends where, without script. Pure.
 */
import type { Bounds, Place, PlaceMap } from './contract.ts'
import { boundsOf, middleOf } from './geometry.ts'

/** Width and height in CSS pixels: fits a phone of 320; the form sends places in these. */
export const MAP_SIZE = 288

/** What the picture shows: its middle, and how many degrees of latitude fit into its height. */
export interface View {
  lng: number
  lat: number
  span: number
}

/** Some 300 metres: nearer, a county's own file has nothing more to show. */
const LEAST_SPAN = 0.003

const squeeze = (lat: number): number => Math.max(0.1, Math.cos((lat * Math.PI) / 180))

/** The view that just holds these bounds. */
export function viewOf(b: Bounds): View {
  const lat = (b.south + b.north) / 2
  const span = Math.max(b.north - b.south, (b.east - b.west) * squeeze(lat)) * 1.08
  return { lng: (b.west + b.east) / 2, lat, span: Math.max(LEAST_SPAN, span) }
}

/** The view of one place within the map. */
export const viewOfPlace = (place: Place): View => viewOf(boundsOf([place]))

/** Nearer (factor below 1) or wider, never past the whole map nor nearer than there is something to see. */
export function zoomed(view: View, factor: number, map: Pick<PlaceMap, 'bounds'>): View {
  const whole = viewOf(map.bounds)
  const span = Math.max(LEAST_SPAN, view.span * factor)
  return span >= whole.span ? whole : { ...view, span }
}

/** Degrees of a pixel of the picture. */
export function positionAt(view: View, x: number, y: number): { lng: number; lat: number } {
  const perPixel = view.span / MAP_SIZE
  const round = (n: number) => Math.round(n * 1e5) / 1e5
  return {
    lng: round(view.lng + ((x - MAP_SIZE / 2) * perPixel) / squeeze(view.lat)),
    lat: round(view.lat - (y - MAP_SIZE / 2) * perPixel),
  }
}

/** Pixel of a position, not rounded; outside of the picture where it lies outside. */
export function pixelOf(view: View, lng: number, lat: number): [x: number, y: number] {
  const perDegree = MAP_SIZE / view.span
  return [
    MAP_SIZE / 2 + (lng - view.lng) * squeeze(view.lat) * perDegree,
    MAP_SIZE / 2 - (lat - view.lat) * perDegree,
  ]
}

export interface Drawing {
  view: View
  point: { lng: number; lat: number } | null
  lang: 'zh' | 'en'
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/\p{C}/gu, '')

/** A path in whole pixels; corners that fall on the same pixel are drawn once. */
function pathOf(place: Place, view: View): string {
  return place.lines
    .map((line) => {
      let last = ''
      const corners: string[] = []
      for (const [lng, lat] of line) {
        const [x, y] = pixelOf(view, lng, lat)
        const corner = `${clamp(x)} ${clamp(y)}`
        if (corner !== last) corners.push(corner)
        last = corner
      }
      return corners.length > 1 ? `M${corners.join('L')}${place.kind === 'area' ? 'Z' : ''}` : ''
    })
    .join('')
}

/** Far outside is as good as just outside, and shorter. */
const clamp = (n: number): number => Math.round(Math.max(-2 * MAP_SIZE, Math.min(3 * MAP_SIZE, n)))

const inSight = (b: Bounds, view: View): boolean => {
  const [west, north] = pixelOf(view, b.west, b.north)
  const [east, south] = pixelOf(view, b.east, b.south)
  return east >= 0 && south >= 0 && west <= MAP_SIZE && north <= MAP_SIZE
}

/** Length of the scale in metres: the longest round one that takes at most a third of the width. */
function scaleOf(view: View): { metres: number; pixels: number } {
  const perMetre = MAP_SIZE / (view.span * 111_320)
  const metres = [50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50].find(
    (m) => m * perMetre <= MAP_SIZE / 3,
  )
  return { metres: metres ?? 20, pixels: Math.round((metres ?? 20) * perMetre) }
}

/** @returns the picture; names are escaped, nothing in it runs */
export function drawMap(map: PlaceMap, { view, point, lang }: Drawing): string {
  const seen = map.places.filter((p) => inSight(boundsOf([p]), view))
  const shapes = (kinds: readonly string[], attributes: string) =>
    seen
      .filter((p) => kinds.includes(p.kind))
      .map((p) => `<path d="${pathOf(p, view)}" ${attributes}/>`)
      .join('')
  const dots = seen
    .filter((p) => p.kind === 'point')
    .map((p) => {
      const [x, y] = pixelOf(view, ...middleOf(p))
      return `<circle cx="${Math.round(x)}" cy="${Math.round(y)}" r="3" fill="#4b4632"/>`
    })
    .join('')
  const whole = viewOf(map.bounds).span
  // From far away only the areas have room for their names; nearer, they still come first.
  const named = seen
    .filter((p) => p.kind === 'area' || view.span < whole / 2)
    .toSorted((a, b) => Number(b.kind === 'area') - Number(a.kind === 'area'))
  const taken: Box[] = []
  const labels = named.map((p) => labelOf(p, view, lang, taken)).join('')
  const { metres, pixels } = scaleOf(view)
  const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MAP_SIZE} ${MAP_SIZE}" width="${MAP_SIZE}" height="${MAP_SIZE}" font-family="sans-serif"><rect width="100%" height="100%" fill="#f0ede5"/>${shapes(['area'], 'fill="#fbfaf6" fill-rule="evenodd" stroke="#8d9691" stroke-width="1"')}${shapes(['water'], 'fill="none" stroke="#9cc4d6" stroke-width="5" stroke-linejoin="round"')}${shapes(['road'], 'fill="none" stroke="#b9b3a2" stroke-width="4" stroke-linejoin="round"')}${shapes(['road'], 'fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"')}${dots}${labels}${pinOf(point, view)}<path d="M10 ${MAP_SIZE - 14}v4h${pixels}v-4" fill="none" stroke="#1f2423" stroke-width="1.5"/><text x="12" y="${MAP_SIZE - 18}" font-size="12" fill="#1f2423">${text}</text></svg>`
}

type Box = [left: number, top: number, right: number, bottom: number]

/** A name at the middle of its place, left out where another already stands. */
function labelOf(place: Place, view: View, lang: 'zh' | 'en', taken: Box[]): string {
  const [x, y] = pixelOf(view, ...middleOf(place))
  if (x < 0 || y < 12 || x > MAP_SIZE || y > MAP_SIZE) return ''
  const area = place.kind === 'area'
  const wide = [...place.name[lang]].reduce((n, c) => n + (c.charCodeAt(0) > 255 ? 7 : 4), 2)
  const middle = place.kind === 'point' ? y - 11 : y
  const box: Box = [x - wide, middle - 9, x + wide, middle + 9]
  if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) return ''
  taken.push(box)
  const look = area ? 'font-size="14" font-weight="700" fill="#1d5c52"' : 'font-size="12" fill="#4b4632"'
  const dy = place.kind === 'point' ? -7 : 4
  return `<text x="${Math.round(x)}" y="${Math.round(y) + dy}" text-anchor="middle" ${look} stroke="#fff" stroke-width="3" paint-order="stroke">${escapeXml(place.name[lang])}</text>`
}

function pinOf(point: Drawing['point'], view: View): string {
  if (!point) return ''
  const [x, y] = pixelOf(view, point.lng, point.lat).map(Math.round) as [number, number]
  return `<path d="M${x} ${y}c-4-9-10-12-10-19a10 10 0 0 1 20 0c0 7-6 10-10 19z" fill="#a3322a" stroke="#fff" stroke-width="2"/><circle cx="${x}" cy="${y - 19}" r="3.5" fill="#fff"/>`
}
