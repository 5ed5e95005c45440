import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../kernel/errors/refusal.ts'
import type { Place, PlaceMap } from './contract.ts'
import { drawMap, MAP_SIZE, pixelOf, positionAt, viewOf, viewOfPlace, zoomed } from './draw.ts'
import { readGeoJson } from './geojson.ts'
import { areaAt, boundsOf, contains, middleOf, simplify } from './geometry.ts'

const square = (at: number, size: number) => [
  [at, at],
  [at + size, at],
  [at + size, at + size],
  [at, at + size],
  [at, at],
]
const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry })
const area = (name: string, at: number, size: number, more = {}) =>
  feature({ name, ...more }, { type: 'Polygon', coordinates: [square(at, size)] })
const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
const places = (text: string): Place[] => {
  const read = readGeoJson(text)
  if (isRefusal(read)) throw new Error(read.refused)
  return read
}
const refusal = (text: string) => {
  const read = readGeoJson(text)
  return isRefusal(read) ? read.refused : null
}

const TWO = places(
  file(area('甲镇', 0, 1, { code: 'a' }), area('乙村', 0.2, 0.2, { code: 'b', parent: 'a', name_en: 'B' })),
)
const MAP: PlaceMap = { datum: 'WGS84', source: 's', places: TWO, bounds: boundsOf(TWO) }

describe('a file of places', () => {
  test('is read with names, kinds and what lies in what', () => {
    const [a, b] = TWO
    expect(a).toMatchObject({ code: 'a', name: { zh: '甲镇', en: '甲镇' }, kind: 'area', parentCode: null })
    expect(b).toMatchObject({ code: 'b', name: { zh: '乙村', en: 'B' }, parentCode: 'a' })
    const road = feature(
      { name: '路', parent: 'nowhere' },
      { type: 'MultiLineString', coordinates: [square(0, 1)] },
    )
    expect(places(file(area('甲', 0, 1), road))[1]).toMatchObject({
      code: '2',
      kind: 'road',
      parentCode: null,
    })
  })

  test('is refused with its reason', () => {
    expect(refusal('{')).toBe('places.not_geojson')
    expect(refusal('[]')).toBe('places.not_geojson')
    expect(refusal(file(feature({}, { type: 'Polygon', coordinates: [square(0, 1)] })))).toBe(
      'places.feature',
    )
    // Metres of a projected file are no degrees.
    expect(refusal(file(area('甲', 400_000, 1)))).toBe('places.feature')
    expect(refusal(file(feature({ name: '甲', kind: 'area' }, { type: 'Point', coordinates: [0, 0] })))).toBe(
      'places.feature',
    )
    expect(refusal(file(area('甲', 0, 1, { code: 'x' }), area('乙', 0, 1, { code: 'x' })))).toBe(
      'places.code_twice',
    )
    expect(refusal(file(feature({ name: '亭' }, { type: 'Point', coordinates: [0, 0] })))).toBe(
      'places.no_area',
    )
  })

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        readGeoJson(json)
        readGeoJson(`{"type":"FeatureCollection","features":[${json}]}`)
        readGeoJson(
          file({ properties: { name: 'x' }, geometry: { type: 'Polygon', coordinates: JSON.parse(json) } }),
        )
      }),
    )
  })
})

describe('a point', () => {
  test('lies in the smallest area around it', () => {
    expect(areaAt(TWO, 0.3, 0.3)?.code).toBe('b')
    expect(areaAt(TWO, 0.9, 0.9)?.code).toBe('a')
    expect(areaAt(TWO, 1.1, 0.5)).toBeNull()
    const holed = {
      kind: 'area' as const,
      lines: [square(0, 1), square(0.2, 0.2)] as unknown as Place['lines'],
    }
    expect(contains(holed, 0.3, 0.3)).toBe(false)
    expect(middleOf(TWO[0]!).map((n) => Math.round(n * 100) / 100)).toEqual([0.5, 0.5])
  })

  test('pressed on the picture is where it is drawn', () => {
    const pixel = fc.integer({ min: 0, max: MAP_SIZE })
    const view = fc.record({
      lng: fc.double({ min: -170, max: 170, noNaN: true }),
      lat: fc.double({ min: -70, max: 70, noNaN: true }),
      span: fc.double({ min: 0.01, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(view, pixel, pixel, (v, x, y) => {
        const { lng, lat } = positionAt(v, x, y)
        const [px, py] = pixelOf(v, lng, lat)
        // Degrees are rounded to five places: about a metre.
        expect(Math.abs(px - x)).toBeLessThan(0.5)
        expect(Math.abs(py - y)).toBeLessThan(0.5)
      }),
    )
  })
})

test('a line keeps its ends and its corners, and loses what lies on the way', () => {
  const line = Array.from({ length: 50 }, (_, i) => [i / 50, 0] as const)
  expect(simplify([...line, [1, 1]], 0.001)).toEqual([
    [0, 0],
    [49 / 50, 0],
    [1, 1],
  ])
})

describe('the picture', () => {
  test('goes nearer to a place, and no wider than the whole', () => {
    const whole = viewOf(MAP.bounds)
    expect(zoomed(whole, 4, MAP)).toEqual(whole)
    expect(viewOfPlace(TWO[1]!).span).toBeLessThan(whole.span / 3)
    expect(zoomed(whole, 1e-9, MAP).span).toBeGreaterThan(0)
  })

  test('escapes whatever a name is, and holds nothing that runs', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const hostile = `${name}</text><script>alert(1)</script>&"'`
        const map = { ...MAP, places: MAP.places.map((p) => ({ ...p, name: { zh: hostile, en: hostile } })) }
        const svg = drawMap(map, { view: viewOf(MAP.bounds), point: { lng: 0.5, lat: 0.5 }, lang: 'zh' })
        expect(svg).not.toMatch(/<script|<[a-z]+[^>]*\son\w+=|href/i)
        expect(svg.match(/</g)?.length).toBe(svg.match(/>/g)?.length)
      }),
    )
  })

  test('stays small with a county of many corners', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => {
      const angle = (i / 20_000) * 2 * Math.PI
      return [Math.cos(angle) + Math.sin(i) / 50, Math.sin(angle)]
    })
    const all = places(
      file(
        feature({ name: '大县' }, { type: 'Polygon', coordinates: [[...many, many[0]]] }),
        area('甲镇', 0, 0.5),
      ),
    )
    const map: PlaceMap = { datum: 'WGS84', source: 's', places: all, bounds: boundsOf(all) }
    const svg = drawMap(map, { view: viewOf(map.bounds), point: null, lang: 'zh' })
    expect(svg.length).toBeLessThan(150_000)
  })
})
