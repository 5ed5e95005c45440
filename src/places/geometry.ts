/** Where a point lies, how far a shape reaches, and shapes with no more corners than are needed. Pure. */
import type { Bounds, Place, Position } from './contract.ts'

export function boundsOf(places: readonly Pick<Place, 'lines'>[]): Bounds {
  const b = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const { lines } of places) {
    for (const line of lines) {
      for (const [lng, lat] of line) {
        b.west = Math.min(b.west, lng)
        b.east = Math.max(b.east, lng)
        b.south = Math.min(b.south, lat)
        b.north = Math.max(b.north, lat)
      }
    }
  }
  return b
}

/** Whether a point lies in an area, by the even-odd rule over all its rings. */
export function contains(place: Pick<Place, 'kind' | 'lines'>, lng: number, lat: number): boolean {
  if (place.kind !== 'area') return false
  let inside = false
  for (const ring of place.lines) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i]!
      const [bx, by] = ring[j]!
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}

/** The smallest area around a point: the village rather than its township. */
export function areaAt(places: readonly Place[], lng: number, lat: number): Place | null {
  let best: Place | null = null
  let least = Infinity
  for (const place of places) {
    if (!contains(place, lng, lat)) continue
    const b = boundsOf([place])
    const size = (b.east - b.west) * (b.north - b.south)
    if (size < least) [best, least] = [place, size]
  }
  return best
}

/** Middle of a shape: of an area the centre of mass of its largest ring, else its middle corner. */
export function middleOf(place: Pick<Place, 'kind' | 'lines'>): Position {
  if (place.kind !== 'area') {
    const line = place.lines.toSorted((a, b) => b.length - a.length)[0]!
    const [a, b] = [line[Math.floor((line.length - 1) / 2)]!, line[Math.ceil((line.length - 1) / 2)]!]
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  }
  let best: Position = place.lines[0]![0]!
  let most = -1
  for (const ring of place.lines) {
    let [area, x, y] = [0, 0, 0]
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[j]!
      const [bx, by] = ring[i]!
      const cross = ax * by - bx * ay
      area += cross
      x += (ax + bx) * cross
      y += (ay + by) * cross
    }
    if (Math.abs(area) <= most || area === 0) continue
    most = Math.abs(area)
    best = [x / (3 * area), y / (3 * area)]
  }
  return best
}

/** A line with the corners that matter (Douglas and Peucker), ends kept; `tolerance` in degrees. */
export function simplify(line: readonly Position[], tolerance: number): Position[] {
  if (line.length < 3) return [...line]
  const keep = new Set([0, line.length - 1])
  const open: [number, number][] = [[0, line.length - 1]]
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part
    let far = 0
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const d = distance(line[i]!, line[from]!, line[to]!)
      if (d > far) [far, at] = [d, i]
    }
    if (far <= tolerance) continue
    keep.add(at)
    open.push([from, at], [at, to])
  }
  return line.filter((_, i) => keep.has(i))
}

function distance([px, py]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length))
  return Math.hypot(px - ax - t * dx, py - ay - t * dy)
}
