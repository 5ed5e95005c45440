/** From a finished draft to the registration. Pure. */
import type { RegisterInput } from '../../cases/index.ts'
import type { Draft } from './draft.ts'

type Parties = NonNullable<RegisterInput['parties']>

function partiesOf(draft: Draft): Parties {
  const details = {
    ...(draft.name ? { name: draft.name } : {}),
    ...(draft.phone ? { phone: draft.phone } : {}),
    ...(draft.address ? { address: draft.address } : {}),
    ...(draft.email ? { email: draft.email } : {}),
  }
  const own: Parties = Object.keys(details).length > 0 ? [{ role: 'petitioner', ...details }] : []
  const others: Parties =
    draft.company === 'group'
      ? draft.representatives.map((r) => ({
          role: 'representative',
          name: r.name,
          ...(r.phone ? { phone: r.phone } : {}),
        }))
      : []
  return [...own, ...others]
}

/** @param phone whether it was sent from a phone (the channel 手机) */
export function registrationOf(draft: Draft, phone: boolean): RegisterInput {
  if (!draft.kind) throw new Error('a draft without a kind cannot be sent')
  const group = draft.company === 'group'
  return {
    procedure: draft.kind,
    channel: draft.kind === 'letter-box' ? 'letter-box' : phone ? 'mobile' : 'web',
    body: draft.body,
    subject: draft.subject || null,
    place: draft.place || null,
    demands: draft.demands,
    parties: partiesOf(draft),
    persons: group ? Number(draft.persons) : 1,
    representatives: group ? draft.representatives.length : 0,
    // A report of misconduct is shielded as a whole by its table; the wish keeps the name from everyone but the intake.
    secrecy: draft.kind === 'misconduct' ? 'matter' : draft.secrecy,
    reportedUnitId: draft.kind === 'misconduct' ? draft.reportedUnitId : null,
  }
}
