/** Supervision that opens by itself: once for each cause, however often and in how many processes the job runs. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkTriggers } from '../../src/cases/jobs/check-triggers.ts'
import { createWorld, type JobsWorld } from './world.ts'

let w: JobsWorld
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

async function returnedTwice() {
  const { bureauId, units } = w.county
  const clerk = w.staff(units.centre!, 'clerk')
  const town = w.staff(units.town!, 'handler')
  const { matterId } = await w.register(bureauId, clerk, { procedure: 'letter-box' })
  for (let i = 0; i < 2; i++) {
    await w.act(bureauId, matterId, clerk, 'assign', { unit: units.town })
    await w.act(bureauId, matterId, town, 'return-order', { reason: '不属职责' })
    await w.act(bureauId, matterId, clerk, 'agree-return')
  }
  return matterId
}

const jobOf = async (matterId: string) => {
  const { rows } = await w.database.owner.query(
    `select event_id, payload, created_at from outbox
     where topic = 'check-triggers' and payload ->> 'matterId' = $1 order by created_at desc limit 1`,
    [matterId],
  )
  return {
    bureauId: w.county.bureauId,
    eventId: rows[0].event_id as string,
    topic: 'check-triggers',
    payload: rows[0].payload,
    createdAt: rows[0].created_at as Date,
    attempts: 0,
  }
}
const escalations = async (matterId: string) => {
  const sql = `select count(*) from events where matter_id = $1 and data ->> 'action' = 'escalate-returns'`
  return Number((await w.database.owner.query(sql, [matterId])).rows[0].count)
}

it('puts what was returned twice on the table of the supervision unit, exactly once', async () => {
  const matterId = await returnedTwice()
  await w.drain()
  const doc = await w.load(w.county.bureauId, matterId)
  expect(doc.proceedings.main).toMatchObject({ state: 'escalated' })
  const job = await jobOf(matterId)
  await Promise.all([checkTriggers(w.deps, job), checkTriggers(w.deps, job), checkTriggers(w.deps, job)])
  expect(await escalations(matterId)).toBe(1)
  const { rows } = await w.database.owner.query(
    'select responsible_unit_id from matters where matter_id = $1',
    [matterId],
  )
  expect(rows[0].responsible_unit_id).toBe(w.county.units.watch)
})

it('goes by the number the bureau has set', async () => {
  const matterId = await returnedTwice()
  const job = await jobOf(matterId)
  const patient = { ...w.deps, thresholds: async () => ({ returns: 3, contacts: 3 }) }
  await checkTriggers(patient, job)
  expect(await escalations(matterId)).toBe(0)
  await Promise.all([checkTriggers(w.deps, job), checkTriggers(w.deps, job)])
  expect(await escalations(matterId)).toBe(1)
})
