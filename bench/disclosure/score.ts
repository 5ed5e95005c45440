/** Known answers against what the checker reports: which relations it found, with place and values. */
import type { Relation } from '../../src/disclosure/index.ts'
import { absolute, type Decimal, decimal, show, subtract, within } from '../../src/disclosure/index.ts'

/** One known answer, as `*.checks.json` has it. */
export interface Known {
  line?: number
  kind: string
  quote: string
  left: string
  right: string
  leftValue?: string
  rightValue?: string
  holds: boolean | null
  severity: string
  quote2?: string
  line2?: number
}

const near = (a: Decimal, b: Decimal): boolean => within(absolute(a), absolute(b), decimal('0.002'))
const bare = (s: string) => s.replace(/[\s,，“”"（）()：:]/g, '')

/** Do the words of one stand in the other, or do they share a stretch with a figure in it? */
export function overlaps(a: string, b: string): boolean {
  const [x, y] = [bare(a), bare(b)]
  if (x === '' || y === '') return false
  if (x.includes(y) || y.includes(x)) return true
  for (let n = Math.min(x.length, y.length, 40); n >= 7; n--)
    for (let i = 0; i + n <= x.length; i++) {
      const piece = x.slice(i, i + n)
      if (/\d/.test(piece) && y.includes(piece)) return true
    }
  return false
}

/** Figures said in the known answer's words and values; a relation that holds the same ones is about the same. */
function figures(text: string): string[] {
  return (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((d) => show(decimal(d)))
}

function sameValues(k: Known, r: Relation): boolean {
  if (k.leftValue === undefined || k.rightValue === undefined) return false
  const [l, t] = [decimal(k.leftValue), decimal(k.rightValue)]
  if (r.leftValue && r.rightValue) {
    if (near(r.leftValue, l) && near(r.rightValue, t)) return true
    if (near(r.leftValue, t) && near(r.rightValue, l)) return true
    // The same relation told as a difference.
    if (near(subtract(r.leftValue, r.rightValue), subtract(l, t)) && sameTerms(k, r)) return true
  }
  return false
}

function sameTerms(k: Known, r: Relation): boolean {
  const want = new Set([...figures(k.left), ...figures(k.right)])
  const have = new Set([...figures(r.left), ...figures(r.right)])
  if (want.size === 0) return false
  const shared = [...want].filter((x) => have.has(x)).length
  return shared >= Math.min(want.size, 2) && shared >= want.size * 0.6
}

export function matches(k: Known, r: Relation): boolean {
  const title = /^\[(.+?)\]/.exec(k.quote)?.[1]
  if (title && r.quote.includes(title) && k.kind === r.kind && sameValues(k, r)) return true
  const place =
    overlaps(k.quote, r.quote) ||
    (r.source !== undefined && overlaps(k.quote, r.source)) ||
    (k.quote2 !== undefined && overlaps(k.quote2, r.quote)) ||
    (k.line !== undefined && (r.at.line === k.line || r.at.line === k.line2))
  if (!place) return false
  if (sameValues(k, r)) return true
  if (k.leftValue === undefined || k.rightValue === undefined) return k.holds === r.holds || sameTerms(k, r)
  return sameTerms(k, r)
}
