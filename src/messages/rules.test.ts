import { describe, expect, test } from 'vitest'
import { type CampaignState, MOST_TRIES, pauseAfter, STEPS, settled, stepped } from './rules.ts'
import { outcomeOf, readDelivered } from './smpp-answers.ts'
import { createThrottle } from './throttle.ts'

const now = new Date('2026-11-21T02:00:00Z')
const clerk = { accountId: 'a', roles: ['clerk' as const] }
const head = { accountId: 'b', roles: ['bureau-head' as const] }
const draft = { state: 'draft' as CampaignState, madeBy: 'a', submittedBy: null, gathered: false }
const few = { people: 10, approveAbove: 200 }
const many = { people: 201, approveAbove: 200 }

describe('a campaign', () => {
  test('needs a second person above the number set, who neither wrote nor submitted it', () => {
    expect(stepped(clerk, draft, 'submit', few)).toBe('scheduled')
    expect(stepped(clerk, draft, 'submit', { ...many, people: 200 })).toBe('scheduled')
    expect(stepped(clerk, draft, 'submit', many)).toBe('approval')
    const waits = { ...draft, state: 'approval' as const, submittedBy: 'a' }
    expect(stepped(clerk, waits, 'approve', many)).toMatchObject({ refused: 'message.own_campaign' })
    expect(stepped({ ...head, accountId: 'a' }, waits, 'approve', many)).toMatchObject({
      refused: 'message.own_campaign',
    })
    expect(stepped(head, waits, 'approve', many)).toBe('scheduled')
    expect(stepped(head, waits, 'return', many)).toBe('draft')
  })

  test('goes on where it was stopped, and takes no step its state does not know', () => {
    const stopped = { ...draft, state: 'stopped' as const }
    expect(stepped(clerk, stopped, 'resume', few)).toBe('preparing')
    expect(stepped(clerk, { ...stopped, gathered: true }, 'resume', few)).toBe('running')
    for (const step of STEPS)
      expect(stepped(head, { ...draft, state: 'finished' }, step, few)).toMatchObject({
        refused: 'message.step_not_now',
      })
  })
})

describe('a message', () => {
  const at = { attempts: 1, at: 0, gateways: 2, now }
  test('that is uncertain never waits to be sent again', () => {
    expect(settled({ kind: 'uncertain', code: 'no-answer' }, at)).toMatchObject({ state: 'uncertain' })
  })
  test('waits longer each time, goes to the next gateway after two tries, and is given up at last', () => {
    const later = { kind: 'later' as const, code: 'smpp 0x00000014', away: false }
    expect(settled(later, at)).toMatchObject({
      state: 'waiting',
      hop: 0,
      nextAt: new Date(now.getTime() + 30_000),
    })
    expect(settled(later, { ...at, attempts: 2 })).toMatchObject({ state: 'waiting', hop: 1, nextAt: now })
    expect(settled(later, { ...at, attempts: 2, gateways: 1 })).toMatchObject({ hop: 0 })
    expect(settled(later, { ...at, attempts: MOST_TRIES })).toMatchObject({ state: 'failed' })
    expect([1, 2, 3, 20].map(pauseAfter)).toEqual([30_000, 60_000, 120_000, 3_600_000])
  })
  test('of a gateway that is away counts no try', () => {
    expect(settled({ kind: 'later', code: 'x', away: true }, at)).toMatchObject({ undo: true, nextAt: now })
  })
})

describe('answers of an SMSC', () => {
  const ok = (id: string) => ({ status: 0, id })
  test('are whole, refused for good, passing, or uncertain', () => {
    expect(outcomeOf([ok('1'), ok('2')])).toEqual({ kind: 'sent', reference: '2' })
    expect(outcomeOf([{ status: 0x0b, id: null }])).toMatchObject({ kind: 'refused' })
    expect(outcomeOf([{ status: 0x58, id: null }])).toMatchObject({ kind: 'later', away: false })
    expect(outcomeOf([{ status: 0x0d, id: null }])).toMatchObject({ kind: 'later', away: true })
    expect(outcomeOf(['not-sent'])).toMatchObject({ kind: 'later', away: true })
    expect(outcomeOf([ok('1'), 'lost'])).toMatchObject({ kind: 'uncertain' })
    // One of two segments taken: the whole again would be one too many.
    expect(outcomeOf([ok('1'), { status: 0x14, id: null }])).toMatchObject({
      kind: 'uncertain',
      code: 'partly',
    })
    expect(outcomeOf([ok('1'), 'not-sent'])).toMatchObject({ kind: 'uncertain' })
  })

  test('as deliver_sm are receipts or what people say', () => {
    const pdu = (more: object) => ({ source_addr: '13800000000', destination_addr: '106', ...more }) as never
    const text = 'id:00a1 sub:001 dlvrd:000 submit date:1 done date:2 stat:UNDELIV err:045 text:x'
    expect(readDelivered(pdu({ esm_class: 4, short_message: { message: text } }))).toEqual({
      kind: 'receipt',
      receipt: { reference: '00a1', delivered: false, code: 'UNDELIV 045', address: '13800000000' },
    })
    expect(readDelivered(pdu({ esm_class: 4, receipted_message_id: 'x\0', message_state: 2 }))).toMatchObject(
      {
        receipt: { reference: 'x', delivered: true },
      },
    )
    expect(readDelivered(pdu({ esm_class: 4, receipted_message_id: 'x', message_state: 6 }))).toEqual({
      kind: 'nothing',
    })
    // A TLV of a receipt alone makes none (the emulator of Kannel sends it with everything).
    expect(
      readDelivered(pdu({ esm_class: 0, receipted_message_id: 'x', short_message: { message: 'TD' } })),
    ).toMatchObject({ kind: 'message', text: 'TD', part: null })
    const udh = [Buffer.from([0, 3, 7, 2, 1])]
    expect(readDelivered(pdu({ esm_class: 0x40, short_message: { message: '一', udh } }))).toMatchObject({
      part: { total: 2, place: 1 },
    })
  })
})

describe('the pace', () => {
  test('is no pace where none is set', async () => {
    const waits = createThrottle(null, () => Number.NaN)
    expect(await waits(1000)).toBeUndefined()
  })
})
