/** The map as shapes in a picture's own pixels, for whoever draws figures on it. Pure. */
import type { Place, PlaceMap, Words } from './contract.ts'
import { pixelOf, viewOf } from './draw.ts'
import { middleOf } from './geometry.ts'

export interface Outline {
  code: string
  name: Words
  /** Path data (SVG), even-odd. */
  path: string
  /** Where its name stands. */
  x: number
  y: number
}

export interface Outlines {
  /** Width and height of the drawing. */
  width: number
  height: number
  source: string
  areas: Outline[]
  /** Roads and waters, to find one's way. */
  lines: { kind: 'road' | 'water'; path: string }[]
}

const tenth = (n: number): number => Math.round(n * 10) / 10
const SIZE = 720
const MARGIN = 10

/** Outlines of the areas that lie in no other, and the lines between them. */
export function outlinesOf(map: PlaceMap): Outlines {
  const view = viewOf(map.bounds)
  const { west, east, south, north } = map.bounds
  const [left, top] = pixelOf(view, west, north)
  const [right, bottom] = pixelOf(view, east, south)
  // The picture is as wide and as high as the areas reach.
  const scale = (SIZE - 2 * MARGIN) / Math.max(right - left, bottom - top)
  const at = (lng: number, lat: number): [number, number] => {
    const [x, y] = pixelOf(view, lng, lat)
    return [tenth((x - left) * scale + MARGIN), tenth((y - top) * scale + MARGIN)]
  }
  const pathOf = (p: Place) =>
    p.lines
      .map(
        (line) =>
          `M${line.map(([lng, lat]) => at(lng, lat).join(' ')).join('L')}${p.kind === 'area' ? 'Z' : ''}`,
      )
      .join('')
  return {
    width: Math.ceil((right - left) * scale + 2 * MARGIN),
    height: Math.ceil((bottom - top) * scale + 2 * MARGIN),
    source: map.source,
    areas: map.places
      .filter((p) => p.kind === 'area' && p.parentCode === null)
      .map((p) => {
        const [x, y] = at(...middleOf(p))
        return { code: p.code, name: p.name, path: pathOf(p), x, y }
      }),
    lines: map.places.flatMap((p) =>
      p.kind === 'road' || p.kind === 'water' ? [{ kind: p.kind, path: pathOf(p) }] : [],
    ),
  }
}
