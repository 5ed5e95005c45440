/** What the verbs of the hotline work with, and how they keep what must not be read in the database. */
import { hkdfSync } from 'node:crypto'
import type { Command } from '../bureau/index.ts'
import type { Actor, CasesDeps } from '../cases/index.ts'
import { blindIndex, decryptText, encryptText, type Keyring } from '../kernel/crypto/index.ts'
import type { Bell } from '../notifications/index.ts'
import type { KnowledgeUse } from './uses.ts'

export interface HotlineRoom {
  cases: CasesDeps
  /** Wakes the operators' streams of this process; those of others look once a second. */
  bell: Bell
  /** Counts in the knowledge base that an article answered somebody. */
  used: KnowledgeUse
  /** Addresses and networks beside the server that click-to-dial may reach; none unless the operator names them. */
  dialTo?: readonly string[]
}

export type { Command }

export const actorOf = (s: Command['session']): Actor => ({
  kind: 'account',
  id: s.accountId,
  unitId: s.unitId,
  roles: s.roles,
})

const keys = new WeakMap<Keyring, Map<string, Buffer>>()

/** A key of this room for one bureau, made from the installation's own; nothing else uses it. */
function keyFor(keyring: Keyring, bureauId: string): Buffer {
  const known = keys.get(keyring) ?? new Map<string, Buffer>()
  keys.set(keyring, known)
  const found = known.get(bureauId)
  if (found) return found
  const info = `huiyin/hotline/v1/${bureauId}`
  const made = Buffer.from(hkdfSync('sha256', keyring.installationKey, Buffer.alloc(0), info, 32))
  known.set(bureauId, made)
  return made
}

type Use = 'secret' | 'phone' | 'scribble'

/** Encrypts a value of one row; it opens in that row only. */
export const seal = (
  room: Pick<HotlineRoom, 'cases'>,
  bureauId: string,
  use: Use,
  id: string,
  text: string,
) =>
  encryptText(room.cases.keyring.suite, keyFor(room.cases.keyring, bureauId), text, [
    bureauId,
    'hotline',
    use,
    id,
  ])

export const open = (room: Pick<HotlineRoom, 'cases'>, bureauId: string, use: Use, id: string, box: Buffer) =>
  decryptText(keyFor(room.cases.keyring, bureauId), box, [bureauId, 'hotline', use, id])

/** Digest by which calls of one number are found within a bureau; null where no number is. */
export function phoneBlind(room: Pick<HotlineRoom, 'cases'>, bureauId: string, phone: string): Buffer | null {
  const blind = blindIndex(room.cases.keyring, bureauId, 'phone', phone)
  return blind === null ? null : Buffer.from(blind, 'hex')
}
