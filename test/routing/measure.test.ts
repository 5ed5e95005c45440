/** Suggestions held against a bureau's own history, on a real database. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../src/kernel/access/index.ts'
import { addDuty } from '../../src/routing/change-duty.ts'
import { measureRouting } from '../../src/routing/index.ts'
import { outcomes } from '../harness/factories.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
  const { id, unitId, roles } = m.actorOf('editor')
  const session = {
    accountId: id,
    bureauId: m.county.bureauId,
    unitId,
    roles,
  } as unknown as Session
  const fields = {
    title: '路灯维护',
    words: ['路灯', '照明'],
    categories: [],
    places: [],
    unitId: m.county.units.works!,
    coUnitIds: [],
    basis: '三定方案',
    validFrom: m.today(),
    validTo: null,
  }
  const room = { pool: m.deps.app, directory: m.deps.directory, cases: m.deps }
  granted(await addDuty(room, { now: m.clock.now(), idempotencyKey: randomUUID(), session }, fields))
})
afterAll(() => m.close())

/** A letter that goes to some units in turn, each but the last giving it back, and is answered by the last. */
async function answeredBy(subject: string, ...units: ('works' | 'water')[]): Promise<void> {
  const words = { subject, body: subject, place: '', demands: [subject] }
  const { matterId } = await m.register('letter-box', words)
  for (const [i, unit] of units.entries()) {
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units[unit] })
    if (i < units.length - 1) {
      await m.act(m.as(unit), matterId, 'return-order', { reason: '不属于本单位职责。' })
      await m.act(m.as('clerk'), matterId, 'agree-return')
    }
  }
  const last = units.at(-1)!
  await m.act(m.as(last), matterId, 'sign')
  const given = { outcomes: outcomes(await m.load(matterId)), reply: '您好！已办结。' }
  await m.act(m.as(last), matterId, 'submit-reply', given)
  await m.act(m.as('checker'), matterId, 'approve-reply')
}

test('tells how often the answering unit was suggested first, and which returns would not have been', async () => {
  await answeredBy('演示路路灯不亮', 'works')
  await answeredBy('公园照明不足', 'water', 'works')
  await answeredBy('水管漏水', 'water')
  // Not answered: nobody knows yet who was right.
  await m.register('letter-box', { subject: '路灯不亮', body: '路灯不亮' })
  const measured = granted(await measureRouting(m.deps, m.county.bureauId))
  expect(measured).toMatchObject({
    matters: 3,
    top1: { of: 2, all: 3 },
    top3: { of: 2, all: 3 },
    silent: 1,
    returns: { matters: 1, avoided: 1, warned: 0 },
  })
  // Words were read to be compared: nobody looked at anything, nothing is kept.
  expect(await m.count('select count(*) from access_log')).toBe(0)
})

test('knows no other bureau', async () => {
  expect(granted(await measureRouting(m.deps, m.other.bureauId))).toMatchObject({ matters: 0 })
  expect(codeOf(await measureRouting(m.deps, randomUUID()))).toBe('not_found')
})
