/**
 * Sessions (会话): 32 random bytes held by the browser, their hash here. They are kept for a few seconds, so that the hot
 * path costs no round trip; what this process ends is over at once.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { RoleName, Session } from '../kernel/access/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import { IDLE_MS, SESSION_MS } from './rules.ts'
import { findSession, insertSession, touchSession } from './sign-in-store.ts'
import { findAccount } from './store.ts'

export interface Sessions {
  /** Whose session the token opens; null when there is none, it is over, or the account is not active. */
  current(token: string, now: Date): Promise<Session | null>
  /** Writes a new session and gives its token, which is known to nobody else. */
  open(
    tx: Tx,
    who: { bureauId: string; accountId: string },
    now: Date,
  ): Promise<{ token: string; expiresAt: Date }>
  /** After its account changed or it was ended. */
  forgetSession(sessionId: string): void
  forgetAccount(accountId: string): void
}

interface Kept {
  until: number
  session: Promise<Session | null>
}

const MOST_KEPT = 10_000
/** Last-seen is written at most this often. */
const TOUCH_MS = 60_000

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function createSessions(pool: Pool, options: { ttlMs?: number } = {}): Sessions {
  const ttl = options.ttlMs ?? 3000
  const kept = new Map<string, Kept>()
  const read = async (tokenHash: Buffer, now: Date): Promise<Session | null> => {
    const row = await withTx(pool, { bureau: null }, (tx) => findSession(tx, tokenHash), { readOnly: true })
    if (!row || row.expires_at <= now || row.last_seen_at.getTime() + IDLE_MS <= now.getTime()) return null
    const account = await withTx(pool, { bureau: row.bureau_id }, async (tx) => {
      const found = findAccount(tx, row.bureau_id, row.account_id)
      if (now.getTime() - row.last_seen_at.getTime() >= TOUCH_MS) await touchSession(tx, tokenHash, now)
      return found
    })
    if (!account?.active) return null
    return {
      accountId: account.accountId,
      bureauId: row.bureau_id,
      unitId: account.unitId,
      roles: account.roles as RoleName[],
      login: account.login,
      name: account.name,
      expiresAt: row.expires_at,
      sessionId: tokenHash.toString('hex'),
    }
  }

  return {
    async current(token, now) {
      const tokenHash = hashToken(token)
      const id = tokenHash.toString('hex')
      const known = kept.get(id)
      if (known && known.until > performance.now()) {
        const session = await known.session
        return session && session.expiresAt > now ? session : null
      }
      const reading = read(tokenHash, now)
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(id, { until: performance.now() + ttl, session: reading })
      const session = await reading.catch((error: unknown) => {
        kept.delete(id)
        throw error
      })
      // Guesses are not kept: they would push out who is really there.
      if (!session) kept.delete(id)
      return session
    },
    async open(tx, who, now) {
      const token = randomBytes(32).toString('base64url')
      const expiresAt = new Date(now.getTime() + SESSION_MS)
      await insertSession(tx, { tokenHash: hashToken(token), ...who, now, expiresAt })
      return { token, expiresAt }
    },
    forgetSession(sessionId) {
      kept.delete(sessionId)
    },
    forgetAccount() {
      // Changes of people are rare; who is still there is read again at the next request.
      kept.clear()
    },
  }
}
