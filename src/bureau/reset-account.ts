/** Helps a person back in (重置密码、解锁、结束会话): none of it lets the administrator act in that person's name. */
import { hashPassword } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Account } from './contract.ts'
import { once } from './once.ts'
import { newOneTimePassword, oneTimeUntil } from './one-time-password.ts'
import type { BureauRoom, Command } from './room.ts'
import { deleteSessionsOf, removeTotp, setPassword, unlockSignIn } from './sign-in-store.ts'
import { audit, findAccount } from './store.ts'

export interface OneTime {
  account: Account
  /** Shown once. null when the same command was carried out before: it is kept nowhere. */
  password: string | null
  until: string
}

/**
 * Gives an account a one-time password; its sessions end.
 * Refuses `bureau.unknown_account`, `bureau.own_account` (one's own is changed with the old one).
 */
export async function resetPassword(
  room: BureauRoom,
  command: Command,
  accountId: string,
): Promise<OneTime | Refusal> {
  if (accountId === command.session.accountId) return refuse('bureau.own_account')
  const password = newOneTimePassword()
  const passwordHash = await hashPassword(password)
  const until = oneTimeUntil(command.now)
  let fresh = false
  const meaning = ['reset-password', accountId]
  const result = await withAccount(room, command, accountId, meaning, async (tx, account) => {
    fresh = true
    await setPassword(tx, account.login, passwordHash, command.now, until)
    const { bureauId } = command.session
    const sessionsEnded = await deleteSessionsOf(tx, bureauId, accountId, null)
    return {
      action: 'password.reset',
      details: { sessionsEnded },
      answer: { account, until: until.toISOString() },
    }
  })
  return 'refused' in result ? result : { ...result, password: fresh ? password : null }
}

/**
 * Takes away the second factor of somebody who has lost the device and the recovery codes; the sessions end, and where the
 * bureau asks one of the role it is set anew at the next sign-in.
 * @param reason how it was made sure that this is the person who asks; kept in the log
 * Refuses `bureau.unknown_account`, `bureau.own_account`, `bureau.no_second_factor`.
 */
export async function resetSecondFactor(
  room: BureauRoom,
  command: Command,
  accountId: string,
  reason: string,
): Promise<{ sessionsEnded: number } | Refusal> {
  if (accountId === command.session.accountId) return refuse('bureau.own_account')
  const meaning = ['reset-second-factor', accountId, reason]
  return withAccount(room, command, accountId, meaning, async (tx, account) => {
    if (!(await removeTotp(tx, account.login))) return refuse('bureau.no_second_factor')
    const sessionsEnded = await deleteSessionsOf(tx, command.session.bureauId, accountId, null)
    return { action: 'second-factor.reset', details: { reason, sessionsEnded }, answer: { sessionsEnded } }
  })
}

/** Opens an account locked by wrong passwords. Refuses `bureau.unknown_account`. */
export function unlockAccount(
  room: BureauRoom,
  command: Command,
  accountId: string,
): Promise<{ wasLocked: boolean } | Refusal> {
  return withAccount(room, command, accountId, ['unlock', accountId], async (tx, account) => {
    const wasLocked = await unlockSignIn(tx, account.login, command.now)
    return { action: 'account.unlocked', details: { wasLocked }, answer: { wasLocked } }
  })
}

/** Ends all sessions of an account; of one's own all but this one. Refuses `bureau.unknown_account`. */
export function endSessions(
  room: BureauRoom,
  command: Command,
  accountId: string,
): Promise<{ ended: number } | Refusal> {
  const { session } = command
  return withAccount(room, command, accountId, ['end-sessions', accountId], async (tx) => {
    const own = accountId === session.accountId ? Buffer.from(session.sessionId, 'hex') : null
    const ended = await deleteSessionsOf(tx, session.bureauId, accountId, own)
    return { action: 'sessions.ended', details: { ended }, answer: { ended } }
  })
}

interface Done<T> {
  action: string
  details: Record<string, unknown>
  answer: T
}

async function withAccount<T extends object>(
  room: BureauRoom,
  command: Command,
  accountId: string,
  meaning: readonly unknown[],
  act: (tx: Tx, account: Account) => Promise<Done<T> | Refusal>,
): Promise<T | Refusal> {
  const { bureauId, accountId: by } = command.session
  const result = await once(room.pool, command, meaning, async (tx) => {
    const account = await findAccount(tx, bureauId, accountId)
    if (!account) return refuse('bureau.unknown_account')
    const done = await act(tx, account)
    if (isRefusal(done)) return done
    const { action, details, answer } = done
    await audit(tx, {
      bureauId,
      accountId: by,
      action,
      details: { accountId, login: account.login, ...details },
      now: command.now,
    })
    return answer
  })
  room.sessions.forgetAccount(accountId)
  return result
}
