/** SQL of sign-ins and sessions. These tables come before any bureau is known and have no row security. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface SignInRow {
  login: string
  bureau_id: string
  account_id: string
  password_hash: string
  failed: number
  locked_until: Date | null
  totp_cipher: Buffer | null
  totp_last_step: number
  one_time_until: Date | null
  recovery_hashes: Buffer[]
}

const COLUMNS =
  'login, bureau_id, account_id, password_hash, failed, locked_until, totp_cipher, totp_last_step, one_time_until, recovery_hashes'

export async function findSignIn(tx: Tx, login: string): Promise<SignInRow | null> {
  const rows = await tx.query<SignInRow>(`SELECT ${COLUMNS} FROM sign_ins WHERE login = $1`, [login])
  return rows[0] ?? null
}

/** @returns whether it was written; false when the login is taken, in whatever bureau */
export async function insertSignIn(
  tx: Tx,
  s: {
    login: string
    bureauId: string
    accountId: string
    passwordHash: string
    now: Date
    /** Set for a one-time password: until when it may be exchanged. */
    oneTimeUntil?: Date
  },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO sign_ins (login, bureau_id, account_id, password_hash, changed_at, one_time_until)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (login) DO NOTHING RETURNING login`,
    [s.login, s.bureauId, s.accountId, s.passwordHash, s.now, s.oneTimeUntil ?? null],
  )
  return rows.length > 0
}

/** Counts a failure. @returns failures in a row so far */
export async function countFailure(tx: Tx, login: string): Promise<number> {
  const rows = await tx.query<{ failed: number }>(
    'UPDATE sign_ins SET failed = failed + 1 WHERE login = $1 RETURNING failed',
    [login],
  )
  return rows[0]?.failed ?? 0
}

export async function lockSignIn(tx: Tx, login: string, until: Date): Promise<void> {
  await tx.query('UPDATE sign_ins SET locked_until = $2 WHERE login = $1', [login, until])
}

/**
 * After a sign-in: failures forgotten, the one-time code's step kept or the recovery code taken away, the password hashed
 * anew where costs rose.
 * @returns false when another took the same code in the meantime
 */
export async function noteSuccess(
  tx: Tx,
  s: { login: string; totpStep: number | null; recovery: Buffer | null; passwordHash: string | null },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE sign_ins SET failed = 0, locked_until = NULL, totp_last_step = coalesce($2, totp_last_step),
       password_hash = coalesce($3, password_hash), recovery_hashes = array_remove(recovery_hashes, $4::bytea)
     WHERE login = $1 AND ($2::bigint IS NULL OR totp_last_step < $2)
       AND ($4::bytea IS NULL OR $4 = ANY (recovery_hashes)) RETURNING login`,
    [s.login, s.totpStep, s.passwordHash, s.recovery],
  )
  return rows.length > 0
}

/** Sets a new password; what was locked is open again. With `oneTimeUntil` it is a one-time password. */
export async function setPassword(
  tx: Tx,
  login: string,
  passwordHash: string,
  now: Date,
  oneTimeUntil: Date | null = null,
): Promise<void> {
  await tx.query(
    `UPDATE sign_ins SET password_hash = $2, failed = 0, locked_until = NULL, changed_at = $3, one_time_until = $4
     WHERE login = $1`,
    [login, passwordHash, now, oneTimeUntil],
  )
}

/** Forgets failures and opens what was locked. @returns whether it was locked */
export async function unlockSignIn(tx: Tx, login: string, now: Date): Promise<boolean> {
  const [before] = await tx.query<{ locked: boolean }>(
    'SELECT coalesce(locked_until > $2, false) AS locked FROM sign_ins WHERE login = $1',
    [login, now],
  )
  await tx.query('UPDATE sign_ins SET failed = 0, locked_until = NULL WHERE login = $1', [login])
  return before?.locked ?? false
}

/** Sets the second factor with its recovery codes; those of an earlier one open nothing more. */
export async function setTotp(
  tx: Tx,
  login: string,
  factor: { cipher: Buffer; step: number; recovery: readonly Buffer[] },
): Promise<void> {
  await tx.query(
    'UPDATE sign_ins SET totp_cipher = $2, totp_last_step = $3, recovery_hashes = $4 WHERE login = $1',
    [login, factor.cipher, factor.step, factor.recovery],
  )
}

/** Takes the second factor and its recovery codes away. @returns whether there was one */
export async function removeTotp(tx: Tx, login: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE sign_ins SET totp_cipher = NULL, totp_last_step = -1, recovery_hashes = '{}'
     WHERE login = $1 AND totp_cipher IS NOT NULL RETURNING login`,
    [login],
  )
  return rows.length > 0
}

/** New recovery codes in place of all earlier ones. */
export async function setRecovery(tx: Tx, login: string, recovery: readonly Buffer[]): Promise<void> {
  await tx.query('UPDATE sign_ins SET recovery_hashes = $2 WHERE login = $1', [login, recovery])
}

export interface SessionRow {
  bureau_id: string
  account_id: string
  created_at: Date
  expires_at: Date
  last_seen_at: Date
}

export async function insertSession(
  tx: Tx,
  s: { tokenHash: Buffer; bureauId: string; accountId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO sessions (token_hash, bureau_id, account_id, created_at, expires_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $4)`,
    [s.tokenHash, s.bureauId, s.accountId, s.now, s.expiresAt],
  )
}

/** The only statement of its transaction. */
export async function findSession(tx: Tx, tokenHash: Buffer): Promise<SessionRow | null> {
  const rows = await tx.commitWith<SessionRow>(
    'SELECT bureau_id, account_id, created_at, expires_at, last_seen_at FROM sessions WHERE token_hash = $1',
    [tokenHash],
  )
  return rows[0] ?? null
}

export async function touchSession(tx: Tx, tokenHash: Buffer, now: Date): Promise<void> {
  await tx.query('UPDATE sessions SET last_seen_at = greatest(last_seen_at, $2) WHERE token_hash = $1', [
    tokenHash,
    now,
  ])
}

export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash])
}

/** Ends the sessions of an account, all but one. @returns how many */
export async function deleteSessionsOf(
  tx: Tx,
  bureauId: string,
  accountId: string,
  keep: Buffer | null,
): Promise<number> {
  const rows = await tx.query(
    `DELETE FROM sessions WHERE bureau_id = $1 AND account_id = $2 AND ($3::bytea IS NULL OR token_hash <> $3)
     RETURNING 1 AS one`,
    [bureauId, accountId, keep],
  )
  return rows.length
}

/** Sweeps an account's sessions that are over. */
export async function deleteExpired(tx: Tx, bureauId: string, accountId: string, now: Date): Promise<void> {
  await tx.query('DELETE FROM sessions WHERE bureau_id = $1 AND account_id = $2 AND expires_at <= $3', [
    bureauId,
    accountId,
    now,
  ])
}
