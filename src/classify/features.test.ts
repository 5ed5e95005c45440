import { expect, test } from 'vitest'
import { featuresOf } from './features.ts'

const TWELVE = '路灯 不亮 一 二 三 四 五 六 七 八 路灯 不亮'.split(' ')

test('a text is its words, their pairs and characters, and once more what it begins with', () => {
  expect(Object.fromEntries(featuresOf(['路灯', '不亮']))).toEqual({
    w路灯: 1,
    w不亮: 1,
    'p路灯 不亮': 1,
    c路: 1,
    c灯: 1,
    c不: 1,
    c亮: 1,
    d路灯: 1,
    d不亮: 1,
    '^路灯': 1,
    '^不亮': 1,
    'q路灯 不亮': 1,
    e路灯: 1,
    e不亮: 1,
  })
})

test('what stands after the first ten words counts as words only', () => {
  const features = featuresOf(TWELVE)
  expect(['w路灯', 'p路灯 不亮', 'd不亮'].map((key) => features.get(key))).toEqual([2, 2, 2])
  expect(['^路灯', 'q路灯 不亮', 'e不亮'].map((key) => features.get(key))).toEqual([1, 1, 1])
  expect(features.has('q八 路灯')).toBe(false)
})
