/** Proving oneself again for what a session left open must not be enough for; wrong guesses count as at sign-in. */
import { decryptBytes, verifyPassword, verifyTotp } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { hashRecoveryCode, plainRecoveryCode } from './recovery-codes.ts'
import type { BureauRoom, Command } from './room.ts'
import { lockAfter } from './rules.ts'
import { countFailure, findSignIn, lockSignIn, type SignInRow } from './sign-in-store.ts'
import { audit } from './store.ts'

export type Self = Pick<Command, 'session' | 'now'>

/** Where a second factor's secret belongs, so that it opens nowhere else. */
export const secondFactorPlace = (login: string): readonly string[] => ['second-factor', login]

/** What a typed code was: one of the app, spent with its step, or a recovery code, spent with its hash. */
export interface ProvedCode {
  step: number | null
  recovery: Buffer | null
}

/** Checks a typed code against the second factor of a sign-in; null when it is neither. Spends nothing. */
export function checkCode(room: BureauRoom, row: SignInRow, typed: string, now: Date): ProvedCode | null {
  if (!row.totp_cipher) return null
  const plain = plainRecoveryCode(typed)
  if (plain !== null) {
    const hash = hashRecoveryCode(room.secondFactorKey, row.login, plain)
    return row.recovery_hashes.some((h) => h.equals(hash)) ? { step: null, recovery: hash } : null
  }
  const secret = decryptBytes(room.secondFactorKey, row.totp_cipher, secondFactorPlace(row.login))
  const step = verifyTotp(secret, typed, now, row.totp_last_step)
  return step === null ? null : { step, recovery: null }
}

export const isLocked = (until: Date, now: Date): Refusal => {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  const details = { until: until.toISOString(), minutes: Math.ceil(seconds / 60), retryAfter: seconds }
  return refuse('access.locked', { details })
}

/** Counts a wrong password or code, and locks after too many. */
export async function countWrong(
  room: BureauRoom,
  now: Date,
  row: SignInRow,
  what: 'password' | 'code',
): Promise<void> {
  const { login, bureau_id: bureauId, account_id: accountId } = row
  await withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    const failures = await countFailure(tx, login)
    const lock = lockAfter(failures)
    if (lock > 0) await lockSignIn(tx, login, new Date(now.getTime() + lock))
    const details = { login, what, failures, lockedMinutes: lock / 60_000 }
    await audit(tx, { bureauId, accountId, action: 'session.refused', details, now })
  })
}

/**
 * Runs `then` once password and, where one is asked for, code are right. Attempts of one name go one after the other.
 * @param typed `code` undefined: none is asked for here; fields name where each was typed
 * Refuses `access.current_password_wrong`, `access.second_factor_wrong` (both counted towards the lock), `access.locked`,
 * `access.too_many_attempts`, and what `then` refuses.
 */
export async function proved<T extends object>(
  room: BureauRoom,
  { session, now }: Self,
  typed: { password: string; passwordField: string; code?: string; codeField?: string },
  then: (row: SignInRow, code: ProvedCode | null) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const { login } = session
  const prove = async (): Promise<T | Refusal> => {
    const row = await withTx(room.pool, { bureau: null }, (tx) => findSignIn(tx, login), { readOnly: true })
    if (!row) return refuse('access.signed_out')
    if (row.locked_until && row.locked_until > now) return isLocked(row.locked_until, now)
    if (!(await verifyPassword(row.password_hash, typed.password))) {
      await countWrong(room, now, row, 'password')
      return refuse('access.current_password_wrong', { field: typed.passwordField })
    }
    if (typed.code === undefined) return then(row, null)
    const code = checkCode(room, row, typed.code, now)
    if (code) return then(row, code)
    await countWrong(room, now, row, 'code')
    return refuse('access.second_factor_wrong', { field: typed.codeField ?? 'code' })
  }
  const result = await room.attempts.inTurn(login, prove)
  return result ?? refuse('access.too_many_attempts', { details: { retryAfter: 5 } })
}
