/** The file of a matter as it was (案卷) when a step asked for another bureau or level, with its words opened. */
import type { BureauFacts } from '../../bureau/index.ts'
import { deriveUuid, type MatterKey } from '../../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { Job } from '../../kernel/jobs/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { type MatterDoc, mainOf } from '../engine/doc.ts'
import type { PartyInput } from '../engine/open-matter.ts'
import { foldEvents } from '../engine/upcasters.ts'
import { findMatter, listContents, type StoredEvent } from '../read-store.ts'
import { type CasesDeps, keyOf } from '../run.ts'
import { Reader } from '../views/reader.ts'
import { timelineOf } from '../views/timeline.ts'

export interface FileAsItWas {
  /** The matter as it is now: whether the step still waits for its effect. */
  now: MatterDoc
  /** The matter as it was once the asking step was recorded. */
  doc: MatterDoc
  key: MatterKey
  asked: StoredEvent
  events: StoredEvent[]
  reader: Reader
}

interface FullEventColumns {
  event_id: string
  schema_version: number
  procedure_version: number
  prev_hash: string
}
type FullEvent = StoredEvent & FullEventColumns

// Up to the event that asked, whatever has happened since.
const EVENTS_UP_TO = `
select version, event_id, type, schema_version, occurred_at, recorded_at, actor, procedure, procedure_version, data,
  prev_hash, hash
from events where bureau_id = $1 and matter_id = $2 and version <= (
  select version from events where bureau_id = $1 and matter_id = $2 and event_id = $3)
order by version`

// Words leave for another bureau: that is a look, and follows from the event, so that a second run is the same look.
const LOG_LOOK = `
insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason)
values ($1, $2, $3, null, null, $4, 'matter', $5) on conflict do nothing`

function foldUpTo(
  bureauId: string,
  matterId: string,
  zone: string,
  events: readonly FullEvent[],
): MatterDoc | null {
  const stored = events.map((e) => ({
    bureauId,
    matterId,
    version: e.version,
    eventId: e.event_id,
    type: e.type,
    schemaVersion: e.schema_version,
    occurredAt: e.occurred_at.toISOString(),
    recordedAt: e.recorded_at.toISOString(),
    actor: e.actor,
    procedure: e.procedure,
    procedureVersion: e.procedure_version,
    data: e.data,
    prevHash: e.prev_hash,
    hash: e.hash,
  }))
  return foldEvents(stored, zone)
}

/** @returns refusal `not_found`, or `case.erased` when the words were destroyed under a decision. */
export async function readFileAsItWas(
  deps: CasesDeps,
  facts: BureauFacts,
  job: Job,
  matterId: string,
): Promise<FileAsItWas | Refusal> {
  const { bureauId, zone } = facts.bureau
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx: Tx) => {
    const accessId = deriveUuid(deps.keyring.installationKey, 'linked-access', bureauId, job.eventId)
    const reason = `linked:${String(job.payload.procedure)}`
    const [matter, events, contents] = await Promise.all([
      findMatter(tx, bureauId, matterId),
      tx.query<FullEvent>(EVENTS_UP_TO, [bureauId, matterId, job.eventId]),
      listContents(tx, bureauId, matterId),
      tx.query(LOG_LOOK, [bureauId, accessId, matterId, job.createdAt, reason]),
    ])
    const doc = foldUpTo(bureauId, matterId, zone, events)
    if (!matter || !doc) return refuse('not_found')
    const key = keyOf(deps, bureauId, matterId, { kekId: matter.kek_id, wrapped: matter.wrapped })
    if (!key) return refuse('case.erased')
    const reader = new Reader(facts, doc, key, contents)
    return { now: matter.doc, doc, key, asked: events.at(-1)!, events, reader }
  })
}

/** Words the asking step was given in one of its fields. */
export function wordsOfStep(file: FileAsItWas, field: string): string | null {
  const refs = 'contents' in file.asked.data ? file.asked.data.contents : []
  return file.reader.text(refs.find((r) => r.field === field)?.contentId)
}

export function partiesIn(file: FileAsItWas): PartyInput[] {
  return file.doc.partyIds.flatMap((id) => file.reader.json<PartyInput>(id) ?? [])
}

/** The rating belongs to the centre and the person; whoever decides on the answer must not be moved by it. */
const isFollowUp = (doc: MatterDoc, e: StoredEvent) =>
  e.type === 'proceeding.stepped' && doc.proceedings[e.data.proceedingId]?.procedure === 'follow-up'

/** Copy of the file for the deciding level, as JSON: without internal notes and without ratings. */
export function sealedCopy(facts: BureauFacts, file: FileAsItWas): string {
  const { doc, reader, events, asked } = file
  const registered = events[0]!
  const earlier =
    registered.type === 'matter.registered'
      ? registered.data.contents.find((c) => c.kind === 'file')?.contentId
      : undefined
  const shown = events.filter(
    (e) => !(e.type === 'matter.noted' && e.data.by === 'unit') && !isFollowUp(doc, e),
  )
  return JSON.stringify({
    format: 'huiyin-file',
    version: 1,
    asOf: { version: doc.version, at: asked.occurred_at.toISOString(), hash: asked.hash },
    bureau: { slug: facts.bureau.slug, name: facts.bureau.name },
    number: doc.number,
    procedure: mainOf(doc).procedure,
    channel: doc.channel,
    class: doc.class,
    category: doc.category,
    receivedOn: doc.receivedOn,
    subject: reader.text(doc.subjectId),
    body: reader.text(doc.bodyId),
    place: reader.text(doc.placeId),
    demands: reader.demands(),
    parties: partiesIn(file),
    documents: Object.values(doc.documents).map((d) => ({
      documentId: d.documentId,
      kind: d.kind,
      unit: reader.unit(d.unitId)!.name,
      issuedOn: d.issuedOn,
      servedOn: d.servedOn,
      method: d.method,
      texts: d.contentIds.flatMap((id) => reader.text(id) ?? []),
    })),
    attachments: doc.attachments.map((a) => ({
      attachmentId: a.attachmentId,
      name: reader.json<{ name: string }>(a.nameContentId)?.name ?? null,
      mediaType: a.mediaType,
      size: a.size,
      on: a.on,
    })),
    timeline: timelineOf(reader, shown, { names: new Map(), notes: false }),
    earlier: earlier ? reader.json(earlier) : null,
  })
}
