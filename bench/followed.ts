/**
 * Brings what follows the feed up to all that was loaded. Where a hundred thousand matters are stored, they were read long
 * ago; left to the server, that reading would take a processor for minutes and fall into the rounds, of the reference too.
 */
import { followAll } from '../src/kernel/feed/index.ts'
import type { Installation } from '../src/main/installation.ts'
import { bellFollower } from '../src/notifications/index.ts'
import { wordFollower } from '../src/search/index.ts'
import { statisticsFollower } from '../src/statistics/index.ts'

const AT_END = `
insert into feed_positions (bureau_id, follower, feed_xid, matter_id, version)
select $1, f, pg_current_xact_id(), 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2147483647 from unnest($2::text[]) as f
on conflict (bureau_id, follower) do update set feed_xid = excluded.feed_xid, matter_id = excluded.matter_id,
  version = excluded.version`

/** Gathers topics and takes in replies when nobody asks for anything, for up to an hour: no part of a cycle or a question. */
export const GATHERERS = ['topics', 'replies']

/** Puts followers of the feed past all that was written so far, unread. */
export async function putPast(
  owner: { query(sql: string, values: unknown[]): Promise<unknown> },
  bureauId: string,
  followers: readonly string[],
): Promise<void> {
  await owner.query(AT_END, [bureauId, followers])
}

/** Words, figures and the bell take in every event of the bureau. @param say told now and then how far it is */
export async function followLoaded(
  i: Installation,
  bureauId: string,
  say: (line: string) => void,
): Promise<void> {
  await putPast(i.database.owner, bureauId, GATHERERS)
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
