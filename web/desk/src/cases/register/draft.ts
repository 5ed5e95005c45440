/**
 * The draft of a registration. Whole it lies encrypted on the server; beside it this device keeps what was asked, so
 * that a crash without the network loses nothing either. Who asked (names, phones, addresses, numbers) is never kept
 * here, and a report of misconduct or a matter kept secret not at all. Gone after registering, after signing out, and
 * after a day. For as long as the tab lives, all of it is also kept in hand.
 */

import { forgetHolder } from '../../api/holder.ts'
import type { Channel, MatterClass, PartyRole, Secrecy } from '../../api/types.ts'
import { DRAFT_PREFIX } from '../drafts/device.ts'
import type { DraftFileView } from '../drafts/queries.ts'

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
  /** A branch of the bureau's tree, or words where it has none; empty = none yet. */
  category: string
  secrecy: Secrecy
  parties: PartyFields[]
  persons: number
  representatives: number
  /** Ticket of the reception hall, for visits. */
  queueNumber: string
  /** Another matter about the same thing, to be tied once this one has its number. */
  linkTo: { number: string; reason: string } | null
  reportedUnitId: string
  /** The unit it is assigned to right after it has its number; empty = later. */
  assignTo: string
  /** What the step of assigning asks besides, by field. */
  assignWith: Record<string, string>
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

export const emptyExternal = (today: string): ExternalFields => ({
  system: '',
  number: '',
  sender: '',
  due: '',
  receivedOn: today,
})

export const emptyFields = (procedure: string, channel: Channel): RegisterFields => ({
  procedure,
  channel,
  subject: '',
  body: '',
  demands: [''],
  place: '',
  class: '',
  category: '',
  secrecy: 'none',
  parties: [emptyParty()],
  persons: 1,
  representatives: 0,
  queueNumber: '',
  linkTo: null,
  reportedUnitId: '',
  assignTo: '',
  assignWith: {},
  external: null,
  receivedAt: '',
})

/** Procedure and channel of the last one registered in this tab: letters come in piles, and callers one after the other. */
let lastWay: { accountId: string; procedure: string; channel: Channel } | null = null
export const lastWayOf = (accountId: string) => (lastWay?.accountId === accountId ? lastWay : null)
export function keepWay(accountId: string, { procedure, channel }: RegisterFields): void {
  lastWay = { accountId, procedure, channel }
}

const PREFIX = DRAFT_PREFIX
const DAY_MS = 86_400_000

const isWorthKeeping = (f: RegisterFields): boolean =>
  f.subject !== '' || f.body !== '' || f.place !== '' || f.demands.some((d) => d !== '')

/** Whether anything was typed at all, also about the person. */
export const isBegun = (f: RegisterFields): boolean =>
  isWorthKeeping(f) ||
  f.queueNumber !== '' ||
  f.parties.some((p) => PARTS.some((part) => p[part] !== '')) ||
  f.external !== null

const PARTS = ['name', 'phone', 'address', 'idNumber', 'email'] as const

/** Kept in hand while the tab lives, whole: leaving the page for a look elsewhere loses nothing. */
export interface InHand {
  accountId: string
  draftId: string
  revision: number
  fields: RegisterFields
  pages: DraftFileView[]
}
let inHand: InHand | null = null
export const handOf = (accountId: string): InHand | null => (inHand?.accountId === accountId ? inHand : null)
export function takeInHand(next: InHand | null): void {
  inHand = next
}

export function keepDraft(
  accountId: string,
  fields: RegisterFields,
  shielded: boolean,
  draftId?: string,
): void {
  try {
    if (shielded || fields.secrecy !== 'none' || !isWorthKeeping(fields)) {
      localStorage.removeItem(PREFIX + accountId)
      return
    }
    const { parties: _who, reportedUnitId: _unit, ...what } = fields
    localStorage.setItem(PREFIX + accountId, JSON.stringify({ at: Date.now(), what, draftId }))
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

/** The draft on the server that the one on this device belongs to. */
export function keptDraftId(accountId: string): string | null {
  try {
    const text = localStorage.getItem(PREFIX + accountId)
    return text ? ((JSON.parse(text) as { draftId?: string }).draftId ?? null) : null
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
  inHand = null
  lastWay = null
  forgetHolder()
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch {
    // Nothing was kept, then.
  }
}
