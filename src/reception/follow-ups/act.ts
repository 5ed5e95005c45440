/**
 * An office takes something on itself: writes down what was said on a reception day, answers for a matter, says how far it is.
 * The words go into the ledger of the matter first, as a note that nobody can change and that is sealed; the row here says
 * only who does what by when.
 */
import { type BureauFacts, type Command, once, todayIn } from '../../bureau/index.ts'
import { addWords, findMatter, findSummary, keyOf, type MatterDoc, mainOf } from '../../cases/index.ts'
import { deriveUuid, encryptText, type MatterKey } from '../../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { actorOf, type ReceptionRoom } from '../room.ts'
import { findBooking, findDay, updateBooking } from '../store.ts'
import type {
  FollowUpDone,
  FollowUpKind,
  FollowUpStepInput,
  ReceptionRecord,
  SponsorInput,
} from './contract.ts'
import { afterStep, firstState, wrongPromise } from './rules.ts'
import {
  findFollowUp,
  insertFollowUp,
  insertFollowUpStep,
  isSponsored,
  lockFollowUp,
  updateFollowUp,
} from './store.ts'

/** How a note in the ledger says what it is; the language of the file. */
const NOTE: Readonly<Record<FollowUpKind, string>> = { reception: '接访记录', sponsored: '领导包案' }

export const contextOf = ({ session: s }: Pick<Command, 'session'>) => ({
  bureau: s.bureauId,
  unit: s.unitId,
  account: s.accountId,
})

export const aadOf = (bureauId: string, matterId: string, followUpId: string, version: number) => [
  bureauId,
  matterId,
  'leader-follow-up',
  followUpId,
  String(version),
]

/** The words as a note of the matter. Sent again with the same key it is the same note. */
async function note(
  room: ReceptionRoom,
  command: Command,
  to: { matterId: string; kind: FollowUpKind; office: string; words: string },
): Promise<Refusal | undefined> {
  const { session, now } = command
  const done = await addWords(
    room.cases,
    {
      bureauId: session.bureauId,
      actor: actorOf(session),
      principal: session.accountId,
      idempotencyKey: `${command.idempotencyKey}:note`,
      occurredAt: now,
      recordedAt: now,
    },
    to.matterId,
    `【${NOTE[to.kind]}】${to.office}：${to.words}`,
  )
  return isRefusal(done) ? done : undefined
}

interface Opened {
  doc: MatterDoc
  key: MatterKey
}

async function openForWords(
  room: ReceptionRoom,
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<Opened | Refusal> {
  const stored = await findMatter(tx, bureauId, matterId)
  if (!stored) return refuse('not_found')
  const key = keyOf(room.cases, bureauId, matterId, { kekId: stored.kek_id, wrapped: stored.wrapped })
  return key ? { doc: stored.doc, key } : refuse('case.erased')
}

async function matterOf(room: ReceptionRoom, command: Command, number: string): Promise<string | Refusal> {
  const { session, now } = command
  const found = await findSummary(
    room.cases,
    { bureauId: session.bureauId, actor: actorOf(session), now },
    number,
  )
  return isRefusal(found) ? refuse('input.invalid', { field: 'matterNumber' }) : found.matter_id
}

const unitRefused = (facts: BureauFacts, unitId: string | null): Refusal | undefined =>
  unitId !== null && !facts.units.get(unitId)?.active
    ? refuse('input.invalid', { field: 'unitId' })
    : undefined

interface Taken {
  kind: FollowUpKind
  matterId: string
  office: string
  promise: Pick<ReceptionRecord, 'words' | 'unitId' | 'dueOn'>
  booking: { dayId: string; bookingId: string } | null
}

/** Writes the first row and step, and ties the booking to its matter, in one transaction. */
async function begin(
  room: ReceptionRoom,
  command: Command,
  facts: BureauFacts,
  t: Taken,
): Promise<FollowUpDone | Refusal> {
  const { session, now } = command
  const { bureauId, accountId } = session
  const followUpId = deriveUuid(
    room.keyring.installationKey,
    'follow-up',
    `${bureauId}:${command.idempotencyKey}`,
  )
  return once(room.pool, command, ['leader-follow-up', t], async (tx) => {
    const opened = await openForWords(room, tx, bureauId, t.matterId)
    if (isRefusal(opened)) return opened
    if (t.kind === 'sponsored' && (await isSponsored(tx, bureauId, t.matterId)))
      return refuse('reception.sponsored_already')
    const state = firstState(t.promise)
    await insertFollowUp(tx, bureauId, {
      follow_up_id: followUpId,
      kind: t.kind,
      matter_id: t.matterId,
      office: t.office,
      unit_id: t.promise.unitId,
      on_date: todayIn(facts, now),
      due_on: t.promise.dueOn,
      state,
      version: 1,
      meetings: t.kind === 'reception' ? 1 : 0,
      changed_at: now,
      booking: t.booking,
    })
    const cipher = encryptText(
      room.keyring.suite,
      opened.key,
      t.promise.words,
      aadOf(bureauId, t.matterId, followUpId, 1),
    )
    await insertFollowUpStep(tx, bureauId, {
      followUpId,
      version: 1,
      at: now,
      step: t.kind,
      accountId,
      cipher,
    })
    if (t.booking) {
      const [row] = await findBooking(tx, bureauId, { bookingId: t.booking.bookingId })
      if (row)
        await updateBooking(tx, bureauId, { ...row, matter_number: opened.doc.number, state: 'done' }, now)
    }
    return { followUpId, version: 1, state }
  })
}

/**
 * Writes down what was said to somebody who was received, and who does what by when.
 * @returns refusals `not_found`, `reception.not_now`, `reception.recorded_already`, `access.denied`, `case.erased`, `input.*`
 */
export async function recordReception(
  room: ReceptionRoom,
  command: Command,
  at: { dayId: string; bookingId: string },
  input: ReceptionRecord,
): Promise<FollowUpDone | Refusal> {
  const { bureauId } = command.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, command.now)
  const wrong = unitRefused(facts, input.unitId) ?? wrongPromise(input, today)
  if (wrong) return wrong
  const matterId = await matterOf(room, command, input.matterNumber)
  if (isRefusal(matterId)) return matterId
  const found = await withTx(room.pool, contextOf(command), async (tx) => ({
    day: await findDay(tx, bureauId, at.dayId),
    booking: (await findBooking(tx, bureauId, { bookingId: at.bookingId }))[0],
  }))
  if (!found.day || found.booking?.day_id !== at.dayId) return refuse('not_found')
  if (found.booking.state !== 'called' && found.booking.state !== 'done') return refuse('reception.not_now')
  const office = found.day.host
  const refused = await note(room, command, { matterId, kind: 'reception', office, words: input.words })
  if (refused) return refused
  try {
    return await begin(room, command, facts, {
      kind: 'reception',
      matterId,
      office,
      promise: input,
      booking: at,
    })
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'leader_follow_ups_one_record')
      return refuse('reception.recorded_already')
    throw error
  }
}

