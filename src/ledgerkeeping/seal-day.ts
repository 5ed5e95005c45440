/** 封存: seals what a bureau recorded since its last seal, signs it, and puts copies outside the database. */
import { join } from 'node:path'
import { markSealed, unsealedSteps } from '../instructions/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import type { Keyring } from '../kernel/crypto/index.ts'
import { makeSeal, type Seal } from '../kernel/ledger/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import { type CopyResult, copySeals } from './seal-copies.ts'
import { allBureaus, type BureauRow, insertSeal, lastSeal, lockForSealing, unsealedEvents } from './store.ts'

export interface SealDeps {
  app: Pool
  keyring: Keyring
  /** Seals are copied to `<home>/seals`. */
  home: string
  /** A further folder for copies (`HUIYIN_SEAL_COPY`), best on another machine. */
  sealCopy?: string | null
}

export interface SealResult extends CopyResult {
  bureau: string
  /** Seals made by this run; none when the day was sealed before and nothing was recorded since. */
  sealed: { sealNo: number; day: string; events: number; hash: string }[]
}

/** Events of one seal at most: the bureau's writers wait about a second for it. A large import takes several seals. */
const MAX_EVENTS = 20_000
/** Steps of instructions and urgent reports of one seal at most. */
const MAX_STEPS = 5_000

/**
 * Seals a bureau. Writers are kept out while a seal is made, so it never misses a matter half written.
 *
 * Called again it does nothing unless something was recorded since; a day on which nothing happened gets one empty
 * seal, which proves just that. If the clock was set back, the seal is dated as the last one.
 * @param now real time, in simulated bureaus too: seals go by the time of recording.
 * @throws RangeError for an unknown bureau.
 */
export async function sealBureau(deps: SealDeps, bureauId: string, now: Date): Promise<SealResult> {
  const context = { bureau: bureauId, system: true }
  const bureaus = await withTx(deps.app, context, allBureaus, { readOnly: true })
  const bureau = bureaus.find((b) => b.bureau_id === bureauId)
  if (!bureau) throw new RangeError(`there is no bureau ${bureauId}`)
  const sealed: SealResult['sealed'] = []
  for (;;) {
    const seal = await withTx(deps.app, context, (tx) => sealOnce(tx, deps.keyring, bureau, now))
    if (!seal) break
    sealed.push({ sealNo: seal.sealNo, day: seal.day, events: seal.entries.length, hash: seal.hash })
    if (seal.entries.length < MAX_STEPS) break
  }
  const roots = [join(deps.home, 'seals'), ...(deps.sealCopy ? [deps.sealCopy] : [])]
  const copies = await copySeals(deps.app, { bureauId, slug: bureau.slug }, roots)
  return { bureau: bureau.slug, sealed, ...copies }
}

/** The daily job: seals every bureau that has no seal of its day yet. It may be called as often as one likes. */
export async function sealAllBureaus(deps: SealDeps, now: Date): Promise<SealResult[]> {
  const bureaus = await withTx(deps.app, { bureau: null }, allBureaus, { readOnly: true })
  const results: SealResult[] = []
  for (const bureau of bureaus) {
    const { bureau_id: bureauId, zone } = bureau
    const last = await withTx(deps.app, { bureau: bureauId, system: true }, (tx) => lastSeal(tx, bureauId))
    if (!last || last.day < plainDateIn(zone, now.toISOString()))
      results.push(await sealBureau(deps, bureauId, now))
  }
  return results
}

async function sealOnce(tx: Tx, keyring: Keyring, bureau: BureauRow, now: Date): Promise<Seal | null> {
  const { bureau_id: bureauId } = bureau
  // A statement of its own: what is read next must be seen as it is once the lock is held.
  const [, previous, rows, steps] = await Promise.all([
    lockForSealing(tx, bureauId),
    lastSeal(tx, bureauId),
    unsealedEvents(tx, bureauId, MAX_EVENTS),
    unsealedSteps(tx, bureauId, MAX_STEPS),
  ])
  const later = (a: string, b: string | undefined) => (b !== undefined && b > a ? b : a)
  const sealedAt = later(now.toISOString(), previous?.sealedAt)
  const day = later(plainDateIn(bureau.zone, sealedAt), previous?.day)
  if (rows.length + steps.length === 0 && previous?.day === day) return null
  // A record of the bureau has an id as a matter has; its steps are listed beside the events under it.
  const entries = [
    ...rows.map((r) => ({ matterId: r.matter_id, version: r.version, hash: r.hash })),
    ...steps.map((s) => ({ matterId: s.recordId, version: s.version, hash: s.hash })),
  ]
  const seal = makeSeal(
    { bureauId, day, sealedAt, entries, previous },
    keyring.currentSigningKey,
    bureau.hash_name,
  )
  await insertSeal(tx, seal)
  await markSealed(tx, bureauId, steps)
  return seal
}
