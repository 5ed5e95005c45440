import { describe, expect, test } from 'vitest'
import { areaOf, areasOf } from './areas.ts'
import type { Place, PlaceMap } from './contract.ts'
import { outlinesOf } from './outlines.ts'

const square = (west: number, south: number) =>
  [
    [west, south],
    [west + 1, south],
    [west + 1, south + 1],
    [west, south + 1],
    [west, south],
  ] as const
const area = (
  code: string,
  zh: string,
  en: string,
  at: [number, number],
  parentCode: string | null = null,
): Place => ({
  code,
  name: { zh, en },
  kind: 'area',
  parentCode,
  lines: [square(...at)],
})
const map: PlaceMap = {
  datum: 'CGCS2000',
  source: '演示',
  places: [
    area('a', '东河街道', 'Donghe', [0, 0]),
    area('b', '东河街道新区镇', 'Xinqu', [1, 0]),
    area('b1', '石桥村', 'Shiqiao', [1, 0], 'b'),
    { ...area('r', '环城路', 'Ring Road', [0, 0]), kind: 'road' },
  ],
  bounds: { west: 0, south: 0, east: 2, north: 1 },
}
const mapped = { list: [], map }
const named = (words: string, point: { lng: number; lat: number } | null = null) =>
  areaOf(mapped, { words, point })

describe('the place of a matter', () => {
  test('is told by the name in its words, of a village by its township', () => {
    expect(named('东河街道12号')).toBe('a')
    expect(named('near DONGHE market')).toBe('a')
    expect(named('石桥村东头')).toBe('b')
  })
  test('is none where several are named or none, and a road is no place', () => {
    expect(named('石桥村与东河街道之间')).toBeNull()
    expect(named('环城路')).toBeNull()
    expect(named('')).toBeNull()
  })
  test('is the longer of two names when one holds the other', () => {
    expect(named('东河街道新区镇政府旁')).toBe('b')
  })
  test('is told by the point before the words, and by words where the point lies outside', () => {
    expect(named('东河街道', { lng: 1.5, lat: 0.5 })).toBe('b')
    expect(named('东河街道', { lng: 9, lat: 9 })).toBe('a')
  })
  test('comes from the list of units where there is no map', () => {
    const list = [{ code: 'u', name: { zh: '北山乡', en: 'Beishan' } }]
    expect(areaOf({ list, map: null }, { words: '北山乡小学', point: null })).toBe('u')
    expect(areasOf({ list, map: null })).toEqual(list)
  })
  test('a circle of parents in the file ends', () => {
    const circle = {
      ...map,
      places: [area('x', '甲村', 'Jia', [0, 0], 'y'), area('y', '乙村', 'Yi', [0, 0], 'x')],
    }
    expect(areaOf({ list: [], map: circle }, { words: '甲村', point: null })).toBeNull()
  })
})

test('outlines hold every township once, inside the drawing', () => {
  const { areas, lines, width, height } = outlinesOf(map)
  expect(areas.map((a) => a.code)).toEqual(['a', 'b'])
  expect(areasOf(mapped).map((a) => a.code)).toEqual(['a', 'b'])
  expect(lines).toHaveLength(1)
  for (const n of areas.flatMap((a) => [...a.path.matchAll(/-?[\d.]+/g)].map(Number))) {
    expect(n).toBeGreaterThanOrEqual(0)
    expect(n).toBeLessThanOrEqual(Math.max(width, height))
  }
})
