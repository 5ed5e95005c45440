import { expect, it } from 'vitest'
import { kindOf } from './find-kind.ts'

it.each([
  ['DEMO-L2026-000018', 'number'],
  ['138 0000 0000', 'phone'],
  ['+86 138-0000-0000', 'phone'],
  ['11010119900101001X', 'id-number'],
  ['搅拌站 噪声', 'words'],
  ['“KTV”', 'words'],
  ['L2026-18', 'number'],
  ['000018', 'number'],
])('%s is taken for a %s', (text, kind) => {
  expect(kindOf(text)).toBe(kind)
})
