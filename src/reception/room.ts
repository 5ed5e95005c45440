/** What the verbs of reception days work with, and how they keep what people gave. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { BureauDirectory, BureauFacts } from '../bureau/index.ts'
import type { Actor, CasesDeps } from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { decryptText, encryptText, type Keyring, normalisePhone } from '../kernel/crypto/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import type { NoticeAdapter } from '../notices/index.ts'

export interface ReceptionRoom {
  /** Records of what was said go into the matters' ledgers. */
  cases: CasesDeps
  /** The app pool: row security applies. */
  pool: Pool
  directory: BureauDirectory
  keyring: Keyring
  /** Tells those who booked when a day is cancelled; null where nothing is sent. */
  notices: NoticeAdapter | null
}

export const actorOf = (s: Session): Actor => ({
  kind: 'account',
  id: s.accountId,
  unitId: s.unitId,
  roles: s.roles,
})

/** What a person gave to be received. */
export interface Visitor {
  name: string
  phone: string
  topic: string
}

const keyFor = (room: ReceptionRoom, bureauId: string, use: string): Buffer =>
  Buffer.from(
    hkdfSync(
      'sha256',
      room.keyring.installationKey,
      Buffer.alloc(0),
      `huiyin/reception/${use}/v1/${bureauId}`,
      32,
    ),
  )

const aad = (bureauId: string, bookingId: string) => [bureauId, 'reception-booking', bookingId]

export const sealVisitor = (room: ReceptionRoom, bureauId: string, bookingId: string, v: Visitor): Buffer =>
  encryptText(room.keyring.suite, keyFor(room, bureauId, 'box'), JSON.stringify(v), aad(bureauId, bookingId))

export const openVisitor = (room: ReceptionRoom, bureauId: string, bookingId: string, box: Buffer): Visitor =>
  JSON.parse(decryptText(keyFor(room, bureauId, 'box'), box, aad(bureauId, bookingId))) as Visitor

/** Tells whether one telephone has booked this day, and nothing across days or about matters. */
export function phoneDigest(
  room: ReceptionRoom,
  bureauId: string,
  dayId: string,
  phone: string,
): Buffer | null {
  const normal = normalisePhone(phone)
  if (normal === null) return null
  return createHmac('sha256', keyFor(room, bureauId, 'phone'))
    .update(`${dayId}\n${normal}`)
    .digest()
}

const CLOCK = (zone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Wall time of the bureau, `HH:MM`. */
export const timeIn = (facts: BureauFacts, now: Date): string => CLOCK(facts.bureau.zone).format(now)
