/** Texts of a public version by the names their places go by, and what in them still stands. Pure. */
import type { HiddenPlace, Shown } from './queries.ts'

const DEMAND = /^demands\[(\d+)\]\.(text|words)$/

/** The text at a place such as `letter` or `demands[0].words`. */
export function textAt(shown: Shown, field: string): string {
  const at = DEMAND.exec(field)
  if (at) return shown.demands[Number(at[1])]?.[at[2] as 'text' | 'words'] ?? ''
  return shown[field as 'title' | 'letter' | 'answer']
}

export function withText(shown: Shown, field: string, text: string): Shown {
  const at = DEMAND.exec(field)
  if (!at) return { ...shown, [field]: text }
  const demands = shown.demands.map((d, i) => (i === Number(at[1]) ? { ...d, [at[2]!]: text } : d))
  return { ...shown, demands }
}

/** Every place in the order of the page. */
export const placesOf = (shown: Shown): string[] => [
  'title',
  'letter',
  ...shown.demands.flatMap((_, i) => [`demands[${i}].text`, `demands[${i}].words`]),
  'answer',
]

/** Proposals whose words still stand in the text, each words once. */
export function standing(text: string, found: readonly HiddenPlace[]): HiddenPlace[] {
  const seen = new Set<string>()
  return found.filter((f) => {
    if (seen.has(f.text) || !text.includes(f.text)) return false
    seen.add(f.text)
    return true
  })
}

/** The text with some proposals followed, the longest first, so that a part of one is not cut out of it. */
export const follow = (text: string, found: readonly HiddenPlace[]): string =>
  [...found]
    .sort((a, b) => b.text.length - a.text.length)
    .reduce((now, f) => now.replaceAll(f.text, f.instead), text)

export interface Piece {
  text: string
  place: HiddenPlace | null
}

/** The original cut at what was found in it. */
export function piecesOf(text: string, found: readonly HiddenPlace[]): Piece[] {
  const out: Piece[] = []
  let at = 0
  for (const place of [...found].sort((a, b) => a.from - b.from)) {
    if (place.from < at) continue
    if (place.from > at) out.push({ text: text.slice(at, place.from), place: null })
    out.push({ text: text.slice(place.from, place.to), place })
    at = place.to
  }
  if (at < text.length) out.push({ text: text.slice(at), place: null })
  return out
}
