/** The map as shapes in a picture's own pixels, for whoever draws figures on it. Pure. */
import type { Place, PlaceMap, Words } from './contract.ts'
import { MAP_SIZE, pixelOf, viewOf } from './draw.ts'
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
  /** Of the drawing: a square of `size`. */
  size: number
  source: string
  areas: Outline[]
  /** Roads and waters, to find one's way. */
  lines: { kind: 'road' | 'water'; path: string }[]
}

const SIZE = 720

/** Outlines of the areas that lie in no other, and the lines between them. */
export function outlinesOf(map: PlaceMap): Outlines {
  const view = viewOf(map.bounds)
  const at = (lng: number, lat: number): [number, number] => {
    const [x, y] = pixelOf(view, lng, lat)
    return [Math.round((x * SIZE * 10) / MAP_SIZE) / 10, Math.round((y * SIZE * 10) / MAP_SIZE) / 10]
  }
  const pathOf = (p: Place) =>
    p.lines
      .map(
        (line) =>
          `M${line.map(([lng, lat]) => at(lng, lat).join(' ')).join('L')}${p.kind === 'area' ? 'Z' : ''}`,
      )
      .join('')
  return {
    size: SIZE,
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
