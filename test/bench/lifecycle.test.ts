/** The benchmark measures what it says: real, verifying matters and whole cycles. Times are never asserted. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CycleClient, noTimes } from '../../bench/cycle.ts'
import { benchLifecycle } from '../../bench/lifecycle.ts'
import { openPlace, type Place } from '../../bench/place.ts'
import { median, percentile } from '../../bench/stats.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'

const CLI = path.resolve(import.meta.dirname, '../../src/main/cli.ts')
const STORED = 230

async function verify(home: string): Promise<{ ok: boolean; matters: number; findings: unknown[] }> {
  const { DATABASE_URL: _url, ...env } = process.env
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...RUNTIME_FLAGS, CLI, 'verify', '--json'],
    {
      env: { ...env, HUIYIN_HOME: home },
      maxBuffer: 64_000_000,
    },
  ).catch((error: { stdout: string }) => error)
  return JSON.parse(stdout) as { ok: boolean; matters: number; findings: unknown[] }
}

describe('the place of the benchmark', () => {
  let place: Place
  beforeAll(async () => {
    place = await openPlace({ stored: STORED, say: () => {} })
  })
  afterAll(() => place?.close())

  it('stores matters that verify like any other, and goes on with their numbers', async () => {
    expect(await verify(place.home)).toMatchObject({ ok: true, findings: [], matters: STORED })
    const client = await CycleClient.open(place.address, place.people, 0)
    const times = noTimes()
    await client.run(STORED + 1, times)
    await client.run(STORED + 2, times)
    client.close()
    expect(times.cycles).toHaveLength(2)
    expect(times.actions['look-up']).toHaveLength(2)
    expect(await verify(place.home)).toMatchObject({ ok: true, findings: [], matters: STORED + 2 })
  })
})

describe('bench lifecycle', () => {
  it('prints every figure', async () => {
    const { json, text } = await benchLifecycle({ stored: '200', seconds: '0.5', rounds: 1 })
    for (const figure of ['cyclesPerSecond', 'p50', 'p95', 'p99', 'memoryMB', 'ratioToReference'] as const) {
      expect(json[figure], figure).toBeGreaterThan(0)
    }
    expect(json.ratioOfSizes).toBeNull()
    expect(json.cells.map((c) => [c.stored, c.clients])).toEqual([
      [200, 8],
      [200, 32],
    ])
    expect(text).toContain('cycles/s')
    for (const { effort } of json.cells) {
      if (process.platform !== 'linux') expect(effort).toBeNull()
      else for (const ms of Object.values(effort!)) expect(ms).toBeGreaterThan(0)
    }
  })

  it('refuses options that are no numbers', async () => {
    await expect(benchLifecycle({ stored: 'many' })).rejects.toThrow('--stored')
    await expect(benchLifecycle({ seconds: '-1' })).rejects.toThrow('--seconds')
  })
})

describe('figures', () => {
  it('takes the nearest rank and the middle', () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1)
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99)]).toEqual([
      50, 95, 99,
    ])
    expect(percentile([7], 0.99)).toBe(7)
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })
})
