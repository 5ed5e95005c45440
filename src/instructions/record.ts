/** Enters an instruction or an urgent report, and takes the steps of it. Each step is kept for good; nothing is rewritten. */
import { type BureauFacts, type Command, once, todayIn } from '../bureau/index.ts'
import { type MatterDoc, mayOpenMatter } from '../cases/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { DoneView, NewInstructionInput, NewUrgentReportInput, StepInput } from './contract.ts'
import { actorOf, type InstructionsRoom, wordsOf } from './room.ts'
import { decideStep, isEnded, maySee } from './rules.ts'
import { keepSealerOut } from './sealing.ts'
import {
  findRecord,
  insertRecord,
  insertStep,
  matterByNumber,
  type RecordRow,
  type StepFacts,
  type TiedMatter,
  tiedMatters,
  tieMatter,
  updateRecord,
} from './store.ts'

const unclean = (fields: Record<string, string | null | undefined>): Refusal | undefined => {
  for (const [field, text] of Object.entries(fields)) {
    if (text === undefined || text === null) continue
    if (text.trim() === '') return refuse('input.required', { field })
    if (!text.isWellFormed() || text.includes('\0')) return refuse('input.invalid_characters', { field })
  }
  return undefined
}

/** Finds matters by number; one that may not be opened is as unknown as one that is not there. */
async function mattersOf(
  tx: Tx,
  command: Command,
  numbers: readonly string[],
): Promise<TiedMatter[] | Refusal> {
  const { bureauId } = command.session
  const found: TiedMatter[] = []
  for (const number of new Set(numbers.map((n) => n.trim().toUpperCase()).filter(Boolean))) {
    const matter = await matterByNumber(tx, bureauId, number)
    if (!matter || !mayOpenMatter(matter.doc as MatterDoc, actorOf(command.session)))
      return refuse('instruction.unknown_matter', { field: 'matter', details: { number } })
    found.push(matter)
  }
  return found
}

/** The unit exists, and sits on every shielded matter the record is tied to: else it would learn of it (XF-P01). */
function wrongUnit(facts: BureauFacts, unitId: string, matters: readonly TiedMatter[]): Refusal | undefined {
  if (!facts.units.get(unitId)?.active) return refuse('input.unknown_unit', { field: 'unitId' })
  if (matters.some((m) => m.shielded && !m.shield_units.includes(unitId)))
    return refuse('instruction.unit_outside_shield', { field: 'unitId' })
  return undefined
}

/** @returns refusals `input.*`, `instruction.unknown_matter`, `instruction.unit_outside_shield` */
export async function enterInstruction(
  room: InstructionsRoom,
  command: Command,
  input: NewInstructionInput,
): Promise<DoneView | Refusal> {
  const { bureauId, accountId, unitId } = command.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const wrong = unclean({ title: input.title, office: input.office, words: input.words })
  if (wrong) return wrong
  if (input.madeOn > todayIn(facts, command.now)) return refuse('input.date_in_future', { field: 'madeOn' })
  const dueOn = input.dueOn ?? null
  if (dueOn !== null && dueOn < input.madeOn) return refuse('input.invalid_date', { field: 'dueOn' })
  return once(room.pool, command, ['enter-instruction', input], async (tx) => {
    await keepSealerOut(tx, bureauId)
    const matters = await mattersOf(tx, command, input.matters ?? [])
    if (isRefusal(matters)) return matters
    const to = input.unitId ?? null
    const outside = to ? wrongUnit(facts, to, matters) : undefined
    if (outside) return outside
    const recordId = uuidv7(command.now)
    const words = wordsOf(room, bureauId, recordId)
    const state = to ? 'assigned' : 'open'
    await insertRecord(tx, bureauId, {
      record_id: recordId,
      kind: 'instruction',
      state,
      title_cipher: words.seal('title', input.title.trim()),
      office: input.office.trim(),
      made_on: input.madeOn,
      due_on: dueOn,
      unit_id: to,
      noticed_at: null,
      first_reported_at: null,
      opened_at: command.now,
      ended_at: null,
    })
    await insertStep(tx, bureauId, {
      recordId,
      version: 1,
      at: command.now,
      accountId,
      unitId,
      what: 'entered',
      facts: { dueOn, ...(to ? { unitId: to } : {}) },
      cipher: words.seal('1', input.words.trim()),
    })
    for (const m of matters) await tieMatter(tx, bureauId, recordId, m.matter_id)
    return { recordId, version: 1, state }
  })
}

