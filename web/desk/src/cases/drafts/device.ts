/**
 * What is typed on a matter and has not reached the server yet, on this device: the network or the session may be gone,
 * the tab crash. As soon as the server holds it, it is taken off again; at the latest after a day, and at signing out.
 * Of a matter kept secret or shielded nothing is kept here at all.
 */
import type { MatterView } from '../../api/types.ts'

/** One for all that is begun; signing out clears all keys that begin so (`forgetDrafts`). */
export const DRAFT_PREFIX = 'huiyin.draft.'
export const DAY_MS = 86_400_000

export interface KeptHere {
  /** What it is called among one's drafts. */
  title: string
  values: unknown
  /** Version of the matter that was on the page. */
  seen: number
  draftId: string
  revision: number
}

const keyOf = (accountId: string, place: string) => `${DRAFT_PREFIX}${accountId}.${place}`

/** Whether words about this matter may lie on a device. */
export const mayLieHere = (matter: Pick<MatterView, 'secrecy' | 'lane'>): boolean =>
  matter.secrecy === 'none' && matter.lane !== 'shielded'

export function keepHere(accountId: string, place: string, kept: KeptHere): void {
  try {
    localStorage.setItem(keyOf(accountId, place), JSON.stringify({ at: Date.now(), ...kept }))
  } catch {
    // A full or forbidden storage only means that it is on the server alone.
  }
}

export function readHere(accountId: string, place: string): KeptHere | null {
  try {
    const text = localStorage.getItem(keyOf(accountId, place))
    if (!text) return null
    const { at, ...kept } = JSON.parse(text) as KeptHere & { at: number }
    if (Date.now() - at <= DAY_MS) return kept
    dropHere(accountId, place)
  } catch {
    // Nothing that can be read was kept, then.
  }
  return null
}

export function dropHere(accountId: string, place: string): void {
  try {
    localStorage.removeItem(keyOf(accountId, place))
  } catch {
    // Nothing was kept, then.
  }
}
