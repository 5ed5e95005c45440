/** One figure of a text changed at a time: what share of the changes does the checker notice, by kind of figure? */
import { reportOn, type Source } from '../../src/disclosure/index.ts'

export interface Caught {
  changed: number
  caught: number
  /** Noticed as an error, not only as something to look at. */
  asError: number
  byKind: Record<string, { changed: number; caught: number }>
}

/** The same numbers each run, so that two runs can be compared. */
function* numbers(seed: number): Generator<number> {
  for (let x = seed; ; ) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
    yield x / 2 ** 32
  }
}

const FIGURE =
  /(?<![\d.,A-Za-z])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,A-Za-z年月])\d+\.\d+|(?<![\d.,A-Za-z])\d{2,}(?=\s*(?:件|人|万元|元|%|个|批|辆))/g

/** @param each how many changes in each text */
export function mutate(sources: readonly Source[], each: number): Caught {
  const out: Caught = { changed: 0, caught: 0, asError: 0, byKind: {} }
  for (const source of sources) {
    const places = source.lines.flatMap((l, i) =>
      [...l.text.matchAll(FIGURE)].map((m) => ({ i, at: m.index, text: m[0] })),
    )
    if (places.length === 0) continue
    const clean = findings(source)
    const random = numbers(source.lines.length)
    for (let n = 0; n < Math.min(each, places.length); n++) {
      const place = places[Math.floor(random.next().value! * places.length)]!
      const line = source.lines[place.i]!.text
      const changed = change(place.text, random.next().value!)
      const text = line.slice(0, place.at) + changed + line.slice(place.at + place.text.length)
      const now = findings({
        ...source,
        lines: source.lines.map((l, i) => (i === place.i ? { ...l, text } : l)),
      })
      const fresh = [...now].filter(([k]) => !clean.has(k))
      const kind = kindOf(line, place)
      out.byKind[kind] ??= { changed: 0, caught: 0 }
      out.byKind[kind].changed++
      out.changed++
      if (fresh.length === 0) continue
      out.byKind[kind].caught++
      out.caught++
      if (fresh.some(([, severity]) => severity === 'error')) out.asError++
    }
  }
  return out
}

/** Findings with their severity; a tail is not counted as noticed. */
function findings(source: Source): Map<string, string> {
  return new Map(
    reportOn(source)
      .checked.filter((r) => r.severity === 'error' || r.severity === 'review')
      .map((r) => [`${r.rule}|${r.at.line}|${r.left}|${r.right}`, r.severity!] as const),
  )
}

/** One digit becomes another, never the first of it a zero. */
function change(text: string, r: number): string {
  const digits = [...text].map((c, i) => ({ c, i })).filter(({ c }) => /\d/.test(c))
  const { c, i } = digits[Math.floor(r * digits.length)]!
  const next = String((Number(c) % 9) + 1)
  return text.slice(0, i) + next + text.slice(i + 1)
}

function kindOf(line: string, place: { at: number; text: string }): string {
  const after = line.slice(place.at + place.text.length).trimStart()
  if (after.startsWith('%')) return 'percent'
  if (/^(?:万元|元|亿元)/.test(after)) return 'money in text'
  if (/[，。；]/.test(line)) return 'count in text'
  return 'table'
}
