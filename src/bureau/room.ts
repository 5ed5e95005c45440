/** What the verbs of this room work with. */
import { hkdfSync } from 'node:crypto'
import type { Session } from '../kernel/access/index.ts'
import type { Keyring, Suite } from '../kernel/crypto/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { AttemptGate } from './attempts.ts'
import { type BureauDirectory, createDirectory } from './directory.ts'
import type { KnownRules } from './rules.ts'
import { createSessions, type Sessions } from './sessions.ts'

export interface BureauRoom {
  pool: Pool
  directory: BureauDirectory
  sessions: Sessions
  attempts: AttemptGate
  /** Encrypts the secrets of second factors; made from the keyring, never stored. */
  secondFactorKey: Buffer
  suite: Suite
  /** All clock rules, so that a setting for none or against one is refused; null = not checked. */
  knownRules: KnownRules | null
}

/** Who commands, when, under which key; the context of a request has this shape. */
export interface Command {
  now: Date
  idempotencyKey: string
  session: Session
}

export interface RoomOptions {
  /** The app pool: row security applies. */
  pool: Pool
  keyring: Pick<Keyring, 'suite' | 'installationKey'>
  knownRules?: KnownRules
  /** How long facts and sessions are kept, in milliseconds; default 3,000. */
  ttlMs?: number
}

export function createBureauRoom({ pool, keyring, knownRules, ttlMs }: RoomOptions): BureauRoom {
  return {
    pool,
    directory: createDirectory(pool, { ttlMs }),
    sessions: createSessions(pool, { ttlMs }),
    attempts: new AttemptGate(),
    secondFactorKey: Buffer.from(
      hkdfSync('sha256', keyring.installationKey, Buffer.alloc(0), 'huiyin/second-factor/v1', 32),
    ),
    suite: keyring.suite,
    knownRules: knownRules ?? null,
  }
}
