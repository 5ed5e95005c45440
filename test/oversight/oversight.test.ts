/** Oversight on a real database: the sample and its walls, figures and what stands behind them, bulletins, settings. */
import { randomUUID } from 'node:crypto'
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepDue } from '../../src/cases/jobs/index.ts'
import { openProceeding } from '../../src/cases/open-proceeding.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { sealBureau } from '../../src/ledgerkeeping/index.ts'
import { makeBulletin } from '../../src/oversight/bulletin.ts'
import { bulletinDocx } from '../../src/oversight/bulletin-docx.ts'
import { FIGURES } from '../../src/oversight/contract.ts'
import { drawDue } from '../../src/oversight/draw-sample.ts'
import { proveSample, readFollowUps, recordAttempt } from '../../src/oversight/follow-up.ts'
import { readBehind, readCases, readUnitFigures, readWatched } from '../../src/oversight/read-figures.ts'
import { changeSetting, readSettings, thresholdsOf } from '../../src/oversight/settings.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

const DAY = 24 * 3600_000

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const room = () => ({ pool: m.deps.app, directory: m.deps.directory })
const session = (login: Login, bureau = m.county): Session => {
  const { id, unitId, roles } = m.actorOf(login, bureau)
  return { accountId: id, bureauId: bureau.bureauId, unitId, roles } as unknown as Session
}
const command = (login: Login) => ({
  now: m.clock.now(),
  idempotencyKey: randomUUID(),
  session: session(login),
})
const seal = () =>
  sealBureau({ app: m.deps.app, keyring: m.keyring, home: m.home }, m.county.bureauId, m.clock.now())
const count = (table: string) =>
  m.count(`select count(*) from ${table} where bureau_id = $1`, [m.county.bureauId])

describe('the telephone follow-up', () => {
  test('is drawn once a seal exists that nobody could know, exactly once, and can be drawn again', async () => {
    for (let i = 0; i < 6; i++) await m.answeredLetter()
    // A shielded report is never in a list to be called; nothing was asked of it either.
    await m.register('misconduct', { reportedUnitId: m.county.units.town })
    m.clock.advance(9 * DAY)
    expect(await drawDue(room(), m.county.bureauId, m.clock.now())).toBeNull()
    await seal()
    const tries = await Promise.all([1, 2, 3].map(() => drawDue(room(), m.county.bureauId, m.clock.now())))
    expect(new Set(tries.filter(Boolean))).toEqual(new Set(['2026-03-02']))
    expect(await drawDue(room(), m.county.bureauId, m.clock.now())).toBeNull()
    expect(await count('follow_up_samples')).toBe(1)
    expect(await count('follow_up_calls')).toBe(2)
    const list = await readFollowUps(room(), session('clerk'), null)
    expect(list.sample).toMatchObject({ share: 20, size: 2, populationSize: 6, periodTo: '2026-03-08' })
    expect(list.calls.map((c) => [c.place, c.open])).toEqual([
      [1, true],
      [2, true],
    ])
    const proof = granted(await proveSample(room(), session('auditor'), '2026-03-02'))
    expect(proof.agrees).toBe(true)
    expect(proof.population).toHaveLength(6)
    const [sealed] = (
      await m.database.owner.query('select hash from seals where bureau_id = $1 order by seal_no limit 1', [
        m.county.bureauId,
      ])
    ).rows
    expect(proof.seed).toBe(sealed.hash)
    // Somebody who puts another matter on the list of calls is found out.
    await m.database.owner.query('update follow_up_calls set place = 3 - place')
    expect(granted(await proveSample(room(), session('auditor'), '2026-03-02')).agrees).toBe(false)
    await m.database.owner.query('update follow_up_calls set place = 3 - place')
  })

  test('is kept from the units that may be asked about, by the database too', async () => {
    for (const login of ['works', 'works-head', 'town', 'water'] as const) {
      expect(await readFollowUps(room(), session(login), null), login).toEqual({ sample: null, calls: [] })
      const { bureauId, unitId: unit } = session(login)
      for (const table of ['follow_up_samples', 'follow_up_calls', 'follow_up_attempts'])
        expect(
          await withTx(m.database.app, { bureau: bureauId, unit }, (tx) =>
            tx.query(`select 1 from ${table}`),
          ),
          `${login} ${table}`,
        ).toEqual([])
    }
    expect(await readFollowUps(room(), session('clerk', m.other), null)).toEqual({ sample: null, calls: [] })
    for (const login of ['clerk', 'supervisor', 'head'] as const)
      expect((await readFollowUps(room(), session(login), null)).calls, login).toHaveLength(2)
    const change = withTx(m.database.app, { bureau: m.county.bureauId, system: true }, (tx) =>
      tx.query('update follow_up_calls set place = 1'),
    )
    await expect(change).rejects.toMatchObject({ code: '42501' })
  })

  test('keeps each call in vain, and stops asking once it is rated', async () => {
    const { calls, sample } = await readFollowUps(room(), session('clerk'), null)
    const { matterId, proceedingId } = calls[0]!
    const ask = { periodFrom: sample!.periodFrom, matterId, proceedingId, outcome: 'no-answer' as const }
    const c = command('clerk')
    granted(await recordAttempt(room(), c, ask))
    granted(await recordAttempt(room(), c, ask))
    expect((await readFollowUps(room(), session('clerk'), null)).calls[0]!.attempts).toHaveLength(1)
    const doc = await m.load(matterId)
    const solved = Object.fromEntries(doc.demands.map((d) => [d.demandId, true]))
    const rating = { bureau: 'satisfied', unit: 'satisfied', solved }
    await m.act(m.as('clerk'), matterId, 'record-rating', { rating, words: '电话中说满意' }, proceedingId)
    expect(codeOf(await recordAttempt(room(), command('clerk'), ask))).toBe('oversight.already_rated')
    const other = { ...ask, matterId: randomUUID() }
    expect(codeOf(await recordAttempt(room(), command('clerk'), other))).toBe('not_found')
    expect(codeOf(await recordAttempt(room(), command('works'), ask))).toBe('not_found')
  })
})

