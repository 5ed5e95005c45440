/** Adds many accounts at once (批量开设账号), each with a one-time password: all or none. */
import type { RoleName } from '../kernel/access/index.ts'
import { hashPassword, uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { accountOf, writeAccount } from './add-account.ts'
import type { Account, NewAccount } from './contract.ts'
import { once } from './once.ts'
import { newOneTimePassword, oneTimeUntil } from './one-time-password.ts'
import type { BureauRoom, Command } from './room.ts'
import { checkRoles } from './rules.ts'
import { audit, listUnits } from './store.ts'

export interface AddedAccount {
  account: Account
  /** Shown once. null when the same command was carried out before: it is kept nowhere. */
  password: string | null
}

/**
 * Refuses `bureau.roles_conflict`, `bureau.login_taken`, `input.unknown_unit`, each naming the account by its place:
 * `accounts[3].login`.
 * @returns the accounts, in order, and until when their passwords may be exchanged
 */
export async function addAccounts(
  room: BureauRoom,
  command: Command,
  inputs: readonly Omit<NewAccount, 'password'>[],
): Promise<{ items: AddedAccount[]; until: string } | Refusal> {
  const { bureauId, accountId: by } = command.session
  const { now } = command
  const until = oneTimeUntil(now)
  const passwords = inputs.map(newOneTimePassword)
  // One after the other: each takes 19 MiB, and others want to sign in meanwhile.
  const hashes: string[] = []
  for (const password of passwords) hashes.push(await hashPassword(password))
  let fresh = false
  const result = await once(room.pool, command, ['add-accounts', inputs], async (tx) => {
    fresh = true
    const units = new Map((await listUnits(tx, bureauId)).filter((u) => u.active).map((u) => [u.code, u]))
    const accounts: Account[] = []
    for (const [i, input] of inputs.entries()) {
      const at = (refusal: Refusal) => ({ ...refusal, field: `accounts[${i}].${refusal.field}` })
      const unit = units.get(input.unitCode)
      if (!unit) return at(refuse('input.unknown_unit', { field: 'unitCode' }))
      const conflict = checkRoles(input.roles as RoleName[])
      if (conflict) return at(conflict)
      const account = accountOf(input, uuidv7(now), unit.unitId)
      const taken = await writeAccount(tx, bureauId, account, hashes[i]!, now, until)
      if (taken) return at(taken)
      await audit(tx, {
        bureauId,
        accountId: by,
        action: 'account.added',
        details: { accountId: account.accountId, login: account.login, roles: account.roles, oneTime: true },
        now,
      })
      accounts.push(account)
    }
    return { accounts, until: until.toISOString() }
  })
  if (isRefusal(result)) return result
  const items = result.accounts.map((account, i) => ({ account, password: fresh ? passwords[i]! : null }))
  return { items, until: result.until }
}
