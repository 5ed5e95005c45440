/** The chain of the figures: database, file, page. Each is computed again from the one before. */

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenData } from '../../src/openness/data/contract.ts'
import { makeDue } from '../../src/openness/data/make.ts'
import { currentData, figuresCsv, interval, makeOpenData } from '../../src/openness/index.ts'
import {
  choiceOf,
  figuresPage,
  indexOf,
  reportPage,
  yearsOf,
} from '../../src/portal/openness/figures-model.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'

let m: MiniBureau
let data: OpenData
const room = () => ({ cases: m.deps })
const facts = async () => (await m.room.directory.byId(m.county.bureauId))!
type Line = Record<string, string>
const lines = (): Line[] => parse(figuresCsv(data), { columns: true, bom: true })
const line = (period: string, by: string, code: string, measure: string) =>
  lines().find((l) => l.period === period && l.by === by && l.code === code && l.measure === measure)

beforeAll(async () => {
  m = await createMiniBureau()
  for (let i = 0; i < 6; i++) await m.answeredLetter()
  for (let i = 0; i < 4; i++) await m.register('petition', { channel: 'visit', persons: 2 } as never)
  await m.register('misconduct')
  // A limit counts once its last day has come.
  m.clock.set(new Date('2026-03-30T02:00:00.000Z'))
  data = await makeOpenData(room(), await facts(), m.clock.now())
})
afterAll(() => m.close())

describe('the file', () => {
  it('says what the database holds, shielded matters left out', async () => {
    const matters = await m.count('select count(*) from matters where bureau_id = $1 and not shielded', [
      m.county.bureauId,
    ])
    const shielded = await m.count('select count(*) from matters where bureau_id = $1 and shielded', [
      m.county.bureauId,
    ])
    expect([matters, shielded]).toEqual([10, 1])
    expect(line('2026', 'all', 'all', 'matters')!.value).toBe('10')
    expect(line('2026', 'channel', 'visit', 'matters')!.value).toBe('4')
    const contacts = await m.count(
      'select count(*) from contacts c join matters m using (bureau_id, matter_id) where c.bureau_id = $1 and not m.shielded',
      [m.county.bureauId],
    )
    expect(line('2026', 'all', 'all', 'contacts')!.value).toBe(String(contacts))
    const works = await m.count(
      'select count(*) from matters where bureau_id = $1 and handler_unit_id = $2 and not shielded',
      [m.county.bureauId, m.county.units.works],
    )
    expect(line('2026', 'unit', 'works', 'matters')!.value).toBe(String(works))
    const met = await m.count(
      "select count(*) from clocks where bureau_id = $1 and rule_id = 'HY-LETTERBOX' and status = 'met'",
      [m.county.bureauId],
    )
    expect(line('2026', 'all', 'all', 'handling')).toMatchObject({ value: String(met), of: String(met) })
  })

  it('carries rate and interval that follow from its own numbers, and no person or place', () => {
    for (const l of lines()) {
      if (l.rate === '') continue
      const [value, of] = [Number(l.value), Number(l.of)]
      expect(Number(l.rate)).toBe(Math.round((1000 * value) / of) / 10)
      expect({ low: Number(l.low), high: Number(l.high) }).toEqual(interval(value, of))
    }
    const text = JSON.stringify(data) + figuresCsv(data)
    for (const secret of [
      m.input('petition').parties![0]!.name!,
      m.input('petition').parties![0]!.phone!,
      m.input('petition').place!,
    ])
      expect(text).not.toContain(secret)
  })

  it('is kept for the day and made once a day, and anew when asked', async () => {
    const kept = await currentData(room(), await facts(), m.clock.now())
    expect(kept).toEqual(data)
    expect(await makeDue(room(), m.county.bureauId, m.clock.now())).toBe(false)
    expect(await makeDue(room(), m.county.bureauId, new Date(m.clock.now().getTime() + 86_400_000))).toBe(
      true,
    )
    // The job of the day and readers at once: all get figures.
    const both = [
      makeOpenData(room(), await facts(), m.clock.now()),
      makeOpenData(room(), await facts(), m.clock.now()),
    ]
    expect(await Promise.all(both)).toEqual([data, data])
    expect(await m.count('select count(*) from open_data where bureau_id = $1', [m.county.bureauId])).toBe(1)
  })
})

