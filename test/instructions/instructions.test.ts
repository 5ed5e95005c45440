import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../../src/bureau/index.ts'
import type { StepInput } from '../../src/instructions/contract.ts'
import {
  enterInstruction,
  type InstructionsRoom,
  listFor,
  noticeUrgent,
  readRecord,
  takeStep,
} from '../../src/instructions/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
let room: InstructionsRoom

beforeAll(async () => {
  m = await createMiniBureau()
  room = { pool: m.database.app, directory: m.deps.directory, keyring: m.keyring }
})
afterAll(() => m.close())

function by(login: Login, key: string = randomUUID(), bureau = m.county): Command {
  const { bureauId, actor } = m.as(login, key, bureau)
  return {
    now: m.clock.now(),
    idempotencyKey: key,
    session: {
      bureauId,
      accountId: actor.id!,
      unitId: actor.unitId!,
      roles: actor.roles,
    } as Command['session'],
  }
}
const WORDS = '请城管局牵头，限期核实并报结果。'
const enter = async (more: Partial<Parameters<typeof enterInstruction>[2]> = {}, login: Login = 'clerk') =>
  enterInstruction(room, by(login), {
    title: '关于路灯问题的批示',
    office: '县长',
    madeOn: '2026-03-01',
    words: WORDS,
    dueOn: '2026-03-12',
    ...more,
  })
const read = async (recordId: string, login: Login = 'clerk') => readRecord(room, by(login), recordId)
async function step(recordId: string, login: Login, s: Omit<StepInput, 'expectedVersion'>) {
  const rows = await m.database.owner.query('select version from instructions where record_id = $1', [
    recordId,
  ])
  return takeStep(room, by(login), recordId, { expectedVersion: rows.rows[0].version, ...s })
}

describe('an instruction', () => {
  test('is entered, assigned, followed up, answered and closed, and keeps every step', async () => {
    const { number } = await m.register('letter-box')
    const { recordId } = granted(await enter({ matters: [number] }))
    granted(
      await step(recordId, 'supervisor', {
        what: 'assign',
        unitId: m.county.units.works!,
        dueOn: '2026-03-10',
      }),
    )
    granted(await step(recordId, 'supervisor', { what: 'follow-up', words: '请抓紧' }))
    granted(await step(recordId, 'works', { what: 'answer', words: '已修复。' }))
    granted(await step(recordId, 'clerk', { what: 'close', words: '已报县长。' }))
    const detail = granted(await read(recordId))
    expect(detail.steps.map((s) => s.what)).toEqual(['entered', 'assign', 'follow-up', 'answer', 'close'])
    expect(detail).toMatchObject({ state: 'closed', dueOn: '2026-03-10', daysLeft: null, may: [] })
    expect(detail.steps[0]!.words).toBe(WORDS)
    expect(detail.matters.map((x) => x.number)).toEqual([number])
    expect(codeOf(await step(recordId, 'clerk', { what: 'follow-up', words: '再催' }))).toBe(
      'instruction.not_now',
    )
  })

  test('is shown due first, and counts as overdue after its day', async () => {
    const late = granted(await enter({ madeOn: '2026-01-05', dueOn: '2026-02-01' }))
    const open = granted(await enter({ dueOn: null }))
    const items = granted(await listFor(room, by('supervisor'), { kind: 'instruction' }))
    expect(items[0]).toMatchObject({ recordId: late.recordId, overdue: true })
    expect(items.at(-1)).toMatchObject({ recordId: open.recordId, daysLeft: null, overdue: false })
    const overdue = granted(await listFor(room, by('supervisor'), { overdue: true }))
    expect(overdue.map((i) => i.recordId)).toEqual([late.recordId])
  })

  test('is seen by the bureau’s offices and the unit it was assigned to, and by nobody else', async () => {
    const { recordId } = granted(await enter({ unitId: m.county.units.works }))
    for (const login of ['clerk', 'supervisor', 'head', 'auditor', 'works', 'works-head'] as const)
      expect(codeOf(await read(recordId, login)), login).toBeNull()
    for (const login of [
      'operator',
      'water',
      'town',
      'reviewer',
      'editor',
      'finance',
      'administrator',
    ] as const)
      expect(codeOf(await read(recordId, login)), login).toBe('not_found')
    expect(codeOf(await readRecord(room, by('clerk', randomUUID(), m.other), recordId))).toBe('not_found')
    const water = granted(await listFor(room, by('water'), {}))
    expect(water).toEqual([])
    expect(codeOf(await step(recordId, 'works', { what: 'close', words: '完' }))).toBe('instruction.not_now')
    expect(codeOf(await step(recordId, 'works', { what: 'follow-up', words: '催' }))).toBe('access.denied')
    expect(codeOf(await step(recordId, 'auditor', { what: 'follow-up', words: '催' }))).toBe('access.denied')
  })

  test('gives the unit no later day than the leader set, and asks for what a step needs', async () => {
    const { recordId } = granted(await enter())
    const unitId = m.county.units.works!
    expect(codeOf(await step(recordId, 'clerk', { what: 'assign', unitId, dueOn: '2026-03-20' }))).toBe(
      'instruction.after_limit',
    )
    expect(codeOf(await step(recordId, 'clerk', { what: 'assign' }))).toBe('input.required')
    expect(codeOf(await step(recordId, 'clerk', { what: 'answer', words: '办', way: 'phone' }))).toBe(
      'input.unknown_field',
    )
  })

  test('refuses a step on a version that is no longer there, and does the same command once', async () => {
    const { recordId } = granted(await enter({ unitId: m.county.units.works }))
    const command = by('clerk')
    const once = { what: 'follow-up', words: '催', expectedVersion: 1 } as const
    const first = granted(await takeStep(room, command, recordId, once))
    expect(granted(await takeStep(room, command, recordId, once))).toEqual(first)
    expect(codeOf(await takeStep(room, by('clerk'), recordId, once))).toBe('write.stale_version')
  })

  test('keeps its words encrypted and out of the answers remembered', async () => {
    const { recordId } = granted(await enter({ title: '独一无二的标题' }))
    const { owner } = m.database
    const rows = await owner.query(
      'select i::text || s::text as t from instructions i join instruction_steps s using (bureau_id, record_id) where record_id = $1',
      [recordId],
    )
    for (const { t } of rows.rows) expect(t).not.toContain(WORDS.slice(0, 5))
    const kept = await owner.query('select string_agg(response::text, $1) as t from commands', [''])
    expect(kept.rows[0].t).not.toContain('独一无二')
  })

  test('has a history that the program itself can neither change nor delete', async () => {
    const { app } = m.database
    await expect(app.query('update instruction_steps set what = $1', ['x'])).rejects.toThrow(
      'permission denied',
    )
    await expect(app.query('delete from instruction_steps')).rejects.toThrow('permission denied')
    await expect(app.query('delete from instructions')).rejects.toThrow('permission denied')
  })
})

