/** Helps back in from the command line, when no administrator can (运维人员重置): an administrator locked out, too. */
import { hashPassword } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { newOneTimePassword, oneTimeUntil } from './one-time-password.ts'
import type { BureauRoom } from './room.ts'
import { deleteSessionsOf, findSignIn, removeTotp, setPassword, unlockSignIn } from './sign-in-store.ts'
import { audit } from './store.ts'

export interface OperatorReset {
  login: string
  /** Makes a one-time password; without it only locks and sessions end. */
  password: boolean
  secondFactor: boolean
  /** Kept in the bureau's log of administrative acts. */
  reason: string
}

export interface OperatorResetDone {
  login: string
  /** Shown once. */
  password: string | null
  until: string | null
  secondFactorRemoved: boolean
  wasLocked: boolean
  sessionsEnded: number
}

/** Unlocks an account, ends its sessions and resets what is asked for. Refuses `bureau.unknown_account`. */
export async function resetByOperator(
  room: BureauRoom,
  now: Date,
  ask: OperatorReset,
): Promise<OperatorResetDone | Refusal> {
  const login = ask.login.trim().toLowerCase()
  const row = await withTx(room.pool, { bureau: null }, (tx) => findSignIn(tx, login), { readOnly: true })
  if (!row) return refuse('bureau.unknown_account')
  const { bureau_id: bureauId, account_id: accountId } = row
  const password = ask.password ? newOneTimePassword() : null
  const passwordHash = password === null ? null : await hashPassword(password)
  const until = password === null ? null : oneTimeUntil(now)
  const done = await withTx(room.pool, { bureau: bureauId }, async (tx) => {
    const wasLocked = await unlockSignIn(tx, login, now)
    if (passwordHash) await setPassword(tx, login, passwordHash, now, until)
    const secondFactorRemoved = ask.secondFactor && (await removeTotp(tx, login))
    const sessionsEnded = await deleteSessionsOf(tx, bureauId, accountId, null)
    const details = {
      accountId,
      login,
      reason: ask.reason,
      newPassword: password !== null,
      secondFactorRemoved,
      wasLocked,
      sessionsEnded,
    }
    await audit(tx, { bureauId, accountId: null, action: 'account.reset-by-operator', details, now })
    return { wasLocked, secondFactorRemoved, sessionsEnded }
  })
  room.sessions.forgetAccount(accountId)
  return { login, password, until: until?.toISOString() ?? null, ...done }
}
