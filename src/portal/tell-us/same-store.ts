/** SQL of letters sent before. */
import type { Tx } from '../../kernel/postgres/connect.ts'

export interface SameLetter {
  matterId: string
  number: string
  receivedOn: string
}

// Only the open lane is in sight without a unit: row security keeps the rest away.
const FIND = `
select m.matter_id, m.number, m.received_on from blind_index b
join matters m on m.bureau_id = b.bureau_id and m.matter_id = b.matter_id
where b.bureau_id = $1 and b.kind = 'letter' and b.blind = $2
order by m.received_on desc, m.number desc limit 1`

export async function findLetter(tx: Tx, bureauId: string, digest: Buffer): Promise<SameLetter | null> {
  const [row] = await tx.query<{ matter_id: string; number: string; received_on: string }>(FIND, [
    bureauId,
    digest,
  ])
  return row ? { matterId: row.matter_id, number: row.number, receivedOn: row.received_on } : null
}

const INSERT = `
insert into blind_index (bureau_id, kind, blind, matter_id) values ($1, 'letter', $2, $3) on conflict do nothing`

export async function insertLetter(
  tx: Tx,
  bureauId: string,
  digest: Buffer,
  matterId: string,
): Promise<void> {
  await tx.query(INSERT, [bureauId, digest, matterId])
}
