/**
 * Glued numbers (R-Q-01): a figure of this year and one of last year written as one, as a tracked change not accepted
 * leaves them. Where the percent said beside it tells which split is meant, the correction is proved.
 */
import { compare } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { groupsOf } from './groups.ts'

export function checkGlued(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const g of groupsOf(p)) {
      const inside = p.quantities.filter((q) => q.start >= g.from && q.end <= g.to)
      const rates = inside.filter((q) => q.role === 'growth')
      const sentence = p.text.lastIndexOf('。', g.from - 1 - 3)
      const before = p.quantities.filter(
        (q) => q.start > p.text.lastIndexOf('。', sentence - 1) && q.end <= g.from && q.role === 'plain',
      )
      for (const q of inside) {
        if (q.role !== 'plain' || q.value.s !== 0 || q.digits.length < 3) continue
        const whole = before.findLast((w) => w.dim === q.dim || (/^批/.test(w.dim) && /^批/.test(q.dim)))
        if (!whole || compare(q.value, whole.value) <= 0) continue
        const rate =
          rates.find((r) => r.label.includes(q.dim.startsWith('批') ? '批' : q.dim)) ??
          (rates.length === 1 ? rates[0] : undefined)
        const splits = rate ? splitsOf(q, whole, rate) : []
        if (splits.length > 0 || /^批|^人次/.test(q.dim)) write(p, q, whole, rate, splits, ledger)
      }
    }
  }
}

/** Ways to read the digits as this year's and last year's figure that fit the percent and the whole. */
export function splitsOf(q: Quantity, whole: Quantity, rate: Quantity): [bigint, bigint][] {
  const out: [bigint, bigint][] = []
  for (let i = 1; i < q.digits.length; i++) {
    if (q.digits[i] === '0') continue
    const now = BigInt(q.digits.slice(0, i))
    const then = BigInt(q.digits.slice(i))
    if (now > whole.value.n || then <= 0n) continue
    const moved = (rate.sign === 1 ? now - then : then - now) * 100n * 10n ** BigInt(rate.shown)
    const miss = moved - rate.value.n * then
    // Rounded or cut off: less than one unit of the last digit.
    if (moved >= 0n && miss < then && miss > -then) out.push([now, then])
  }
  return out
}

function write(
  p: ReadParagraph,
  q: Quantity,
  whole: Quantity,
  rate: Quantity | undefined,
  splits: readonly [bigint, bigint][],
  ledger: Ledger,
): void {
  const [only] = splits
  const proved = splits.length === 1 && only !== undefined
  ledger.write(
    relation('R-Q-01', 'glued', span(p, q, rate ?? q), q.digits, whole.digits, false, {
      leftValue: q.value,
      rightValue: whole.value,
      severity: 'error',
      ...(proved
        ? {
            shouldBe: `${only[0]}${q.unit}`,
            proof: `${q.digits} = ${only[0]}|${only[1]}; |${only[0]}-${only[1]}|/${only[1]} = ${percent(only)}% ≈ ${rate!.digits}%`,
          }
        : {}),
      note: { key: proved ? 'glued' : 'part-above-whole' },
    }),
  )
}

const percent = ([now, then]: readonly [bigint, bigint]): string => {
  const x = ((now > then ? now - then : then - now) * 10000n) / then
  return `${x / 100n}.${(x % 100n).toString().padStart(2, '0')}`
}
