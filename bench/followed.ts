/**
 * Brings what follows the feed up to all that was loaded. Where a hundred thousand matters are stored, they were read long
 * ago; left to the server, that reading would take a processor for minutes and fall into the rounds, of the reference too.
 */
import { followAll } from '../src/kernel/feed/index.ts'
import type { Pool } from '../src/kernel/postgres/connect.ts'
import type { Installation } from '../src/main/installation.ts'
import { bellFollower } from '../src/notifications/index.ts'
import { wordFollower } from '../src/search/index.ts'
import { statisticsFollower } from '../src/statistics/index.ts'

/** Who gathers topics and takes in replies works when nobody asks for anything, for up to an hour: no part of a cycle. */
const AT_END = `
insert into feed_positions (bureau_id, follower, feed_xid, matter_id, version)
select $1, f, pg_current_xact_id(), 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2147483647 from unnest($2::text[]) as f
on conflict (bureau_id, follower) do nothing`

/** Puts the gatherers of topics and replies behind all that was loaded, unless they have read some of it. */
export async function endGathering(owner: Pool, bureauId: string): Promise<void> {
  await owner.query(AT_END, [bureauId, ['topics', 'replies']])
}

/** Words, figures and the bell take in every event of the bureau. @param say told now and then how far it is */
export async function followLoaded(
  i: Installation,
  bureauId: string,
  say: (line: string) => void,
): Promise<void> {
  await endGathering(i.database.owner, bureauId)
  const { app } = i.database
  const bell = bellFollower({ app, clock: i.clock, bell: { ring: () => {} }, log: i.log })
  let last = 0
  await followAll({ app }, bureauId, [wordFollower(i.cases), statisticsFollower(), bell], {
    limit: 1000,
    onProgress: (read) => {
      if (read - last < 100_000) return
      last = read
      say(`${read} events read by what follows the feed`)
    },
  })
}
