/**
 * The frame of every verb: load, decide, save and enqueue in one transaction. Rules decide; this only carries.
 */
import type { BureauDirectory, BureauFacts } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { blindIndex, commit, type Keyring, newSalt, unwrapMatterKey, uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import {
  AlreadyAnswered,
  answered,
  Refused,
  refuseUncleanRequest,
  requestHash,
  withRetries,
} from './attempt.ts'
import type { MatterDoc } from './engine/doc.ts'
import type { PartyInput } from './engine/open-matter.ts'
import type { Actor, Decision, Mint, World } from './engine/world.ts'
import { Gathering } from './gathering.ts'
import { type MatterWrite, saveMatters } from './save.ts'
import { type Loaded, type LoadedMatter, loadForDecisions } from './store.ts'
import { type Extra, resultOf, writeOf } from './write-of.ts'

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

/** A change with who asks for it and what the database must not be asked for again. */
interface Wanted {
  deps: CasesDeps
  facts: BureauFacts
  c: Caller
  change: Change
  request: string
  matterId: string
  principal: string
  idempotencyKey: string
}

/**
 * Looks at what was loaded before anything is decided: an earlier answer, a matter that is not there, another version.
 * Throws `Refused` and `AlreadyAnswered`, and so does what it gives.
 * @returns decides, and gives the answer with what is to be written for it
 */
function decider(
  { deps, facts, c, change, request }: Wanted,
  { matter, command }: Loaded,
): () => { result: CommandResult; write: MatterWrite | null } {
  const earlier = answered(command, request)
  if (earlier) throw isRefusal(earlier) ? new Refused(earlier) : new AlreadyAnswered(earlier)
  if (!matter) throw new Refused(refuse('not_found'))
  if (change.expectedVersion !== undefined && change.expectedVersion !== matter.version) {
    throw new Refused(refuse('write.stale_version', { details: { version: matter.version } }))
  }
  return () => {
    const mint = c.mint ?? randomMint(c.recordedAt, facts.bureau.hashName)
    const decision = change.decide(matter.doc, worldOf(facts, c.occurredAt, mint))
    if (isRefusal(decision)) throw new Refused(decision)
    if (decision.drafts.length === 0) return { result: resultOf(matter.doc), write: null }
    const key = keyOf(deps, c.bureauId, change.matterId, matter)
    if (!key && decision.contents.length > 0) throw new Refused(refuse('case.erased'))
    const extra = change.extra?.(decision)
    const { write } = writeOf(deps, facts, c, decision, mint, matter, key, request, extra)
    return { result: resultOf(decision.doc), write }
  }
}

/** Changes a matter: one read, one write, together with other changes of the bureau where it can be. */
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
  const wanted: Wanted = {
    deps,
    facts,
    c,
    change,
    request: requestHash(change.request),
    matterId: change.matterId,
    principal: c.principal,
    idempotencyKey: c.idempotencyKey,
  }
  return withRetries(async (tries) => {
    const together = tries === 1 && mayGather(wanted)
    const done = together ? await gatheringOf(deps.app).join(c.bureauId, wanted) : ALONE
    return done === ALONE ? changeAlone(wanted) : (done as CommandResult)
  })
}

/** One transaction of its own, with exactly what its caller may see in sight. */
function changeAlone(wanted: Wanted): Promise<CommandResult> {
  const { deps, c, change } = wanted
  const context = contextOf(c, change.matterId, change.asCitizen, change.asSystem)
  const run = async (tx: Tx) => {
    const [loaded] = await loadForDecisions(tx, c.bureauId, [wanted])
    const decide = decider(wanted, loaded!)
    const unready = await change.prepare?.(tx)
    if (unready) throw new Refused(unready)
    const { result, write } = decide()
    if (write) await saveMatters(tx, [write])
    return result
  }
  return withTx(deps.app, context, run, { plansOnce: true })
}

/** Most changes of one transaction. */
const TOGETHER = 32

/** Said of a change that has to go by itself. */
const ALONE = Object.freeze({ alone: true })
type Changes = Gathering<Wanted, CommandResult | typeof ALONE>
const gatherings = new WeakMap<Pool, Changes>()

function gatheringOf(pool: Pool): Changes {
  const known = gatherings.get(pool)
  if (known) return known
  const fresh: Changes = new Gathering(TOGETHER, changeTogether, (w) => w.matterId)
  gatherings.set(pool, fresh)
  return fresh
}

/** Staff on a matter of the open lane: what is in sight there is the same for the whole bureau. */
const mayGather = ({ c, change }: Wanted): boolean =>
  c.actor.kind === 'account' && !change.prepare && !change.asCitizen && !change.asSystem

/**
 * One transaction for changes of different matters of one bureau. It runs for no unit: row security shows it what
 * everybody of the bureau may see and nothing of a shielded lane, so such a matter is not found here and goes alone, in
 * the sight of its own caller. Where the database refuses the transaction, each goes alone.
 * @returns for each its result, `ALONE`, or the error that answers it
 */
async function changeTogether(
  list: readonly Wanted[],
  letNext: () => void,
): Promise<(CommandResult | typeof ALONE | Error)[]> {
  const { deps, c } = list[0]!
  const run = async (tx: Tx) => {
    const loaded = await loadForDecisions(tx, c.bureauId, list)
    const writes: MatterWrite[] = []
    const results = list.map((wanted, i) => {
      const one = loaded[i]!
      if (!one.matter && !one.command) return ALONE
      try {
        const { result, write } = decider(wanted, one)()
        if (write) writes.push(write)
        return result
      } catch (error) {
        return error instanceof Error ? error : new Error('a decision failed', { cause: error })
      }
    })
    // Saved, it waits for the disk alone, and the next batch, about other matters, may be read and decided meanwhile.
    if (writes.length > 0) await saveMatters(tx, writes, letNext)
    return results
  }
  try {
    return await withTx(deps.app, { bureau: c.bureauId }, run, { plansOnce: true })
  } catch {
    return list.map(() => ALONE)
  }
}

/** Blind entries of the parties: exact look-up by phone, identity number and name. */
export function blindOf(keyring: Keyring, bureauId: string, parties: readonly PartyInput[]) {
  const out: { kind: string; blind: Buffer }[] = []
  for (const p of parties) {
    for (const [kind, value] of [
      ['phone', p.phone],
      ['id-number', p.idNumber],
      ['name', p.name],
    ] as const) {
      const blind = value ? blindIndex(keyring, bureauId, kind, value) : null
      if (blind) out.push({ kind, blind: Buffer.from(blind, 'hex') })
    }
  }
  return out
}
