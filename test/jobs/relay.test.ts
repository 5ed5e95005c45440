/** The outbox is the queue: each effect once, whatever crashes, and nobody's failure stops the others. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { refuse } from '../../src/kernel/errors/refusal.ts'
import {
  backOff,
  deadJobs,
  drainOutbox,
  type Job,
  type JobHandlers,
  jobKey,
  outboxFigures,
  type RelayDeps,
  reviveJob,
  startRelay,
} from '../../src/kernel/jobs/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

const BUREAU = '018f0000-0000-7000-8000-000000000001'
const START = new Date('2026-03-02T02:00:00.000Z')

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  // What the handlers do: keep an effect under the job's key, as commands keep theirs.
  await database.owner.query('create table effects (key text primary key, tries integer not null)')
})
beforeEach(() => database.owner.query('truncate outbox, effects'))
afterAll(() => database.drop())

async function enqueue(topic: string, n = 1, payload = {}): Promise<string[]> {
  const ids = Array.from({ length: n }, () => randomUUID())
  for (const id of ids) {
    await database.owner.query(
      'insert into outbox (bureau_id, event_id, topic, payload, created_at, next_at) values ($1, $2, $3, $4, $5, $5)',
      [BUREAU, id, topic, payload, START],
    )
  }
  return ids
}
const keep = (job: Job) =>
  database.owner.query(
    'insert into effects values ($1, 1) on conflict (key) do update set tries = effects.tries + 1',
    [jobKey(job)],
  )
const effects = async () =>
  (await database.owner.query<{ key: string; tries: number }>('select key, tries from effects order by key'))
    .rows
const rowOf = async (eventId: string) =>
  (await database.owner.query('select * from outbox where event_id = $1', [eventId])).rows[0]
const deps = (handlers: JobHandlers, more: Partial<RelayDeps> = {}): RelayDeps => ({
  worker: database.worker,
  handlers,
  clock: settableClock(START),
  ...more,
})
const keeping: JobHandlers = {
  keep: async (job) => {
    await keep(job)
    return undefined
  },
}

describe('a job', () => {
  it('is done once and stays as done', async () => {
    const [id] = await enqueue('keep')
    expect(await drainOutbox(deps(keeping))).toEqual({ done: 1, failed: 0, dead: 0 })
    expect(await drainOutbox(deps(keeping))).toEqual({ done: 0, failed: 0, dead: 0 })
    expect(await effects()).toEqual([{ key: `outbox:${id}:keep`, tries: 1 }])
    expect((await rowOf(id!)).done_at).toEqual(START)
  })

  it('is not due before its time', async () => {
    const [id] = await enqueue('keep')
    const clock = settableClock(new Date(START.getTime() - 1))
    expect((await drainOutbox(deps(keeping, { clock }))).done).toBe(0)
    clock.advance(1)
    expect((await drainOutbox(deps(keeping, { clock }))).done).toBe(1)
    expect((await rowOf(id!)).attempts).toBe(1)
  })

  it('of an unknown topic is left to whoever knows it', async () => {
    const [id] = await enqueue('somebody-elses')
    expect(await drainOutbox(deps(keeping))).toEqual({ done: 0, failed: 0, dead: 0 })
    expect((await rowOf(id!)).attempts).toBe(0)
  })

  it('is run again when the connection is lost after its effect, and the effect is had once', async () => {
    await enqueue('keep')
    let killed = false
    const handlers: JobHandlers = {
      keep: async (job) => {
        await keep(job)
        if (killed) return undefined
        killed = true
        const sql = `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = 'huiyin_worker' and state = 'idle in transaction'`
        const { rowCount } = await database.worker.query(sql)
        expect(rowCount).toBe(1)
        return undefined
      },
    }
    await expect(drainOutbox(deps(handlers))).rejects.toThrow()
    // The ended connection holds its row until the database has taken it down.
    await expect.poll(async () => (await drainOutbox(deps(handlers))).done, { timeout: 20_000 }).toBe(1)
    // Two tries, one row: the key is what makes it once.
    expect((await effects()).map((e) => e.tries)).toEqual([2])
  })

  it('survives a process killed by SIGKILL between effect and mark', async () => {
    const [id] = await enqueue('keep')
    const script = path.join(import.meta.dirname, 'killed-relay.ts')
    const child = spawn(
      process.execPath,
      [...RUNTIME_FLAGS, script, database.workerUrl, database.ownerUrl, START.toISOString()],
      {
        stdio: 'inherit',
      },
    )
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    expect(await effects()).toHaveLength(1)
    expect((await rowOf(id!)).done_at).toBeNull()
    // The server gives the row back when it notices the lost connection.
    await expect.poll(async () => (await drainOutbox(deps(keeping))).done, { timeout: 20_000 }).toBe(1)
    expect((await effects()).map((e) => e.tries)).toEqual([2])
  })
})

describe('a failure', () => {
  const failing: JobHandlers = {
    ...keeping,
    fail: () => Promise.reject(new Error('no way')),
    no: () => Promise.resolve(refuse('review.no_next_level_up')),
  }

  it('does not stop the others, is tried again with growing pauses, then stays visible as dead', async () => {
    const [bad] = await enqueue('fail')
    await enqueue('keep', 3)
    const clock = settableClock(START)
    const d = deps(failing, { clock, maxAttempts: 3 })
    expect(await drainOutbox(d)).toEqual({ done: 3, failed: 1, dead: 0 })
    expect(await rowOf(bad!)).toMatchObject({
      attempts: 1,
      last_error: 'Error: no way',
      next_at: new Date(START.getTime() + backOff(0)),
    })
    expect((await drainOutbox(d)).failed).toBe(0)
    clock.advance(backOff(0))
    expect((await drainOutbox(d)).failed).toBe(1)
    clock.advance(backOff(1))
    expect(await drainOutbox(d)).toEqual({ done: 0, failed: 0, dead: 1 })
    clock.advance(1000 * 24 * 3600_000)
    expect(await drainOutbox(d)).toEqual({ done: 0, failed: 0, dead: 0 })
    expect(await deadJobs(database.worker)).toMatchObject([
      { eventId: bad, attempts: 3, reason: 'Error: no way' },
    ])
    expect(await outboxFigures(database.worker)).toEqual([
      { topic: 'fail', waiting: 0, failing: 0, dead: 1, oldestWaiting: null },
    ])
  })

  it('that is a final no is dead at once and can be revived', async () => {
    const [id] = await enqueue('no')
    expect(await drainOutbox(deps(failing))).toEqual({ done: 0, failed: 0, dead: 1 })
    const [dead] = await deadJobs(database.worker)
    expect(dead!.reason).toBe('review.no_next_level_up')
    expect(await reviveJob(database.worker, dead!, START)).toBe(true)
    const kind: JobHandlers = { no: () => Promise.resolve({ note: 'now it could' }) }
    expect((await drainOutbox(deps(kind))).done).toBe(1)
    expect((await rowOf(id!)).last_error).toBe('now it could')
    expect(await reviveJob(database.worker, dead!, START)).toBe(false)
  })

  it('of the database is kept as its code, never as the message with the values in it', async () => {
    const [id] = await enqueue('db')
    const handlers: JobHandlers = {
      db: async () => {
        await database.owner.query(`select 'Zhang San'::integer`)
        return undefined
      },
    }
    await drainOutbox(deps(handlers))
    expect((await rowOf(id!)).last_error).toBe('22P02')
  })
})

describe('a running relay', () => {
  it('shares the work with another one, each job once', async () => {
    await enqueue('keep', 60)
    const own = { batch: 5, pollMs: 20 }
    const relays = [startRelay(deps(keeping, own)), startRelay(deps(keeping, own))]
    await expect.poll(async () => (await effects()).length, { timeout: 20_000 }).toBe(60)
    await Promise.all(relays.map((r) => r.stop()))
    expect((await effects()).every((e) => e.tries === 1)).toBe(true)
    const open = await database.owner.query('select 1 from outbox where done_at is null')
    expect(open.rowCount).toBe(0)
  })

  it('looks at once when woken, and finishes what it began when stopped', async () => {
    let begin: () => void = () => {}
    let finish: () => void = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve
    })
    const handlers: JobHandlers = {
      slow: async (job) => {
        begin()
        await mayFinish
        await keep(job)
        return undefined
      },
    }
    const relay = startRelay(deps(handlers, { pollMs: 3600_000 }))
    const [id] = await enqueue('slow')
    relay.wake()
    await begun
    const stopped = relay.stop()
    finish()
    await stopped
    expect((await rowOf(id!)).done_at).toEqual(START)
  })
})
