/** Tells the person who asked that something happened. The address is opened here and nowhere on the way. */
import { plainDateIn } from '../../kernel/calendar/index.ts'
import { deriveUuid, queryCode } from '../../kernel/crypto/index.ts'
import type { Job } from '../../kernel/jobs/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { citizenText, type Recipient } from '../../notices/index.ts'
import { openContent } from '../content.ts'
import type { MatterDoc } from '../engine/doc.ts'
import type { PartyInput } from '../engine/open-matter.ts'
import { findMatter } from '../read-store.ts'
import { keyOf } from '../run.ts'
import { type CaseJobsDeps, JobRefused } from './deps.ts'

const PARTY_CONTENTS = `
select content_id, cipher from contents where bureau_id = $1 and matter_id = $2 and content_id = any($3::uuid[])`

// The access id follows from the event: a notice made again is one look.
const LOG_LOOK = `
insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason)
values ($1, $2, $3, null, null, $4, 'parties', $5) on conflict do nothing`

const ORDER: readonly PartyInput['role'][] = ['petitioner', 'agent', 'representative']

/** The way a person can be reached: by message before mail before post; the petitioner before who acts for them. */
export function recipientOf(parties: readonly PartyInput[]): Recipient | null {
  const inOrder = [...parties].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
  for (const p of inOrder) {
    if (p.phone) return { via: 'sms', address: p.phone }
    if (p.email) return { via: 'email', address: p.email }
    if (p.address) return { via: 'post', address: p.address }
  }
  return null
}

interface Found {
  doc: MatterDoc
  to: Recipient | null
}

async function findRecipient(deps: CaseJobsDeps, tx: Tx, job: Job, matterId: string): Promise<Found | null> {
  const { bureauId } = job
  const matter = await findMatter(tx, bureauId, matterId)
  if (!matter) return null
  const { doc } = matter
  const key = keyOf(deps, bureauId, matterId, { kekId: matter.kek_id, wrapped: matter.wrapped })
  if (!key || doc.partyIds.length === 0) return { doc, to: null }
  const rows = await tx.query<{ content_id: string; cipher: Buffer }>(PARTY_CONTENTS, [
    bureauId,
    matterId,
    doc.partyIds,
  ])
  const parties = rows.map((r) => {
    const place = { bureauId, matterId, contentId: r.content_id }
    return JSON.parse(openContent(key, place, r.cipher).text) as PartyInput
  })
  const to = recipientOf(parties)
  if (to) {
    const accessId = deriveUuid(deps.keyring.installationKey, 'notice-access', bureauId, job.eventId)
    const reason = `notice:${String(job.payload.template)}`
    await tx.query(LOG_LOOK, [bureauId, accessId, matterId, job.createdAt, reason])
  }
  return { doc, to }
}

/** Whether nobody could have handed the person a receipt: the matter was opened by the program in the place that decides. */
const openedElsewhere = (doc: MatterDoc) =>
  doc.links.some((l) => l.kind === 'review-of' || l.kind === 'transferred-from')

export async function notifyCitizen(deps: CaseJobsDeps, job: Job): Promise<{ note: string } | undefined> {
  const matterId = String(job.payload.matterId)
  const template = String(job.payload.template)
  const facts = await deps.directory.byId(job.bureauId)
  if (!facts) throw new JobRefused({ refused: 'not_found' })
  const found = await withTx(deps.app, { bureau: job.bureauId, system: true }, (tx) =>
    findRecipient(deps, tx, job, matterId),
  )
  if (!found) throw new JobRefused({ refused: 'not_found' })
  if (!found.to) return { note: 'notice.not_reachable' }
  const { doc, to } = found
  const { slug, zone, simulated } = facts.bureau
  const at = job.createdAt.toISOString()
  const text = citizenText({
    template,
    shielded: doc.lane === 'shielded',
    number: doc.number,
    where: deps.portalAddress(slug),
    ...(template === 'registered' && openedElsewhere(doc)
      ? { code: queryCode(deps.keyring.codeKey, matterId) }
      : {}),
  })
  // The name of the template would tell what the text hides.
  const shown = doc.lane === 'shielded' ? 'discreet-news' : template
  const { delivered } = await deps.notices.send({
    id: job.eventId,
    bureau: slug,
    simulated,
    template: shown,
    at,
    on: plainDateIn(zone, at),
    to,
    text,
  })
  if (!delivered) throw new JobRefused({ refused: 'notice.not_delivered' })
  return undefined
}
