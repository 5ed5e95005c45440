/** Signs in (登录): name, password and, where set, a one-time code. */
import {
  decryptBytes,
  hashPassword,
  needsRehash,
  verifyPassword,
  verifyTotp,
} from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Account, SignInInput } from './contract.ts'
import type { BureauRoom } from './room.ts'
import { checkPassword, lockAfter } from './rules.ts'
import {
  countFailure,
  deleteExpired,
  findSignIn,
  lockSignIn,
  noteSuccess,
  type SignInRow,
  setPassword,
} from './sign-in-store.ts'
import { audit, findAccount } from './store.ts'

export interface SignedIn {
  token: string
  expiresAt: Date
  account: Account
  bureauId: string
}

/** Where a second factor's secret belongs, so that it opens nowhere else. */
export const secondFactorPlace = (login: string): readonly string[] => ['second-factor', login]

/**
 * Opens a session. Takes the same work for names that exist and those that do not, and answers both alike.
 * Refuses `access.wrong_password`, `access.locked` (with `until`), `access.second_factor_required`,
 * `access.second_factor_wrong`, `access.account_inactive`, `access.too_many_attempts`; with a one-time password
 * `access.own_password_required`, `access.one_time_password_over`, `access.password_*`.
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
  if (lockedUntil && lockedUntil > now) return locked(lockedUntil, now)
  const right = await verifyPassword(row?.password_hash ?? null, input.password)
  if (!row) {
    room.attempts.countUnknown(login, now, lockAfter)
    return refuse('access.wrong_password')
  }
  if (!right) return failed(room, now, row, 'password')
  let step: number | null = null
  if (row.totp_cipher) {
    if (input.code === undefined) return refuse('access.second_factor_required', { field: 'code' })
    const secret = decryptBytes(room.secondFactorKey, row.totp_cipher, secondFactorPlace(login))
    step = verifyTotp(secret, input.code, now, row.totp_last_step)
    if (step === null) return failed(room, now, row, 'code')
  }
  if (row.one_time_until === null) return open(room, now, row, step, input.password)
  const own = checkExchange(row, input, now)
  return isRefusal(own) ? own : open(room, now, row, step, own)
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
  totpStep: number | null,
  password: string,
): Promise<SignedIn | Refusal> {
  const { login, bureau_id: bureauId, account_id: accountId } = row
  const exchanged = row.one_time_until !== null
  const passwordHash = exchanged || needsRehash(row.password_hash) ? await hashPassword(password) : null
  return withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    const account = await findAccount(tx, bureauId, accountId)
    if (!account?.active) return refuse('access.account_inactive')
    // Another process may have taken the same one-time code in the meantime.
    if (!(await noteSuccess(tx, { login, totpStep, passwordHash }))) {
      return refuse('access.second_factor_wrong', { field: 'code' })
    }
    if (exchanged && passwordHash) {
      await setPassword(tx, login, passwordHash, now)
      await audit(tx, { bureauId, accountId, action: 'password.changed', details: { oneTime: true }, now })
    }
    const { token, expiresAt } = await room.sessions.open(tx, { bureauId, accountId }, now)
    const details = { login, secondFactor: totpStep !== null }
    await Promise.all([
      deleteExpired(tx, bureauId, accountId, now),
      audit(tx, { bureauId, accountId, action: 'session.opened', details, now }),
    ])
    return { token, expiresAt, account, bureauId }
  })
}

async function failed(
  room: BureauRoom,
  now: Date,
  row: SignInRow,
  what: 'password' | 'code',
): Promise<Refusal> {
  const { login, bureau_id: bureauId, account_id: accountId } = row
  return withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    const failures = await countFailure(tx, login)
    const lock = lockAfter(failures)
    if (lock > 0) await lockSignIn(tx, login, new Date(now.getTime() + lock))
    const details = { login, what, failures, lockedMinutes: lock / 60_000 }
    await audit(tx, { bureauId, accountId, action: 'session.refused', details, now })
    return what === 'password'
      ? refuse('access.wrong_password')
      : refuse('access.second_factor_wrong', { field: 'code' })
  })
}

function locked(until: Date, now: Date): Refusal {
  const retryAfter = Math.ceil((until.getTime() - now.getTime()) / 1000)
  return refuse('access.locked', { details: { until: until.toISOString(), retryAfter } })
}
