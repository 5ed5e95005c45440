/**
 * The matters a telephone was given with, for its owner who has proved to hold it. Never those of a shielded lane, nor where
 * secrecy was asked: a telephone is lent, lost and given on, and there even that a matter exists must not be told by it.
 */
import { blindIndex } from '../kernel/crypto/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { CANCELLED, mainOf } from './engine/doc.ts'
import type { PartyInput } from './engine/open-matter.ts'
import type { Label } from './procedures/format.ts'
import { procedureOf, stateOf } from './procedures/index.ts'
import { openMatter } from './read-matter.ts'
import type { CasesDeps } from './run.ts'

export interface MatterOfPhone {
  matterId: string
  number: string
  subject: string | null
  procedure: Label
  state: Label
  receivedOn: string
  ended: boolean
}

/** Newest first; a person has a handful. */
const MOST = 50
const BY_PHONE = `
select m.matter_id from blind_index b
join matters m on m.bureau_id = b.bureau_id and m.matter_id = b.matter_id
where b.bureau_id = $1 and b.kind = 'phone' and b.blind = decode($2, 'hex') and not m.shielded
order by m.matter_id desc limit $3`

/** Digest of a telephone number as the index holds it, or null when it is none. */
export const phoneDigest = (deps: CasesDeps, bureauId: string, phone: string): string | null =>
  blindIndex(deps.keyring, bureauId, 'phone', phone)

/**
 * @param digest of `phoneDigest`
 * @returns the matters whose petitioner, or whoever acts for them, has this number now; a corrected one opens nothing
 */
export async function mattersOfPhone(
  deps: CasesDeps,
  bureauId: string,
  digest: string,
): Promise<MatterOfPhone[]> {
  const facts = await deps.directory.byId(bureauId)
  if (!facts) return []
  return withTx(
    deps.app,
    { bureau: bureauId, system: true },
    async (tx) => {
      const rows = await tx.query<{ matter_id: string }>(BY_PHONE, [bureauId, digest, MOST])
      const opened = await Promise.all(rows.map((r) => openMatter(deps, tx, facts, r.matter_id)))
      return opened.flatMap((o) => {
        if (!o) return []
        const { doc } = o.reader
        const main = mainOf(doc)
        if (doc.lane !== 'open' || doc.secrecy !== 'none' || doc.erased || main.state === CANCELLED) return []
        const theirs = doc.partyIds.some((id) => {
          const p = o.reader.json<PartyInput>(id)
          return p?.phone && p.role !== 'representative' && phoneDigest(deps, bureauId, p.phone) === digest
        })
        if (!theirs) return []
        const table = procedureOf(main.procedure, main.version)
        return [
          {
            matterId: doc.matterId,
            number: doc.number,
            subject: o.reader.text(doc.subjectId),
            procedure: table.label,
            state: stateOf(table, main.state).label,
            receivedOn: doc.receivedOn,
            ended: main.end !== null,
          },
        ]
      })
    },
    { readOnly: true },
  )
}
