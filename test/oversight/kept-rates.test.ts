/** The rates of units, read from the sums as things happen and counted from the cases: both tell the same, or the cases are asked. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepDue } from '../../src/cases/index.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { listBehind } from '../../src/oversight/behind-store.ts'
import { FIGURES } from '../../src/oversight/contract.ts'
import type { KeptRates } from '../../src/oversight/index.ts'
import { readBulletinFigures, readUnitFigures, type Span } from '../../src/oversight/read-figures.ts'
import { countAll } from '../../src/statistics/follow.ts'
import { keptMatters, keptRates } from '../../src/statistics/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

const DAY = 24 * 3600_000
let m: MiniBureau
/** What the sums said, each time they were asked. */
let told: Awaited<ReturnType<KeptRates>>[] = []

beforeAll(async () => {
  m = await createMiniBureau()
  for (let i = 0; i < 4; i++) {
    const { matterId } = await m.answeredLetter()
    const doc = await m.load(matterId)
    const at = Object.values(doc.proceedings).find((p) => p.procedure === 'follow-up')!.proceedingId
    const solved = Object.fromEntries(doc.demands.map((d) => [d.demandId, i > 0]))
    const rating = { bureau: 'satisfied', unit: i > 1 ? 'satisfied' : 'unsatisfied', solved }
    if (i < 3) await m.act(m.as('clerk'), matterId, 'record-rating', { rating, words: '电话回访' }, at)
    m.clock.advance(4 * DAY)
  }
  // Let lie until supervision opens by itself, and then answered; another handed over half-way.
  const late = await m.register('letter-box')
  await m.act(m.as('clerk'), late.matterId, 'assign', { unit: m.county.units.works })
  m.clock.advance(12 * DAY)
  granted(await sweepDue(m.deps, m.county.bureauId, m.clock.now()))
  await m.act(m.as('works'), late.matterId, 'sign')
  const shielded = await m.register('misconduct', { reportedUnitId: m.county.units.town })
  await m.act(m.as('clerk'), shielded.matterId, 'route', { unit: m.county.units.water })
  m.clock.advance(30 * DAY)
  granted(await sweepDue(m.deps, m.county.bureauId, m.clock.now()))
  m.clock.advance(30 * DAY)
})
afterAll(() => m.close())

const counts = () => ({ pool: m.deps.app, directory: m.deps.directory })
const sums = () => ({
  ...counts(),
  kept: (async (...args) => {
    const rows = await keptRates(...args)
    told.push(rows)
    return rows
  }) satisfies KeptRates,
})
const session = (login: Login): Session => {
  const { id, unitId, roles } = m.actorOf(login)
  return { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
}
const read = async (room: ReturnType<typeof counts>, login: Login, span: Span & { unitId?: string }) =>
  granted(await readUnitFigures(room, session(login), span, m.clock.now()))
const follow = async () => {
  await m.feedIsOpen()
  await countAll({ app: m.database.app }, m.county.bureauId)
}

test('both ways tell the same of each unit and rate, for whole months, parts of them and days to come', async () => {
  await follow()
  told = []
  const { works, water } = m.county.units
  let seen = 0
  for (const span of [
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-03-05', to: '2026-05-20' },
    { from: '2026-01-01', to: '2026-12-31' },
    { from: m.today(), to: m.today() },
  ])
    for (const [login, unitId] of [
      ['supervisor', undefined],
      ['head', works],
      ['auditor', water],
      ['works-head', undefined],
    ] as const) {
      const ask = { ...span, ...(unitId ? { unitId } : {}) }
      const counted = await read(counts(), login, ask)
      expect(await read(sums(), login, ask), `${login} ${span.from}`).toEqual(counted)
      seen += counted.flatMap((u) => u.figures).reduce((sum, f) => sum + f.of, 0)
    }
  expect(told).toHaveLength(16)
  expect(told.every((rows) => rows !== null)).toBe(true)
  expect(seen).toBeGreaterThan(30)
  // Every rate is among what was compared.
  const year = await read(counts(), 'supervisor', { from: '2026-01-01', to: '2026-12-31' })
  const all = year.find((u) => u.unitId === works)!.figures
  expect(all.filter((f) => f.of === 0).map((f) => f.figure)).toEqual([])
})

test('both ways list the same cases behind a figure, however few are asked for', async () => {
  await follow()
  const { works, water } = m.county.units
  let seen = 0
  for (const span of [
    { from: '2026-03-01', to: '2026-05-20' },
    { from: '2026-01-01', to: '2026-12-31' },
  ])
    for (const unitId of [works!, water!])
      for (const figure of [...FIGURES, 'response', 'bureau_satisfaction', 'ended'] as const)
        for (const most of [2, 501]) {
          const ask = { period: { ...span, today: m.today() }, figure, unitId, most }
          const { bureauId } = m.county
          const [among, all] = await withTx(m.deps.app, { bureau: bureauId }, async (tx) => {
            const known = await keptMatters(tx, bureauId, ask, m.clock.now())
            return Promise.all([
              listBehind(tx, bureauId, ask.period, figure, unitId, known),
              listBehind(tx, bureauId, ask.period, figure, unitId),
            ])
          })
          expect(among.slice(0, most), `${figure} ${span.from} ${unitId}`).toEqual(all.slice(0, most))
          if (all.length > most) expect(among.length).toBeGreaterThanOrEqual(most)
          seen += all.length
        }
  expect(seen).toBeGreaterThan(60)
})

test('sums that are behind are not told: the cases are counted, and what is printed always comes from them', async () => {
  await follow()
  const span = { from: '2026-01-01', to: '2026-12-31' }
  const { matterId } = await m.register('letter-box')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.water })
  await m.feedIsOpen()
  told = []
  // Written this minute, they may wait for the next turn of the feed.
  await read(sums(), 'supervisor', span)
  m.clock.advance(40 * DAY)
  const ask = { ...span, to: '2027-01-31' }
  const counted = await read(counts(), 'supervisor', ask)
  expect(await read(sums(), 'supervisor', ask)).toEqual(counted)
  expect(told.map((rows) => rows === null)).toEqual([false, true])
  told = []
  granted(await readBulletinFigures(sums(), session('supervisor'), span, m.clock.now()))
  expect(told).toEqual([])
  // Never followed at all, as in a bureau that is being counted anew.
  await m.database.owner.query("delete from feed_positions where follower = 'statistics'")
  expect(await read(sums(), 'supervisor', ask)).toEqual(counted)
  expect(told).toEqual([null])
})