describe('tied to a shielded matter', () => {
  test('it is seen only by the units that sit on the matter, and reaches no other unit', async () => {
    const { matterId, number } = await m.register('misconduct', {
      reportedUnitId: m.county.units.town!,
      class: 'misconduct',
    })
    await m.act(m.as('clerk'), matterId, 'route', { unit: m.county.units.works })
    const outside = await enter({ matters: [number], unitId: m.county.units.water })
    expect(codeOf(outside)).toBe('instruction.unit_outside_shield')
    const { recordId } = granted(await enter({ matters: [number], unitId: m.county.units.works }))
    for (const login of ['clerk', 'supervisor', 'works'] as const)
      expect(codeOf(await read(recordId, login)), login).toBeNull()
    // The auditor and the head oversee the bureau, but sit in a unit that takes no part.
    for (const login of ['head', 'auditor', 'town', 'water'] as const) {
      expect(codeOf(await read(recordId, login)), login).toBe('not_found')
      const items = granted(await listFor(room, by(login), {}))
      expect(items.map((i) => i.recordId)).not.toContain(recordId)
    }
    const back = await step(recordId, 'clerk', { what: 'assign', unitId: m.county.units.town! })
    expect(codeOf(back)).toBe('instruction.unit_outside_shield')
    expect(codeOf(await enter({ matters: [number] }, 'head'))).toBe('instruction.unknown_matter')
  })

  test('a record already with another unit cannot be tied to one afterwards', async () => {
    const { number } = await m.register('misconduct', { class: 'misconduct' })
    const { recordId } = granted(await enter({ unitId: m.county.units.water }))
    expect(codeOf(await step(recordId, 'clerk', { what: 'tie', matter: number }))).toBe(
      'instruction.unit_outside_shield',
    )
  })
})

describe('an urgent report (R22 25)', () => {
  const notice = async () =>
    granted(
      await noticeUrgent(room, by('operator'), {
        title: '供水管道爆裂影响多个小区',
        words: '城西主管爆裂，正在抢修。',
        noticedAt: new Date(m.clock.now().getTime() - 30 * 60_000).toISOString(),
      }),
    )
  const at = (minutes: number) => new Date(m.clock.now().getTime() - minutes * 60_000).toISOString()
  const report = { what: 'report', way: 'phone', reportedAt: '' } as const

  test('says to whom, by which way and when, and measures from the notice without inventing a limit', async () => {
    const { recordId } = await notice()
    granted(await step(recordId, 'operator', { ...report, recipient: 'government', reportedAt: at(10) }))
    granted(await step(recordId, 'clerk', { ...report, recipient: 'party-committee', reportedAt: at(18) }))
    const detail = granted(await read(recordId))
    expect(detail).toMatchObject({ state: 'reported', firstReportAfter: 12, dueOn: null, overdue: false })
    expect(detail.steps.map((s) => s.after)).toEqual([null, 20, 12])
    expect(detail.notTold).toEqual(['departments', 'joint-meeting-office', 'upper-bureau', 'national-bureau'])
    granted(
      await step(recordId, 'clerk', {
        ...report,
        what: 'report-again',
        recipient: 'upper-bureau',
        words: '续报：已恢复供水。',
        reportedAt: at(1),
      }),
    )
    granted(await step(recordId, 'supervisor', { what: 'finish', words: '处置完毕。' }))
    expect(granted(await read(recordId)).state).toBe('ended')
  })

  test('refuses reports before the notice or in the future, and one to “other” without a name', async () => {
    const { recordId } = await notice()
    const government = { ...report, recipient: 'government' } as const
    expect(codeOf(await step(recordId, 'clerk', { ...government, reportedAt: at(45) }))).toBe(
      'instruction.before_notice',
    )
    expect(codeOf(await step(recordId, 'clerk', { ...government, reportedAt: at(-5) }))).toBe(
      'input.date_in_future',
    )
    expect(codeOf(await step(recordId, 'clerk', { ...report, recipient: 'other', reportedAt: at(5) }))).toBe(
      'input.required',
    )
    expect(codeOf(await step(recordId, 'clerk', { what: 'finish', words: '完' }))).toBe('instruction.not_now')
  })

  test('is not for handling units', async () => {
    const { recordId } = await notice()
    expect(codeOf(await read(recordId, 'works'))).toBe('not_found')
    expect(codeOf(await read(recordId, 'operator'))).toBeNull()
  })
})
