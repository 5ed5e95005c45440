/**
 * A replay killed at random moments and taken up again ends as one that was left alone. HUIYIN_KILLS sets how often it is
 * killed (default 3), HUIYIN_KILL_FILE on which file (default: made-up letters).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportReport } from '../../src/import/contract.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { createWorld, type ImportWorld, jsonl, letters } from './world.ts'

const CHILD = path.join(import.meta.dirname, 'run-child.ts')
const KILLS = Number(process.env.HUIYIN_KILLS ?? 3)

let world: ImportWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.close())

const start = (file: string, bureau: string): ChildProcess =>
  spawn(process.execPath, [...RUNTIME_FLAGS, CHILD, world.home, world.database.appUrl, file, bureau], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const matters = async (): Promise<number> => {
  const { rows } = await world.database.owner.query(
    `select count(*)::int as n from matters m join bureaus b using (bureau_id) where b.slug = 'killed'`,
  )
  return rows[0].n as number
}

/** Kills the child somewhere within the next matters it registers. @returns whether it was still at work */
async function killSoon(child: ChildProcess, target: number): Promise<boolean> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (child.exitCode === null && (await matters()) < target) await new Promise((r) => setTimeout(r, 2))
  await new Promise((r) => setTimeout(r, randomInt(30)))
  const atWork = child.exitCode === null
  child.kill('SIGKILL')
  await ended
  return atWork
}

const numbersOf = async (slug: string): Promise<string[]> => {
  const { rows } = await world.database.owner.query(
    `select m.number from matters m join bureaus b using (bureau_id) where b.slug = $1 order by m.source_key`,
    [slug],
  )
  return rows.map((r) => (r.number as string).replace(slug.toUpperCase(), ''))
}

test('killed at random moments, a replay ends with the digest of one left alone', {
  timeout: 600_000,
}, async () => {
  const given = process.env.HUIYIN_KILL_FILE
  const file = given ?? world.file(jsonl(letters(40 * (KILLS + 1))))
  const count = readFileSync(file, 'utf8').trimEnd().split('\n').length
  const share = Math.floor(count / (KILLS + 1))
  const undisturbed = await world.replay(file, 'calm')
  let killed = 0
  for (let i = 0; i < KILLS; i++) {
    // Somewhere in its share of the file.
    if (await killSoon(start(file, 'killed'), i * share + randomInt(share))) killed++
  }
  expect(killed).toBe(KILLS)
  expect(await matters()).toBeLessThan(count)

  const child = start(file, 'killed')
  let out = ''
  child.stdout!.on('data', (piece) => {
    out += piece
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code).toBe(0)
  const report = JSON.parse(out) as ImportReport
  const same = { bureau: '', added: 0 }
  expect({ ...report, ...same }).toEqual({ ...undisturbed, ...same })
  expect(report.digest).toBe(undisturbed.digest)
  expect(report.added).toBeLessThan(count)
  expect(report).toMatchObject({ read: count, registered: count, rejected: 0, stuck: [] })
  expect(await numbersOf('killed')).toEqual(await numbersOf('calm'))
  expect(await world.verify('killed')).toMatchObject({ ok: true, matters: count, findings: [] })
})
