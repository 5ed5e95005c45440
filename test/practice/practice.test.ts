/** The practice ground on a real database: filled, learned in by sixty-four at once, reset. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/kernel/access/index.ts'
import {
  beginTask,
  checkTask,
  readCounts,
  readGround,
  readTasks,
  resetByOperator,
  TASKS,
} from '../../src/practice/index.ts'
import { codeOf, granted } from '../harness/world.ts'
import { createPracticeWorld, type PracticeWorld, SOLUTIONS } from './world.ts'

let w: PracticeWorld
beforeAll(async () => {
  w = await createPracticeWorld()
  expect(await w.fill()).toBe(true)
}, 120_000)
afterAll(() => w.m.close())

const counted = (table: string, bureauId = w.bureauId) =>
  w.m.count(`select count(*) from ${table} where bureau_id = $1`, [bureauId])
const begin = async (s: Session, task: string) => granted(await beginTask(w.room, w.command(s), task)).matters
const check = async (s: Session, task: string) => granted(await checkTask(w.room, w.command(s), task))

test('a ground is filled with matters in every stage, and says so', async () => {
  const { rows } = await w.m.database.owner.query<{ procedure: string; state: string }>(
    'select distinct procedure, state from matters where bureau_id = $1',
    [w.bureauId],
  )
  const states = rows.map((r) => `${r.procedure} ${r.state}`)
  for (const wanted of [
    'petition registered',
    'petition dispatched',
    'petition objected',
    'petition arbitration',
    'petition handling',
    'petition opinion-check',
    'petition serving',
    'petition declining',
    'letter-box reply-check',
    'hotline-order received',
    'hotline-order dispatched',
    'review requested',
  ])
    expect(states, wanted).toContain(wanted)
  const clerk = { session: w.m.actorOf('clerk') as unknown as Session }
  clerk.session = { ...clerk.session, bureauId: w.m.county.bureauId }
  const { inside, ground } = await readGround(w.room, clerk)
  expect([inside, ground?.state, ground?.done === ground?.total]).toEqual([false, 'ready', true])
  // Asked again it has nothing left to do.
  expect(await w.fill()).toBe(false)
})

describe('tasks', () => {
  test('sixty-four at once: what each has done passes for each, and for nobody else', async () => {
    const people = await Promise.all(
      Array.from({ length: 64 }, async (_, i) => {
        const task = TASKS[i % TASKS.length]!
        return { task, session: await w.learner(task.role, i) }
      }),
    )
    const idle = await Promise.all(
      TASKS.map(async (task, i) => ({ task, session: await w.learner(task.role, i) })),
    )
    const own = await Promise.all([...people, ...idle].map(({ task, session }) => begin(session, task.id)))
    expect(new Set(own.flat()).size).toBe(own.flat().length)
    for (const { task, session } of [...people, ...idle])
      expect(
        (await check(session, task.id)).parts.every((p) => p.done),
        task.id,
      ).toBe(false)
    await Promise.all(people.map(({ task, session }, i) => SOLUTIONS[task.id]!(w, session, own[i]!)))
    const results = await Promise.all(people.map(({ task, session }) => check(session, task.id)))
    for (const [i, r] of results.entries())
      expect(
        r.parts.filter((p) => !p.done).map((p) => p.id),
        people[i]!.task.id,
      ).toEqual([])
    for (const { task, session } of idle) expect((await check(session, task.id)).passed, task.id).toBe(false)
    const counts = await readCounts(w.room, { session: people[0]!.session })
    for (const c of counts) {
      const doing = people.filter((p) => p.task.id === c.id).length
      expect([c.passed, c.begun], c.id).toEqual([doing, doing + 1])
    }
  }, 120_000)

  test('are those of one’s roles, in the ground alone, seen by oneself alone', async () => {
    const clerk = await w.learner('clerk')
    const tasks = granted(await readTasks(w.room, { session: clerk }))
    expect(new Set(tasks.map((t) => t.role))).toEqual(new Set(['clerk']))
    expect(codeOf(await beginTask(w.room, w.command(clerk), 'accept'))).toBe('practice.other_role')
    expect(codeOf(await checkTask(w.room, w.command(clerk), 'assign'))).toBe('practice.not_begun')
    const outside = { ...clerk, bureauId: w.m.county.bureauId }
    expect(codeOf(await beginTask(w.room, w.command(outside), 'assign'))).toBe('practice.not_here')
    const misplaced = { ...clerk, unitId: w.units.get('cgj')! }
    expect(codeOf(await beginTask(w.room, w.command(misplaced), 'assign'))).toBe('practice.other_unit')
    await begin(clerk, 'assign')
    const other = await w.learner('clerk')
    expect(granted(await readTasks(w.room, { session: other })).every((t) => !t.begun)).toBe(true)
    const begun = granted(await readTasks(w.room, { session: clerk })).find((t) => t.id === 'assign')!
    expect(begun.brief.zh).toContain(begun.matters[0]!.number)
  })

  test('begun once under a key, and anew with fresh matters; what was passed stays passed', async () => {
    const s = await w.learner('handler')
    const command = w.command(s)
    const first = granted(await beginTask(w.room, command, 'accept')).matters
    expect(granted(await beginTask(w.room, command, 'accept')).matters).toEqual(first)
    await SOLUTIONS.accept!(w, s, first)
    expect((await check(s, 'accept')).passed).toBe(true)
    const second = await begin(s, 'accept')
    expect(second).not.toEqual(first)
    const again = await check(s, 'accept')
    expect([again.passed, again.passedAt !== null]).toEqual([false, true])
  })
})

describe('a reset', () => {
  test('clears what was done, keeps accounts and what was passed, and touches no other bureau', async () => {
    const s = await w.learner('handler')
    await SOLUTIONS.accept!(w, s, await begin(s, 'accept'))
    expect((await check(s, 'accept')).passed).toBe(true)
    const halfDone = await begin(s, 'reply')
    await w.m.register('petition')
    const real = await counted('events', w.m.county.bureauId)
    const accounts = await counted('accounts')
    const asked = { homeId: w.m.county.bureauId, accountId: null, now: w.m.clock.now() }
    granted(await resetByOperator(w.room, asked))
    expect(codeOf(await resetByOperator(w.room, asked))).toBe('practice.being_filled')
    expect(codeOf(await beginTask(w.room, w.command(s), 'accept'))).toBe('practice.being_filled')
    expect(await w.fill()).toBe(true)
    expect(await w.m.load(halfDone[0]!)).toBeUndefined()
    expect(await counted('accounts')).toBe(accounts)
    expect(await counted('events', w.m.county.bureauId)).toBe(real)
    const tasks = granted(await readTasks(w.room, { session: s }))
    const of = (id: string) => tasks.find((t) => t.id === id)!
    expect([of('accept').passedAt !== null, of('accept').begun, of('reply').passedAt]).toEqual([
      true,
      false,
      null,
    ])
    // And it can be learned in again.
    await SOLUTIONS.reply!(w, s, await begin(s, 'reply'))
    expect((await check(s, 'reply')).passed).toBe(true)
  }, 60_000)

  test('broken off in the middle is carried on by whoever comes next', async () => {
    const { fillGround } = await import('../../src/practice/index.ts')
    const asked = { homeId: w.m.county.bureauId, accountId: null, now: w.m.clock.now() }
    granted(await resetByOperator(w.room, asked))
    const deps = { room: w.room, worker: w.m.database.worker, now: () => w.m.clock.now() }
    let left = 7
    expect(await fillGround({ ...deps, stopped: () => left-- === 0 }, w.bureauId)).toBe(false)
    const part = await counted('matters')
    expect(part).toBeGreaterThan(0)
    // As a killed process leaves it: the last matter made and not counted, the job still claimed.
    await w.m.database.owner.query(
      "update practice_grounds set done = done - 2, claimed_until = $2::timestamptz + interval '20 seconds' where bureau_id = $1",
      [w.bureauId, w.m.clock.now()],
    )
    expect(await w.fill()).toBe(false)
    w.m.clock.set(new Date(w.m.clock.now().getTime() + 60_000))
    expect(await w.fill()).toBe(true)
    const { rows } = await w.m.database.owner.query(
      'select state, done, total from practice_grounds where bureau_id = $1',
      [w.bureauId],
    )
    expect(rows[0].state).toBe('ready')
    expect(await counted('matters')).toBe(rows[0].total - 2)
  }, 60_000)

  test('is refused by the database for a bureau that is none, and to who answers requests', async () => {
    const clear = 'select practice_clear($1)'
    await expect(w.m.database.worker.query(clear, [w.m.county.bureauId])).rejects.toThrow(
      /no practice ground/,
    )
    await expect(w.m.database.app.query(clear, [w.bureauId])).rejects.toThrow(/permission denied/)
    await expect(
      w.m.database.app.query('update bureaus set practice_of = $1 where bureau_id = $2', [
        w.m.other.bureauId,
        w.m.county.bureauId,
      ]),
    ).rejects.toThrow(/permission denied/)
  })
})