describe('figures of units', () => {
  const span = { from: '2026-03-01', to: '2026-03-31' }

  test('are counts of the matters that the list behind them shows, for every unit and figure', async () => {
    const { matterId } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    m.clock.advance(10 * DAY)
    const units = granted(await readUnitFigures(room(), session('supervisor'), span, m.clock.now()))
    let seen = 0
    for (const u of units)
      for (const f of u.figures) {
        const ask = { ...span, unitId: u.unitId, figure: f.figure }
        const rows = granted(await readBehind(room(), session('supervisor'), ask, m.clock.now()))
        expect([rows.filter((r) => r.good).length, rows.length], f.figure).toEqual([f.good, f.of])
        seen += rows.length
      }
    expect(seen).toBeGreaterThan(8)
    const works = units.find((u) => u.unitId === m.county.units.works)!
    const of = Object.fromEntries(works.figures.map((f) => [f.figure, [f.good, f.of]]))
    // Six letters signed in time and one let lie; six answered in time; one rated.
    expect(of.acceptance).toEqual([6, 7])
    expect(of.satisfaction).toEqual([1, 1])
    expect(of.solved).toEqual([1, 1])
    expect(works.figures.map((f) => f.figure)).toEqual([...FIGURES])
  })

  test('show a unit its own work and not how it was rated', async () => {
    const own = granted(await readUnitFigures(room(), session('works-head'), span, m.clock.now()))
    expect(own.map((u) => u.unitId)).toEqual([m.county.units.works])
    expect(own[0]!.figures.map((f) => f.figure)).toEqual(['acceptance', 'handling', 'supervision'])
    const ask = { ...span, unitId: m.county.units.works!, figure: 'satisfaction' as const }
    expect(codeOf(await readBehind(room(), session('works-head'), ask, m.clock.now()))).toBe('access.denied')
    const other = { ...span, unitId: m.county.units.water!, figure: 'acceptance' as const }
    expect(codeOf(await readBehind(room(), session('works-head'), other, m.clock.now()))).toBe(
      'access.denied',
    )
  })

  test('leave shielded matters out of figures, of what is late and of what is supervised', async () => {
    const { matterId } = await m.register('misconduct', { reportedUnitId: m.county.units.town })
    await m.act(m.as('clerk'), matterId, 'route', { unit: m.county.units.water })
    m.clock.advance(20 * DAY)
    granted(await sweepDue(m.deps, m.county.bureauId, m.clock.now()))
    const supervised = Object.values((await m.load(matterId)).proceedings).filter(
      (p) => p.procedure === 'supervision',
    )
    expect(supervised.length).toBeGreaterThan(0)
    const wide = { from: '2026-01-01', to: '2026-12-31' }
    const units = granted(await readUnitFigures(room(), session('supervisor'), wide, m.clock.now()))
    const water = units.find((u) => u.unitId === m.county.units.water)!
    expect(water.figures.every((f) => f.of === 0)).toBe(true)
    const late = granted(await readWatched(room(), session('supervisor'), m.clock.now()))
    const cases = granted(await readCases(room(), session('supervisor'), false, m.clock.now()))
    expect(late.length).toBeGreaterThan(0)
    expect(cases.length).toBeGreaterThan(0)
    for (const row of [...late, ...cases]) expect(row.matterId).not.toBe(matterId)
  })
})

