/** How long a limit is past, in working days, as it is shown: counted by hand for one week. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../src/kernel/access/index.ts'
import { readWatched } from '../../src/oversight/read-figures.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

test('the day after the last counts as one, rest days count as none', async () => {
  // Assigned on Monday 2 March 2026: to be signed for by Tuesday.
  const { matterId } = await m.register('letter-box')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
  const { id, unitId, roles } = m.actorOf('supervisor')
  const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
  const room = { pool: m.deps.app, directory: m.deps.directory }
  const left = async (day: string) => {
    const rows = granted(await readWatched(room, session, new Date(`${day}T02:00:00.000Z`)))
    const sign = rows.find((r) => r.matterId === matterId && r.ruleId === 'HY-SIGN')!
    return [sign.daysLeft, sign.overdue]
  }
  // Before its end a limit has today and the days to it.
  expect(await left('2026-03-02')).toEqual([2, false])
  expect(await left('2026-03-03')).toEqual([1, false])
  expect(await left('2026-03-04')).toEqual([-1, true])
  expect(await left('2026-03-06')).toEqual([-3, true])
  // Saturday and Sunday add nothing; Monday does.
  expect(await left('2026-03-08')).toEqual([-3, true])
  expect(await left('2026-03-09')).toEqual([-4, true])
})
