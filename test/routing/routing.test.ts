/** Duty list, precedents and suggestions on a real database. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCategory } from '../../src/administration/index.ts'
import { createBureauRoom } from '../../src/bureau/index.ts'
import { caseJobHandlers } from '../../src/cases/jobs/index.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { drainOutbox } from '../../src/kernel/jobs/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { fileAdapter } from '../../src/notices/index.ts'
import { addDuty, changeDuty } from '../../src/routing/change-duty.ts'
import { findDuties } from '../../src/routing/find-duties.ts'
import { importDuties } from '../../src/routing/import-duties.ts'
import { routingJobHandlers } from '../../src/routing/index.ts'
import { addPrecedent, describePrecedent, noteDecision } from '../../src/routing/record-precedent.ts'
import { listEntries, listHistory, listPrecedents } from '../../src/routing/store.ts'
import { suggestForMatter, suggestForText } from '../../src/routing/suggest-unit.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const room = () => ({ pool: m.deps.app, directory: m.deps.directory, cases: m.deps })
const command = (login: Login, bureau = m.county) => {
  const { id, unitId, roles } = m.actorOf(login, bureau)
  const session = { accountId: id, bureauId: bureau.bureauId, unitId, roles } as unknown as Session
  return { now: m.clock.now(), idempotencyKey: randomUUID(), session }
}
const fields = (more = {}) => ({
  title: '路灯维护',
  words: ['路灯', '照明'],
  categories: [],
  places: [],
  unitId: m.county.units.works!,
  coUnitIds: [],
  basis: '三定方案',
  validFrom: m.today(),
  validTo: null,
  ...more,
})
const inCounty = <T>(read: (tx: Parameters<typeof listEntries>[0]) => Promise<T>) =>
  withTx(m.database.app, { bureau: m.county.bureauId }, read)
const drain = () => {
  const deps = {
    ...m.deps,
    clock: m.clock,
    notices: fileAdapter(m.home),
    portalAddress: (s: string) => s,
    tellAddress: (s: string) => s,
  }
  const handlers = { ...caseJobHandlers(deps), ...routingJobHandlers(m.deps) }
  return drainOutbox({ worker: m.database.worker, handlers, clock: m.clock })
}

describe('the duty list', () => {
  test('keeps every form an entry had, is found by pinyin, and refuses a stale change', async () => {
    const c = command('editor')
    const made = granted(await addDuty(room(), c, fields()))
    expect(granted(await addDuty(room(), c, fields()))).toEqual(made)
    const ended = fields({ validTo: m.today() })
    granted(await changeDuty(room(), command('editor'), made.entryId, ended, 1))
    expect(codeOf(await changeDuty(room(), command('editor'), made.entryId, ended, 1))).toBe(
      'write.stale_version',
    )
    const history = await inCounty((tx) => listHistory(tx, m.county.bureauId, made.entryId))
    expect(history.map((h) => [h.version, h.what, h.entry.validTo])).toEqual([
      [2, 'ended', m.today()],
      [1, 'added', null],
    ])
    const list = await inCounty((tx) => listEntries(tx, m.county.bureauId))
    const { units } = (await m.deps.directory.byId(m.county.bureauId))!
    for (const q of ['ludeng', 'ld', '照明', 'zm works', '三定'])
      expect(findDuties(list, q, units, new Map()), q).toHaveLength(1)
    expect(findDuties(list, 'jingai', units, new Map())).toEqual([])
  })

  test('is refused where nothing would find it, or nobody is there', async () => {
    const bad = (more: object) => addDuty(room(), command('editor'), fields(more))
    expect(codeOf(await bad({ words: [' '] }))).toBe('routing.nothing_to_find_it_by')
    expect(codeOf(await bad({ unitId: m.other.units.works }))).toBe('input.unknown_unit')
    expect(codeOf(await bad({ validTo: '2020-01-01' }))).toBe('input.invalid_date')
  })

  test('is imported from a table, first on trial; the same file again changes nothing', async () => {
    const csv =
      '事项,关键词,责任单位,依据,生效日期\n井盖,井盖、窨井,water单位,三定方案,2026-01-01\n坏行,,无此单位,x,\n'
    const ask = { fileName: 'a.csv', content: Buffer.from(csv).toString('base64'), dryRun: true }
    expect(granted(await importDuties(room(), command('editor'), ask))).toMatchObject({ rows: 2, added: 1 })
    const before = (await inCounty((tx) => listEntries(tx, m.county.bureauId))).length
    const real = { ...ask, dryRun: false }
    const done = granted(await importDuties(room(), command('editor'), real))
    expect(done).toMatchObject({ added: 1, changed: 0, same: 0 })
    expect(done.problems.map((p) => p.problem)).toEqual(['nothing-to-find-it-by', 'unknown-unit'])
    expect(granted(await importDuties(room(), command('editor'), real))).toMatchObject({ added: 0, same: 1 })
    expect(await inCounty((tx) => listEntries(tx, m.county.bureauId))).toHaveLength(before + 1)
    const broken = { fileName: 'a.xlsx', content: Buffer.from('nonsense').toString('base64'), dryRun: true }
    expect(codeOf(await importDuties(room(), command('editor'), broken))).toBe('table.column_missing')
  })

  test('names a branch of the tree by code or in words, and holds for all below it', async () => {
    const bureauRoom = createBureauRoom({ pool: m.deps.app, keyring: m.deps.keyring })
    const add = async (parentCode: string | null, zh: string) => {
      const made = await addCategory(bureauRoom, command('administrator'), {
        parentCode,
        name: { zh, en: zh },
      })
      return granted(made).code
    }
    const branch = await add(await add(null, '城乡建设'), '市政管理')
    const leaf = await add(branch, '照明')
    const csv = '事项,内容分类,责任单位,依据\n市政设施,城乡建设/市政管理,town单位,三定方案\n'
    const ask = { fileName: 'b.csv', content: Buffer.from(csv).toString('base64'), dryRun: false }
    expect(granted(await importDuties(room(), command('editor'), ask))).toMatchObject({ added: 1 })
    const list = await inCounty((tx) => listEntries(tx, m.county.bureauId))
    // Kept by its code, so that a mended name changes nothing.
    expect(list.find((e) => e.title === '市政设施')!.categories).toEqual([branch])
    const asked = { subject: '', text: '别的', category: leaf }
    const [found] = granted(await suggestForText(room(), m.looks('clerk'), asked))
    expect(found).toMatchObject({ unitId: m.county.units.town })
    expect(found!.reasons[0]).toMatchObject({ kind: 'category', found: ['城乡建设/市政管理'] })
    expect(
      granted(await suggestForText(room(), m.looks('clerk'), { ...asked, category: branch.slice(0, 2) })),
    ).toEqual([])
  })

  test('belongs to its bureau', async () => {
    const theirs = await withTx(m.database.app, { bureau: m.other.bureauId }, (tx) =>
      Promise.all([
        listEntries(tx, m.county.bureauId),
        listPrecedents(tx, m.county.bureauId),
        tx.query('select 1 from duty_history'),
      ]),
    )
    expect(theirs).toEqual([[], [], []])
    const write = inCounty((tx) => tx.query('update duty_history set what = $1', ['added']))
    await expect(write).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a dispute that was decided', () => {
  test('is kept as a precedent once, and with words it is suggested from', async () => {
    const { matterId } = await m.register('letter-box', {
      subject: '污水井盖缺失',
      body: '小巷里污水井盖没有了',
    })
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    await m.act(m.as('works'), matterId, 'request-arbitration', { reason: '属水务' })
    const water = m.county.units.water!
    await m.act(m.as('supervisor'), matterId, 'designate', { unit: water, words: '属水务' })
    await drain()
    const of = async () =>
      (await inCounty((tx) => listPrecedents(tx, m.county.bureauId))).filter((p) => p.matterId === matterId)
    const [draft] = await of()
    expect(draft).toMatchObject({ decided: 'designated', unitId: water, notUnitId: m.county.units.works })
    expect(draft).toMatchObject({ facts: null, reason: null })
    const words = {
      facts: '小巷污水井盖缺失',
      reason: '污水管网由水务部门管护',
      unitId: water,
      category: null,
      expectedVersion: 1,
    }
    const bad = { ...words, facts: '来电人13800000001' }
    expect(codeOf(await describePrecedent(room(), command('supervisor'), draft!.precedentId, bad))).toBe(
      'routing.names_a_person',
    )
    granted(await describePrecedent(room(), command('supervisor'), draft!.precedentId, words))
    // The job once more: nothing is written over.
    const payload = { matterId, action: 'designate', from: m.county.units.works, to: water }
    const job = { bureauId: m.county.bureauId, eventId: draft!.precedentId, topic: 'who-decided', payload }
    await noteDecision(m.deps, { ...job, createdAt: m.clock.now(), attempts: 1 })
    expect(await of()).toMatchObject([{ facts: words.facts, version: 2 }])
    const found = granted(
      await suggestForText(room(), m.looks('clerk'), { subject: '井盖', text: '小巷里的污水井盖缺失好久了' }),
    )
    expect(found[0]).toMatchObject({ unitId: water })
    expect(found[0]!.reasons.map((r) => r.kind)).toContain('precedent')
    expect(found.find((f) => f.unitId === m.county.units.works)?.strength).toBe('against')
  })

  test('made outside the program is entered with its day and both units', async () => {
    const entry = {
      facts: '河道边违建影响行洪',
      reason: '河道管理范围内由水务部门查处',
      unitId: m.county.units.water!,
      notUnitId: m.county.units.town!,
      category: null,
      decidedOn: '2025-06-01',
    }
    const add = (more: object) => addPrecedent(room(), command('editor'), { ...entry, ...more })
    expect(codeOf(await add({ notUnitId: entry.unitId }))).toBe('routing.same_unit')
    expect(codeOf(await add({ decidedOn: '2099-01-01' }))).toBe('input.date_in_future')
    expect(codeOf(await add({ unitId: m.other.units.water }))).toBe('input.unknown_unit')
    expect(codeOf(await add({ facts: '电话13800000001' }))).toBe('routing.names_a_person')
    expect(granted(await add({}))).toMatchObject({ decided: 'designated', decidedOn: '2025-06-01' })
    const asked = { subject: '河道违建', text: '河道边违建影响行洪，请查处' }
    const found = granted(await suggestForText(room(), m.looks('clerk'), asked))
    expect(found[0]).toMatchObject({ unitId: entry.unitId })
    expect(found.find((f) => f.unitId === entry.notUnitId)?.strength).toBe('against')
  })

  test('leaves no trace of a shielded matter, and the unit reported is never suggested', async () => {
    const { town, works } = m.county.units
    granted(
      await addDuty(room(), command('editor'), fields({ title: '窗口', words: ['窗口'], unitId: town })),
    )
    const { matterId } = await m.register('misconduct', {
      reportedUnitId: town,
      body: '窗口索要好处',
      subject: null,
    })
    await m.act(m.as('clerk'), matterId, 'route', { unit: works })
    await m.act(m.as('works'), matterId, 'object', { reason: '不属' })
    await m.act(m.as('clerk'), matterId, 'agree-return')
    await drain()
    const all = await inCounty((tx) => listPrecedents(tx, m.county.bureauId))
    expect(all.filter((p) => p.matterId === matterId)).toEqual([])
    const found = granted(await suggestForMatter(room(), m.looks('clerk'), matterId))
    expect(found.map((s) => s.unitId)).not.toContain(town)
    expect(found.map((s) => s.unitId)).not.toContain(m.county.units.station)
    for (const login of ['town', 'water'] as const)
      expect(codeOf(await suggestForMatter(room(), m.looks(login), matterId)), login).toBe('not_found')
  })
})