/**
 * An office answers for a matter.
 * @returns refusals `reception.sponsored_already`, `access.denied`, `case.erased`, `input.*`
 */
export async function sponsorMatter(
  room: ReceptionRoom,
  command: Command,
  input: SponsorInput,
): Promise<FollowUpDone | Refusal> {
  const { bureauId } = command.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const wrong = unitRefused(facts, input.unitId) ?? wrongPromise(input, todayIn(facts, command.now))
  if (wrong) return wrong
  const matterId = await matterOf(room, command, input.matterNumber)
  if (isRefusal(matterId)) return matterId
  const { office, words } = input
  const taken = await withTx(room.pool, contextOf(command), async (tx) => {
    const opened = await openForWords(room, tx, bureauId, matterId)
    if (isRefusal(opened)) return opened
    if (mainOf(opened.doc).end) return refuse('reception.matter_ended')
    return (await isSponsored(tx, bureauId, matterId)) ? refuse('reception.sponsored_already') : null
  })
  // The same request sent again is answered by its key, not by what it did itself.
  if (taken && taken.refused !== 'reception.sponsored_already') return taken
  if (!taken) {
    const refused = await note(room, command, { matterId, kind: 'sponsored', office, words })
    if (refused) return refused
  }
  try {
    return await begin(room, command, facts, {
      kind: 'sponsored',
      matterId,
      office,
      promise: input,
      booking: null,
    })
  } catch (error) {
    // Two offices at once: the index decides.
    if ((error as { constraint?: string }).constraint === 'leader_follow_ups_one_sponsor')
      return refuse('reception.sponsored_already')
    throw error
  }
}

/**
 * How far it is, a further meeting, that it is done, or that the office no longer answers for it.
 * @returns refusals `not_found`, `write.stale_version`, `reception.not_now`, `reception.matter_open`, `access.denied`, `input.*`
 */
export async function stepFollowUp(
  room: ReceptionRoom,
  command: Command,
  followUpId: string,
  input: FollowUpStepInput,
): Promise<FollowUpDone | Refusal> {
  const { session, now } = command
  const { bureauId, accountId } = session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  if (input.dueOn !== undefined && input.dueOn < todayIn(facts, now))
    return refuse('input.invalid_date', { field: 'dueOn' })
  const before = await withTx(room.pool, contextOf(command), (tx) => findFollowUp(tx, bureauId, followUpId))
  if (!before) return refuse('not_found')
  const wanted = afterStep(before, input.step, session.roles)
  if (before.version === input.expectedVersion) {
    if (isRefusal(wanted)) return wanted
    const { matter_id: matterId, kind, office } = before
    const refused = await note(room, command, { matterId, kind, office, words: input.words })
    if (refused) return refused
  }
  return once(room.pool, command, ['leader-follow-up-step', followUpId, input], async (tx) => {
    const row = await lockFollowUp(tx, bureauId, followUpId)
    if (!row) return refuse('not_found')
    if (row.version !== input.expectedVersion)
      return refuse('write.stale_version', { details: { version: row.version } })
    const opened = await openForWords(room, tx, bureauId, row.matter_id)
    if (isRefusal(opened)) return opened
    const state = afterStep({ ...row, ended: mainOf(opened.doc).end !== null }, input.step, session.roles)
    if (isRefusal(state)) return state
    const version = row.version + 1
    await updateFollowUp(tx, bureauId, {
      ...row,
      state,
      version,
      due_on: state === 'open' ? (input.dueOn ?? row.due_on) : row.due_on,
      meetings: row.meetings + (input.step === 'met' ? 1 : 0),
      changed_at: now,
    })
    const cipher = encryptText(
      room.keyring.suite,
      opened.key,
      input.words,
      aadOf(bureauId, row.matter_id, followUpId, version),
    )
    await insertFollowUpStep(tx, bureauId, {
      followUpId,
      version,
      at: now,
      step: input.step,
      accountId,
      cipher,
    })
    return { followUpId, version, state }
  })
}
