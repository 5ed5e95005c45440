/** Adds an account (开设账号): one person, one name to sign in with, unique in the installation. */
import type { RoleName } from '../kernel/access/index.ts'
import { hashPassword, uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Account, NewAccount } from './contract.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { checkPassword, checkRoles } from './rules.ts'
import { insertSignIn } from './sign-in-store.ts'
import { audit, insertAccount, listUnits } from './store.ts'

/** Refuses `access.password_*`, `bureau.roles_conflict`, `bureau.login_taken`, `input.unknown_unit`. */
export async function addAccount(
  room: BureauRoom,
  command: Command,
  input: NewAccount,
): Promise<Account | Refusal> {
  const refused = checkNewAccount(input)
  if (refused) return refused
  const { bureauId, accountId } = command.session
  const passwordHash = await hashPassword(input.password)
  const { password: _secret, ...meaning } = input
  return once(room.pool, command, ['add-account', meaning], async (tx) => {
    const unit = (await listUnits(tx, bureauId)).find((u) => u.code === input.unitCode && u.active)
    if (!unit) return refuse('input.unknown_unit', { field: 'unitCode' })
    const account = accountOf(input, uuidv7(command.now), unit.unitId)
    const taken = await writeAccount(tx, bureauId, account, passwordHash, command.now)
    if (taken) return taken
    await audit(tx, {
      bureauId,
      accountId,
      action: 'account.added',
      details: { accountId: account.accountId, login: account.login, roles: account.roles },
      now: command.now,
    })
    return account
  })
}

/** What can be refused without knowing the bureau. */
export function checkNewAccount(input: NewAccount): Refusal | undefined {
  return checkRoles(input.roles as RoleName[]) ?? checkPassword(input.password, input.login, 'password')
}

export function accountOf(input: Omit<NewAccount, 'password'>, accountId: string, unitId: string): Account {
  return { accountId, login: input.login, name: input.name, unitId, roles: [...input.roles], active: true }
}

/** Refuses `bureau.login_taken`. */
export async function writeAccount(
  tx: Tx,
  bureauId: string,
  account: Account,
  passwordHash: string,
  now: Date,
  oneTimeUntil?: Date,
): Promise<Refusal | undefined> {
  const { login, accountId } = account
  const signIn = { login, bureauId, accountId, passwordHash, now, oneTimeUntil }
  if ((await insertSignIn(tx, signIn)) && (await insertAccount(tx, bureauId, account, now))) return undefined
  return refuse('bureau.login_taken', { field: 'login', details: { login } })
}
