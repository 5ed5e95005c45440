/** What an office takes on itself, on a real database: records of receptions and sponsored matters. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseMatter } from '../../src/cases/index.ts'
import {
  actAtWindow,
  changeDay,
  listForOffices,
  listOfMatter,
  promisesForCitizen,
  type ReceptionRoom,
  readFollowUp,
  readForDesk,
  recordReception,
  saveDay,
  sponsorMatter,
  stepFollowUp,
  takeTicket,
} from '../../src/reception/index.ts'
import { outcomes } from '../harness/factories.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
let room: ReceptionRoom
const command = (login: Login, key: string = randomUUID()) => {
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
  return { session, now: m.clock.now(), idempotencyKey: key }
}
const TODAY = '2026-03-02'

/** A day of today on which somebody is being received. */
async function received(): Promise<{ dayId: string; bookingId: string }> {
  const day = {
    onDate: TODAY,
    starts: '09:00',
    slotMinutes: 20,
    slots: 3,
    host: '县长',
    unitId: null,
    place: '大厅',
    note: '',
  }
  const { dayId } = granted(await saveDay(room, command('clerk'), null, { ...day, expectedVersion: 0 }))
  granted(await changeDay(room, command('clerk'), dayId, { expectedVersion: 1, act: 'publish' }))
  const visitor = { name: '来访人甲', phone: '', topic: '楼道灯' }
  const { bookingId } = granted(await takeTicket(room, command('clerk'), dayId, visitor))
  granted(await actAtWindow(room, command('clerk'), dayId, bookingId, { act: 'call' }))
  return { dayId, bookingId }
}
const sponsor = (number: string, login: Login = 'head', key?: string) =>
  sponsorMatter(room, command(login, key), {
    matterNumber: number,
    office: '分管副县长',
    words: '两周内现场办公。',
    unitId: m.county.units.works!,
    dueOn: '2026-03-20',
  })
const MISCONDUCT = () => ({ reportedUnitId: m.county.units.works, class: 'misconduct' as const })
const notesOf = async (matterId: string) =>
  Number(
    (
      await m.database.owner.query(
        "select count(*) from events where matter_id = $1 and type = 'matter.noted'",
        [matterId],
      )
    ).rows[0].count,
  )

beforeAll(async () => {
  m = await createMiniBureau()
  room = {
    cases: m.deps,
    pool: m.database.app,
    directory: m.room.directory,
    keyring: m.keyring,
    notices: null,
  }
})
afterAll(async () => {
  await m?.close()
})

describe('a record of a reception', () => {
  it('goes into the matter once, names who does what by when, and ties the visit to it', async () => {
    const { matterId, number } = await m.register('petition')
    const at = await received()
    const input = {
      matterNumber: number,
      words: '三日内派人查看。',
      unitId: m.county.units.works!,
      dueOn: '2026-03-05',
    }
    const key = randomUUID()
    const done = granted(await recordReception(room, command('clerk', key), at, input))
    // Sent again with the same key it is the same record and the same note.
    expect(granted(await recordReception(room, command('clerk', key), at, input))).toEqual(done)
    expect(await notesOf(matterId)).toBe(1)
    const { bookings } = granted(await readForDesk(room, command('clerk'), at.dayId))
    expect(bookings[0]).toMatchObject({ state: 'done', matterNumber: number })
    const detail = granted(await readFollowUp(room, command('clerk'), done.followUpId))
    expect(detail).toMatchObject({ office: '县长', dueOn: '2026-03-05', state: 'open', meetings: 1 })
    expect(detail.steps.map((s) => s.words)).toEqual(['三日内派人查看。'])
    expect(codeOf(await recordReception(room, command('clerk'), at, input))).toBe(
      'reception.recorded_already',
    )
    // From the page of the matter it is found by whoever may open the matter, and by nobody else.
    const other = await m.register('petition')
    const ids = async (id: string, login: Login) =>
      granted(await listOfMatter(room, command(login), id)).map((f) => f.followUpId)
    expect(await ids(matterId, 'supervisor')).toEqual([done.followUpId])
    expect(await ids(other.matterId, 'supervisor')).toEqual([])
    expect(codeOf(await listOfMatter(room, command('works'), matterId))).toBe('not_found')
  })

  it('that promises nothing is done at once; who and by when go together', async () => {
    const { number } = await m.register('petition')
    const at = await received()
    const input = { matterNumber: number, words: '当场解释清楚。', unitId: null, dueOn: null }
    expect(
      codeOf(await recordReception(room, command('clerk'), at, { ...input, unitId: m.county.units.works! })),
    ).toBe('input.required')
    expect(
      codeOf(await recordReception(room, command('clerk'), at, { ...input, matterNumber: 'COUNTY-NONE' })),
    ).toBe('input.invalid')
    expect(granted(await recordReception(room, command('clerk'), at, input)).state).toBe('done')
  })
})

