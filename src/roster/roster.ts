/** The duty roster (值班表): planned, swapped with the consent of both, handed over. */
import { hkdfSync } from 'node:crypto'
import { audit, type BureauDirectory, type Command, once, todayIn } from '../bureau/index.ts'
import { addDays, compareDays, diffDays, isPlainDate } from '../kernel/calendar/index.ts'
import { decryptText, encryptText, type Keyring, uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { Kind, Note, Plan, Roster, RosterSettings, Shift } from './contract.ts'
import { MOST_DAYS, planShifts } from './rules.ts'
import * as store from './store.ts'

export interface RosterRoom {
  pool: Pool
  directory: BureauDirectory
  keyring: Keyring
}

const PLANNERS = ['supervisor', 'bureau-head', 'administrator'] as const
const mayPlan = ({ session }: Pick<Command, 'session'>): boolean =>
  PLANNERS.some((role) => session.roles.includes(role))

const shiftOf = (r: store.ShiftRow): Shift => ({
  shiftId: r.shift_id,
  kind: r.kind,
  day: r.day,
  startsAt: r.starts_at.toISOString(),
  endsAt: r.ends_at.toISOString(),
  accountId: r.account_id,
  name: r.name,
  unitId: r.unit_id,
  phone: r.phone,
  version: r.version,
})

/** A period that makes sense, or the refusal. */
function period(from: string, to: string): Refusal | undefined {
  if (!isPlainDate(from)) return refuse('input.invalid_date', { field: 'from' })
  if (!isPlainDate(to)) return refuse('input.invalid_date', { field: 'to' })
  if (compareDays(to, from) < 0 || diffDays(from, to) >= MOST_DAYS)
    return refuse('input.out_of_range', { field: 'to', details: { limit: MOST_DAYS } })
  return undefined
}

/** The roster of a period, each day with what the calendar says of it. */
export async function readRoster(
  room: RosterRoom,
  c: Pick<Command, 'session'>,
  from: string,
  to: string,
): Promise<Roster | Refusal> {
  const wrong = period(from, to)
  if (wrong) return wrong
  const { bureauId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const plans = mayPlan(c)
  const [shifts, swaps, people, settings] = await withTx(
    room.pool,
    { bureau: bureauId },
    (tx) =>
      Promise.all([
        store.shiftsBetween(tx, bureauId, from, to),
        store.openSwaps(tx, bureauId),
        plans ? store.peopleOf(tx, bureauId) : [],
        store.findSettings(tx, bureauId),
      ]),
    { readOnly: true },
  )
  return {
    days: Array.from({ length: diffDays(from, to) + 1 }, (_, i) => {
      const { date, working, why, known } = facts.calendar.dayKind(addDays(from, i))
      return { day: date, working, why, known }
    }),
    shifts: shifts.map(shiftOf),
    swaps: swaps.map((s) => ({
      swapId: s.swap_id,
      shiftId: s.shift_id,
      otherShiftId: s.other_shift_id,
      askedBy: s.asked_by,
      askedOf: s.asked_of,
      askedAt: s.asked_at.toISOString(),
    })),
    people: people.map((p) => ({ accountId: p.account_id, name: p.name, unitId: p.unit_id })),
    mayPlan: plans,
    showNames: settings.showNames,
    settingsVersion: settings.version,
  }
}

/** Fills a period. What stands there already stays. @returns how many duties were added */
export async function planDuties(
  room: RosterRoom,
  c: Command,
  plan: Plan,
): Promise<{ added: number } | Refusal> {
  const wrong = period(plan.from, plan.to)
  if (wrong) return wrong
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const shifts = planShifts(plan, facts.calendar).map((s) => ({ ...s, shiftId: uuidv7(c.now) }))
  return once(room.pool, c, ['roster-plan', plan], async (tx) => {
    const added = await store.addShifts(tx, bureauId, plan, shifts)
    const { kind, from, to } = plan
    const details = { kind, from, to, added }
    await audit(tx, { bureauId, accountId, action: 'roster.planned', details, now: c.now })
    return { added }
  })
}

export function cancelDuty(
  room: RosterRoom,
  c: Command,
  shiftId: string,
  version: number,
): Promise<{ shiftId: string } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['roster-cancel', shiftId, version], async (tx) => {
    if (!(await store.cancelShift(tx, bureauId, shiftId, version, c.now)))
      return refuse('write.stale_version')
    await audit(tx, { bureauId, accountId, action: 'roster.cancelled', details: { shiftId }, now: c.now })
    return { shiftId }
  })
}

/**
 * Asks whoever has the other duty to change with one's own.
 * @returns refusals `not_found`, `roster.not_your_duty`, `roster.same_person`, `roster.over`
 */
export function askSwap(
  room: RosterRoom,
  c: Command,
  shiftId: string,
  otherShiftId: string,
): Promise<{ swapId: string } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['roster-swap', shiftId, otherShiftId], async (tx) => {
    const [mine, other] = [
      await store.shiftById(tx, bureauId, shiftId),
      await store.shiftById(tx, bureauId, otherShiftId),
    ]
    if (!mine || !other) return refuse('not_found')
    if (mine.account_id !== accountId) return refuse('roster.not_your_duty')
    if (other.account_id === accountId) return refuse('roster.same_person')
    if (mine.starts_at <= c.now || other.starts_at <= c.now) return refuse('roster.over')
    const swap_id = uuidv7(c.now)
    const asked = { asked_by: accountId, asked_of: other.account_id, asked_at: c.now }
    await store.insertSwap(tx, bureauId, {
      swap_id,
      shift_id: shiftId,
      other_shift_id: otherShiftId,
      ...asked,
    })
    return { swapId: swap_id }
  })
}

