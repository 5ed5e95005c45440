/**
 * The frame of every verb: load, decide, save and enqueue in one transaction. Rules decide; this only carries.
 */
import type { BureauDirectory, BureauFacts } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import {
  blindIndex,
  commit,
  type Keyring,
  type MatterKey,
  newSalt,
  unwrapMatterKey,
  uuidv7,
} from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { appendEvents, genesisHash, type LedgerEvent } from '../kernel/ledger/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import {
  AlreadyAnswered,
  answered,
  Refused,
  refuseUncleanRequest,
  requestHash,
  withRetries,
} from './attempt.ts'
import { sealDecided } from './content.ts'
import { type MatterDoc, mainOf } from './engine/doc.ts'
import { EVENT_VERSIONS } from './engine/events.ts'
import type { PartyInput } from './engine/open-matter.ts'
import type { Actor, Decision, Mint, World } from './engine/world.ts'
import { type LoadedMatter, loadForDecision, type MatterWrite, saveMatter } from './store.ts'

export interface CasesDeps {
  app: Pool
  keyring: Keyring
  directory: BureauDirectory
  /** Folder of encrypted attachments. */
  filesRoot: string
}

/** On whose behalf and when a command runs; one clock reading for all of it. */
export interface Caller {
  bureauId: string
  actor: Actor
  /** Whose idempotency keys these are: account id, `citizen:<matter>`, `public:<bureau>` or `system`. */
  principal: string
  idempotencyKey: string
  /** When it happened (the simulated time in a simulated bureau) and when it is written down. */
  occurredAt: Date
  recordedAt: Date
  /** Replay gives its own source of identifiers and salts, so that a second run makes the same matter. */
  mint?: Mint
}

/** What every command answers. Holds no personal data: it is kept with the idempotency key. */
export interface CommandResult {
  matterId: string
  number: string
  version: number
  state: string
  end: string | null
  /** True when this key was used before and nothing was done again. */
  replayed?: boolean
}

export function randomMint(now: Date, hashName: BureauFacts['bureau']['hashName']): Mint {
  return {
    id: () => uuidv7(now),
    salt: () => newSalt(),
    commit: (salt, text) => commit(Buffer.from(salt), text, hashName),
  }
}

/** The engine's world at one reading of the clock. */
export function worldOf(facts: BureauFacts, at: Date, mint: Mint): World {
  const now = at.toISOString()
  return {
    bureauId: facts.bureau.bureauId,
    today: plainDateIn(facts.bureau.zone, now),
    now,
    calendar: facts.calendar,
    settings: facts.settings,
    hours: undefined,
    units: facts.units,
    mint,
  }
}

export const keyAad = (bureauId: string, matterId: string) => [bureauId, matterId]

/** The key of a loaded matter; null once destroyed under a decision. */
export function keyOf(
  deps: CasesDeps,
  bureauId: string,
  matterId: string,
  m: Pick<LoadedMatter, 'kekId' | 'wrapped'>,
) {
  if (!m.wrapped) return null
  return unwrapMatterKey(deps.keyring, { kekId: m.kekId, wrapped: m.wrapped }, keyAad(bureauId, matterId))
}

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
  ciphers?: readonly string[]
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

export interface Change {
  matterId: string
  /** Version the caller saw; a newer one is refused. */
  expectedVersion?: number
  /** What was asked, for the idempotency key. */
  request: unknown
  /** Row security: a citizen sees one matter only. */
  asCitizen?: boolean
  /** The rule alone decides who may, in shielded lanes too: an erasure is decided by people who never see the matter. */
  asSystem?: boolean
  decide: (doc: MatterDoc, world: World) => Decision<MatterDoc> | Refusal
  extra?: (d: Decision<MatterDoc>) => Extra
  /** What the decision needs of other tables, read or taken in its own transaction; all of it goes if it is refused. */
  prepare?: (tx: Tx) => Promise<Refusal | undefined>
}

export const contextOf = (c: Caller, matterId: string | null, asCitizen?: boolean, asSystem?: boolean) => ({
  bureau: c.bureauId,
  unit: c.actor.unitId,
  account: c.actor.kind === 'account' ? c.actor.id : null,
  matter: asCitizen ? matterId : null,
  system: c.actor.kind === 'system' || asSystem === true,
})

/** Replay and simulated clocks write only in bureaus marked simulated. */
export const simulationRefused = (facts: BureauFacts, c: Caller): Refusal | null =>
  c.occurredAt.getTime() !== c.recordedAt.getTime() && !facts.bureau.simulated
    ? refuse('replay.bureau_not_simulated')
    : null

/** Changes a matter: one read, one write. */
export async function changeMatter(
  deps: CasesDeps,
  c: Caller,
  change: Change,
): Promise<CommandResult | Refusal> {
  const facts = await deps.directory.byId(c.bureauId)
  if (!facts) return refuse('not_found')
  const refused = simulationRefused(facts, c)
  if (refused) return refused
  const unclean = refuseUncleanRequest(change.request)
  if (unclean) return unclean
  const request = requestHash(change.request)
  return withRetries(() =>
    withTx(
      deps.app,
      contextOf(c, change.matterId, change.asCitizen, change.asSystem),
      async (tx) => {
        const { matter, command } = await loadForDecision(
          tx,
          c.bureauId,
          change.matterId,
          c.principal,
          c.idempotencyKey,
        )
        const earlier = answered(command, request)
        if (earlier) throw isRefusal(earlier) ? new Refused(earlier) : new AlreadyAnswered(earlier)
        if (!matter) throw new Refused(refuse('not_found'))
        if (change.expectedVersion !== undefined && change.expectedVersion !== matter.version) {
          throw new Refused(refuse('write.stale_version', { details: { version: matter.version } }))
        }
        const mint = c.mint ?? randomMint(c.recordedAt, facts.bureau.hashName)
        const unready = await change.prepare?.(tx)
        if (unready) throw new Refused(unready)
        const decision = change.decide(matter.doc, worldOf(facts, c.occurredAt, mint))
        if (isRefusal(decision)) throw new Refused(decision)
        if (decision.drafts.length === 0) return resultOf(matter.doc)
        const key = keyOf(deps, c.bureauId, change.matterId, matter)
        if (!key && decision.contents.length > 0) throw new Refused(refuse('case.erased'))
        const { write } = writeOf(
          deps,
          facts,
          c,
          decision,
          mint,
          matter,
          key,
          request,
          change.extra?.(decision),
        )
        await saveMatter(tx, write)
        return resultOf(decision.doc)
      },
      { plansOnce: true },
    ),
  )
}

/** Blind entries of the parties: exact look-up by phone, identity number and name. */
export function blindOf(keyring: Keyring, bureauId: string, parties: readonly PartyInput[]) {
  const out: { kind: string; blind: string }[] = []
  for (const p of parties) {
    for (const [kind, value] of [
      ['phone', p.phone],
      ['id-number', p.idNumber],
      ['name', p.name],
    ] as const) {
      const blind = value ? blindIndex(keyring, bureauId, kind, value) : null
      if (blind) out.push({ kind, blind: Buffer.from(blind, 'hex').toString('base64') })
    }
  }
  return out
}