describe('what a process holds of the figures', () => {
  const other = async () => (await m.room.directory.byId(m.other.bureauId))!
  // Later than what was made above: only the latest day's are current.
  const now = () => new Date(m.clock.now().getTime() + 2 * 86_400_000)

  it('is read and indexed once, also for many who ask at once', async () => {
    await makeOpenData(room(), await facts(), now())
    const of = await facts()
    const [first, ...more] = await Promise.all([1, 2, 3].map(() => currentData(room(), of, now())))
    for (const again of [...more, await currentData(room(), of, now())]) expect(again).toBe(first)
    expect(indexOf(first!)).toBe(indexOf(first!))
    expect(yearsOf(first!)).toBe(yearsOf(first!))
  })

  it('gives way at once to figures made again, here or by another process', async () => {
    const before = await currentData(room(), await facts(), now())
    await m.register('petition')
    // The clock stands still: made in the same millisecond, they are others all the same.
    const made = await makeOpenData(room(), await facts(), now())
    const after = await currentData(room(), await facts(), now())
    expect(after).toEqual(made)
    expect(after).not.toEqual(before)
    expect(indexOf(after)).not.toEqual(indexOf(before))
    await m.database.owner.query(
      `update open_data set figures = jsonb_set(figures, '{madeAt}', '"elsewhere"') where bureau_id = $1`,
      [m.county.bureauId],
    )
    expect((await currentData(room(), await facts(), now())).madeAt).toBe('elsewhere')
  })

  it('is of one bureau, whoever else is asked for in between', async () => {
    const ours = await currentData(room(), await facts(), now())
    const theirs = await currentData(room(), await other(), now())
    expect([ours.bureau.slug, theirs.bureau.slug]).toEqual(['county', 'other'])
    expect(theirs.rows).toEqual([])
    await makeOpenData(room(), await other(), now())
    expect(await currentData(room(), await facts(), now())).toBe(ours)
    expect((await currentData(room(), await other(), now())).bureau.slug).toBe('other')
  })

  it('is asked for again after a reading that failed', async () => {
    await makeOpenData(room(), await facts(), now())
    let asked = 0
    // The stamp comes, what it stands for does not.
    const connect = () =>
      ++asked === 2 ? Promise.reject(new Error('no connection')) : m.database.app.connect()
    const app = { connect } as MiniBureau['deps']['app']
    const ask = async () => currentData({ cases: { ...m.deps, app } }, await facts(), now())
    await expect(ask()).rejects.toThrow('no connection')
    expect((await ask()).bureau.slug).toBe('county')
  })
})

describe('the pages', () => {
  it('show of every figure what the file says', () => {
    for (const measure of ['matters', 'handling', 'contacts', 'satisfaction'] as const)
      for (const by of ['unit', 'topic', 'channel'] as const) {
        const page = figuresPage(data, choiceOf(data, { measure, by, year: '2026' }), 'zh')
        for (const row of page.table) {
          const l = line('2026', by, row.code, measure)
          const expected = !l
            ? page.rate
              ? '—'
              : '0'
            : l.value === ''
              ? '不显示'
              : page.rate
                ? `${l.rate}%`
                : l.value
          expect(row.text, `${measure} ${by} ${row.code}`).toBe(expected)
          if (l?.rate) expect(row.note).toContain(`${l.value} / ${l.of}`)
        }
        for (const bar of page.months) {
          const l = line(`2026-${bar.label.padStart(2, '0')}`, 'all', 'all', measure)
          const expected = !l
            ? page.rate
              ? '—'
              : '0'
            : l.value === ''
              ? '不显示'
              : page.rate
                ? `${l.rate}%`
                : l.value
          expect(bar.text).toBe(expected)
        }
      }
    const report = reportPage(data, '2026', 'zh')
    expect(report.volume[0]!.text).toBe(line('2026', 'all', 'all', 'contacts')!.value)
    expect(report.channel.rows.at(-1)!.cells[2]!.text).toBe(line('2026', 'all', 'all', 'matters')!.value)
  })

  it('keep the order of the lists, and fall back to what is there for a choice nobody offers', () => {
    const page = figuresPage(
      data,
      choiceOf(data, { year: '1999', by: 'person', measure: 'x', code: 'nobody' }),
      'en',
    )
    expect(page.choice).toEqual({ year: '2026', by: 'topic', code: '', measure: 'matters' })
    const units = figuresPage(data, choiceOf(data, { by: 'unit' }), 'en').table.map((r) => r.code)
    expect(units).toEqual(data.codes.unit.map((u) => u.code))
  })
})
