/** From the accounts in the database to what everybody reads: begun, answered, submitted, checked, released by another person. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Command } from '../../src/bureau/index.ts'
import type { Step } from '../../src/disclosurepackage/contract.ts'
import {
  createPackage,
  type PackageRoom,
  publicFile,
  publicPackage,
  publicPackages,
  takeStep,
} from '../../src/disclosurepackage/index.ts'
import { readChanges, readPackage } from '../../src/disclosurepackage/read.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'
import { answered, LAST, THIS } from './department.ts'

// Each package is written in four formats and read back by the checker: seconds of work, more on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

let m: MiniBureau
let room: PackageRoom
const DEPARTMENT = THIS.department.departmentId

beforeAll(async () => {
  m = await createMiniBureau()
  room = { pool: m.database.app, directory: m.deps.directory }
  const bureau = m.county.bureauId
  const q = (sql: string, ...params: unknown[]) => m.database.owner.query(sql, params)
  await q(
    `insert into finance_departments (bureau_id, department_id, code, name, kind, version, changed_at)
     values ($1, $2, '101', $3, 'administrative', 1, now())`,
    bureau,
    DEPARTMENT,
    THIS.department.name,
  )
  for (const a of [THIS, LAST]) {
    const change = randomUUID()
    await q(
      `insert into finance_years (bureau_id, department_id, year, budget, final, version, opened_at, changed_at)
       values ($1, $2, $3, 'open', 'open', 1, now(), now())`,
      bureau,
      DEPARTMENT,
      a.year,
    )
    await q(
      `insert into finance_changes (bureau_id, department_id, year, change_id, at, account_id, by_name, origin)
       values ($1, $2, $3, $4, now(), $5, 'finance', 'typed')`,
      bureau,
      DEPARTMENT,
      a.year,
      change,
      m.county.ids.finance,
    )
    const put = async (path: string, value: number | null, words: string | null) => {
      await q(
        `insert into finance_lines (bureau_id, department_id, year, path, change_id, value, words) values ($1, $2, $3, $4, $5, $6, $7)`,
        bureau,
        DEPARTMENT,
        a.year,
        path,
        change,
        value,
        words,
      )
      await q(
        `insert into finance_figures (bureau_id, department_id, year, path, change_id, value, words) values ($1, $2, $3, $4, $5, $6, $7)`,
        bureau,
        DEPARTMENT,
        a.year,
        path,
        change,
        value,
        words,
      )
    }
    for (const [path, value] of Object.entries(a.leaves)) await put(path, value, null)
    for (const p of a.projects) await put(`project-name/${p.code}`, null, p.name)
    for (const kind of ['functional', 'economic'] as const)
      for (const [code, name] of Object.entries(a.names[kind]))
        await q(
          `insert into finance_codes (bureau_id, year, kind, code, name, origin) values ($1, $2, $3, $4, $5, 'program')`,
          bureau,
          a.year,
          kind,
          code,
          name,
        )
  }
}, 60_000)
afterAll(() => m.close())

function by(login: Login, bureau = m.county): Command {
  const { bureauId, actor } = m.as(login, randomUUID(), bureau)
  return {
    now: m.clock.now(),
    idempotencyKey: randomUUID(),
    session: {
      bureauId,
      accountId: actor.id!,
      unitId: actor.unitId!,
      roles: actor.roles,
    } as Command['session'],
  }
}
const step = (packageId: string, login: Login, s: Step) => takeStep(room, by(login), packageId, s)
const facts = async () => (await m.room.directory.byId(m.county.bureauId))!
const begin = async (kind: 'budget' | 'final', year = 2026) =>
  granted(await createPackage(room, by('finance'), { departmentId: DEPARTMENT, year, kind })).packageId

describe('a package', () => {
  test('asks what only the department knows, is submitted, and released by the head byte by byte', async () => {
    const packageId = await begin('final')
    const asked = granted(await readPackage(room, by('finance'), packageId, false))
    expect(asked.missing).toEqual([])
    expect(asked.questions.filter((q) => q.required && q.topic === 'reason').length).toBeGreaterThan(5)
    expect(asked.questions.find((q) => q.key === 'reason/spending')!.because).toContain('2025年度为')
    expect(await step(packageId, 'finance', { step: 'submit', expectedVersion: 1 })).toMatchObject({
      refused: 'package.incomplete',
    })

    const { words, settings } = answered('final', { plans: [] })
    granted(
      await step(packageId, 'finance', { step: 'save', expectedVersion: 1, words: { ...words }, settings }),
    )
    granted(await step(packageId, 'finance', { step: 'submit', expectedVersion: 2 }))
    expect(await publicPackages(room, await facts())).toEqual([])
    expect(isRefusal(await publicPackage(room, await facts(), packageId))).toBe(true)
    expect(await step(packageId, 'finance', { step: 'release', expectedVersion: 3 })).toMatchObject({
      refused: 'access.denied',
    })

    const looked = granted(await readPackage(room, by('head'), packageId, true))
    expect(looked.check).toMatchObject({ findings: [], releasable: true })
    granted(await step(packageId, 'head', { step: 'release', expectedVersion: 3 }))
    const [listed] = await publicPackages(room, await facts())
    expect(listed).toMatchObject({ packageId, year: 2026, kind: 'final', department: THIS.department.name })
    const first = granted(await publicFile(room, await facts(), packageId, 'docx'))
    const again = granted(await publicFile(room, await facts(), packageId, 'docx'))
    expect(first.bytes.equals(again.bytes)).toBe(true)
    const changes = await readChanges(room, by('finance'), packageId)
    expect(changes.map((c) => c.what)).toEqual(['release', 'submit', 'save', 'create'])
    expect(changes[2]!.changes.map((c) => c.key)).toContain('about/duties')
  })

  test('is not released when the accounts changed after it was submitted', async () => {
    const packageId = await begin('budget')
    const { words, settings } = answered('budget', { plans: [] })
    granted(
      await step(packageId, 'finance', { step: 'save', expectedVersion: 1, words: { ...words }, settings }),
    )
    granted(await step(packageId, 'finance', { step: 'submit', expectedVersion: 2 }))
    await m.database.owner.query(
      'update finance_years set version = version + 1 where bureau_id = $1 and year = 2026',
      [m.county.bureauId],
    )
    expect(await step(packageId, 'head', { step: 'release', expectedVersion: 3 })).toMatchObject({
      refused: 'package.stale',
    })
    granted(await step(packageId, 'head', { step: 'return', expectedVersion: 3, reason: '数据有变' }))
    granted(await step(packageId, 'finance', { step: 'submit', expectedVersion: 4 }))
    granted(await step(packageId, 'head', { step: 'release', expectedVersion: 5 }))
    granted(await step(packageId, 'head', { step: 'withdraw', expectedVersion: 6, reason: '重新核对' }))
    expect(isRefusal(await publicFile(room, await facts(), packageId, 'html'))).toBe(true)
  })

  test('is not released while its own check has errors', async () => {
    const packageId = await begin('final', 2025)
    const { words, settings } = answered('final', { plans: [], accounts: LAST, previous: null })
    const wrong = {
      ...words,
      'about/units': '本单位总编制17名，其中行政编制6名，事业编制10名，工勤编制2名。',
    }
    granted(await step(packageId, 'finance', { step: 'save', expectedVersion: 1, words: wrong, settings }))
    granted(await step(packageId, 'finance', { step: 'submit', expectedVersion: 2 }))
    const looked = granted(await readPackage(room, by('head'), packageId, true))
    expect(looked.check!.findings.filter((f) => f.severity === 'error').length).toBeGreaterThan(0)
    expect(await step(packageId, 'head', { step: 'release', expectedVersion: 3 })).toMatchObject({
      refused: 'package.errors',
    })
  })

  test('is seen and changed by finance and head alone; two hands at once are told', async () => {
    const seen = await readPackage(
      room,
      by('clerk'),
      (
        await m.database.owner.query(
          "select package_id from disclosure_packages where state <> 'released' limit 1",
        )
      ).rows[0].package_id,
      false,
    )
    expect(isRefusal(seen)).toBe(true)
    expect(
      await createPackage(room, by('finance'), { departmentId: DEPARTMENT, year: 2026, kind: 'final' }),
    ).toMatchObject({ refused: 'package.exists' })
    expect(
      await createPackage(room, by('finance', m.other), {
        departmentId: DEPARTMENT,
        year: 2026,
        kind: 'final',
      }),
    ).toMatchObject({ refused: 'package.no_accounts' })
  })
})
