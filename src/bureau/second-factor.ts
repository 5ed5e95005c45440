/** One's own second factor (动态验证码): set up, replaced, switched off; its recovery codes. */
import QRCode from 'qrcode'
import { encryptBytes, newTotpSecret, toBase32, totpUri, verifyTotp } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { type ProvedCode, proved, type Self, secondFactorPlace } from './prove.ts'
import { hashRecoveryCode, newRecoveryCodes, plainRecoveryCode } from './recovery-codes.ts'
import type { BureauRoom } from './room.ts'
import { needsSecondFactor } from './rules.ts'
import { findSignInRules } from './sign-in-rules-store.ts'
import { noteSuccess, removeTotp, setRecovery, setTotp } from './sign-in-store.ts'
import { audit } from './store.ts'

const ISSUER = 'Huiyin'

export interface Proposal {
  /** Base32, to be typed by hand. */
  secret: string
  uri: string
  /** The address as a QR code, an SVG document. */
  qr: string
}

/** A fresh secret for an authenticator app. Nothing is stored before a code of it was typed. */
export async function proposeSecondFactor(login: string): Promise<Proposal> {
  const secret = newTotpSecret()
  const uri = totpUri(secret, ISSUER, login)
  const qr = await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return { secret: toBase32(secret), uri, qr }
}

/** A secret as it was proposed, with the code that shows that the app holds it. */
export interface NewFactor {
  secret: string
  code: string
}

interface CheckedFactor {
  bytes: Buffer
  step: number
}

/** Refuses `input.invalid` (no secret of ours), `access.second_factor_wrong`; fields below `at`. */
export function checkNewFactor(f: NewFactor, now: Date, at = ''): CheckedFactor | Refusal {
  const bytes = fromBase32(f.secret)
  if (!bytes) return refuse('input.invalid', { field: `${at}secret` })
  const step = verifyTotp(bytes, f.code, now)
  return step === null ? refuse('access.second_factor_wrong', { field: `${at}code` }) : { bytes, step }
}

/** Writes a second factor and makes its recovery codes. @returns the codes, which are kept nowhere */
export async function writeFactor(
  room: BureauRoom,
  tx: Tx,
  login: string,
  factor: CheckedFactor,
): Promise<string[]> {
  const codes = newRecoveryCodes()
  await setTotp(tx, login, {
    cipher: encryptBytes(room.suite, room.secondFactorKey, factor.bytes, secondFactorPlace(login)),
    step: factor.step,
    recovery: hashesOf(room, login, codes),
  })
  return codes
}

const hashesOf = (room: BureauRoom, login: string, codes: readonly string[]): Buffer[] =>
  codes.map((code) => hashRecoveryCode(room.secondFactorKey, login, plainRecoveryCode(code)!))

/**
 * Sets the second factor, once a code proves that the app holds the secret. Where one is set, a code of it (or a recovery
 * code) is asked for too.
 * @returns the recovery codes, shown once
 * Refuses what `proved` and `checkNewFactor` refuse, `access.second_factor_required` (field `current`).
 */
export async function setSecondFactor(
  room: BureauRoom,
  self: Self,
  input: NewFactor & { password: string; current?: string },
): Promise<{ recoveryCodes: string[] } | Refusal> {
  const typed = {
    password: input.password,
    passwordField: 'password',
    code: input.current,
    codeField: 'current',
  }
  return proved(room, self, typed, async (row, code) => {
    if (row.totp_cipher && !code) return refuse('access.second_factor_required', { field: 'current' })
    const factor = checkNewFactor(input, self.now)
    if (isRefusal(factor)) return factor
    return written(
      room,
      self,
      code,
      'second-factor.set',
      { replaced: row.totp_cipher !== null },
      async (tx) => ({
        recoveryCodes: await writeFactor(room, tx, row.login, factor),
      }),
    )
  })
}

/**
 * Switches the second factor off, with password and code.
 * Refuses what `proved` refuses, `access.second_factor_needed` (the bureau asks it of one's role).
 */
export async function removeSecondFactor(
  room: BureauRoom,
  self: Self,
  input: { password: string; code: string },
): Promise<{ removed: boolean } | Refusal> {
  const { session } = self
  const { rules } = await withTx(
    room.pool,
    { bureau: session.bureauId },
    (tx) => findSignInRules(tx, session.bureauId),
    { readOnly: true },
  )
  if (needsSecondFactor(rules, session.roles)) return refuse('access.second_factor_needed')
  return proved(room, self, { ...input, passwordField: 'password' }, async (row, code) =>
    written(room, self, code, 'second-factor.removed', {}, async (tx) => ({
      removed: await removeTotp(tx, row.login),
    })),
  )
}

/** New recovery codes; the earlier ones open nothing more. Refuses what `proved` refuses. */
export async function renewRecoveryCodes(
  room: BureauRoom,
  self: Self,
  input: { password: string; code: string },
): Promise<{ recoveryCodes: string[] } | Refusal> {
  return proved(room, self, { ...input, passwordField: 'password' }, async (row, code) =>
    written(room, self, code, 'recovery-codes.renewed', {}, async (tx) => {
      const recoveryCodes = newRecoveryCodes()
      await setRecovery(tx, row.login, hashesOf(room, row.login, recoveryCodes))
      return { recoveryCodes }
    }),
  )
}

/** Spends the code that was typed and writes, in one transaction with what is recorded of it. */
function written<T>(
  room: BureauRoom,
  { session, now }: Self,
  code: ProvedCode | null,
  action: string,
  details: Record<string, unknown>,
  write: (tx: Tx) => Promise<T>,
): Promise<T | Refusal> {
  const { bureauId, accountId, login } = session
  return withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    const spent = {
      login,
      totpStep: code?.step ?? null,
      recovery: code?.recovery ?? null,
      passwordHash: null,
    }
    // The same code may have been taken elsewhere in the meantime.
    if (!(await noteSuccess(tx, spent))) return refuse('access.second_factor_wrong', { field: 'code' })
    const result = await write(tx)
    await audit(tx, { bureauId, accountId, action, details, now })
    return result
  })
}

function fromBase32(text: string): Buffer | null {
  if (!/^[A-Z2-7]{32}$/.test(text)) return null
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)!.map((b) => Number.parseInt(b, 2)))
}
