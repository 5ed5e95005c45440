/**
 * Makes matters. All of a bureau come one after another past its number counter, whose row is locked from the number to
 * the commit. So what does not need the number is done before, and those who wait are written together: one transaction
 * takes as many numbers as there are registrations waiting, and the next takes all that came meanwhile.
 */
import type { BureauFacts } from '../bureau/index.ts'
import { newMatterKey, wrapMatterKey } from '../kernel/crypto/index.ts'
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
import { sealDecided } from './content.ts'
import type { MatterDoc } from './engine/doc.ts'
import { numbered, type PartyInput } from './engine/open-matter.ts'
import type { Decision, World } from './engine/world.ts'
import { Gathering } from './gathering.ts'
import {
  blindOf,
  type Caller,
  type CasesDeps,
  type CommandResult,
  keyAad,
  randomMint,
  simulationRefused,
  worldOf,
} from './run.ts'
import { type MatterWrite, saveMatters } from './save.ts'
import { findCommands, takeNumbers } from './store.ts'
import { resultOf, writeOf } from './write-of.ts'

export interface Creation {
  matterId: string
  letter: string
  request: unknown
  parties: readonly PartyInput[]
  sourceKey?: string | null
  decide: (number: string, world: World) => Decision<MatterDoc> | Refusal
}

/** A registration decided and encrypted, ready for its number. */
interface Ready {
  pool: Pool
  bureauId: string
  year: number
  principal: string
  idempotencyKey: string
  request: string
  /** What its rules said; a refusal takes no number, but the same command may have been answered otherwise before. */
  refused: Refusal | null
  write(n: number, sealedAt: Date | null): { write: MatterWrite; result: CommandResult }
}

/** Most registrations of one transaction. */
const TOGETHER = 24

type Registrations = Gathering<Ready, CommandResult>
const gatherings = new WeakMap<Pool, Registrations>()

function gatheringOf(pool: Pool): Registrations {
  const known = gatherings.get(pool)
  if (known) return known
  const fresh: Registrations = new Gathering(TOGETHER, makeAll)
  gatherings.set(pool, fresh)
  return fresh
}

/** @returns refusals of its rules, and as `attempt.ts` */
export async function createMatter(
  deps: CasesDeps,
  c: Caller,
  creation: Creation,
): Promise<CommandResult | Refusal> {
  const facts = await deps.directory.byId(c.bureauId)
  if (!facts) return refuse('not_found')
  const refused = simulationRefused(facts, c)
  if (refused) return refused
  const unclean = refuseUncleanRequest(creation.request)
  if (unclean) return unclean
  const ready = prepare(deps, facts, c, creation)
  return withRetries(() => gatheringOf(deps.app).join(`${c.bureauId}/${ready.year}`, ready))
}

function prepare(deps: CasesDeps, facts: BureauFacts, c: Caller, creation: Creation): Ready {
  const { bureauId } = c
  const request = requestHash(creation.request)
  const mint = c.mint ?? randomMint(c.recordedAt, facts.bureau.hashName)
  const world = worldOf(facts, c.occurredAt, mint)
  const year = Number(world.today.slice(0, 4))
  const ready = {
    pool: deps.app,
    bureauId,
    year,
    principal: c.principal,
    idempotencyKey: c.idempotencyKey,
    request,
  }
  const decided = creation.decide('', world)
  if (isRefusal(decided)) {
    const write = () => {
      throw new Error('a refused registration was to be written')
    }
    return { ...ready, refused: decided, write }
  }
  const key = newMatterKey()
  const wrapped = wrapMatterKey(deps.keyring, key, keyAad(bureauId, creation.matterId))
  const ciphers = sealDecided(deps.keyring.suite, key, decided.doc, decided.contents)
  const blind = blindOf(deps.keyring, bureauId, creation.parties)
  return {
    ...ready,
    refused: null,
    write(n, sealedAt) {
      const number = `${facts.bureau.slug.toUpperCase()}-${creation.letter}${year}-${String(n).padStart(6, '0')}`
      const decision = numbered(decided, number)
      const extra = { blind, ciphers, sealedAt, sourceKey: creation.sourceKey }
      const { write } = writeOf(deps, facts, c, decision, mint, null, key, request, extra)
      write.key = { kek_id: wrapped.kekId, wrapped: wrapped.wrapped }
      return { write, result: resultOf(decision.doc) }
    },
  }
}

/**
 * One transaction for registrations of one bureau and year. An error of the database fails all of them.
 * @returns for each its result, or the error that answers it alone
 */
function makeAll(list: readonly Ready[]): Promise<(CommandResult | Error)[]> {
  const { pool, bureauId, year } = list[0]!
  const make = async (tx: Tx): Promise<(CommandResult | Error)[]> => {
    const wanted = list.filter((r) => !r.refused).length
    const [{ commands, sealedAt }, last] = await Promise.all([
      findCommands(tx, bureauId, list),
      wanted === 0 ? 0 : takeNumbers(tx, bureauId, year, wanted),
    ])
    let n = last - wanted
    const writes: MatterWrite[] = []
    const results = list.map((r, i) => {
      const earlier = answered(commands[i] ?? null, r.request)
      if (earlier) return isRefusal(earlier) ? new Refused(earlier) : new AlreadyAnswered(earlier)
      if (r.refused) return new Refused(r.refused)
      const made = r.write(++n, sealedAt)
      writes.push(made.write)
      return made.result
    })
    // Numbers are gapless: what was not needed after all goes back before anybody else sees the counter.
    if (n < last) void takeNumbers(tx, bureauId, year, n - last).catch(() => {})
    if (writes.length > 0) await saveMatters(tx, writes)
    return results
  }
  // The program saves what the rules have allowed to each; every row is new, so there is nothing to see or hide.
  return withTx(pool, { bureau: bureauId, system: true }, make, { plansOnce: true })
}
