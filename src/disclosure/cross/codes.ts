/** Items of running text by their codes (R-SUM-04 in prose): 项 make their 类, and all make the whole. */
import { equal, total, within } from '../decimal.ts'
import { roleWord } from '../prose/groups.ts'
import { inUnit } from '../prose/parts.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'

interface Coded {
  code: string
  p: ReadParagraph
  q: Quantity
}

export function checkProseCodes(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const items: Coded[] = []
  const classes: Coded[] = []
  for (const p of paragraphs) {
    const m = /^\s*(?:\d{1,3}\s*[.、])?[^\d，。]{0,24}?(\d{7})(?!\d)/.exec(p.text)
    const q =
      m &&
      p.quantities.find(
        (x) =>
          x.start > m[0].length && x.dim === 'money' && x.role === 'plain' && roleWord(x.label) !== 'budget',
      )
    if (m && q) items.push({ code: m[1]!, p, q })
    for (const c of p.text.matchAll(/（(\d{3})）(?:支出)?/g)) {
      const own = p.quantities.find(
        (x) => x.start >= c.index + c[0].length && x.start < c.index + c[0].length + 6 && x.dim === 'money',
      )
      if (own) classes.push({ code: c[1]!, p, q: own })
    }
  }
  for (const c of classes) {
    const parts = items.filter((i) => i.code.startsWith(c.code))
    if (parts.length === 0) continue
    const sum = total(parts.map((i) => i.q.amount))
    const slack = total([...parts.map((i) => i.q.half), c.q.half])
    const ok = within(sum, c.q.amount, slack)
    const first = parts[0]!
    // Items of other funds may be missing here: a miss is for a person to look at.
    ledger.write(
      relation(
        'R-SUM-04',
        parts.length === 1 ? 'equal' : 'sum',
        span(first.p, { start: 0 }, first.q),
        parts.map((i) => i.q.digits).join('+'),
        c.q.digits,
        ok,
        {
          leftValue: inUnit(sum, c.q),
          rightValue: c.q.value,
          tolerance: inUnit(slack, c.q),
          ...(ok
            ? equal(sum, c.q.amount)
              ? {}
              : { severity: 'tail' as const }
            : { severity: 'review' as const }),
          note: { key: 'class-of-items', values: { code: c.code } },
        },
      ),
    )
  }
}
