/**
 * Exactly one message to a person: a campaign of 10,000 whose sending process and whose SMSC lines are killed at random, counted
 * at the SMSC. Nobody gets two; what nobody can know is told as uncertain and never sent again by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Smsc, startSmsc } from '../../bench/smsc.ts'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { decide } from '../../src/messages/campaigns.ts'
import { granted } from '../harness/world.ts'
import { createMessages, type Messages, numberOf } from './setup.ts'

const PEOPLE = 10_000
const WINDOW = 20
const KILLS = 6

let w: Messages
let smsc: Smsc
let child: ChildProcess | null = null
beforeAll(async () => {
  w = await createMessages()
  // The process beside goes by the clock on the wall: nothing may be quiet then.
  await w.m.database.owner.query(
    `insert into campaign_settings (bureau_id, version, approve_above, quiet_from, quiet_to, signature, changed_by, changed_at)
     values ($1, 1, 200, '00:00', '00:00', '测试', $2, now())`,
    [w.bureauId, w.m.county.ids.head],
  )
  smsc = await startSmsc()
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await smsc.close()
  await w.close()
})

function start(): ChildProcess {
  const script = path.join(import.meta.dirname, 'killed-dispatcher.ts')
  const { workerUrl, appUrl } = w.m.database
  const args = [script, workerUrl, appUrl, w.m.home, String(smsc.port), String(WINDOW)]
  return spawn(process.execPath, [...RUNTIME_FLAGS, ...args], { stdio: 'inherit' })
}

async function kill(): Promise<void> {
  if (!child) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  child = null
}

test('one message to a person, whatever is killed', { timeout: 240_000 }, async () => {
  const groupId = await w.group('一万人', 0, PEOPLE)
  const campaignId = await w.started([groupId])
  // Some submissions are taken and never answered, as if the line died in that moment; a third asks for no receipt to come.
  smsc.answer = (_pdu, nth) => (nth % 997 === 0 ? null : 0)
  smsc.receipts = (t) => (Number(t.to) % 3 === 0 ? null : 'DELIVRD')
  let cuts = 0
  for (let n = 0; n < KILLS; n++) {
    child = start()
    const at = smsc.taken.length
    // Killed while it works: some hundreds further, at no moment of its own choosing.
    await expect
      .poll(() => smsc.taken.length, { timeout: 30_000, interval: 5 })
      .toBeGreaterThan(at + 300 + 97 * n)
    await sleep(Math.random() * 40)
    if (n % 2 === 0) await kill()
    else {
      smsc.cut()
      cuts++
      await sleep(Math.random() * 200)
      await kill()
    }
  }
  child = start()
  const state = async () =>
    (
      await w.m.database.owner.query<{ state: string }>(
        'select state from campaigns where campaign_id = $1',
        [campaignId],
      )
    ).rows[0]!.state
  await expect.poll(state, { timeout: 180_000, interval: 250 }).toBe('finished')
  await sleep(3500)
  await kill()

  const twice = [...smsc.counts].filter(([, n]) => n > 1)
  expect(twice).toEqual([])
  const states = await w.states(campaignId)
  const { uncertain = 0, sent = 0, delivered = 0 } = states
  expect(sent + delivered + uncertain).toBe(PEOPLE)
  // Every person of whom we say "sent" was counted there, once; nobody was left out but among the uncertain.
  const missed = PEOPLE - smsc.counts.size
  expect(missed).toBeLessThanOrEqual(uncertain)
  const rows = await w.m.database.owner.query<{ state: string; reference: string | null }>(
    'select state, reference from campaign_recipients where campaign_id = $1',
    [campaignId],
  )
  const known = new Set(smsc.taken.map((t) => t.id))
  for (const r of rows.rows) if (r.state !== 'uncertain') expect(known.has(r.reference!)).toBe(true)
  // At most a window for each kill and each cut, and those that were never answered.
  const unanswered = Math.floor(smsc.taken.length / 997)
  expect(uncertain).toBeLessThanOrEqual((KILLS + cuts) * WINDOW + unanswered)
  expect(uncertain).toBeGreaterThan(0)
  const { sums, rows: counted } = await w.tallies(campaignId)
  expect(sums).toEqual(counted)
  console.info(
    JSON.stringify({ people: PEOPLE, kills: KILLS, cuts, counted: smsc.counts.size, ...states, missed }),
  )

  // A person decides; only now, and only those, go out again.
  const before = new Map(smsc.counts)
  smsc.answer = () => 0
  const decided = granted(
    await decide(w.room, w.command('supervisor'), campaignId, { again: true, keys: null }),
  )
  expect(decided.decided).toBe(uncertain)
  child = start()
  await expect.poll(state, { timeout: 60_000, interval: 250 }).toBe('finished')
  await kill()
  expect(smsc.counts.size).toBe(PEOPLE)
  const again = [...smsc.counts].filter(([to, n]) => n > (before.get(to) ?? 0)).length
  expect(again).toBe(uncertain)
  expect(numberOf(0) in Object.fromEntries(smsc.counts)).toBe(true)
})
