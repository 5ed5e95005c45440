/** Helps a person back in (重置密码、解锁、结束会话): none of it lets the administrator act in that person's name. */
import { hashPassword } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Account } from './contract.ts'
import { once } from './once.ts'
import { newOneTimePassword, oneTimeUntil } from './one-time-password.ts'
import type { BureauRoom, Command } from './room.ts'
import { deleteSessionsOf, setPassword, setTotp, unlockSignIn } from './sign-in-store.ts'
import { audit, findAccount } from './store.ts'

export interface OneTime {
  account: Account
  /** Shown once. null when the same command was carried out before: it is kept nowhere. */
  password: string | null
  until: string
}

/**
 * Gives an account a one-time password; its sessions end.
 * @param secondFactor 'remove' when the person has lost the device that shows the codes
 * Refuses `bureau.unknown_account`, `bureau.own_account` (one's own is changed with the old one).
 */
export async function resetPassword(
  room: BureauRoom,
  command: Command,
  accountId: string,
  secondFactor?: 'remove',
): Promise<OneTime | Refusal> {
  if (accountId === command.session.accountId) return refuse('bureau.own_account')
  const password = newOneTimePassword()
  const passwordHash = await hashPassword(password)
  const until = oneTimeUntil(command.now)
  let fresh = false
  const meaning = ['reset-password', accountId, secondFactor ?? null]
  const result = await withAccount(room, command, accountId, meaning, async (tx, account) => {
    fresh = true
    await setPassword(tx, account.login, passwordHash, command.now, until)
    if (secondFactor) await setTotp(tx, account.login, null, -1)
    const { bureauId } = command.session
    const sessionsEnded = await deleteSessionsOf(tx, bureauId, accountId, null)
    const details = { secondFactorRemoved: secondFactor === 'remove', sessionsEnded }
    return { action: 'password.reset', details, answer: { account, until: until.toISOString() } }
  })
  return 'refused' in result ? result : { ...result, password: fresh ? password : null }
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
  act: (tx: Tx, account: Account) => Promise<Done<T>>,
): Promise<T | Refusal> {
  const { bureauId, accountId: by } = command.session
  const result = await once(room.pool, command, meaning, async (tx) => {
    const account = await findAccount(tx, bureauId, accountId)
    if (!account) return refuse('bureau.unknown_account')
    const { action, details, answer } = await act(tx, account)
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
