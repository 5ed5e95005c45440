/**
 * Where a notice goes: into the queue of the gateways where one stands behind a way of the person, else into a file as
 * before. Quick and without a network: the relay that asks is not held up by a gateway.
 */
import { hkdfSync } from 'node:crypto'
import { decryptBytes, encryptBytes, type Keyring } from '../kernel/crypto/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import { insertDelivery } from './delivery-store.ts'
import type { Notice, NoticeAdapter, Via, Words } from './notice.ts'
import type { QuietHours } from './quiet-hours.ts'
import type { NoticeSettings } from './settings.ts'

/** What a row of the queue holds, encrypted. */
export interface Boxed {
  /** Ways still open, the one to take now first. */
  ways: { via: Via; address: string }[]
  sender: string
  from: string | null
  text: Words
}

const keyOf = (keyring: Keyring, bureauId: string) =>
  Buffer.from(
    hkdfSync('sha256', keyring.installationKey, Buffer.alloc(0), `huiyin/notices/v1/${bureauId}`, 32),
  )

type Place = { bureauId: string; noticeId: string }
const aad = (at: Place) => [at.bureauId, 'notice', at.noticeId]

export const sealBoxed = (keyring: Keyring, at: Place, boxed: Boxed): Buffer =>
  encryptBytes(keyring.suite, keyOf(keyring, at.bureauId), Buffer.from(JSON.stringify(boxed)), aad(at))

/** @throws DecryptionError for a row that was moved or altered */
export const openBoxed = (keyring: Keyring, at: Place, box: Buffer): Boxed =>
  JSON.parse(decryptBytes(keyOf(keyring, at.bureauId), box, aad(at)).toString()) as Boxed

/** The spelling in which an address is compared with the list of those a simulated bureau may reach. */
export const plainAddress = (address: string): string =>
  address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()-]/g, '')

/** Whether anything stands behind a way; text messages go by HTTP or by SMPP. */
export const hasGateway = (s: NoticeSettings, via: 'sms' | 'email'): boolean =>
  via === 'email' ? s.email !== null : s.sms !== null || s.smpp.length > 0

/** Quiet hours of the gateway that single text messages go through: HTTP where it is set up, else the first SMPP line. */
export const quietHoursOf = (s: NoticeSettings): QuietHours | null =>
  (s.sms ? s.sms.quiet : s.smpp[0]?.quiet) ?? null

/** Whether a gateway may send to this address on behalf of a bureau: a bureau that only plays reaches no stranger. */
export function mayReach(s: NoticeSettings, simulated: boolean, via: Via, address: string): boolean {
  if (via === 'post' || !hasGateway(s, via)) return false
  return !simulated || s.allow.some((a) => plainAddress(a) === plainAddress(address))
}

/** How a bureau is named as sender. @param name its own name, where the operator set none */
export function senderOf(
  s: NoticeSettings,
  bureau: { slug: string; name: string },
  discreet: boolean,
): { sender: string; from: string | null } {
  const own = Object.hasOwn(s.senders, bureau.slug) ? s.senders[bureau.slug] : undefined
  // A message of a shielded lane must not carry the name of who sends it, unless the operator chose one that tells nothing.
  const sender = discreet ? (own?.discreetName ?? '通知') : (own?.name ?? bureau.name)
  return { sender, from: own?.from ?? null }
}

export interface OutgoingDeps {
  app: Pool
  keyring: Keyring
  settings: NoticeSettings
  /** For what no gateway takes. */
  file: NoticeAdapter
  /** Names of bureaus, by id. */
  nameOf(bureauId: string): Promise<string>
}

export function outgoingNotices(deps: OutgoingDeps): NoticeAdapter {
  const { settings } = deps
  return {
    async send(n: Notice) {
      const { to } = n
      if (to.via === 'desk') return deps.file.send(n)
      const ways = [to, ...(n.others ?? [])].filter((w) => mayReach(settings, n.simulated, w.via, w.address))
      const [first] = ways
      if (!first) return deps.file.send(n)
      const bureau = { slug: n.bureau, name: await deps.nameOf(n.bureauId) }
      const boxed: Boxed = { ways, ...senderOf(settings, bureau, n.discreet), text: n.text }
      const at = { bureauId: n.bureauId, noticeId: n.id }
      await withTx(deps.app, { bureau: n.bureauId, system: true }, (tx) =>
        insertDelivery(tx, {
          ...at,
          matterId: n.matterId ?? null,
          template: n.template,
          via: first.via,
          madeAt: new Date(n.at),
          nextAt: new Date(n.at),
          box: sealBoxed(deps.keyring, at, boxed),
        }),
      )
      return { delivered: true }
    },
  }
}
