/** What comparing a reply with others comes to, told. Pure. */
import type { FindingView, ReasonView } from './contract.ts'
import { ALIKE } from './copied.ts'
import { reason } from './text.ts'

/** Another reply, compared in full. */
export interface Compared {
  /** 0 to 1. */
  alike: number
  /** Null where this account may not open the matter it belongs to. */
  matter: { matterId: string; number: string } | null
}

const finding = (verdict: FindingView['verdict'], reasons: ReasonView[]): FindingView => ({
  question: 'copied',
  verdict,
  reasons,
})

export const TOO_SHORT = finding('none', [reason('too-short')])
/** Of shielded and secret matters: their words are compared with nothing. */
export const NOT_COMPARED = finding('none', [reason('not-compared')])

const MOST_TOLD = 3

/** The likest replies, those that may be opened by number, of the others only how many. */
export function tellCopied(compared: readonly Compared[]): FindingView {
  const alike = compared.filter((c) => c.alike >= ALIKE).sort((a, b) => b.alike - a.alike)
  if (alike.length === 0) return finding('found', [reason('nothing-alike')])
  const percent = (c: Compared) => Math.round(c.alike * 100)
  const shown = alike.filter((c) => c.matter !== null).slice(0, MOST_TOLD)
  const unseen = alike.filter((c) => c.matter === null)
  return finding('look', [
    ...shown.map((c) => ({ ...reason('alike', { percent: percent(c) }), matter: c.matter! })),
    ...(unseen.length > 0
      ? [reason('alike-unseen', { n: unseen.length, percent: percent(unseen[0]!) })]
      : []),
  ])
}
