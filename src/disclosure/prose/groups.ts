/** A whole and its parts, as sentences state them: 共…，其中：…；…；…, or a figure with its parts in brackets after it. */
import { equal, total } from '../decimal.ts'
import type { ReadParagraph } from '../reading.ts'
import { bracketDepths, type Quantity } from '../text/quantities.ts'
import { completeSet } from './complete-sets.ts'

export interface Group {
  p: ReadParagraph
  /** Figures of the sentence that may be the whole, the nearest first. */
  wholes: readonly Quantity[]
  parts: readonly Quantity[]
  /** 其中 says parts of a whole that need not be complete; a bracket after a count lists what it consists of. */
  by: 'among' | 'bracket'
  /** The words before it announce all of them: 具体为, 分别为, 主要用于以下方面. */
  whole: boolean
  /** Where the parts begin, and where their sentence or bracket ends. */
  from: number
  to: number
}

const AMONG =
  /(?:其中|具体为|具体包括|包括|分别为|分别是|(?:用于)?以下(?:几个)?方面|具体是|划分|由(?=[^，。；：\d]{2,20}\d[^。；]{2,200}?(?:组成|构成)))[：，、]?/g
/** Parts that nobody names without meaning all of them. */
const KNOWN =
  /^(?:人员经费|公用经费|基本支出|项目支出|货物|本年收入|本年支出|本年(?:一般公共预算)?财政拨款|因公出国|工资福利支出)/

/** 收支总预算730.25万元。收入包括：…；支出包括：…: both sides of the total before them. */
const SIDE = /(?:^|[。；])\s*(?:其中[，：]?)?(?:本年|当年|财政拨款)?(?:收入|支出)\s*$/

const groupsRead = new WeakMap<ReadParagraph, Group[]>()

/** Read once for a paragraph, whoever asks. */
export function groupsOf(p: ReadParagraph): readonly Group[] {
  const groups = groupsRead.get(p) ?? readGroups(p)
  groupsRead.set(p, groups)
  return groups
}

function readGroups(p: ReadParagraph): Group[] {
  const out: Group[] = []
  for (const m of p.text.matchAll(AMONG)) {
    const end = m.index + m[0].length
    if (m[0].startsWith('包括') && !/[：]$/.test(m[0]) && !KNOWN.test(p.text.slice(end))) continue
    if (m[0].startsWith('划分') && !/[：]$/.test(m[0])) continue
    const group = amongGroup(p, m.index, end, m[0] === '包括')
    if (group)
      out.push({ ...group, whole: !/^(?:其中|包括)/.test(m[0]) || SIDE.test(p.text.slice(0, m.index)) })
  }
  for (const q of p.quantities) {
    // 基本支出481.25万元：人员经费401.05万元，公用经费80.20万元。
    const opened = plain(q) && p.text[q.end] === '：' ? amongGroup(p, q.end, q.end + 1) : null
    if (opened) out.push({ ...opened, whole: true })
    const bracket = bracketGroup(p, q)
    if (bracket) out.push(bracket)
  }
  return out
}

const plain = (q: Quantity) => q.role === 'plain' && q.dim !== 'percent' && q.dim !== 'points' && q.dim !== ''

/** @param short a list without a colon is over with its first semicolon */
function amongGroup(p: ReadParagraph, at: number, after: number, short = false): Group | null {
  const depth = depthAt(p, at)
  const sentence = p.text.lastIndexOf('。', at - 1)
  // 。其中 goes on about the sentence before.
  const side = SIDE.test(p.text.slice(0, at)) && p.text.startsWith('包括', at)
  const startsSentence = side || /^\s*$/.test(p.text.slice(sentence + 1, at))
  const from = side ? -1 : startsSentence ? p.text.lastIndexOf('。', sentence - 1) : sentence
  const opened = depth > 0 ? p.text.lastIndexOf('（', at) : -1
  const inBracket = depth > 0 && p.text.slice(opened + 1, at).trim().length <= 4
  // What the other side consists of is no whole of this one.
  const until = side ? p.text.slice(0, at).search(/(?:收入|支出)包括/) : at
  const before = within(p, from + 1, until < 0 ? at : until).filter(
    (q) => plain(q) && q.depth === (inBracket ? depth - 1 : depth),
  )
  let end = endOf(p, after, depth)
  let parts = partsBetween(p, after, end, depth)
  const first = parts[0]
  if (!first) return null
  const wholes = before.filter((q) => q.dim === first.dim).toReversed()
  if (wholes.length === 0) return null
  // 行政编制28名，事业编制4名，工勤编制2名；在职30人: the list is over with its first semicolon.
  const semicolon = p.text.indexOf('；', after)
  if (semicolon > 0 && semicolon < end && depthAt(p, semicolon) === depth) {
    const own = partsBetween(p, after, semicolon, depth)
    if (own.length >= 2 && (short || isOver(own, wholes) || goesOnWithOthers(p, semicolon, own[0]!)))
      [parts, end] = [own, semicolon]
  }
  // In a new sentence the whole leads its own sentence; else it is the last figure said.
  return {
    p,
    wholes: startsSentence ? wholes.toReversed() : wholes,
    parts,
    by: 'among',
    whole: false,
    from: after,
    to: end,
  }
}

