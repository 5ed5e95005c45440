/** The duty roster on a real database: planned, swapped with the consent of both, handed over, shown to the public. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../src/kernel/access/index.ts'
import { addDays } from '../../src/kernel/calendar/index.ts'
import type { Plan } from '../../src/roster/contract.ts'
import {
  addNote,
  answerSwap,
  askSwap,
  cancelDuty,
  changeRosterSettings,
  onDuty,
  planDuties,
  publicDuty,
  readNotes,
  readRoster,
  takeOverNote,
} from '../../src/roster/roster.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const room = () => ({ pool: m.deps.app, directory: m.deps.directory, keyring: m.deps.keyring })
const command = (login: Login) => {
  const { id, unitId, roles } = m.actorOf(login)
  const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
  return { now: m.clock.now(), idempotencyKey: randomUUID(), session }
}
const idOf = (login: Login) => m.actorOf(login).id!
const plan = (more: Partial<Plan> = {}): Plan => ({
  kind: 'hotline',
  from: m.today(),
  to: addDays(m.today(), 3),
  days: 'all',
  starts: '00:00',
  ends: '00:00',
  phone: '12345',
  accountIds: [idOf('operator'), idOf('clerk')],
  ...more,
})
const roster = async (login: Login = 'operator') =>
  granted(await readRoster(room(), command(login), m.today(), addDays(m.today(), 6)))

test('a plan fills what is free and leaves what stands', async () => {
  expect(granted(await planDuties(room(), command('supervisor'), plan()))).toEqual({ added: 4 })
  expect(granted(await planDuties(room(), command('supervisor'), plan()))).toEqual({ added: 0 })
  expect(codeOf(await planDuties(room(), command('supervisor'), plan({ to: '2025-01-01' })))).toBe(
    'input.out_of_range',
  )
  const { shifts, people, mayPlan } = await roster()
  expect(shifts.map((s) => s.accountId)).toEqual([
    idOf('operator'),
    idOf('clerk'),
    idOf('operator'),
    idOf('clerk'),
  ])
  expect({ people, mayPlan }).toEqual({ people: [], mayPlan: false })
  expect((await roster('supervisor')).people.length).toBeGreaterThan(3)
})

test('two change places once both want to, and only for duties that lie ahead', async () => {
  const { shifts } = await roster()
  const [begun, clerks, mine] = shifts
  const ask = (login: Login, one: string, other: string) => askSwap(room(), command(login), one, other)
  expect(codeOf(await ask('operator', begun!.shiftId, clerks!.shiftId))).toBe('roster.over')
  expect(codeOf(await ask('clerk', mine!.shiftId, clerks!.shiftId))).toBe('roster.not_your_duty')
  expect(codeOf(await ask('operator', mine!.shiftId, mine!.shiftId))).toBe('roster.same_person')
  const { swapId } = granted(await ask('operator', mine!.shiftId, clerks!.shiftId))
  expect((await roster()).shifts).toEqual(shifts)
  expect(codeOf(await answerSwap(room(), command('operator'), swapId, 'agreed'))).toBe('roster.not_your_duty')
  granted(await answerSwap(room(), command('clerk'), swapId, 'agreed'))
  expect(codeOf(await answerSwap(room(), command('clerk'), swapId, 'declined'))).toBe('roster.settled')
  const after = new Map((await roster()).shifts.map((s) => [s.shiftId, s.accountId]))
  expect(after.get(mine!.shiftId)).toBe(idOf('clerk'))
  expect(after.get(clerks!.shiftId)).toBe(idOf('operator'))

  // What was asked of a duty that has another person by now is not carried out.
  const stale = granted(await ask('operator', clerks!.shiftId, mine!.shiftId))
  const other = granted(await ask('operator', clerks!.shiftId, mine!.shiftId))
  granted(await answerSwap(room(), command('clerk'), other.swapId, 'agreed'))
  expect(codeOf(await answerSwap(room(), command('clerk'), stale.swapId, 'agreed'))).toBe('roster.changed')
  granted(await answerSwap(room(), command('operator'), stale.swapId, 'withdrawn'))
})

test('the public sees office and telephone, a name only where the bureau says so', async () => {
  const { bureauId } = m.county
  expect((await onDuty(room(), bureauId, m.clock.now())).map((s) => s.accountId)).toEqual([idOf('operator')])
  const [duty] = await publicDuty(room(), bureauId, m.clock.now())
  expect(duty).toMatchObject({ kind: 'hotline', phone: '12345', unitId: m.county.units.centre, name: null })
  granted(await changeRosterSettings(room(), command('head'), { showNames: true, version: 0 }))
  expect(codeOf(await changeRosterSettings(room(), command('head'), { showNames: false, version: 0 }))).toBe(
    'write.stale_version',
  )
  expect((await publicDuty(room(), bureauId, m.clock.now()))[0]!.name).not.toBeNull()
  expect(await publicDuty(room(), m.other.bureauId, m.clock.now())).toEqual([])
})

test('a duty is cancelled once', async () => {
  const last = (await roster()).shifts.at(-1)!
  granted(await cancelDuty(room(), command('supervisor'), last.shiftId, last.version))
  expect(codeOf(await cancelDuty(room(), command('supervisor'), last.shiftId, last.version))).toBe(
    'write.stale_version',
  )
  expect((await roster()).shifts.some((s) => s.shiftId === last.shiftId)).toBe(false)
})

test('what is handed over lies encrypted, and the next duty signs for it', async () => {
  const { noteId } = granted(
    await addNote(room(), command('operator'), { kind: 'hotline', words: '人民路停水，预计 20 点恢复。' }),
  )
  const { rows } = await m.database.owner.query("select encode(box, 'escape') as box from roster_notes")
  expect(rows[0].box).not.toContain('人民路')
  expect(codeOf(await takeOverNote(room(), command('operator'), noteId))).toBe('roster.not_to_take')
  granted(await takeOverNote(room(), command('clerk'), noteId))
  const [note] = await readNotes(room(), m.county.bureauId)
  expect(note).toMatchObject({ words: '人民路停水，预计 20 点恢复。', readAt: expect.any(String) })
})
