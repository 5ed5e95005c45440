/** An import whose process is killed loses nothing and doubles nothing; the ledger stays whole, cancellations included. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runBatch } from '../../src/exchange/run-batch.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { runVerify } from '../../src/ledgerkeeping/index.ts'
import { createExchange, sheet } from './world.ts'

const ROWS = 200
let w: Awaited<ReturnType<typeof createExchange>>
beforeAll(async () => {
  w = await createExchange()
})
afterAll(() => w.close())

/** Runs the batch in a child and kills it after its first rows; gives how far it said it had come. */
function runAndKill(batchId: string): Promise<number> {
  const args = [w.database.appUrl, w.home, w.county.bureauId, batchId, w.clock.now().toISOString()]
  const child = spawn(
    process.execPath,
    [...RUNTIME_FLAGS, path.join(import.meta.dirname, 'run-child.ts'), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let done = 0
  child.stdout.on('data', (chunk) => {
    done = Number(String(chunk).trim().split('\n').at(-1))
    child.kill('SIGKILL')
  })
  return new Promise((resolve) => child.once('exit', () => resolve(done)))
}

const verify = async () =>
  (
    await runVerify([], {
      pool: w.database.owner,
      keyring: w.keyring,
      filesRoot: w.deps.cases.filesRoot,
      home: w.home,
    })
  ).json as { ok: boolean }

it('is taken up where it was killed, each row once, and verifies', async () => {
  const rows = Array.from({ length: ROWS }, (_, i) => ['来信', `事项${i}`, `第${i}封信。`])
  const { batch } = await w.bring(await sheet([['信访形式', '标题', '内容'], ...rows]))
  await w.map(batch.batch_id, (m) => ({ ...m, defaults: { procedure: 'letter-box' } }))
  await w.start(batch.batch_id)
  let killed = 0
  for (let tries = 0; tries < 3; tries++) killed = Math.max(killed, await runAndKill(batch.batch_id))
  expect(killed).toBeGreaterThan(0)
  const halfway = await w.count('matters')
  expect(halfway).toBeGreaterThan(0)
  expect(halfway).toBeLessThan(ROWS)

  while (!(await runBatch(w.deps, w.county.bureauId, batch.batch_id)))
    await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await w.page(batch.batch_id)).toMatchObject({ state: 'done', made: ROWS, bad: 0, progress: ROWS })
  expect(await w.count('matters')).toBe(ROWS)
  const { rows: counted } = await w.database.owner.query(
    'select count(distinct matter_id)::integer as n, max(row_no) as last from import_rows',
  )
  expect(counted[0]).toEqual({ n: ROWS, last: ROWS + 1 })
  expect(await w.cancel(batch.batch_id)).toMatchObject({
    state: 'cancelled',
    cancelled: { cancelled: ROWS, kept: 0 },
  })
  expect((await verify()).ok).toBe(true)
})