/**
 * Agrees or declines (who was asked), or withdraws (who asked). Agreed, the two change places at once.
 * @returns refusals `not_found`, `roster.settled`, `roster.not_your_duty`, `roster.changed` where one of the duties has
 * another person or has begun since
 */
export function answerSwap(
  room: RosterRoom,
  c: Command,
  swapId: string,
  answer: 'agreed' | 'declined' | 'withdrawn',
): Promise<{ swapId: string; state: string } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['roster-answer', swapId, answer], async (tx) => {
    const swap = await store.swapById(tx, bureauId, swapId)
    if (!swap) return refuse('not_found')
    if (swap.state !== 'asked') return refuse('roster.settled')
    if ((answer === 'withdrawn' ? swap.asked_by : swap.asked_of) !== accountId)
      return refuse('roster.not_your_duty')
    if (answer === 'agreed') {
      const one = await store.shiftById(tx, bureauId, swap.shift_id)
      const other = await store.shiftById(tx, bureauId, swap.other_shift_id)
      const same = one?.account_id === swap.asked_by && other?.account_id === swap.asked_of
      if (!one || !other || !same || one.starts_at <= c.now || other.starts_at <= c.now)
        return refuse('roster.changed')
      await store.exchange(tx, bureauId, one, other)
      const details = { shiftId: one.shift_id, otherShiftId: other.shift_id }
      await audit(tx, { bureauId, accountId, action: 'roster.swapped', details, now: c.now })
    }
    await store.settleSwap(tx, bureauId, swapId, answer, c.now)
    return { swapId, state: answer }
  })
}

const keyFor = (room: RosterRoom, bureauId: string): Buffer =>
  Buffer.from(
    hkdfSync('sha256', room.keyring.installationKey, Buffer.alloc(0), `huiyin/roster/v1/${bureauId}`, 32),
  )

/** What one duty hands over to the next; kept encrypted, for it may tell of people. */
export function addNote(
  room: RosterRoom,
  c: Command,
  note: { kind: Kind; words: string },
): Promise<{ noteId: string } | Refusal> {
  const { bureauId, accountId } = c.session
  const words = note.words.trim()
  return once(room.pool, c, ['roster-note', note.kind, words], async (tx) => {
    if (words === '') return refuse('input.required', { field: 'words' })
    const noteId = uuidv7(c.now)
    const box = encryptText(room.keyring.suite, keyFor(room, bureauId), words, [
      bureauId,
      'roster-note',
      noteId,
    ])
    await store.insertNote(tx, bureauId, { noteId, kind: note.kind, at: c.now, accountId, box })
    return { noteId }
  })
}

/** Newest first, at most fifty. */
export async function readNotes(room: RosterRoom, bureauId: string): Promise<Note[]> {
  const rows = await withTx(room.pool, { bureau: bureauId }, (tx) => store.listNotes(tx, bureauId), {
    readOnly: true,
  })
  const key = keyFor(room, bureauId)
  return rows.map((r) => ({
    noteId: r.note_id,
    kind: r.kind,
    at: r.at.toISOString(),
    by: r.by,
    words: decryptText(key, r.box, [bureauId, 'roster-note', r.note_id]),
    readAt: r.read_at?.toISOString() ?? null,
    readBy: r.read_by,
  }))
}

/** The next duty signs for what was handed over; nobody signs for their own. */
export function takeOverNote(
  room: RosterRoom,
  c: Command,
  noteId: string,
): Promise<{ noteId: string } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['roster-take-over', noteId], async (tx) =>
    (await store.takeOver(tx, bureauId, noteId, accountId, c.now))
      ? { noteId }
      : refuse('roster.not_to_take'),
  )
}

export function changeRosterSettings(
  room: RosterRoom,
  c: Command,
  s: RosterSettings,
): Promise<{ version: number } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['roster-settings', s], async (tx) => {
    if (!(await store.saveSettings(tx, bureauId, s))) return refuse('write.stale_version')
    const details = { showNames: s.showNames }
    await audit(tx, { bureauId, accountId, action: 'roster.settings-changed', details, now: c.now })
    return { version: s.version + 1 }
  })
}

/** Who is on duty at an instant, for the desk. */
export async function onDuty(room: RosterRoom, bureauId: string, now: Date): Promise<Shift[]> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return []
  const today = todayIn(facts, now)
  const rows = await withTx(
    room.pool,
    { bureau: bureauId },
    (tx) => store.shiftsAt(tx, bureauId, now, today),
    { readOnly: true },
  )
  return rows.map(shiftOf)
}

/** As the public sees it: office and telephone, a name only where the bureau has said so. */
export interface PublicDuty {
  kind: Kind
  unitId: string
  phone: string
  startsAt: string
  endsAt: string
  name: string | null
}

export async function publicDuty(room: RosterRoom, bureauId: string, now: Date): Promise<PublicDuty[]> {
  const [shifts, settings] = await Promise.all([
    onDuty(room, bureauId, now),
    withTx(room.pool, { bureau: bureauId }, (tx) => store.findSettings(tx, bureauId), { readOnly: true }),
  ])
  const seen = new Set<string>()
  return shifts.flatMap(({ kind, unitId, phone, startsAt, endsAt, name }) => {
    const one = { kind, unitId, phone, startsAt, endsAt, name: settings.showNames ? name : null }
    // Two of one office at one telephone are one line to the public.
    const line = JSON.stringify([kind, unitId, phone, one.name])
    if (seen.has(line)) return []
    seen.add(line)
    return [one]
  })
}
