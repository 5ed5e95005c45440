/**
 * Sessions (会话): 32 random bytes held by the browser, their hash here. They are kept for a few seconds, so that the hot
 * path costs no round trip; what this process ends is over at once. A session stays open by what its person does, not by
 * what an open page asks for by itself.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { RoleName, Session } from '../kernel/access/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { SignInRules } from './rules.ts'
import { findAccountUnderRules } from './sign-in-rules-store.ts'
import { findSession, insertSession, touchSession } from './sign-in-store.ts'

export interface Sessions {
  /**
   * Whose session the token opens; null when there is none, it is over, or the account is not active.
   * @param attended whether a person acts; what a page does by itself keeps nothing open
   */
  current(token: string, now: Date, attended?: boolean): Promise<Session | null>
  /** Writes a new session and gives its token, which is known to nobody else. */
  open(
    tx: Tx,
    who: { bureauId: string; accountId: string; rules: SignInRules },
    now: Date,
  ): Promise<{ token: string; expiresAt: Date }>
  /** After its account changed or it was ended. */
  forgetSession(sessionId: string): void
  forgetAccount(accountId: string): void
}

interface Open {
  session: Session
  lastSeenAt: number
  idleMs: number
}

interface Kept {
  until: number
  open: Promise<Open | null>
}

const MOST_KEPT = 10_000
/** Last-seen is written at most this often. */
const TOUCH_MS = 60_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function createSessions(pool: Pool, options: { ttlMs?: number } = {}): Sessions {
  const ttl = options.ttlMs ?? 3000
  const kept = new Map<string, Kept>()

  const read = async (tokenHash: Buffer): Promise<Open | null> => {
    const byKey = { readOnly: true, plansOnce: true }
    const row = await withTx(pool, { bureau: null }, (tx) => findSession(tx, tokenHash), byKey)
    if (!row) return null
    const found = await withTx(
      pool,
      { bureau: row.bureau_id },
      (tx) => findAccountUnderRules(tx, row.bureau_id, row.account_id),
      byKey,
    )
    if (!found?.account.active) return null
    const { account, rules } = found
    // A bureau may have shortened its sessions since this one began.
    const longest = row.created_at.getTime() + rules.sessionHours * HOUR_MS
    return {
      lastSeenAt: row.last_seen_at.getTime(),
      idleMs: rules.idleMinutes * MINUTE_MS,
      session: {
        accountId: account.accountId,
        bureauId: row.bureau_id,
        unitId: account.unitId,
        roles: account.roles as RoleName[],
        login: account.login,
        name: account.name,
        expiresAt: new Date(Math.min(row.expires_at.getTime(), longest)),
        sessionId: tokenHash.toString('hex'),
      },
    }
  }

  const lookUp = async (tokenHash: Buffer): Promise<Open | null> => {
    const id = tokenHash.toString('hex')
    const known = kept.get(id)
    if (known && known.until > performance.now()) return known.open
    const reading = read(tokenHash)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(id, { until: performance.now() + ttl, open: reading })
    const open = await reading.catch((error: unknown) => {
      kept.delete(id)
      throw error
    })
    // Guesses are not kept: they would push out who is really there.
    if (!open) kept.delete(id)
    return open
  }

  return {
    async current(token, now, attended = true) {
      const tokenHash = hashToken(token)
      const open = await lookUp(tokenHash)
      if (!open) return null
      const { session } = open
      const at = now.getTime()
      if (session.expiresAt.getTime() <= at || open.lastSeenAt + open.idleMs <= at) return null
      if (attended && at - open.lastSeenAt >= TOUCH_MS) {
        open.lastSeenAt = at
        await withTx(pool, { bureau: session.bureauId }, (tx) => touchSession(tx, tokenHash, now))
      }
      return session
    },
    async open(tx, { bureauId, accountId, rules }, now) {
      const token = randomBytes(32).toString('base64url')
      const expiresAt = new Date(now.getTime() + rules.sessionHours * HOUR_MS)
      await insertSession(tx, { tokenHash: hashToken(token), bureauId, accountId, now, expiresAt })
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
