/** Reception days on a real database: from publishing over booking and the queue to the erasing of names. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/notices/index.ts'
import {
  actAtWindow,
  book,
  changeBooking,
  changeDay,
  comingDays,
  eraseOld,
  findByCode,
  publicDayOf,
  type ReceptionRoom,
  readBooking,
  readForDesk,
  readQueue,
  saveDay,
  takeTicket,
} from '../../src/reception/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
let room: ReceptionRoom
const sent: Notice[] = []
const facts = async () => (await m.room.directory.byId(m.county.bureauId))!
const command = (login: Login) => {
  const { id, unitId, roles } = m.actorOf(login)
  const session = {
    accountId: id!,
    bureauId: m.county.bureauId,
    unitId: unitId!,
    roles,
    login,
    name: '',
    expiresAt: m.clock.now(),
    sessionId: '',
  }
  return { session, now: m.clock.now(), idempotencyKey: randomUUID() }
}
const DAY = {
  onDate: '2026-03-10',
  starts: '09:00',
  slotMinutes: 20,
  slots: 2,
  host: '县长',
  unitId: null,
  place: '大厅',
  note: '',
}
async function publish(more: Partial<typeof DAY> = {}): Promise<string> {
  const { dayId } = granted(
    await saveDay(room, command('clerk'), null, { ...DAY, ...more, expectedVersion: 0 }),
  )
  granted(await changeDay(room, command('clerk'), dayId, { expectedVersion: 1, act: 'publish' }))
  return dayId
}
const visitor = (n: number) => ({
  name: `来访人${n}`,
  phone: `1990000${String(1000 + n)}`,
  topic: '楼道灯不亮',
})
const booking = async (dayId: string, n: number, slot: number | null, once = randomUUID()) =>
  book(room, await facts(), dayId, { visitor: visitor(n), slot, once }, m.clock.now())

beforeAll(async () => {
  m = await createMiniBureau()
  room = {
    cases: m.deps,
    pool: m.database.app,
    directory: m.room.directory,
    keyring: m.keyring,
    notices: {
      send: async (n) => {
        sent.push(n)
        return { delivered: true }
      },
    },
  }
})
afterAll(() => m.close())

describe('a reception day', () => {
  it('is public once published, and keeps its times once somebody booked', async () => {
    const { dayId } = granted(await saveDay(room, command('clerk'), null, { ...DAY, expectedVersion: 0 }))
    expect(codeOf(await publicDayOf(room, await facts(), dayId, m.clock.now()))).toBe('not_found')
    granted(await changeDay(room, command('clerk'), dayId, { expectedVersion: 1, act: 'publish' }))
    expect((await comingDays(room, await facts(), m.clock.now())).map((d) => d.dayId)).toContain(dayId)
    granted(await booking(dayId, 1, 0))
    const moved = { ...DAY, starts: '10:00', expectedVersion: 2 }
    expect(codeOf(await saveDay(room, command('clerk'), dayId, moved))).toBe('reception.has_bookings')
    granted(await saveDay(room, command('clerk'), dayId, { ...DAY, place: '二楼', expectedVersion: 2 }))
    expect(codeOf(await saveDay(room, command('clerk'), dayId, { ...DAY, expectedVersion: 2 }))).toBe(
      'write.stale_version',
    )
  })

  it('gives one slot to one person, also when two press at once, and the same person once', async () => {
    const dayId = await publish()
    const [a, b] = await Promise.all([booking(dayId, 2, 0), booking(dayId, 3, 0)])
    expect([codeOf(a), codeOf(b)].sort()).toEqual(['reception.slot_taken', null].sort())
    const winner = codeOf(a) === null ? 2 : 3
    expect(codeOf(await booking(dayId, winner, 1))).toBe('reception.booked_already')
    const once = randomUUID()
    const first = granted(await booking(dayId, 4, 1, once))
    expect(granted(await booking(dayId, 4, 1, once))).toEqual(first)
  })

  it('lets people wait when it is full, and moves who waits longest up, with word to them', async () => {
    const dayId = await publish()
    const first = granted(await booking(dayId, 5, 0))
    granted(await booking(dayId, 6, 1))
    const waiting = granted(await booking(dayId, 7, null))
    expect(waiting.state).toBe('waiting')
    expect(codeOf(await booking(dayId, 8, null))).toBe('reception.full')
    expect(granted(await readBooking(room, await facts(), waiting.bookingId, m.clock.now())).before).toBe(0)
    granted(await changeBooking(room, await facts(), first.bookingId, null, m.clock.now()))
    const mine = granted(await readBooking(room, await facts(), waiting.bookingId, m.clock.now()))
    expect(mine.booking).toMatchObject({ state: 'booked', at: '09:00' })
    expect(sent.at(-1)).toMatchObject({
      template: 'reception-moved-up',
      to: { via: 'sms', address: visitor(7).phone },
    })
    const gone = granted(await readBooking(room, await facts(), first.bookingId, m.clock.now()))
    expect(gone.booking).toMatchObject({ state: 'cancelled', name: null, phone: null })
  })

  it('is cancelled with a reason that everybody who booked is told', async () => {
    const dayId = await publish()
    const mine = granted(await booking(dayId, 9, 0))
    expect(
      codeOf(await changeDay(room, command('clerk'), dayId, { expectedVersion: 2, act: 'cancel' })),
    ).toBe('input.required')
    granted(
      await changeDay(room, command('clerk'), dayId, { expectedVersion: 2, act: 'cancel', reason: '防汛' }),
    )
    expect(sent.at(-1)!.text.zh).toContain('防汛')
    const seen = granted(await readBooking(room, await facts(), mine.bookingId, m.clock.now()))
    expect([seen.booking.state, seen.day.reason, seen.open]).toEqual(['cancelled', '防汛', false])
    expect(codeOf(await booking(dayId, 10, 1))).toBe('reception.cancelled')
  })

  it('opens a booking by number and code only', async () => {
    const dayId = await publish()
    const { number, code, bookingId } = granted(await booking(dayId, 11, 0))
    expect(granted(await findByCode(room, await facts(), number.toLowerCase(), code)).bookingId).toBe(
      bookingId,
    )
    expect(codeOf(await findByCode(room, await facts(), number, 'AAAAA-AAAAA'))).toBe(
      'reception.wrong_number_or_code',
    )
    expect(codeOf(await findByCode(room, await facts(), 'OTHER-R20260310-01', code))).toBe(
      'reception.wrong_number_or_code',
    )
  })
})

describe('the queue of the day', () => {
  it('calls the booked time, then the tickets, shows numbers without names, and ends in a matter', async () => {
    const today = m.today()
    const dayId = await publish({ onDate: today, starts: '00:00', slotMinutes: 240, slots: 5 })
    const at = granted(await takeTicket(room, command('clerk'), dayId, visitor(20)))
    expect(at.ticket).toBe(1)
    let detail = granted(await readForDesk(room, command('clerk'), dayId))
    expect(detail.next).toBe(at.bookingId)
    expect(detail.bookings[0]).toMatchObject({ name: '来访人20', state: 'arrived', walkIn: true })
    granted(await actAtWindow(room, command('clerk'), dayId, at.bookingId, { act: 'call' }))
    const queue = granted(await readQueue(room, await facts(), dayId, m.clock.now()))
    expect([queue.called, queue.here]).toEqual([1, 0])
    expect(JSON.stringify(queue)).not.toContain('来访人')
    granted(
      await actAtWindow(room, command('clerk'), dayId, at.bookingId, {
        act: 'tie',
        matterNumber: 'COUNTY-X2026-000001',
      }),
    )
    granted(await actAtWindow(room, command('clerk'), dayId, at.bookingId, { act: 'done' }))
    expect(codeOf(await actAtWindow(room, command('clerk'), dayId, at.bookingId, { act: 'call' }))).toBe(
      'reception.not_now',
    )
    detail = granted(await readForDesk(room, command('clerk'), dayId))
    expect(detail.bookings[0]).toMatchObject({ state: 'done', matterNumber: 'COUNTY-X2026-000001' })
  })
})

describe('personal data of bookings', () => {
  it('are encrypted, and gone thirty days after the day', async () => {
    const dayId = await publish()
    granted(await booking(dayId, 30, 0))
    const { rows } = await m.database.owner.query<{ box: Buffer }>(
      'select box from reception_bookings where day_id = $1',
      [dayId],
    )
    expect(rows[0]!.box.toString('latin1')).not.toContain(visitor(30).phone)
    expect(await eraseOld(room, m.county.bureauId, new Date('2026-04-08T02:00:00Z'))).toBe(1)
    expect(await eraseOld(room, m.county.bureauId, new Date('2026-04-09T02:00:00Z'))).toBeGreaterThan(3)
    const detail = granted(await readForDesk(room, command('clerk'), dayId))
    expect(detail.bookings[0]).toMatchObject({ name: null, phone: null, topic: null })
  })
})