describe('a sponsored matter', () => {
  it('is answered for by one office, written down by supervision, and lists no person', async () => {
    const { matterId, number } = await m.register('petition')
    const key = randomUUID()
    const done = granted(await sponsor(number, 'supervisor', key))
    expect(granted(await sponsor(number, 'supervisor', key))).toEqual(done)
    expect(await notesOf(matterId)).toBe(1)
    expect(codeOf(await sponsor(number))).toBe('reception.sponsored_already')
    expect(await notesOf(matterId)).toBe(1)
    const [row] = granted(await listForOffices(room, command('auditor'), 'sponsored', true))
    expect(row).toMatchObject({ number, office: '分管副县长', meetings: 0, overdue: false })
    const { rows } = await m.database.owner.query(
      'select * from leader_follow_up_steps where follow_up_id = $1',
      [done.followUpId],
    )
    expect(JSON.stringify(rows[0])).not.toContain('现场办公')
  })

  it('counts meetings, moves its date with a reason, is done only when the matter is, and can be given back', async () => {
    const { number } = await m.register('petition')
    const { followUpId } = granted(await sponsor(number))
    const step = (login: Login, expectedVersion: number, more: object) =>
      stepFollowUp(room, command(login), followUpId, {
        expectedVersion,
        step: 'progress',
        words: '进展之言',
        ...more,
      } as never)
    granted(await step('clerk', 1, { step: 'met', dueOn: '2026-04-01' }))
    expect(codeOf(await step('clerk', 1, {}))).toBe('write.stale_version')
    expect(codeOf(await step('clerk', 2, { step: 'done' }))).toBe('reception.matter_open')
    expect(codeOf(await step('clerk', 2, { step: 'released' }))).toBe('access.denied')
    expect(codeOf(await step('clerk', 2, { dueOn: '2026-03-01' }))).toBe('input.invalid_date')
    expect(granted(await readFollowUp(room, command('head'), followUpId))).toMatchObject({
      meetings: 1,
      dueOn: '2026-04-01',
      may: ['progress', 'met', 'released'],
    })
    expect(granted(await step('supervisor', 2, { step: 'released', words: '改由他人负责' })).state).toBe(
      'released',
    )
    // Free again for another office.
    granted(await sponsor(number))
  })

  it('is done once the matter has ended, and cannot begin then', async () => {
    const { number } = await m.answeredLetter()
    expect(codeOf(await sponsor(number))).toBe('reception.matter_ended')
  })

  it('is seen by nobody who does not see the matter', async () => {
    const { number } = await m.register('misconduct', MISCONDUCT())
    expect(codeOf(await sponsor(number))).toBe('input.invalid')
  })

  it('loses its words with the words of the matter', async () => {
    const { matterId, number } = await m.register('letter-box')
    const { followUpId } = granted(await sponsor(number))
    expect(granted(await readFollowUp(room, command('head'), followUpId)).steps[0]?.words).toBe(
      '两周内现场办公。',
    )
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    await m.act(m.as('works'), matterId, 'sign')
    await m.act(m.as('works'), matterId, 'submit-reply', {
      outcomes: outcomes(await m.load(matterId)),
      reply: '答复之言在此。',
    })
    await m.act(m.as('checker'), matterId, 'approve-reply')
    const end = { expectedVersion: 1, step: 'done' as const, words: '已办结' }
    expect(granted(await stepFollowUp(room, command('clerk'), followUpId, end)).state).toBe('done')
    granted(
      await eraseMatter(m.deps, m.as('administrator'), matterId, { decision: '演示决定', basis: '演示依据' }),
    )
    expect(granted(await readFollowUp(room, command('head'), followUpId)).steps[0]?.words).toBeNull()
  })
})

describe('the page of one’s own matter', () => {
  it('tells what was promised with its day and whether it was kept, without the words', async () => {
    const facts = (await m.room.directory.byId(m.county.bureauId))!
    const told = (id: string, now = m.clock.now()) => promisesForCitizen(room, facts, id, now)
    const { matterId, number } = await m.register('petition')
    const promise = { matterNumber: number, words: '三日内派人查看。', unitId: m.county.units.water! }
    const at = await received()
    const { followUpId } = granted(
      await recordReception(room, command('clerk'), at, { ...promise, dueOn: '2026-03-05' }),
    )
    const open = {
      office: '县长',
      unit: facts.units.get(m.county.units.water!)!.name,
      receivedOn: TODAY,
      dueOn: '2026-03-05',
      keptOn: null,
      overdue: false,
    }
    expect(await told(matterId)).toEqual([open])
    expect(await told(matterId, new Date('2026-03-06T02:00:00Z'))).toEqual([{ ...open, overdue: true }])
    // Neither who answers for the matter nor a talk that left nothing to do is a promise.
    granted(await sponsor(number))
    const settled = { ...promise, unitId: null, dueOn: null }
    granted(await recordReception(room, command('clerk'), await received(), settled))
    expect(await told(matterId)).toEqual([open])
    const done = { expectedVersion: 1, step: 'done' as const, words: '已查看。' }
    granted(await stepFollowUp(room, command('clerk'), followUpId, done))
    expect(await told(matterId)).toEqual([{ ...open, keptOn: TODAY }])
    expect(await told((await m.register('petition')).matterId)).toEqual([])
  })
})
