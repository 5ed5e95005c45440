/**
 * Numbers displaced in the text layer of a PDF. Runs of another font (digits, quotation marks) are drawn after the line
 * they belong to, so the line keeps a blank where each stood, and the next line holds them, in order:
 *
 *     本年收入合计 万元，其中：财政拨款收入 万元，占 ；其他
 *     2946.25 2940.05 99.79%
 *
 * The blanks are filled again when their number fits; a line that does not fit is left as it is.
 */
import type { SourceLine } from '../contract.ts'

export interface ReadLine {
  /** Made plain and filled. */
  text: string
  /** The lines it was read from: its own, and those whose numbers went into it. */
  from: readonly SourceLine[]
}

const RUN = /^(?:[-+]?\d[\d,.]*%?|[“”"‘’:：]+)$/
const runs = (text: string): string[] | null => {
  const tokens = text
    .trim()
    .split(/\s+/)
    .flatMap((t) => t.match(/[“”]|[^“”]+/g) ?? [])
  return tokens.length > 0 && tokens.every((t) => RUN.test(t)) ? tokens : null
}
const CHINESE = /[\u4e00-\u9fff]/
/** A line that cannot begin so: a pause or a unit with nothing before it. */
const LOST_HEAD = /^\s*(?:[、，。；）]|万元|元|个|年度|年 |人次|批次|辆|台|公 经费|三公)/
/** A line that cannot end so. */
const LOST_TAIL = /(?:占|为|预算的|的|支出|金额|用|于|与|至|约|合计|总计|增长|下降|增加|减少)\s*$/

/** Places of a line where a run may have stood: between characters, at its head, at its tail. */
function blanks(text: string): { inside: number[]; head: boolean; tail: boolean } {
  const inside: number[] = []
  for (const m of text.matchAll(/(?<=\S) +(?=\S)/g)) inside.push(m.index)
  return { inside, head: LOST_HEAD.test(text), tail: LOST_TAIL.test(text) }
}

const BEFORE_UNIT = /^(?:万元|亿元|元|年|月|日|个|家|项|辆|台|人|名|件|批|次|平方米|经费|，|；|。|）)/
const AFTER_LEAD = /(?:占|为|的|下降|增长|增加|减少|上升|与|比|至|用|于|计|额|元|万元以上)$/

/** The `n` blanks where a run is most likely to have stood; a space before a full stop is often just a space. */
function likeliest(text: string, places: readonly number[], n: number): number[] | null {
  if (places.length < n) return null
  const points = places.map((at) => ({
    at,
    p: Number(BEFORE_UNIT.test(text.slice(at).trimStart())) + Number(AFTER_LEAD.test(text.slice(0, at))),
  }))
  const kept = points
    .toSorted((a, b) => b.p - a.p || a.at - b.at)
    .slice(0, n)
    .map((x) => x.at)
  return kept.toSorted((a, b) => a - b)
}

function fill(text: string, tokens: readonly string[]): string | null {
  const { inside, head, tail } = blanks(text)
  const n = tokens.length
  const choices: [boolean, boolean][] = [
    [false, false],
    [head || tokens[0] === '“', false],
    [false, tail],
    [head || tokens[0] === '“', tail],
  ]
  const fit = choices.find(([h, t]) => inside.length + Number(h) + Number(t) === n)
  if (fit) return insert(text, inside, fit[0], tokens)
  const spare = likeliest(text, inside, n)
  return spare && inside.length - n <= 2 && !head ? insert(text, spare, false, tokens) : null
}

function insert(text: string, places: readonly number[], head: boolean, tokens: readonly string[]): string {
  let next = 0
  let out = head ? tokens[next++]! : ''
  let from = 0
  for (const place of places) {
    out += text.slice(from, place) + tokens[next++]!
    from = place + text.slice(place).search(/\S/)
  }
  out += text.slice(from)
  return out + tokens.slice(next).join('')
}

/** Lines with what was displaced put back; where nothing was displaced, the lines as they are. */
export function putBack(lines: readonly { text: string; source: SourceLine }[]): ReadLine[] {
  const out: ReadLine[] = []
  for (let i = 0; i < lines.length; i++) {
    const own = lines[i]!
    const text = own.text.trim()
    if (
      !(CHINESE.test(text) || LOST_HEAD.test(text)) ||
      /[0-9]/.test(text.replace(/20\d\d年/g, '')) ||
      !(/ /.test(text) || LOST_HEAD.test(text))
    ) {
      out.push({ text: own.text, from: [own.source] })
      continue
    }
    // The runs may stand on one line or on several that follow each other.
    let tokens: string[] = []
    let best: { text: string; used: number } | null = null
    for (let k = 1; k <= 3; k++) {
      const more = runs(lines[i + k]?.text ?? '')
      if (!more) break
      tokens = [...tokens, ...more]
      const filled = fill(text, tokens)
      if (filled) {
        best = { text: filled, used: k }
        break
      }
    }
    if (!best || !sentenceLike(text)) out.push({ text: own.text, from: [own.source] })
    else {
      out.push({ text: best.text, from: lines.slice(i, i + best.used + 1).map((l) => l.source) })
      i += best.used
    }
  }
  return out
}

/** Rows of a table have names and numbers too; only running text is filled. */
const sentenceLike = (text: string): boolean => /[，。；：、]|万元|年度|经费|项目/.test(text)
