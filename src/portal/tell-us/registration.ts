/** From a finished draft to the registration. Pure. */
import type { RegisterInput } from '../../cases/index.ts'
import { areaName, type Offered } from './choices.ts'
import type { Draft } from './draft.ts'

type Parties = NonNullable<RegisterInput['parties']>
type Party = Parties[number]

const given = (details: Record<string, string>): Partial<Party> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== ''))

function partiesOf(draft: Draft): Parties {
  const { name, phone, address, email } = draft
  const details = given({ name, phone, address, email })
  if (draft.who === 'other') {
    const { name, phone, address, relation } = draft.person
    return [
      { role: 'petitioner', ...given({ name, phone, address }) },
      { role: 'agent', ...details, ...given({ relation }) },
    ]
  }
  const own: Parties = Object.keys(details).length > 0 ? [{ role: 'petitioner', ...details }] : []
  if (draft.who !== 'group') return own
  return [
    ...own,
    ...draft.representatives.map((r) => ({
      role: 'representative' as const,
      ...given({ name: r.name, phone: r.phone }),
    })),
  ]
}

/** Place in words as it stands in the list and as it was typed. */
function placeOf(draft: Draft, offered: Pick<Offered, 'places'>): string | null {
  const place = [areaName(offered.places, draft.area, 'zh'), draft.place].filter(Boolean).join(' ')
  return place === '' ? null : place
}

/** @param phone whether it was sent from a phone (the channel 手机) */
export function registrationOf(
  draft: Draft,
  offered: Pick<Offered, 'places' | 'boxList'>,
  phone: boolean,
): RegisterInput {
  if (!draft.kind) throw new Error('a draft without a kind cannot be sent')
  const group = draft.who === 'group'
  const report = draft.kind === 'misconduct'
  const box = draft.kind === 'letter-box' ? offered.boxList.find((b) => b.code === draft.box) : undefined
  const datum = offered.places.map?.datum
  return {
    procedure: draft.kind,
    channel: draft.kind === 'letter-box' ? 'letter-box' : phone ? 'mobile' : 'web',
    body: draft.body,
    subject: draft.subject || null,
    place: placeOf(draft, offered),
    ...(draft.point && datum ? { point: { ...draft.point, datum } } : {}),
    ...(box ? { letterBox: { code: box.code, name: box.name } } : {}),
    demands: draft.demands,
    parties: partiesOf(draft),
    persons: group ? Number(draft.persons) : 1,
    representatives: group ? draft.representatives.length : 0,
    // A report of misconduct is shielded as a whole by its table; the wish keeps the name from everyone but the intake.
    secrecy: report ? 'matter' : draft.secrecy || 'none',
    reportedUnitId: report ? draft.reportedUnitId : null,
  }
}
