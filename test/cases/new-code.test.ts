/** A new query code: who may issue it, that the old one opens nothing any more, and what stays of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeSince, identifyCitizen, renewCode } from '../../src/cases/index.ts'
import { isRefusal } from '../../src/kernel/errors/refusal.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const opens = async (number: string, code: string) =>
  !isRefusal(await identifyCitizen(m.deps, 'county', number, code))

describe('a new query code', () => {
  test('opens the matter instead of the old one, the same however often the command is sent', async () => {
    const { matterId, number, code } = await m.register('petition')
    expect(await opens(number, code)).toBe(true)
    const renew = () =>
      renewCode(m.deps, m.as('clerk', 'renew-once'), { matterId, reason: '本人到窗口核对身份' })
    const first = granted(await renew())
    expect(granted(await renew())).toEqual({ ...first, replayed: true })
    expect(first.code).not.toBe(code)
    expect(await opens(number, code)).toBe(false)
    expect(await opens(number, first.code)).toBe(true)
    expect(await codeSince(m.deps, m.county.bureauId, matterId)).toBe(first.version)

    const second = granted(await renewCode(m.deps, m.as('clerk'), { matterId, reason: '又遗失' }))
    expect(await opens(number, first.code)).toBe(false)
    expect(await opens(number, second.code)).toBe(true)
  })

  test('is issued by the unit that took the matter in, with a reason', async () => {
    const { matterId, number, code } = await m.register('petition')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works, mode: 'assign' })
    const asked = (who: Parameters<MiniBureau['as']>[0], reason: string) =>
      renewCode(m.deps, m.as(who), { matterId, reason })
    expect(codeOf(await asked('works', '想看一看'))).toBe('access.denied')
    expect(codeOf(await asked('clerk', '  '))).toBe('input.required')
    expect(await opens(number, code)).toBe(true)
  })
})