/** Is a list over with its semicolon? Where what stands before it is a set, makes the whole, or are all posts. */
const isOver = (own: readonly Quantity[], wholes: readonly Quantity[]): boolean =>
  completeSet(own, wholes[0]!) !== null ||
  wholes.some((w) => equal(total(own.map((q) => q.amount)), w.amount)) ||
  own.every((q) => /编制/.test(q.label))

/** 机要通信用车1辆、应急保障用车1辆；设备1台: what follows is counted otherwise. */
const goesOnWithOthers = (p: ReadParagraph, semicolon: number, part: Quantity): boolean => {
  const next = p.quantities.find((q) => q.start > semicolon && plain(q))
  return next !== undefined && next.dim !== part.dim
}

function bracketGroup(p: ReadParagraph, q: Quantity): Group | null {
  if (!plain(q) || p.text[q.end] !== '（') return null
  const close = closing(p.text, q.end)
  const inner = p.text.slice(q.end + 1, close)
  if (/^(?:其中|含)/.test(inner.trim())) {
    if (inner.trim().startsWith('其中')) return null
    const parts = partsBetween(p, q.end + 1, close, q.depth + 1).filter((x) => x.dim === q.dim)
    return parts.length > 0
      ? { p, wholes: [q], parts, by: 'among', whole: false, from: q.end + 1, to: close }
      : null
  }
  const parts = partsBetween(p, q.end + 1, close, q.depth + 1).filter((x) => x.dim === q.dim)
  return parts.length >= 2
    ? { p, wholes: [q], parts, by: 'bracket', whole: true, from: q.end + 1, to: close }
    : null
}

const depths = new WeakMap<ReadParagraph, Uint8Array>()

/** How many brackets are open at a place; counted once for a paragraph. */
function depthAt(p: ReadParagraph, at: number): number {
  const known = depths.get(p) ?? bracketDepths(p.text)
  depths.set(p, known)
  return known[at] ?? 0
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
  const figures = within(p, from, end).filter((q) => q.depth === depth && plain(q))
  const first = figures[0]
  if (!first) return []
  const marks = [...p.text.slice(from, end).matchAll(/[，；、和与及]/g)]
    .map((m) => from + m.index)
    .filter((i) => depthAt(p, i) === depth)
  const semicolons = marks.some((i) => p.text[i] === '；')
  const segments: [number, number][] = []
  let start = from
  for (const i of [...marks, end]) {
    if (i === end || cuts(p, i, semicolons)) {
      segments.push([start, i])
      start = i + 1
    }
  }
  const out: Quantity[] = []
  const word = roleWord(first.label)
  let nested = false
  let next = 0
  for (const [a, b] of segments) {
    // 其中 in a bracket ends with it; without one nobody can say where its list ends.
    const inner = searchAt(p, a, b, depth)
    const stop = inner >= 0 ? a + inner : b
    while (next < figures.length && figures[next]!.start < a) next++
    const found: Quantity[] = []
    for (let i = next; i < figures.length && figures[i]!.end <= stop; i++)
      if (figures[i]!.dim === first.dim) found.push(figures[i]!)
    if (!nested || semicolons) {
      const same =
        found.find((q) => roleWord(q.label) === word) ?? (found.length === 1 ? found[0] : undefined)
      if (same) out.push(same)
    }
    if (inner >= 0) nested = true
  }
  return out
}

/** Where 其中 stands in a segment, outside its brackets; -1 where it does not. */
function searchAt(p: ReadParagraph, a: number, b: number, depth: number): number {
  for (const m of p.text.slice(a, b).matchAll(/其中/g)) if (depthAt(p, a + m.index) === depth) return m.index
  return -1
}

/** A list is cut at its semicolons, or else at each pause; 人员经费1142.10万元和公用经费707.54万元: also where a figure ends right before the word. */
function cuts(p: ReadParagraph, at: number, semicolons: boolean): boolean {
  const mark = p.text[at]!
  if (mark === '；') return true
  if (mark === '，' || mark === '、') return !semicolons
  return within(p, at - 40, at).some((q) => q.end === at)
}

/** The figures of a stretch of the paragraph; they stand in their order, so both ends are looked up. */
function within(p: ReadParagraph, from: number, to: number): Quantity[] {
  const all = p.quantities
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (all[middle]!.start < from) low = middle + 1
    else high = middle
  }
  const out: Quantity[] = []
  for (let i = low; i < all.length && all[i]!.start < to; i++) if (all[i]!.end <= to) out.push(all[i]!)
  return out
}

/** Which of the figures of a subject this is: its budget, its outcome, or neither said. */
export function roleWord(label: string): 'budget' | 'outcome' | null {
  // 公务接待费预算3.00万元，决算3.00万元: the measure alone, where it is not the name of a fund.
  const bare = /(?<!公共|基金|经营)预算$/.exec(label)
  const budget = Math.max(
    bare?.index ?? -1,
    label.lastIndexOf('预算数'),
    label.lastIndexOf('预算为'),
    label.lastIndexOf('年初预算'),
  )
  const outcome = Math.max(label.lastIndexOf('决算'), label.lastIndexOf('执行数'))
  if (budget < 0 && outcome < 0) return null
  return outcome > budget ? 'outcome' : 'budget'
}
