/** Steps of instructions and numbers of documents: altered by the owner of the database, they are found and named. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enterInstruction, takeStep } from '../../src/instructions/record.ts'
import { sealBureau, verifyBureau } from '../../src/ledgerkeeping/index.ts'
import { paperDesk } from '../documents/desk.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

let m: MiniBureau
const desk = paperDesk(() => m)
beforeAll(async () => {
  m = await createMiniBureau({ simulated: false })
})
afterAll(() => m.close())

const owner = (sql: string, params: unknown[] = []) => m.database.owner.query(sql, params)
const seal = () =>
  sealBureau({ app: m.database.app, keyring: m.keyring, home: m.home }, m.county.bureauId, m.clock.now())
const found = async () => {
  const { findings } = await verifyBureau(
    { pool: m.database.owner, keyring: m.keyring, filesRoot: m.deps.filesRoot },
    m.county.bureauId,
  )
  return findings.map((f) => [f.code, f.key ?? null, f.version ?? null].filter((x) => x !== null).join(' '))
}

describe('an instruction', () => {
  const command = (login: Login) => {
    const actor = m.actorOf(login)
    const { id, unitId, roles } = actor
    const session = { bureauId: m.county.bureauId, accountId: id!, unitId: unitId!, roles }
    return { now: m.clock.now(), idempotencyKey: randomUUID(), session } as Parameters<typeof takeStep>[1]
  }
  const room = () => ({ pool: m.database.app, directory: m.room.directory, keyring: m.keyring })
  let recordId: string

  beforeEach(async () => {
    const input = { title: '演示批示', office: '县政府办公室', madeOn: m.today(), words: '请核实办理。' }
    recordId = granted(await enterInstruction(room(), command('head'), input)).recordId
    const steps = [
      { what: 'assign', unitId: m.county.units.works! },
      { what: 'follow-up', words: '请报进展。' },
    ] as const
    for (const [i, step] of steps.entries())
      granted(await takeStep(room(), command('head'), recordId, { ...step, expectedVersion: i + 1 }))
    m.clock.advance(3_600_000)
    const { sealed } = await seal()
    expect(sealed.at(-1)!.events).toBeGreaterThanOrEqual(3)
    m.clock.advance(3_600_000)
    expect(await found()).toEqual([])
  })

  const restored = async (change: () => Promise<unknown>, sql: string, params: unknown[]) => {
    await change()
    const result = await found()
    await owner(sql, params)
    expect(await found()).toEqual([])
    return result
  }

  test('is sealed step by step, and an altered one is named', async () => {
    const facts = { dueOn: '2027-01-01', unitId: m.county.units.works }
    const [before] = (
      await owner('select facts from instruction_steps where record_id = $1 and version = 2', [recordId])
    ).rows
    const update = 'update instruction_steps set facts = $2 where record_id = $1 and version = 2'
    expect(await restored(() => owner(update, [recordId, facts]), update, [recordId, before.facts])).toEqual([
      `instruction-step-changed ${recordId} 2`,
    ])
  })

  test('with other words, another title or another office is named at the step that said so', async () => {
    const { rows } = await owner('select office, title_cipher from instructions where record_id = $1', [
      recordId,
    ])
    const put = 'update instructions set office = $2, title_cipher = $3 where record_id = $1'
    const { office, title_cipher: title } = rows[0]
    for (const changed of [
      ['别的办公室', title],
      [office, Buffer.from('other')],
    ])
      expect(
        await restored(() => owner(put, [recordId, ...changed]), put, [recordId, office, title]),
      ).toEqual([`instruction-step-changed ${recordId} 1`])
    const words = 'update instruction_steps set cipher = $2 where record_id = $1 and version = 3'
    const { cipher } = (
      await owner('select cipher from instruction_steps where record_id = $1 and version = 3', [recordId])
    ).rows[0]
    expect(
      await restored(() => owner(words, [recordId, Buffer.from('x')]), words, [recordId, cipher]),
    ).toEqual([`instruction-step-changed ${recordId} 3`])
  })

  test('that lost a step, got one slipped in before the seal, or is gone, is named', async () => {
    const copy = (
      await owner('select * from instruction_steps where record_id = $1 and version = 3', [recordId])
    ).rows[0]
    await owner('delete from instruction_steps where record_id = $1 and version = 3', [recordId])
    expect(await found()).toEqual([`instruction-step-missing ${recordId} 3`])
    const insert = `insert into instruction_steps (bureau_id, record_id, version, at, account_id, unit_id, what, facts, cipher)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
    const row = (version: number, at: Date) => [
      copy.bureau_id,
      recordId,
      version,
      at,
      copy.account_id,
      copy.unit_id,
      copy.what,
      copy.facts,
      copy.cipher,
    ]
    await owner(insert, row(3, copy.at))
    expect(await found()).toEqual([])
    await owner(insert, row(4, copy.at))
    await owner('update instructions set version = 4 where record_id = $1', [recordId])
    expect(await found()).toEqual([`instruction-step-back-dated ${recordId} 4`])
    await owner('delete from instruction_steps where record_id = $1', [recordId])
    await owner('delete from instructions where record_id = $1', [recordId])
    expect(await found()).toEqual(['matter-dropped'])
    // Put out of sight for the tests that follow: what is gone stays named.
    await owner('delete from seals')
    await owner('update instructions set sealed_version = 0')
    await owner('update matters set sealed_version = 0')
  })
})

describe('numbers of documents', () => {
  test('that are missing, given twice, or not those of the ledger are named', async () => {
    const ids: { matterId: string; paperId: string }[] = []
    for (let i = 0; i < 3; i++) {
      const matterId = await desk.atCheck()
      const paperId = await desk.begin('works', matterId, 'handling-opinion')
      granted(await desk.submit('works', matterId, paperId))
      granted(await desk.approve('works-head', matterId, paperId))
      ids.push({ matterId, paperId })
    }
    await owner('delete from seals')
    expect(await found()).toEqual([])
    const number = 'update papers set number = $2 where paper_id = $1'
    await owner(number, [ids[1]!.paperId, 'works单位答〔2026〕9号'])
    expect(await found()).toEqual([`document-number-differs ${ids[1]!.paperId}`])
    await owner(number, [ids[1]!.paperId, 'works单位答〔2026〕2号'])
    const counter = 'update paper_counters set last_number = $1 where kind = $2'
    await owner(counter, [5, 'handling-opinion'])
    expect(await found()).toEqual(['document-number-missing'])
    await owner(counter, [2, 'handling-opinion'])
    expect(await found()).toEqual(['document-number-counter'])
    await owner(counter, [3, 'handling-opinion'])
    expect(await found()).toEqual([])
  })
})
