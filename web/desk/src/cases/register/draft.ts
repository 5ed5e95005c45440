/**
 * The draft of a registration, kept on this device so that a closed tab or a power cut loses nothing. What was asked
 * is kept; who asked (names, phones, addresses, numbers) never is, and a report of misconduct or a matter kept secret
 * is not kept at all. Gone after registering, after signing out, and after a day.
 */
import type { Channel, MatterClass, PartyRole, Secrecy } from '../../api/types.ts'

export interface PartyFields {
  role: PartyRole
  name: string
  phone: string
  address: string
  idNumber: string
  email: string
}

export interface ExternalFields {
  system: string
  number: string
  sender: string
  due: string
  receivedOn: string
}

/** The unit reported is none of this bureau's; said on purpose, so that it cannot be forgotten. */
export const NOT_LISTED = 'not-listed'

export interface RegisterFields {
  procedure: string
  channel: Channel
  subject: string
  body: string
  demands: string[]
  place: string
  class: MatterClass | ''
  secrecy: Secrecy
  parties: PartyFields[]
  persons: number
  representatives: number
  reportedUnitId: string
  external: ExternalFields | null
  /** Wall time of the bureau, `YYYY-MM-DDTHH:MM`; empty = now. */
  receivedAt: string
}

export const emptyParty = (): PartyFields => ({
  role: 'petitioner',
  name: '',
  phone: '',
  address: '',
  idNumber: '',
  email: '',
})

export const emptyFields = (procedure: string, channel: Channel): RegisterFields => ({
  procedure,
  channel,
  subject: '',
  body: '',
  demands: [''],
  place: '',
  class: '',
  secrecy: 'none',
  parties: [emptyParty()],
  persons: 1,
  representatives: 0,
  reportedUnitId: '',
  external: null,
  receivedAt: '',
})

const PREFIX = 'huiyin.draft.'
const DAY_MS = 86_400_000

const isWorthKeeping = (f: RegisterFields): boolean =>
  f.subject !== '' || f.body !== '' || f.place !== '' || f.demands.some((d) => d !== '')

export function keepDraft(accountId: string, fields: RegisterFields, shielded: boolean): void {
  try {
    if (shielded || fields.secrecy !== 'none' || !isWorthKeeping(fields)) {
      localStorage.removeItem(PREFIX + accountId)
      return
    }
    const { parties: _who, reportedUnitId: _unit, ...what } = fields
    localStorage.setItem(PREFIX + accountId, JSON.stringify({ at: Date.now(), what }))
  } catch {
    // A full or forbidden storage only means that there is no draft.
  }
}

export function readDraft(accountId: string): RegisterFields | null {
  try {
    const text = localStorage.getItem(PREFIX + accountId)
    if (!text) return null
    const { at, what } = JSON.parse(text) as { at: number; what: Partial<RegisterFields> }
    if (Date.now() - at > DAY_MS) {
      dropDraft(accountId)
      return null
    }
    return { ...emptyFields('petition', 'visit'), ...what, parties: [emptyParty()] }
  } catch {
    return null
  }
}

export function dropDraft(accountId: string): void {
  try {
    localStorage.removeItem(PREFIX + accountId)
  } catch {
    // Nothing was kept, then.
  }
}

/** Everybody's drafts on this device, when somebody signs out. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch {
    // Nothing was kept, then.
  }
}
