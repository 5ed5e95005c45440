/** What the person's own page needs besides the view: lane, own contact details, matters opened on the person's behalf. */
import { CITIZEN, type MatterDoc, openMatter, type PartyInput } from '../../cases/index.ts'
import { RefusedError, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { type DeliveryRow, deliveriesOfMatter } from '../../notices/index.ts'
import type { Visit } from '../site.ts'
import type { MatterSession } from './session.ts'

export interface OwnFacts {
  shielded: boolean
  parties: PartyInput[]
  links: MatterDoc['links']
  /** What became of the notices to the person, newest first. */
  told: DeliveryRow[]
}

/** Read under the citizen's own row security: this one matter and no other. */
export async function readOwnFacts(v: Visit, session: MatterSession): Promise<OwnFacts> {
  const { cases } = v.site
  const context = { bureau: session.bureauId, unit: CITIZEN.unitId, matter: session.matterId }
  return withTx(cases.app, context, async (tx) => {
    const [opened, told] = await Promise.all([
      openMatter(cases, tx, v.facts, session.matterId),
      deliveriesOfMatter(tx, session.bureauId, session.matterId),
    ])
    if (!opened) throw new RefusedError(refuse('not_found'))
    const { doc } = opened.reader
    return {
      shielded: doc.lane === 'shielded',
      parties: doc.partyIds.flatMap((id) => opened.reader.json<PartyInput>(id) ?? []),
      links: doc.links,
      told,
    }
  })
}

/** Shown so that the person knows which one is meant, and nobody looking over the shoulder can copy it. */
export function masked(party: PartyInput | undefined): {
  name: string
  phone: string
  address: string
  email: string
} {
  const phone = party?.phone ?? ''
  const [first = ''] = [...(party?.name ?? '')]
  return {
    name: first ? `${first}**` : '',
    phone: phone.length < 8 ? (phone ? '****' : '') : `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    address: party?.address ? `${[...party.address].slice(0, 3).join('')}…` : '',
    email: party?.email ? party.email.replace(/^(.).*@/, '$1***@') : '',
  }
}

/** The parties with new details for the one who asked; what was left empty stays. */
export function mergeContact(
  parties: readonly PartyInput[],
  given: { name: string; phone: string; address: string; email: string },
): PartyInput[] {
  const at = parties.findIndex((p) => p.role === 'petitioner')
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const own: PartyInput = { role: 'petitioner', ...parties[at], ...changes }
  return [own, ...parties.filter((_, i) => i !== at)]
}
