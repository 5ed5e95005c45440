/** Signs in (登录): name, password, where set a one-time code, and what has to be mended on the way in. */
import { hashPassword, needsRehash, verifyPassword } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Account, SignInInput } from './contract.ts'
import { checkCode, countWrong, isLocked, type ProvedCode } from './prove.ts'
import type { BureauRoom } from './room.ts'
import { checkPassword, lockAfter, needsSecondFactor } from './rules.ts'
import { checkNewFactor, writeFactor } from './second-factor.ts'
import { findAccountUnderRules } from './sign-in-rules-store.ts'
import { deleteExpired, findSignIn, noteSuccess, type SignInRow, setPassword } from './sign-in-store.ts'
import { audit } from './store.ts'

export interface SignedIn {
  token: string
  expiresAt: Date
  account: Account
  bureauId: string
  /** Of a second factor that was set on the way in: shown once. */
  recoveryCodes?: string[]
  /** After a recovery code opened it: how many are left. */
  recoveryCodesLeft?: number
}

/**
 * Opens a session. Takes the same work for names that exist and those that do not, and answers both alike.
 * Refuses `access.wrong_password`, `access.locked` (with `until`), `access.second_factor_required`,
 * `access.second_factor_wrong`, `access.account_inactive`, `access.too_many_attempts`; with a one-time password
 * `access.own_password_required`, `access.one_time_password_over`, `access.password_*`; where the bureau asks a second
 * factor of the role and none is set `access.second_factor_setup_required`, `input.invalid`.
 */
export async function signIn(room: BureauRoom, now: Date, input: SignInInput): Promise<SignedIn | Refusal> {
  const login = input.login.normalize('NFKC').trim().toLowerCase()
  const result = await room.attempts.inTurn(login, () => attempt(room, now, login, input))
  return result ?? refuse('access.too_many_attempts', { details: { retryAfter: 5 } })
}

async function attempt(
  room: BureauRoom,
  now: Date,
  login: string,
  input: SignInInput,
): Promise<SignedIn | Refusal> {
  const row = await withTx(room.pool, { bureau: null }, (tx) => findSignIn(tx, login), { readOnly: true })
  const lockedUntil = row ? row.locked_until : room.attempts.unknownLockedUntil(login, now)
  if (lockedUntil && lockedUntil > now) return isLocked(lockedUntil, now)
  const right = await verifyPassword(row?.password_hash ?? null, input.password)
  if (!row) {
    room.attempts.countUnknown(login, now, lockAfter)
    return refuse('access.wrong_password')
  }
  if (!right) {
    await countWrong(room, now, row, 'password')
    return refuse('access.wrong_password')
  }
  let code: ProvedCode | null = null
  if (row.totp_cipher) {
    if (input.code === undefined) return refuse('access.second_factor_required', { field: 'code' })
    code = checkCode(room, row, input.code, now)
    if (!code) {
      await countWrong(room, now, row, 'code')
      return refuse('access.second_factor_wrong', { field: 'code' })
    }
  }
  if (row.one_time_until === null) return open(room, now, row, code, input.password, input)
  const own = checkExchange(row, input, now)
  return isRefusal(own) ? own : open(room, now, row, code, own, input)
}

/**
 * A one-time password opens nothing but its own exchange: whoever handed it out knows it.
 * @returns the person's own password
 */
function checkExchange(row: SignInRow, input: SignInInput, now: Date): string | Refusal {
  if (row.one_time_until! <= now) return refuse('access.one_time_password_over')
  if (input.next === undefined) return refuse('access.own_password_required', { field: 'next' })
  if (input.next === input.password) return refuse('access.own_password_required', { field: 'next' })
  return checkPassword(input.next, row.login, 'next') ?? input.next
}

async function open(
  room: BureauRoom,
  now: Date,
  row: SignInRow,
  code: ProvedCode | null,
  password: string,
  input: SignInInput,
): Promise<SignedIn | Refusal> {
  const { login, bureau_id: bureauId, account_id: accountId } = row
  const exchanged = row.one_time_until !== null
  const passwordHash = exchanged || needsRehash(row.password_hash) ? await hashPassword(password) : null
  return withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    const found = await findAccountUnderRules(tx, bureauId, accountId)
    if (!found?.account.active) return refuse('access.account_inactive')
    const { account, rules } = found
    const toSet = !row.totp_cipher && needsSecondFactor(rules, account.roles)
    if (toSet && !input.secondFactor)
      return refuse('access.second_factor_setup_required', { field: 'secondFactor' })
    const factor = toSet ? checkNewFactor(input.secondFactor!, now, 'secondFactor.') : null
    if (isRefusal(factor)) return factor
    // Another process may have taken the same code in the meantime.
    const spent = { login, totpStep: code?.step ?? null, recovery: code?.recovery ?? null, passwordHash }
    if (!(await noteSuccess(tx, spent))) return refuse('access.second_factor_wrong', { field: 'code' })
    if (exchanged && passwordHash) {
      await setPassword(tx, login, passwordHash, now)
      await audit(tx, { bureauId, accountId, action: 'password.changed', details: { oneTime: true }, now })
    }
    const recoveryCodes = factor ? await writeFactor(room, tx, login, factor) : undefined
    if (recoveryCodes) {
      await audit(tx, { bureauId, accountId, action: 'second-factor.set', details: { atSignIn: true }, now })
    }
    const { token, expiresAt } = await room.sessions.open(tx, { bureauId, accountId, rules }, now)
    const recoveryCodesLeft = code?.recovery ? row.recovery_hashes.length - 1 : undefined
    const details = {
      login,
      secondFactor: code !== null || factor !== null,
      ...(recoveryCodesLeft === undefined ? {} : { recoveryCodesLeft }),
    }
    await Promise.all([
      deleteExpired(tx, bureauId, accountId, now),
      audit(tx, { bureauId, accountId, action: 'session.opened', details, now }),
    ])
    return { token, expiresAt, account, bureauId, recoveryCodes, recoveryCodesLeft }
  })
}
