/** Followers of the feed that write down what they are given: one of the open lane, one of everything. */
import type { Follower } from '../../src/kernel/feed/index.ts'
import type { Tx } from '../../src/kernel/postgres/connect.ts'

/** Made by the owner of a test's database. */
export const TABLE = `
create table taken (no serial, follower text not null, matter_id uuid not null, version integer not null);
grant select, insert on taken to huiyin_app;
grant usage on sequence taken_no_seq to huiyin_app`

/** @param before runs when the rows are written and nothing is committed */
export function recording(
  name: string,
  sight: Follower['sight'],
  before: (tx: Tx) => Promise<void> = async () => {},
): Follower {
  return {
    name,
    sight,
    async take(tx, _bureauId, events) {
      await tx.query(
        'insert into taken (follower, matter_id, version) select $1, * from unnest($2::uuid[], $3::integer[])',
        [name, events.map((e) => e.matter_id), events.map((e) => e.version)],
      )
      await before(tx)
    },
  }
}
