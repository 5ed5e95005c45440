/** Reports on a real database: equal to the rollups, without a finding of the checker, saved, approved, frozen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDisclosure, reportOn } from '../../src/disclosure/index.ts'
import { writeDocx } from '../../src/disclosurepackage/index.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import type { ReportDoc, Wanted } from '../../src/reports/contract.ts'
import {
  approve,
  previewReport,
  readReport,
  readReports,
  reportFile,
  saveReport,
} from '../../src/reports/reports.ts'
import { countAll } from '../../src/statistics/follow.ts'
import { readStatistics } from '../../src/statistics/read.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

const MARCH: Wanted = { kind: 'month', period: '2026-03', audience: 'inside' }
const WORDS = { advice: '', other: '第一段。\n第二段。' }

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
  for (let i = 0; i < 3; i++) await m.answeredLetter()
  for (let i = 0; i < 9; i++) {
    const channel = (['visit', 'letter', 'web'] as const)[i % 3]!
    const { matterId } = await m.register('letter-box', {
      channel,
      persons: i === 0 ? 7 : 1,
      category: i % 2 ? '0101' : '0202',
      place: i % 2 ? 'town单位' : '不明',
    })
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
  }
  await m.register('misconduct', { reportedUnitId: m.county.units.town, category: '0101' })
  await m.feedIsOpen()
  await countAll({ app: m.database.app }, m.county.bureauId)
})
afterAll(() => m.close())

const room = () => ({ pool: m.deps.app, directory: m.deps.directory })
const session = (login: Login): Session => {
  const { id, unitId, roles } = m.actorOf(login)
  return { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
}
let keys = 0
const command = (login: Login) =>
  ({ session: session(login), now: m.clock.now(), idempotencyKey: `k${keys++}` }) as never
const made = async (wanted: Partial<Wanted> = {}): Promise<ReportDoc> =>
  granted(await previewReport(room(), session('head'), { ...MARCH, ...wanted }, WORDS, m.clock.now()))
const tableOf = (doc: ReportDoc, id: string) =>
  doc.blocks.flatMap((b) => (b.is === 'table' && b.table.id === id ? [b.table] : []))[0]!
const textOf = (doc: ReportDoc) => doc.blocks.flatMap((b) => (b.is === 'text' ? [b.text] : [])).join('\n')

describe('what is generated', () => {
  test('tells the numbers of the rollups, in tables and in sentences', async () => {
    const doc = await made()
    const read = async (group: 'none' | 'channel' | 'category' | 'area') =>
      granted(
        await readStatistics(
          room(),
          session('head'),
          { from: '2026-03-01', to: '2026-03-02', group },
          m.clock.now(),
        ),
      )
    const { total } = await read('none')
    const value = (code: string, of = total.now) => of.counts.find((c) => c.code === code)!.value
    const cells = Object.fromEntries(tableOf(doc, 'REP1').rows.map((r) => [r[0], r[1]]))
    expect(cells).toEqual({
      收到件数: String(value('received')),
      批次: String(value('batches')),
      人次: String(value('persons')),
      集体批次: String(value('group_batches')),
      集体人次: String(value('group_persons')),
      答复件数: String(value('replied')),
      办结件数: String(value('ended')),
    })
    expect(value('received')).toBe(12)
    expect(value('group_persons')).toBe(7)
    for (const [group, id] of [
      ['channel', 'REP3'],
      ['category', 'REP5'],
      ['area', 'REP8'],
    ] as const) {
      const rows = (await read(group)).rows
      const rolled = rows.map((r) => [r.name.zh, String(value('received', r.now))])
      expect(tableOf(doc, id).rows.map((r) => r.slice(0, 2))).toEqual(rolled)
    }
    const text = textOf(doc)
    expect(text).toContain(
      `收到信访事项${value('received')}件，比上年同期增加${value('received')}件（上年同期0件）`,
    )
    expect(text).toContain(`转送、交办${value('forwarded')}件次`)
    for (const [, share, part, whole] of text.matchAll(/占([\d.]+)%（(\d+)\/(\d+)）/g))
      expect(Number(share)).toBeCloseTo((100 * Number(part)) / Number(whole), 1)
    for (const r of total.now.rates)
      if (r.denominator > 0) expect(text).toContain(`（${r.numerator}/${r.denominator}）`)
    expect(text).toContain('第一段。\n第二段。')
    expect(doc.title).toContain('2026年3月')
  })

  test('has no finding of the checker of disclosures, inside and outside, month and year', async () => {
    for (const wanted of [
      {},
      { audience: 'outside' },
      { kind: 'year', period: '2026' },
      { kind: 'year', period: '2026', audience: 'outside' },
    ] as Partial<Wanted>[]) {
      const source = await readDisclosure('report.docx', await writeDocx(await made(wanted)))
      if (isRefusal(source)) throw new Error(source.refused)
      expect(source.lines.length).toBeGreaterThan(30)
      expect(reportOn(source).findings.map((f) => `${f.rule} ${f.quote} ${f.note.zh}`)).toEqual([])
    }
  })

  test('outside names no unit, no annex and no small number', async () => {
    const doc = await made({ audience: 'outside' })
    const all = JSON.stringify(doc)
    expect(all).not.toContain('works')
    expect(all).not.toContain('附件')
    for (const b of doc.blocks)
      if (b.is === 'table')
        for (const cell of b.table.rows.flat()) expect(cell, b.table.id).not.toMatch(/^[1-4]$/)
    expect(JSON.stringify(await made())).toContain('附件')
  })

  test('is of a period that has begun and is written as its kind', async () => {
    const ask = (wanted: Partial<Wanted>) =>
      previewReport(room(), session('head'), { ...MARCH, ...wanted }, WORDS, m.clock.now())
    expect(codeOf(await ask({ period: '2026-05' }))).toBe('reports.period')
    expect(codeOf(await ask({ kind: 'year' }))).toBe('reports.period')
  })
})

describe('a version', () => {
  test('keeps what the figures were, is approved by another person, and then stays', async () => {
    const first = granted(await saveReport(room(), command('supervisor'), { ...MARCH, words: WORDS }))
    const second = granted(await saveReport(room(), command('head'), { ...MARCH, words: WORDS }))
    expect([first.version, second.version]).toEqual([1, 2])
    expect(codeOf(await approve(room(), command('head'), second.reportId))).toBe('reports.same_person')
    granted(await approve(room(), command('head'), first.reportId))
    expect(codeOf(await approve(room(), command('head'), first.reportId))).toBe('reports.approved')
    await m.register('letter-box')
    await m.feedIsOpen()
    await countAll({ app: m.database.app }, m.county.bureauId)
    const kept = granted(await readReport(room(), session('auditor'), first.reportId))
    expect(kept).toMatchObject({ state: 'approved', madeBy: 'supervisor甲', approvedBy: 'head甲' })
    expect(tableOf(kept.doc, 'REP1').rows[0]![1]).toBe('12')
    expect(tableOf(await made(), 'REP1').rows[0]![1]).toBe('13')
    const files = [1, 2].map(() => reportFile(room(), session('auditor'), first.reportId))
    const [one, two] = (await Promise.all(files)).map(granted)
    expect(one!.file.equals(two!.file)).toBe(true)
    expect(
      (await readReports(room(), session('head'))).map((r) => [r.version, r.state, r.mayApprove]),
    ).toEqual([
      [2, 'draft', false],
      [1, 'approved', false],
    ])
    // Not even the application itself changes an approved one.
    const context = { bureau: m.county.bureauId, system: true }
    await withTx(m.database.app, context, (tx) =>
      tx.query("update reports set state = 'draft' where report_id = $1", [first.reportId]),
    )
    expect(granted(await readReport(room(), session('head'), first.reportId)).state).toBe('approved')
  })
})
