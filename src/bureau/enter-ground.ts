/** Enters the practice ground (进入练习场): the session of one's own bureau is given for one of the ground. */
import { deriveUuid } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { accountOf } from './add-account.ts'
import type { BureauRoom, Command } from './room.ts'
import { findSignInRules } from './sign-in-rules-store.ts'
import { signOut } from './sign-out.ts'
import { audit, findAccount, insertAccount } from './store.ts'

export interface Entered {
  token: string
  expiresAt: Date
}

/**
 * The first time, the person gets an account in the ground with the roles of the own bureau, at the unit named. It has no
 * password: it is opened from a session that was proved. That session ends; who comes back signs in again.
 * @param unitCode of the ground, in which these roles find their work
 * @returns refusals `not_found` (no ground), `access.account_inactive`, `input.unknown_unit`, `bureau.login_taken`
 */
export async function enterGround(
  room: BureauRoom,
  installationKey: Buffer,
  command: Command,
  unitCode: string,
): Promise<Entered | Refusal> {
  const { session, now } = command
  const ground = await room.directory.groundOf(session.bureauId)
  if (!ground) return refuse('not_found')
  const { bureauId } = ground.bureau
  const accountId = deriveUuid(installationKey, 'practice-account', bureauId, session.accountId)
  const opened = await withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    let account = await findAccount(tx, bureauId, accountId)
    if (!account) {
      const unit = [...ground.units.values()].find((u) => u.code === unitCode && u.active)
      if (!unit) return refuse('input.unknown_unit', { field: 'unitCode' })
      const { login, name, roles } = session
      const fresh = accountOf({ login, name, unitCode, roles: [...roles] }, accountId, unit.unitId)
      // The same person may enter twice at once, by two pages: the other entrance has written the account then.
      const written = await insertAccount(tx, bureauId, fresh, now)
      account = written ? fresh : await findAccount(tx, bureauId, accountId)
      if (!account) return refuse('bureau.login_taken', { field: 'login', details: { login } })
    }
    if (!account.active) return refuse('access.account_inactive')
    const { rules } = await findSignInRules(tx, bureauId)
    await audit(tx, {
      bureauId,
      accountId,
      action: 'session.opened',
      details: { login: account.login, fromOwnBureau: true },
      now,
    })
    return room.sessions.open(tx, { bureauId, accountId, rules }, now)
  })
  if ('token' in opened) await signOut(room, command)
  return opened
}
