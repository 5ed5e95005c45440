/** What the verbs of this room work with, and how they keep words. */
import { hkdfSync } from 'node:crypto'
import type { BureauDirectory, BureauFacts } from '../bureau/index.ts'
import type { Actor } from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { decryptText, encryptText, type Keyring } from '../kernel/crypto/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'

export interface InstructionsRoom {
  /** The app pool: row security applies. */
  pool: Pool
  directory: BureauDirectory
  keyring: Keyring
}

/** Opens and seals the words of one record: a key per bureau, bound to record and place. */
export function wordsOf(room: InstructionsRoom, bureauId: string, recordId: string) {
  const { installationKey, suite } = room.keyring
  const key = Buffer.from(
    hkdfSync('sha256', installationKey, Buffer.alloc(0), `huiyin/instructions/v1/${bureauId}`, 32),
  )
  const aad = (place: string) => [bureauId, 'instruction', recordId, place]
  return {
    seal: (place: string, text: string) => encryptText(suite, key, text, aad(place)),
    open: (place: string, cipher: Buffer) => decryptText(key, cipher, aad(place)),
  }
}

export const actorOf = (s: Session): Actor => ({
  kind: 'account',
  id: s.accountId,
  unitId: s.unitId,
  roles: s.roles,
})

/** Context of row security for a session. */
export const contextOf = (s: Session) => ({ bureau: s.bureauId, unit: s.unitId, account: s.accountId })

export const unitRef = (facts: BureauFacts, unitId: string | null | undefined) =>
  unitId
    ? {
        unitId,
        name: facts.units.get(unitId)?.name ?? { zh: '（已撤销单位）', en: '(former unit)' },
      }
    : null
