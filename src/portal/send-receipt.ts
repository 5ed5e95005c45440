/** The receipt by text message or mail, on the person's own wish: number and link, the code only where it was chosen. */
import { plainDateIn } from '../kernel/calendar/index.ts'
import { deriveUuid, queryCode } from '../kernel/crypto/index.ts'
import { ownWordsOf, receiptText } from '../notices/index.ts'
import { masked, type OwnFacts } from './my/own-facts.ts'
import type { MatterSession } from './my/session.ts'
import { followAddress, type Visit } from './site.ts'
import { fill, textsIn } from './texts/index.ts'

export type SendWay = 'sms' | 'email'

/** Ways of this person behind which a gateway stands, with the address as it may be shown. */
export function sendWays(v: Visit, own: OwnFacts): { way: SendWay; label: string }[] {
  const open = v.site.telling.ways(v.facts.bureau.simulated)
  const party = own.parties.find((p) => p.role === 'petitioner')
  const shown = masked(party)
  const t = textsIn(v.lang).send
  return [
    ...(open.sms && party?.phone
      ? [{ way: 'sms' as const, label: fill(t.sms, { address: shown.phone }) }]
      : []),
    ...(open.email && party?.email
      ? [{ way: 'email' as const, label: fill(t.email, { address: shown.email }) }]
      : []),
  ]
}

/** Whether the code may be sent too: it is shown on this page anyway, and the lane is no shielded one. */
export const maySendCode = (session: MatterSession, own: OwnFacts): boolean =>
  session.showCode && !own.shielded

/** The same wish on the same day is one message. */
export async function sendReceipt(
  v: Visit,
  session: MatterSession,
  own: OwnFacts,
  wish: { way: SendWay; withCode: boolean },
): Promise<void> {
  const { bureauId, slug, simulated, zone } = v.facts.bureau
  const party = own.parties.find((p) => p.role === 'petitioner')
  const address = wish.way === 'sms' ? party?.phone : party?.email
  if (!address) return
  const { keyring } = v.site.cases
  const at = v.now.toISOString()
  const on = plainDateIn(zone, at)
  const withCode = wish.withCode && maySendCode(session, own)
  const follow = followAddress(v)
  await v.site.telling.tell({
    id: deriveUuid(keyring.installationKey, 'receipt-sent', session.matterId, wish.way, String(withCode), on),
    bureau: slug,
    bureauId,
    simulated,
    discreet: own.shielded,
    template: own.shielded ? 'discreet-news' : 'receipt',
    at,
    on,
    to: { via: wish.way, address },
    text: receiptText(
      {
        shielded: own.shielded,
        number: session.number,
        where: own.shielded ? follow : `${follow}?number=${session.number}`,
        ...(withCode ? { code: queryCode(keyring.codeKey, session.matterId, session.since) } : {}),
      },
      await ownWordsOf(v.site.cases.app, bureauId, 'receipt'),
    ),
    matterId: session.matterId,
  })
}
