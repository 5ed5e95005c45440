/** Changes one's own password and second factor. All other sessions of the account end. */
import {
  decryptBytes,
  encryptBytes,
  hashPassword,
  newTotpSecret,
  toBase32,
  totpUri,
  verifyPassword,
  verifyTotp,
} from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { BureauRoom, Command } from './room.ts'
import { checkPassword, lockAfter } from './rules.ts'
import { secondFactorPlace } from './sign-in.ts'
import {
  countFailure,
  deleteSessionsOf,
  findSignIn,
  lockSignIn,
  setPassword,
  setTotp,
} from './sign-in-store.ts'
import { audit } from './store.ts'

type Self = Pick<Command, 'session' | 'now'>

/** Refuses `access.current_password_wrong` (counted towards the lock), `access.locked`, `access.password_*`. */
export async function changePassword(
  room: BureauRoom,
  self: Self,
  input: { current: string; next: string },
): Promise<undefined | Refusal> {
  const { session, now } = self
  const weak = checkPassword(input.next, session.login, 'next')
  if (weak) return weak
  const wrong = await provePassword(room, self, input.current, 'current')
  if (wrong) return wrong
  const passwordHash = await hashPassword(input.next)
  const { bureauId, accountId } = session
  await withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    await setPassword(tx, session.login, passwordHash, now)
    const ended = await deleteSessionsOf(tx, bureauId, accountId, Buffer.from(session.sessionId, 'hex'))
    await audit(tx, {
      bureauId,
      accountId,
      action: 'password.changed',
      details: { sessionsEnded: ended },
      now,
    })
  })
  room.sessions.forgetAccount(accountId)
  return undefined
}

/** A fresh secret to be scanned into an authenticator app. Nothing is stored before a code of it was typed. */
export function proposeSecondFactor(session: Command['session']): { secret: string; uri: string } {
  const secret = newTotpSecret()
  return { secret: toBase32(secret), uri: totpUri(secret, 'Huiyin', session.login) }
}

/**
 * Sets the second factor, once a code proves that the app holds the secret; with `secret: null` takes it away.
 * Refuses `access.current_password_wrong`, `access.locked`, `access.second_factor_wrong`, `input.invalid` (no secret of ours).
 */
export async function setSecondFactor(
  room: BureauRoom,
  self: Self,
  input: { password: string; secret: string | null; code: string },
): Promise<undefined | Refusal> {
  const { session, now } = self
  const { bureauId, accountId, login } = session
  const wrong = await provePassword(room, self, input.password, 'password')
  if (wrong) return wrong
  const secret = input.secret === null ? await heldSecret(room, login) : fromBase32(input.secret)
  if (secret === null) return input.secret === null ? undefined : refuse('input.invalid', { field: 'secret' })
  if (isRefusal(secret)) return secret
  const step = verifyTotp(secret.bytes, input.code, now, secret.lastStep)
  if (step === null) return refuse('access.second_factor_wrong', { field: 'code' })
  const cipher =
    input.secret === null
      ? null
      : encryptBytes(room.suite, room.secondFactorKey, secret.bytes, secondFactorPlace(login))
  await withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    await setTotp(tx, login, cipher, step)
    const action = cipher ? 'second-factor.set' : 'second-factor.removed'
    await audit(tx, { bureauId, accountId, action, details: {}, now })
  })
  return undefined
}

/** A session left open must not be enough to take an account over; wrong guesses count as at sign-in. */
async function provePassword(
  room: BureauRoom,
  { session, now }: Self,
  password: string,
  field: string,
): Promise<Refusal | undefined> {
  const { login, bureauId, accountId } = session
  const prove = async (): Promise<Refusal | null> => {
    const row = await withTx(room.pool, { bureau: null }, (tx) => findSignIn(tx, login), { readOnly: true })
    const until = row?.locked_until
    if (until && until > now) return refuse('access.locked', { details: { until: until.toISOString() } })
    if (await verifyPassword(row?.password_hash ?? null, password)) return null
    return withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
      const failures = await countFailure(tx, login)
      const lock = lockAfter(failures)
      if (lock > 0) await lockSignIn(tx, login, new Date(now.getTime() + lock))
      const details = { login, what: 'password', failures, lockedMinutes: lock / 60_000 }
      await audit(tx, { bureauId, accountId, action: 'session.refused', details, now })
      return refuse('access.current_password_wrong', { field })
    })
  }
  const result = await room.attempts.inTurn(login, async () => ({ refused: await prove() }))
  if (!result) return refuse('access.too_many_attempts', { details: { retryAfter: 5 } })
  return result.refused ?? undefined
}

interface Secret {
  bytes: Buffer
  lastStep: number
}

async function heldSecret(room: BureauRoom, login: string): Promise<Secret | null> {
  const row = await withTx(room.pool, { bureau: null }, (tx) => findSignIn(tx, login), { readOnly: true })
  if (!row?.totp_cipher) return null
  const bytes = decryptBytes(room.secondFactorKey, row.totp_cipher, secondFactorPlace(login))
  return { bytes, lastStep: row.totp_last_step }
}

function fromBase32(text: string): Secret | null {
  if (!/^[A-Z2-7]{32}$/.test(text)) return null
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  return { bytes: Buffer.from(bits.match(/.{8}/g)!.map((b) => Number.parseInt(b, 2))), lastStep: -1 }
}
