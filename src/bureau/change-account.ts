/** Changes an account: name, unit, roles, activity, a new password set by the administrator. Its sessions end. */
import type { RoleName } from '../kernel/access/index.ts'
import { hashPassword } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Account, AccountChange } from './contract.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { checkAccountChange, checkPassword } from './rules.ts'
import { deleteSessionsOf, setPassword } from './sign-in-store.ts'
import { audit, findAccount, listUnits, lockAdministrators, updateAccount } from './store.ts'

/**
 * Refuses `bureau.unknown_account`, `bureau.own_account`, `bureau.last_administrator`, `bureau.roles_conflict`,
 * `input.unknown_unit`, `bureau.changed_meanwhile`, `access.password_*`.
 */
export async function changeAccount(
  room: BureauRoom,
  command: Command,
  accountId: string,
  change: AccountChange,
): Promise<Account | Refusal> {
  const { session, now } = command
  const { bureauId } = session
  const passwordHash = change.password === undefined ? null : await hashPassword(change.password)
  const { password: _secret, ...plain } = change
  const meaning = ['change-account', accountId, plain, change.password !== undefined]
  const result = await once(room.pool, command, meaning, async (tx) => {
    const administrators = await lockAdministrators(tx, bureauId)
    const target = await findAccount(tx, bureauId, accountId)
    if (!target) return refuse('bureau.unknown_account')
    const unit =
      change.unitCode === undefined
        ? null
        : (await listUnits(tx, bureauId)).find((u) => u.code === change.unitCode && u.active)
    if (unit === undefined) return refuse('input.unknown_unit', { field: 'unitCode' })
    const next: Account = {
      ...target,
      name: change.name ?? target.name,
      unitId: unit?.unitId ?? target.unitId,
      roles: change.roles ? [...change.roles] : target.roles,
      active: change.active ?? target.active,
    }
    const others = administrators.filter((a) => a.accountId !== accountId).length
    const refused =
      checkAccountChange(standing(target), standing(next), session.accountId, others) ??
      (change.password === undefined ? undefined : checkPassword(change.password, target.login, 'password'))
    if (refused) return refused
    if (!(await updateAccount(tx, bureauId, next, change.expectedVersion ?? null))) {
      return refuse('bureau.changed_meanwhile')
    }
    if (passwordHash) await setPassword(tx, target.login, passwordHash, now)
    const ended = await deleteSessionsOf(tx, bureauId, accountId, null)
    await audit(tx, {
      bureauId,
      accountId: session.accountId,
      action: 'account.changed',
      details: {
        accountId,
        login: target.login,
        before: told(target),
        after: told(next),
        newPassword: passwordHash !== null,
        sessionsEnded: ended,
      },
      now,
    })
    return next
  })
  room.sessions.forgetAccount(accountId)
  return result
}

const told = ({ name, unitId, roles, active }: Account) => ({ name, unitId, roles, active })

function standing(account: Account): { accountId: string; roles: RoleName[]; active: boolean } {
  return { accountId: account.accountId, roles: account.roles as RoleName[], active: account.active }
}

/** Gives an account other roles. */
export function changeRoles(
  room: BureauRoom,
  command: Command,
  accountId: string,
  roles: RoleName[],
): Promise<Account | Refusal> {
  return changeAccount(room, command, accountId, { roles })
}

/** Closes an account to sign-in; what it did stays under its name. */
export function deactivateAccount(
  room: BureauRoom,
  command: Command,
  accountId: string,
): Promise<Account | Refusal> {
  return changeAccount(room, command, accountId, { active: false })
}