/** @returns refusals `input.*`, `instruction.unknown_matter` */
export async function noticeUrgent(
  room: InstructionsRoom,
  command: Command,
  input: NewUrgentReportInput,
): Promise<DoneView | Refusal> {
  const { bureauId, accountId, unitId } = command.session
  const wrong = unclean({ title: input.title, words: input.words })
  if (wrong) return wrong
  const noticedAt = new Date(input.noticedAt)
  if (noticedAt > command.now) return refuse('input.date_in_future', { field: 'noticedAt' })
  return once(room.pool, command, ['notice-urgent', input], async (tx) => {
    await keepSealerOut(tx, bureauId)
    const matters = await mattersOf(tx, command, input.matters ?? [])
    if (isRefusal(matters)) return matters
    const recordId = uuidv7(command.now)
    const words = wordsOf(room, bureauId, recordId)
    await insertRecord(tx, bureauId, {
      record_id: recordId,
      kind: 'urgent-report',
      state: 'noticed',
      title_cipher: words.seal('title', input.title.trim()),
      office: null,
      made_on: null,
      due_on: null,
      unit_id: null,
      noticed_at: noticedAt,
      first_reported_at: null,
      opened_at: command.now,
      ended_at: null,
    })
    await insertStep(tx, bureauId, {
      recordId,
      version: 1,
      at: command.now,
      accountId,
      unitId,
      what: 'noticed',
      facts: {},
      cipher: words.seal('1', input.words.trim()),
    })
    for (const m of matters) await tieMatter(tx, bureauId, recordId, m.matter_id)
    return { recordId, version: 1, state: 'noticed' }
  })
}

/** Reports are made after the notice and not in the future. */
function wrongTime(record: RecordRow, reportedAt: string | undefined, now: Date): Refusal | undefined {
  if (reportedAt === undefined) return undefined
  const at = new Date(reportedAt)
  if (at > now) return refuse('input.date_in_future', { field: 'reportedAt' })
  if (record.noticed_at && at < record.noticed_at)
    return refuse('instruction.before_notice', { field: 'reportedAt' })
  return undefined
}

/** What of a step stands in plain text: codes, dates, ids and names of organs. */
function factsOf(input: StepInput, matter: TiedMatter | undefined): StepFacts {
  const { unitId, dueOn, recipient, way, reportedAt } = input
  const name = input.recipientName?.trim()
  return {
    ...(unitId ? { unitId } : {}),
    ...(dueOn ? { dueOn } : {}),
    ...(matter ? { matter: matter.number } : {}),
    ...(recipient ? { recipient } : {}),
    ...(name ? { recipientName: name } : {}),
    ...(way ? { way } : {}),
    ...(reportedAt ? { reportedAt } : {}),
  }
}

/**
 * Takes a step.
 * @returns refusals `not_found` (also for what may not be seen), `write.stale_version`, `instruction.*`,
 * `access.denied`, `input.*`
 */
export async function takeStep(
  room: InstructionsRoom,
  command: Command,
  recordId: string,
  input: StepInput,
): Promise<DoneView | Refusal> {
  const { session, now } = command
  const { bureauId, accountId, unitId } = session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const wrong = unclean({ words: input.words, recipientName: input.recipientName })
  if (wrong) return wrong
  return once(room.pool, command, ['instruction-step', recordId, input], async (tx) => {
    await keepSealerOut(tx, bureauId)
    const row = await findRecord(tx, bureauId, recordId, true)
    const record = row && { kind: row.kind, state: row.state, unitId: row.unit_id }
    if (!row || !record || !maySee(record, session)) return refuse('not_found')
    if (row.version !== input.expectedVersion)
      return refuse('write.stale_version', { details: { version: row.version } })
    const state = decideStep(record, input, session)
    if (isRefusal(state)) return state
    const late = wrongTime(row, input.reportedAt, now)
    if (late) return late
    const next: RecordRow = { ...row, state, version: row.version + 1 }
    const tied = await tiedMatters(tx, bureauId, recordId)
    let matter: TiedMatter | undefined
    if (input.what === 'tie') {
      const found = await mattersOf(tx, command, [input.matter!])
      if (isRefusal(found)) return found
      matter = found[0]
      if (!matter || tied.some((m) => m.matter_id === matter!.matter_id))
        return refuse('instruction.already_tied', { field: 'matter' })
      const outside = row.unit_id ? wrongUnit(facts, row.unit_id, [matter]) : undefined
      if (outside) return outside
    }
    if (input.what === 'assign') {
      const outside = wrongUnit(facts, input.unitId!, tied)
      if (outside) return outside
      next.unit_id = input.unitId!
      if (input.dueOn) {
        if (input.dueOn < todayIn(facts, now)) return refuse('input.invalid_date', { field: 'dueOn' })
        // The leader's own limit may be shortened for the unit, never lengthened by an office.
        if (row.due_on !== null && input.dueOn > row.due_on)
          return refuse('instruction.after_limit', { field: 'dueOn', details: { due: row.due_on } })
        next.due_on = input.dueOn
      }
    }
    if (input.reportedAt) {
      const at = new Date(input.reportedAt)
      if (!row.first_reported_at || at < row.first_reported_at) next.first_reported_at = at
    }
    if (isEnded(state)) next.ended_at = now
    const words = wordsOf(room, bureauId, recordId)
    await insertStep(tx, bureauId, {
      recordId,
      version: next.version,
      at: now,
      accountId,
      unitId,
      what: input.what,
      facts: factsOf(input, matter),
      cipher: input.words ? words.seal(String(next.version), input.words.trim()) : null,
    })
    await updateRecord(tx, bureauId, next)
    if (matter) await tieMatter(tx, bureauId, recordId, matter.matter_id)
    return { recordId, version: next.version, state }
  })
}
