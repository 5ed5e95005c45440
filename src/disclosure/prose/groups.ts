/** A whole and its parts, as sentences state them: 共…，其中：…；…；…, or a figure with its parts in brackets after it. */
import type { ReadParagraph } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'

export interface Group {
  p: ReadParagraph
  /** Figures of the sentence that may be the whole, the nearest first. */
  wholes: readonly Quantity[]
  parts: readonly Quantity[]
  /** 其中 says parts of a whole that need not be complete; a bracket after a count lists what it consists of. */
  by: 'among' | 'bracket' | 'list'
  /** Where the parts begin, and where their sentence or bracket ends. */
  from: number
  to: number
}

const AMONG = /(?:其中|具体为|具体包括|包括|分别为|分别是|用于以下方面|具体是)[：，、]?/g

export function groupsOf(p: ReadParagraph): Group[] {
  const out: Group[] = []
  for (const m of p.text.matchAll(AMONG)) {
    if (m[0].startsWith('包括') && !/[：]$/.test(m[0])) continue
    const group = amongGroup(p, m.index, m.index + m[0].length)
    if (group) out.push(group)
  }
  for (const q of p.quantities) {
    const bracket = bracketGroup(p, q)
    if (bracket) out.push(bracket)
  }
  return out
}

const plain = (q: Quantity) => q.role === 'plain' && q.dim !== 'percent' && q.dim !== 'points' && q.dim !== ''

function amongGroup(p: ReadParagraph, at: number, after: number): Group | null {
  const depth = depthAt(p, at)
  const sentence = p.text.lastIndexOf('。', at - 1)
  // 。其中 goes on about the sentence before.
  const startsSentence = /^\s*$/.test(p.text.slice(sentence + 1, at))
  const from = startsSentence ? p.text.lastIndexOf('。', sentence - 1) : sentence
  const opened = depth > 0 ? p.text.lastIndexOf('（', at) : -1
  const inBracket = depth > 0 && p.text.slice(opened + 1, at).trim().length <= 4
  const before = p.quantities.filter(
    (q) => q.end <= at && q.start > from && plain(q) && q.depth === (inBracket ? depth - 1 : depth),
  )
  const end = endOf(p, after, depth)
  const parts = partsBetween(p, after, end, depth)
  const first = parts[0]
  if (!first) return null
  const wholes = before.filter((q) => q.dim === first.dim).toReversed()
  if (wholes.length === 0) return null
  // In a new sentence the whole leads its own sentence; else it is the last figure said.
  return {
    p,
    wholes: startsSentence ? wholes.toReversed() : wholes,
    parts,
    by: 'among',
    from: after,
    to: end,
  }
}

function bracketGroup(p: ReadParagraph, q: Quantity): Group | null {
  if (!plain(q) || p.text[q.end] !== '（') return null
  const close = closing(p.text, q.end)
  const inner = p.text.slice(q.end + 1, close)
  if (/^(?:其中|含)/.test(inner.trim())) {
    if (inner.trim().startsWith('其中')) return null
    const parts = partsBetween(p, q.end + 1, close, q.depth + 1).filter((x) => x.dim === q.dim)
    return parts.length > 0 ? { p, wholes: [q], parts, by: 'among', from: q.end + 1, to: close } : null
  }
  const parts = partsBetween(p, q.end + 1, close, q.depth + 1).filter((x) => x.dim === q.dim)
  return parts.length >= 2 ? { p, wholes: [q], parts, by: 'bracket', from: q.end + 1, to: close } : null
}

const depthAt = (p: ReadParagraph, at: number): number => {
  let depth = 0
  for (let i = 0; i < at; i++) {
    if (p.text[i] === '（') depth++
    else if (p.text[i] === '）') depth = Math.max(0, depth - 1)
  }
  return depth
}

export function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '（') depth++
    else if (text[i] === '）' && --depth === 0) return i
  }
  return text.length
}

/** Parts end with their sentence, or with the bracket they stand in. */
function endOf(p: ReadParagraph, from: number, depth: number): number {
  let d = depth
  for (let i = from; i < p.text.length; i++) {
    if (p.text[i] === '（') d++
    else if (p.text[i] === '）') {
      d--
      if (d < depth) return i
    } else if (p.text[i] === '。' && d === depth) return i
  }
  return p.text.length
}

/** One part a segment; what a nested 其中 lists belongs to its own whole. */
function partsBetween(p: ReadParagraph, from: number, end: number, depth: number): Quantity[] {
  const segments: [number, number][] = []
  let start = from
  const semicolons = [...p.text.slice(from, end)].some(
    (c, i) => c === '；' && depthAtFast(p, from + i, depth),
  )
  const cut = semicolons ? /；/ : /[，；、]/
  for (let i = from; i <= end; i++) {
    if (i === end || (cut.test(p.text[i]!) && depthAtFast(p, i, depth))) {
      segments.push([start, i])
      start = i + 1
    }
  }
  const first = p.quantities.find((q) => q.start >= from && q.end <= end && q.depth === depth && plain(q))
  if (!first) return []
  const out: Quantity[] = []
  const word = roleWord(first.label)
  let nested = false
  for (const [a, b] of segments) {
    const text = p.text.slice(a, b)
    const inner = text.search(/其中/)
    const stop = inner >= 0 ? a + inner : b
    const found = p.quantities.filter(
      (q) => q.start >= a && q.end <= stop && q.depth === depth && q.dim === first.dim && plain(q),
    )
    if (!nested || semicolons) {
      const same =
        found.find((q) => roleWord(q.label) === word) ?? (found.length === 1 ? found[0] : undefined)
      if (same) out.push(same)
    }
    // Without semicolons nobody can say where a nested list ends.
    if (inner >= 0) nested = true
  }
  return out
}

function depthAtFast(p: ReadParagraph, at: number, depth: number): boolean {
  return depthAt(p, at) === depth
}

/** Which of the figures of a subject this is: its budget, its outcome, or neither said. */
export function roleWord(label: string): 'budget' | 'outcome' | null {
  const budget = Math.max(
    label.lastIndexOf('预算数'),
    label.lastIndexOf('预算为'),
    label.lastIndexOf('年初预算'),
  )
  const outcome = Math.max(label.lastIndexOf('决算'), label.lastIndexOf('执行数'))
  if (budget < 0 && outcome < 0) return null
  return outcome > budget ? 'outcome' : 'budget'
}
