/** The desk's benchmark measures what it says: pages of matters that can be opened, found and counted. Times are never asserted. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planOf } from '../../bench/desk/calendar.ts'
import { LOOKED_FOR, letterOf, writerOf, zipf } from '../../bench/desk/letters.ts'
import { loadDesk } from '../../bench/desk/load.ts'
import { READS, read } from '../../bench/desk/reads.ts'
import { benchDesk, type DeskPlace, openDeskPlace, sceneOf } from '../../bench/desk.ts'
import { removeHome } from '../../bench/place.ts'

const STORED = 300
const kept = mkdtempSync(path.join(tmpdir(), 'huiyin-bench-test-'))
afterAll(() => removeHome(kept))

describe('a loaded desk', () => {
  let place: DeskPlace
  beforeAll(async () => {
    place = await openDeskPlace(STORED, path.join(kept, String(STORED)), () => {})
  }, 240_000)
  afterAll(() => place?.close())

  it('holds matters whose words open, and finds each by word, number, name and telephone', async () => {
    const s = await sceneOf(place)
    const page = (q: string) =>
      read(
        s.http,
        s.tokens.supervisor,
        `/api/v1/lists?list=all&limit=200&q=${encodeURIComponent(q)}`,
      ) as Promise<{
        items: { number: string; snippet: { parts: { text: string; hit: boolean }[] } }[]
      }>
    const said = Array.from({ length: STORED }, (_, i) => letterOf(i + 1))
    const found = await page(LOOKED_FOR.frequent)
    expect(found.items.length).toBeGreaterThan(3)
    expect(found.items.length).toBeLessThanOrEqual(
      said.filter((l) => l.body.includes(LOOKED_FOR.frequent)).length,
    )
    for (const i of found.items) expect(i.snippet.parts.find((p) => p.hit)?.text).toBe(LOOKED_FOR.frequent)
    expect((await page(`“${LOOKED_FOR.nowhere}”`)).items).toEqual([])
    const { matterId, number } = s.matters[1]!
    expect((await page(number)).items.map((i) => i.number)).toEqual([number])
    const matter = (await read(s.http, s.tokens.supervisor, `/api/v1/matters/${matterId}`)) as {
      body: string
      timeline: unknown[]
      version: number
    }
    expect(matter.body).toMatch(/^\p{Script=Han}/u)
    expect(matter.timeline.length).toBeGreaterThan(0)
    s.http.close()
  })

  it('has every table filled that a page reads, and every index and wall in place', async () => {
    for (const table of ['ratings', 'documents', 'search_documents', 'search_postings', 'blind_index']) {
      const { rows } = await place.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)
      expect(rows[0]!.n, table).toBeGreaterThan(STORED / 10)
    }
    const { rows } = await place.owner.query(
      `select conname from pg_constraint where conname in ('matters_pkey', 'matters_bureau_id_fkey', 'events_pkey')
       union all select indexname from pg_indexes where indexname in ('proceedings_inbox', 'matters_received')`,
    )
    expect(rows).toHaveLength(5)
  })

  it('is used again as it is, and never made over what is no benchmark', async () => {
    const again = await loadDesk(place.home, STORED, () => {
      throw new Error('it was made anew')
    })
    expect(again.stored).toBe(STORED)
    await expect(loadDesk(path.resolve('test'), STORED, () => {})).rejects.toThrow('no benchmark')
  })

  it('is measured read by read', async () => {
    await place.close()
    const { json, text } = await benchDesk({ stored: String(STORED), small: STORED, home: kept, times: 1 })
    for (const { name } of READS) {
      expect(json.reads[name]![0]!.p95, name).toBeGreaterThan(0)
      expect(text).toContain(name)
    }
  }, 120_000)
})

describe('what is made up', () => {
  it('is the same letter for the same number, by persons that come again', () => {
    expect(letterOf(77)).toEqual(letterOf(77))
    const writers = new Set(Array.from({ length: 20_000 }, (_, i) => writerOf(i).phone))
    expect(writers.size).toBeLessThan(18_000)
    expect(writers.size).toBeGreaterThan(5_000)
  })

  it('comes up as often as words do', () => {
    const pick = zipf(1000)
    expect(pick(0)).toBe(0)
    expect(pick(0.999999)).toBe(999)
    const bodies = Array.from({ length: 20_000 }, (_, i) => letterOf(i).body)
    const share = (word: string) => bodies.filter((b) => b.includes(word)).length / bodies.length
    expect(share(LOOKED_FOR.frequent)).toBeGreaterThan(0.02)
    expect(share(LOOKED_FOR.rarest)).toBeLessThan(share(LOOKED_FOR.frequent) / 5)
    expect(share(LOOKED_FOR.nowhere)).toBe(0)
  })

  it('spreads matters over days up to today and numbers them gapless in each year', () => {
    const zone = 8 * 3_600_000
    const today = new Date(Date.parse('2026-11-21T00:00:00+08:00'))
    const plan = planOf(5000, today, zone)
    const seen = new Map<number, number>()
    let before = 0
    for (let n = 1; n <= 5000; n++) {
      const day = plan.dayOf(n).getTime()
      expect(day).toBeGreaterThanOrEqual(before)
      before = day
      const { year, place } = plan.numberOf(n)
      expect(place).toBe((seen.get(year) ?? 0) + 1)
      seen.set(year, place)
    }
    expect(before).toBe(today.getTime())
    expect(plan.years()).toEqual([...seen].map(([year, last]) => ({ year, last })))
  })
})
