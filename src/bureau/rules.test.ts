import { describe, expect, test } from 'vitest'
import { checkAccountChange, checkPassword, flattenUnits, lockAfter } from './rules.ts'

test('the lock begins with the fifth failure and grows to a day', () => {
  expect([1, 4, 5, 6, 7].map(lockAfter).map((ms) => ms / 60_000)).toEqual([0, 0, 15, 30, 60])
  expect(lockAfter(50)).toBe(24 * 3_600_000)
  expect(lockAfter(5000)).toBe(24 * 3_600_000)
})

test.each([
  ['abc-123456', undefined],
  ['一二三四五六七八九十甲1', undefined],
  ['short-1', 'access.password_too_short'],
  ['abcdefghijk', 'access.password_too_plain'],
  ['1111111111-', 'access.password_too_plain'],
  ['x-QINGHE.clerk-1', 'access.password_too_plain'],
])('password %s: %s', (password, refused) => {
  expect(checkPassword(password, 'qinghe.clerk', 'next')?.refused).toBe(refused)
})

describe('changing an account', () => {
  const admin = { accountId: 'a', roles: ['administrator'] as const, active: true }
  test('the last administrator stays one, and active', () => {
    expect(checkAccountChange(admin, { roles: ['clerk'], active: true }, 'b', 0)?.refused).toBe(
      'bureau.last_administrator',
    )
    expect(checkAccountChange(admin, { ...admin, active: false }, 'b', 0)?.refused).toBe(
      'bureau.last_administrator',
    )
    expect(checkAccountChange(admin, { roles: ['clerk'], active: true }, 'b', 1)).toBeUndefined()
    expect(
      checkAccountChange({ ...admin, active: false }, { ...admin, active: false }, 'b', 0),
    ).toBeUndefined()
  })
})

test('a tree of units becomes a list, parents first', () => {
  const unit = (code: string) => ({ code, name: { zh: code, en: code }, kind: 'x' })
  const tree = [{ ...unit('a'), children: [{ ...unit('b'), children: [unit('c')] }, unit('d')] }]
  const list = flattenUnits(tree)
  expect(Array.isArray(list) && list.map((u) => [u.code, u.parentCode])).toEqual([
    ['a', undefined],
    ['b', 'a'],
    ['c', 'b'],
    ['d', 'a'],
  ])
  expect(flattenUnits([unit('a'), { ...unit('b'), children: [unit('a')] }])).toMatchObject({
    refused: 'bureau.unit_code_taken',
  })
})
