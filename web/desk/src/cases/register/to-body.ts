/** What was typed, as the server takes it: empty things are left out, so that nothing stands for "unknown". */
import { instantFromLocal } from '../../look/dates.ts'
import { NOT_LISTED, type PartyFields, type RegisterFields } from './draft.ts'

const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())

function partyOf(p: PartyFields) {
  const party = {
    name: given(p.name),
    phone: given(p.phone),
    address: given(p.address),
    idNumber: given(p.idNumber),
    email: given(p.email),
  }
  return Object.values(party).some((v) => v !== undefined) ? { role: p.role, ...party } : null
}

/** Body of `POST /matters`. `indexes` tells which typed demand or party each sent one was, to place refusals. */
export function toBody(f: RegisterFields, zone: string, shielded: boolean) {
  const parties = f.parties.flatMap((p, i) => {
    const party = partyOf(p)
    return party ? [{ party, i }] : []
  })
  const demands = f.demands.flatMap((d, i) => (d.trim() === '' ? [] : [{ text: d.trim(), i }]))
  const body = {
    procedure: f.procedure,
    channel: f.channel,
    subject: given(f.subject),
    body: f.body.trim(),
    demands: demands.map((d) => d.text),
    place: given(f.place),
    class: f.class || undefined,
    category: given(f.category),
    secrecy: f.secrecy,
    parties: parties.map((p) => p.party),
    persons: f.persons,
    representatives: f.representatives,
    queueNumber: f.channel === 'visit' ? given(f.queueNumber) : undefined,
    reportedUnitId: shielded && f.reportedUnitId !== NOT_LISTED ? given(f.reportedUnitId) : undefined,
    external: f.external
      ? {
          system: f.external.system.trim(),
          number: f.external.number.trim(),
          sender: f.external.sender.trim(),
          due: f.external.due || null,
          receivedOn: f.external.receivedOn,
        }
      : undefined,
    receivedAt: f.receivedAt ? instantFromLocal(f.receivedAt, zone) : undefined,
  }
  return { body, indexes: { demands: demands.map((d) => d.i), parties: parties.map((p) => p.i) } }
}

/** Body of `POST /matters/:id/contacts`: the same arrival as a further contact of a matter that is there. */
export function toContactBody(f: RegisterFields, zone: string) {
  const { body } = toBody(f, zone, false)
  const words = [f.subject, f.body, ...f.demands].map((w) => w.trim()).filter((w) => w !== '')
  return {
    channel: f.channel,
    persons: f.persons,
    representatives: f.representatives,
    external: body.external ?? null,
    receivedAt: body.receivedAt,
    queueNumber: body.queueNumber,
    words: words.join('\n') || null,
  }
}

/** The field of the form that a refusal names; `demands[0]` and `/demands/0` both mean the first one sent. */
export function fieldOf(
  named: string | undefined,
  indexes: { demands: number[]; parties: number[] },
): string | undefined {
  if (!named) return undefined
  const path = named
    .replace(/^\//, '')
    .replace(/\[(\d+)\]/g, '/$1')
    .replaceAll('.', '/')
    .split('/')
  const [head, at, ...rest] = path
  if ((head === 'demands' || head === 'parties') && at !== undefined) {
    return [head, indexes[head][Number(at)] ?? at, ...rest].join('.')
  }
  return path.join('.')
}
