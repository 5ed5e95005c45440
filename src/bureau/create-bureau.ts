/** Makes a bureau with its units, people and rules (建立信访机构). Done by the program, not by a session. */
import { hashPassword, uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, RefusedError, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { accountOf, checkNewAccount, writeAccount } from './add-account.ts'
import { type Superior, superiorOf, unitOf } from './add-unit.ts'
import type { BureauInfo, NewBureau } from './contract.ts'
import type { BureauRoom } from './room.ts'
import { checkSlug, checkZone, flattenUnits } from './rules.ts'
import { audit, insertBureau, insertUnit, saveOverride, saveSetting } from './store.ts'

export interface CreateBureau {
  now: Date
  /** Where ids come from; default UUID version 7. An import derives them, so that it always makes the same bureau. */
  id?: (kind: 'bureau' | 'unit' | 'account', key: string) => string
}

/**
 * Makes the bureau, or finds the one that already has the slug and leaves it as it is.
 * Refuses `bureau.slug_invalid`, `bureau.zone_unknown`, `bureau.unknown_superior`, `bureau.unit_code_taken`,
 * `bureau.login_taken`, `input.unknown_unit` (of an account), `access.password_*`, `bureau.roles_conflict`; nothing is
 * then written.
 */
export async function createBureau(
  room: BureauRoom,
  { now, id = () => uuidv7(now) }: CreateBureau,
  input: NewBureau,
): Promise<{ bureauId: string; created: boolean } | Refusal> {
  const known = await madeAs(room, input)
  if (known) return { bureauId: known, created: false }
  const zone = input.zone ?? 'Asia/Shanghai'
  const refused =
    checkSlug(input.slug) ??
    checkZone(zone) ??
    input.accounts.map(checkNewAccount).find((r) => r !== undefined)
  if (refused) return refused
  const units = flattenUnits(input.units)
  if (isRefusal(units)) return units
  const unitIds = new Map(units.map((unit) => [unit.code, id('unit', unit.code)]))
  const superiors: Superior[] = []
  for (const unit of units) {
    // The next level up may stand in the bureau that is being made: its own review office, say.
    const within = unit.superior?.bureauSlug === input.slug ? unitIds.get(unit.superior.unitCode) : undefined
    const superior = within
      ? { superiorBureauId: null, superiorUnitId: within }
      : await superiorOf(room.directory, unit, null)
    if (isRefusal(superior)) return superior
    superiors.push(superior)
  }
  const above = input.superiorBureauSlug ? await room.directory.bySlug(input.superiorBureauSlug) : null
  if (input.superiorBureauSlug && !above)
    return refuse('bureau.unknown_superior', { field: 'superiorBureauSlug' })
  const hashes = await Promise.all(input.accounts.map((a) => hashPassword(a.password)))

  const bureau: BureauInfo = {
    bureauId: id('bureau', input.slug),
    slug: input.slug,
    name: input.name,
    zone,
    simulated: input.simulated ?? input.practiceOf !== undefined,
    hashName: input.hashName ?? 'sha256',
    superiorBureauId: above?.bureau.bureauId ?? null,
    practiceOf: input.practiceOf ?? null,
  }
  const { bureauId } = bureau
  try {
    const created = await withTx(room.pool, { bureau: bureauId }, async (tx) => {
      if (!(await insertBureau(tx, bureau, now))) return false
      for (const [i, unit] of units.entries()) {
        const parentId = unit.parentCode === undefined ? null : unitIds.get(unit.parentCode)!
        await insertUnit(tx, bureauId, unitOf(unit, unitIds.get(unit.code)!, parentId, superiors[i]!))
      }
      for (const [i, account] of input.accounts.entries()) {
        const unitId = unitIds.get(account.unitCode)
        if (!unitId)
          throw new RefusedError(refuse('input.unknown_unit', { field: `accounts[${i}].unitCode` }))
        const taken = await writeAccount(
          tx,
          bureauId,
          accountOf(account, id('account', account.login), unitId),
          hashes[i]!,
          now,
        )
        if (taken) throw new RefusedError(taken)
      }
      // Given with the bureau, a setting may reach back: nothing was told to anybody yet.
      for (const setting of input.settings ?? []) await saveSetting(tx, bureauId, setting, '0001-01-01')
      for (const override of input.overrides ?? []) await saveOverride(tx, bureauId, override)
      await audit(tx, {
        bureauId,
        accountId: null,
        action: 'bureau.created',
        details: { slug: bureau.slug, units: units.length, accounts: input.accounts.length },
        now,
      })
      return true
    })
    room.directory.invalidate()
    if (created) return { bureauId, created }
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal
    throw error
  }
  // Somebody else made it between our look and our write.
  const theirs = await madeAs(room, input)
  // The slug of a practice ground stands for nothing outside of it, and is taken all the same.
  return theirs ? { bureauId: theirs, created: false } : refuse('bureau.slug_invalid', { field: 'slug' })
}

/** The bureau that stands under the slug already: a practice ground only for whom it was made. */
async function madeAs(room: BureauRoom, input: NewBureau): Promise<string | null> {
  if (input.practiceOf === undefined)
    return (await room.directory.bySlug(input.slug))?.bureau.bureauId ?? null
  const ground = await room.directory.groundOf(input.practiceOf)
  return ground?.bureau.slug === input.slug ? ground.bureau.bureauId : null
}