describe('supervision', () => {
  test('lists orders with ground and rule in both languages, and advice with its kind', async () => {
    const { matterId } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    granted(
      await openProceeding(m.deps, m.as('supervisor'), {
        matterId,
        procedure: 'advice',
        input: { kind: 'improve-work', unit: m.county.units.works, words: '建议建立夜间巡查制度' },
      }),
    )
    const doc = await m.load(matterId)
    const at = Object.values(doc.proceedings).find((p) => p.procedure === 'advice')!.proceedingId
    await m.act(m.as('works'), matterId, 'answer-advice', { adoption: 'partly', words: '已建立' }, at)
    const cases = granted(await readCases(room(), session('head'), true, m.clock.now()))
    const given = cases.find((c) => c.procedure === 'advice')!
    expect(given.ground?.zh).toBe('改进工作的建议')
    expect(given.adoption?.en).toBe('Partly adopted')
    const order = cases.find((c) => c.procedure === 'supervision' && c.rule)!
    expect(order.rule).toEqual({ zh: '未按规定受理、告知', en: 'Acceptance rules not kept' })
    expect(order.ground).toEqual({ zh: '未按规定受理', en: 'Acceptance rules not kept' })
  })
})

describe('a bulletin', () => {
  test('freezes the figures of a period that is over, numbers itself, and is printed in both languages', async () => {
    const draft = {
      from: '2026-03-01',
      to: '2026-03-31',
      title: '三月督查通报',
      words: '请各单位按期签收。\n加强回访。',
    }
    m.clock.advance(10 * DAY)
    const c = command('supervisor')
    const first = granted(await makeBulletin(room(), c, draft))
    expect(granted(await makeBulletin(room(), c, draft)).bulletinNo).toBe(first.bulletinNo)
    const two = await Promise.all(
      [command('supervisor'), command('head')].map((x) => makeBulletin(room(), x, draft)),
    )
    expect(new Set([first, ...two.map(granted)].map((b) => b.bulletinNo)).size).toBe(3)
    expect(codeOf(await makeBulletin(room(), command('supervisor'), { ...draft, to: m.today() }))).toBe(
      'oversight.period_not_over',
    )
    const works = first.figures.units.find((u) => u.unitId === m.county.units.works)!
    expect(works.figures.find((f) => f.figure === 'acceptance')).toMatchObject({ good: 6 })
    const name = { zh: '测试信访局', en: 'Test bureau' }
    for (const [lang, words] of [
      ['zh', ['三月督查通报', '及时受理率', '不排名次', '请各单位按期签收。', '测试信访局']],
      ['en', ['Accepted in time', 'unranked', 'Test bureau']],
    ] as const) {
      const { value } = await mammoth.extractRawText({ buffer: await bulletinDocx(first, name, lang) })
      for (const word of words) expect(value).toContain(word)
    }
    const frozen = withTx(m.database.app, { bureau: m.county.bureauId }, (tx) =>
      tx.query('update bulletins set words = $1', ['']),
    )
    await expect(frozen).rejects.toMatchObject({ code: '42501' })
  })
})

test('settings hold from a day on, within their bounds, and reach the triggers', async () => {
  const set = (more: object) =>
    changeSetting(room(), command('administrator'), {
      name: 'returns',
      value: 3,
      validFrom: m.today(),
      basis: '县局办公会',
      ...more,
    })
  expect(codeOf(await set({ validFrom: '2026-01-01' }))).toBe('bureau.setting_backdated')
  expect(codeOf(await set({ value: 11 }))).toBe('input.out_of_range')
  expect(await thresholdsOf(room(), m.county.bureauId, m.clock.now())).toMatchObject({ returns: 2 })
  granted(await set({}))
  expect(await thresholdsOf(room(), m.county.bureauId, m.clock.now())).toEqual({ returns: 3, contacts: 3 })
  const list = granted(await readSettings(room(), m.county.bureauId, m.clock.now()))
  expect(list.find((s) => s.name === 'returns')).toMatchObject({ value: 3, default: 2, basis: '县局办公会' })
  expect(await m.count(`select count(*) from audit_log where action = 'oversight.setting'`)).toBe(1)
})
