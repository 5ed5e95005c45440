/** Turns a decision into what the store writes: events with their place in the chain, words encrypted. */
import type { BureauFacts } from '../bureau/index.ts'
import type { MatterKey } from '../kernel/crypto/index.ts'
import { appendEvents, genesisHash, type LedgerEvent } from '../kernel/ledger/index.ts'
import { sealDecided } from './content.ts'
import { type MatterDoc, mainOf } from './engine/doc.ts'
import { EVENT_VERSIONS } from './engine/events.ts'
import type { Decision, Mint } from './engine/world.ts'
import type { Caller, CasesDeps, CommandResult } from './run.ts'
import type { MatterWrite } from './save.ts'
import type { LoadedMatter } from './store.ts'

export const resultOf = (doc: MatterDoc): CommandResult => {
  const main = mainOf(doc)
  return {
    matterId: doc.matterId,
    number: doc.number,
    version: doc.version,
    state: main.state,
    end: main.end,
  }
}

function eventsOf(
  facts: BureauFacts,
  c: Caller,
  d: Decision<MatterDoc>,
  mint: Mint,
  head: LoadedMatter | null,
  sealedAt: Date | null,
) {
  const hash = facts.bureau.hashName
  const { bureauId } = c
  return appendEvents(
    head
      ? {
          bureauId,
          matterId: d.doc.matterId,
          version: head.version,
          hash: head.headHash,
          recordedAt: head.recordedAt.toISOString(),
        }
      : {
          bureauId,
          matterId: d.doc.matterId,
          version: 0,
          hash: genesisHash(bureauId, d.doc.matterId, hash),
          recordedAt: null,
        },
    d.drafts.map((e) => ({
      eventId: mint.id(),
      type: e.type,
      schemaVersion: EVENT_VERSIONS[e.type],
      occurredAt: c.occurredAt.toISOString(),
      recordedAt: c.recordedAt.toISOString(),
      actor: { kind: c.actor.kind, id: c.actor.id, unitId: c.actor.unitId },
      procedure: e.procedure,
      procedureVersion: e.procedureVersion,
      data: e.data,
    })),
    { hash, notBefore: sealedAt?.toISOString() },
  )
}

/** Version of the event that names each content. */
function contentVersions(d: Decision<MatterDoc>, first: number): Map<string, number> {
  const versions = new Map<string, number>()
  d.drafts.forEach((e, i) => {
    if ('contents' in e.data) for (const ref of e.data.contents) versions.set(ref.contentId, first + i)
  })
  return versions
}

export interface Extra {
  attachments?: MatterWrite['attachments']
  blind?: MatterWrite['blind']
  sourceKey?: string | null
  /** A new matter's: when the bureau was last sealed. */
  sealedAt?: Date | null
  /** The contents where they were encrypted beforehand. */
  ciphers?: readonly Buffer[]
}

/** Turns a decision into what the store writes. */
export function writeOf(
  deps: CasesDeps,
  facts: BureauFacts,
  c: Caller,
  d: Decision<MatterDoc>,
  mint: Mint,
  head: LoadedMatter | null,
  key: MatterKey | null,
  request: string,
  extra: Extra = {},
): { write: MatterWrite; events: LedgerEvent[] } {
  const events = eventsOf(facts, c, d, mint, head, head?.sealedAt ?? extra.sealedAt ?? null)
  const versions = contentVersions(d, (head?.version ?? 0) + 1)
  const at = c.recordedAt.toISOString()
  if (d.contents.length > 0 && !key)
    throw new Error(`matter ${d.doc.matterId} was erased; no words can be added`)
  const ciphers = extra.ciphers ?? (key ? sealDecided(deps.keyring.suite, key, d.doc, d.contents) : [])
  return {
    events,
    write: {
      before: d.before,
      doc: d.doc,
      headHash: events.at(-1)!.hash,
      events,
      contents: d.contents.map((content, i) => ({
        content_id: content.contentId,
        kind: content.kind,
        version: versions.get(content.contentId) ?? d.doc.version,
        cipher: ciphers[i]!,
        commitment: content.commitment,
      })),
      attachments: extra.attachments?.map((a) => ({ ...a, version: d.doc.version })),
      blind: extra.blind,
      sourceKey: extra.sourceKey,
      command: {
        principal: c.principal,
        idempotency_key: c.idempotencyKey,
        request_hash: request,
        response: resultOf(d.doc),
        at,
      },
      outbox: d.outbox.map((o) => ({
        event_id: events[o.event]!.eventId,
        topic: o.topic,
        payload: { ...o.payload, matterId: d.doc.matterId },
        created_at: c.occurredAt.toISOString(),
      })),
    },
  }
}
