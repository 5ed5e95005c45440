import { describe, expect, test } from 'vitest'
import { knownRules } from '../main/installation.ts'
import type { LocalSettingFact } from './contract.ts'
import { checkAccountChange, checkPassword, checkSetting, flattenUnits, lockAfter } from './rules.ts'

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

describe('a local setting', () => {
  const said = (more: Partial<LocalSettingFact>) => {
    const basis = { zh: '本局规定', en: 'own rules' }
    const setting = { validFrom: '2026-04-01', validTo: null, unit: 'cal', mark: 'L', basis, ...more }
    const refused = checkSetting(setting as LocalSettingFact, '2026-03-05', knownRules())
    return refused && [refused.refused, refused.field]
  }
  const law = 'bureau.setting_against_the_law'
  const choice = 'input.invalid_choice'

  test.each<[Partial<LocalSettingFact>, [string, string] | undefined]>([
    [{ ruleId: 'XF-T06', length: 60 }, undefined],
    [{ ruleId: 'XF-T06', length: 45, extensionCap: 15 }, undefined],
    [{ ruleId: 'XF-T06', length: 61 }, [law, 'length']],
    [{ ruleId: 'XF-T06', length: 60, extensionCap: 900 }, [law, 'extensionCap']],
    [{ ruleId: 'XF-T06', length: 600, unit: 'wd' }, [choice, 'unit']],
    [{ ruleId: 'XF-T06', length: 45, mark: 'V' }, [choice, 'mark']],
    [{ ruleId: 'XF-T08', length: 40 }, undefined],
    [{ ruleId: 'XF-T08', length: 29 }, [law, 'length']],
    [{ ruleId: 'XF-T08', length: 1, unit: 'wd' }, [choice, 'unit']],
    // The text gives no number, so any is the bureau's to set.
    [{ ruleId: 'XF-T05', length: 90 }, undefined],
    [{ ruleId: 'HY-LETTERBOX', length: 20, unit: 'wd' }, undefined],
    [{ ruleId: 'HY-LETTERBOX', length: 30, unit: 'cal' }, undefined],
    [{ ruleId: 'HY-LETTERBOX', length: 30, unit: 'hour' }, [choice, 'unit']],
    [{ ruleId: 'HL-URGENT', length: 1, unit: 'wd' }, [choice, 'unit']],
    // A local text: it was read, but binds only where it was made.
    [{ ruleId: 'HL-05', length: 8, unit: 'wd' }, undefined],
  ])('%o: %s', (setting, refused) => {
    expect(said(setting)).toEqual(refused)
  })

  test('is measured against every version that holds while it does', () => {
    const version = (length: number, validFrom: string, validTo: string | null) => ({
      ...{ mark: 'V' as const, unit: 'cal' as const, extensionCap: 0, right: false, national: true },
      ...{ length, validFrom, validTo },
    })
    let rules = new Map([['A', [version(60, '2020-01-01', '2026-12-31'), version(30, '2027-01-01', null)]]])
    const setting = { ruleId: 'A', validFrom: '2026-04-01', length: 45, unit: 'cal', mark: 'L' } as const
    const basis = { zh: '', en: '' }
    const until = (validTo: string | null) =>
      checkSetting({ ...setting, basis, validTo }, '2026-03-05', rules)?.refused
    expect(until('2026-12-31')).toBeUndefined()
    expect(until(null)).toBe(law)
    rules = new Map([['A', [version(60, '2020-01-01', '2026-03-31')]]])
    expect(until(null)).toBe('clock.rule_not_in_force')
  })
})
