/** Words between a unit and the person: who may write, what is told, and to whom a change of address is told. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { correctParties, messagePerson, readForCitizen } from '../../src/cases/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import type { Notice } from '../../src/notices/index.ts'
import { answeredPetition, CITIZEN, createWorld, type JobsWorld } from '../jobs/world.ts'

let w: JobsWorld
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const clerk = () => w.staff(w.county.units.centre!, 'clerk')
const handler = () => w.staff(w.county.units.town!, 'handler')
const noticesOn = (): Notice[] => {
  const folder = path.join(w.home, 'outbox-files', 'county', '2026-03-02')
  return readdirSync(folder).map((f) => JSON.parse(readFileSync(path.join(folder, f), 'utf8')))
}
const pageOf = async (matterId: string) => {
  const looker = { bureauId: w.county.bureauId, actor: CITIZEN, now: w.clock.now() }
  return w.granted(await readForCitizen(w.deps, looker, matterId))
}
const handled = async (more: object = {}) => {
  const made = await w.register(w.county.bureauId, clerk(), {
    procedure: 'petition',
    parties: [{ role: 'petitioner', name: '测试人甲', phone: '13800000001' }],
    ...more,
  })
  await w.act(w.county.bureauId, made.matterId, clerk(), 'assign', {
    unit: w.county.units.town,
    mode: 'assign',
  })
  return made
}
const write = (matterId: string, actor: ReturnType<typeof clerk>, asks = false) =>
  messagePerson(w.deps, w.caller(w.county.bureauId, actor), matterId, { words: '请说明具体位置。', asks })

describe('a message to the person', () => {
  it('stands on the page with its unit, is told without its words, and stops no clock', async () => {
    const { matterId } = await handled()
    const due = (await pageOf(matterId)).due
    w.granted(await write(matterId, handler(), true))
    await w.drain()
    const view = await pageOf(matterId)
    expect(view.messages).toMatchObject([
      { from: 'office', unit: { zh: '镇' }, text: '请说明具体位置。', asks: true },
    ])
    expect(view).toMatchObject({ asked: true, pause: null })
    expect(view.due).toEqual(due)
    const told = noticesOn().filter((n) => n.template === 'asked')
    expect(told).toHaveLength(1)
    expect(JSON.stringify(told)).not.toContain('具体位置')
  })

  it('comes from the units that talk with the person, and after the answer from the centre alone', async () => {
    const { matterId } = await handled()
    const other = w.staff(w.county.units.lonely!, 'handler')
    expect(isRefusal(await write(matterId, other))).toBe(true)
    const answered = await answeredPetition(w, w.county.units.town!)
    expect(await write(answered.matterId, handler())).toMatchObject({ refused: 'case.only_centre_writes' })
    expect(isRefusal(await write(answered.matterId, clerk()))).toBe(false)
  })

  it('of a shielded lane names no unit, and its notice tells nothing', async () => {
    const made = await w.register(w.county.bureauId, clerk(), {
      procedure: 'misconduct',
      parties: [{ role: 'petitioner', phone: '13800000009' }],
    })
    const before = new Set(noticesOn().map((n) => n.id))
    w.granted(await write(made.matterId, clerk()))
    await w.drain()
    const [told] = noticesOn()
      .filter((n) => !before.has(n.id) && n.to.via === 'sms' && n.to.address === '13800000009')
      .slice(-1)
    expect(told!.template).toBe('discreet-news')
    expect(JSON.stringify(told)).not.toContain(made.number)
    expect((await pageOf(made.matterId)).messages).toMatchObject([{ unit: null, text: '请说明具体位置。' }])
  })
})

it('a changed address is told at the new and at the old one', async () => {
  const { matterId, number } = await handled({
    parties: [{ role: 'petitioner', name: '测试人甲', phone: '13800000021', email: 'old@example.invalid' }],
  })
  await w.drain()
  const change = (phone: string) =>
    correctParties(w.deps, w.caller(w.county.bureauId, CITIZEN), matterId, [
      { role: 'petitioner', name: '测试人甲', phone, email: 'old@example.invalid' },
    ])
  w.granted(await change('13800000022'))
  await w.drain()
  await w.drain()
  const told = noticesOn().filter((n) => n.template === 'contact-changed' && n.text.zh.includes(number))
  expect(told.map((n) => n.to.via === 'sms' && n.to.address).sort()).toEqual(['13800000021', '13800000022'])
  // Nothing but the name corrected: one address, one notice.
  w.granted(await change('13800000022'))
  await w.drain()
  expect(
    noticesOn().filter((n) => n.template === 'contact-changed' && n.text.zh.includes(number)),
  ).toHaveLength(3)
})
