/** Items told one by one under a total: 财政拨款支出主要内容如下：1.…2.…, or a paragraph each under 其中： (R-SUM-05). */
import {
  absolute,
  compare,
  type Decimal,
  equal,
  multiply,
  show,
  subtract,
  total,
  whole,
  within,
} from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { completeSet } from './complete-sets.ts'
import { roleWord } from './groups.ts'
import { inUnit } from './parts.ts'
import { slipIn } from './slips.ts'

const OPENS =
  /(?:其中|如下|以下方面|以下几个方面|包括|分别为|具体情况如下|具体安排情况如下|具体如下)[：:。]?\s*$/
const NUMBERED =
  /^\s*(?:\d{1,3}\s*[.、．]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|“|[（(]\d)/

/** Classes told one by one need no word to open them. */
const CLASS_FOLLOWS = /^\s*（?(?:1|一)[）.、][^，。]{2,24}（类）(?:支出)?[\d.,]+万元/

export interface Item {
  p: ReadParagraph
  /** Paragraphs of the item: its own and those that go on with it. */
  all: readonly ReadParagraph[]
  quantities: readonly { q: Quantity; p: ReadParagraph }[]
}

/** Items under each opening paragraph, with the paragraphs that belong to them. */
export function itemsUnder(paragraphs: readonly ReadParagraph[], opening: ReadParagraph): Item[] {
  const out: Item[] = []
  let style: string | null = null
  for (const p of paragraphs.slice(opening.index + 1, opening.index + 400)) {
    const mark = NUMBERED.exec(p.text)
    const kind = mark ? styleOf(mark[0]) : null
    if (kind && (style === null || kind === style)) {
      style = kind
      out.push({ p, all: [p], quantities: moneyOf(p) })
    } else if (kind || /^\s*第[一二三四五六]部分/.test(p.text)) break
    else if (style === null) {
      // Without numbers: paragraphs that lead with their own figure.
      const first = moneyOf(p)[0]
      if (!first || first.q.start > 40) break
      out.push({ p, all: [p], quantities: moneyOf(p) })
      if (out.length > 12) break
    } else {
      const last = out.at(-1)!
      if (p.index - last.p.index > 6) break
      out[out.length - 1] = {
        ...last,
        all: [...last.all, p],
        quantities: [...last.quantities, ...moneyOf(p)],
      }
    }
  }
  return out
}

const styleOf = (mark: string): string =>
  /\d/.test(mark) ? (/（/.test(mark) ? '(1)' : '1') : /（/.test(mark) ? '(一)' : /“/.test(mark) ? '“' : '一'
const moneyOf = (p: ReadParagraph) =>
  p.quantities.filter((q) => q.dim === 'money' && q.role === 'plain').map((q) => ({ q, p }))

export function checkItems(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    if (!OPENS.test(p.text.trim()) && !CLASS_FOLLOWS.test(paragraphs[p.index + 1]?.text ?? '')) continue
    const items = itemsUnder(paragraphs, p)
    if (items.length < 2) continue
    const wholes = wholesBefore(paragraphs, p)
    for (const role of ['budget', 'outcome', null] as const) sumOf(p, items, wholes, role, ledger)
    changes(p, items, ledger)
  }
}

/** Totals that the items may make: in the opening paragraph, else in those just before it. */
function wholesBefore(all: readonly ReadParagraph[], p: ReadParagraph): Quantity[] {
  const own = moneyOf(p).map((x) => x.q)
  const before = all.slice(Math.max(0, p.index - 4), p.index).flatMap((x) => moneyOf(x).map((y) => y.q))
  return [...own, ...before]
}

function sumOf(
  p: ReadParagraph,
  items: readonly Item[],
  wholes: readonly Quantity[],
  role: 'budget' | 'outcome' | null,
  ledger: Ledger,
): void {
  const parts = items.map((i) =>
    role === null ? i.quantities[0]?.q : i.quantities.find((x) => roleWord(x.q.label) === role)?.q,
  )
  const found = parts.filter((q) => q !== undefined)
  if (found.length < items.length || found.length < 2) return
  const sum = total(found.map((q) => q.amount))
  const slack = total(found.map((q) => q.half))
  const w = wholes.find((x) => within(sum, x.amount, slack)) ?? null
  if (!w) {
    miss(p, items, wholes, role, ledger)
    return
  }
  const exact = equal(sum, w.amount)
  ledger.write(
    relation('R-SUM-05', 'sum', told(p, items), found.map((q) => q.digits).join('+'), w.digits, true, {
      leftValue: inUnit(sum, w),
      rightValue: w.value,
      tolerance: inUnit(slack, w),
      ...(exact
        ? {}
        : {
            severity: 'tail' as const,
            note: { key: 'sum', values: { diff: show(inUnit(subtract(sum, w.amount), w)) } },
          }),
    }),
  )
}

/** The paragraph that opens the list, and beside it the head of each item. */
function told(p: ReadParagraph, items: readonly Item[]) {
  const heads = items.map(({ p: item }) => {
    const first = moneyOf(item)[0]?.q
    return item.text.slice(0, Math.max(first?.end ?? 0, 24)).trim()
  })
  return { ...span(p, { start: 0 }, { end: p.text.length }), source: [p.text, ...heads].join('\n') }
}

/**
 * Items that miss their whole: an error where they are a set that is complete by definition, to be looked at where one
 * slip of a digit explains it.
 */
function miss(
  p: ReadParagraph,
  items: readonly Item[],
  wholes: readonly Quantity[],
  role: 'budget' | 'outcome' | null,
  ledger: Ledger,
): void {
  const figures = items.map((i) =>
    role === null ? i.quantities[0]?.q : i.quantities.find((x) => roleWord(x.q.label) === role)?.q,
  )
  const own = moneyOf(p).map((x) => x.q)
  const w = own.findLast((q) => roleWord(q.label) === role) ?? (own.length > 0 ? undefined : wholes[0])
  if (!w || figures.some((q) => q === undefined)) return
  // What follows the set in further paragraphs is not of it.
  const n = figures.findIndex(
    (_, i) => i >= 1 && completeSet(figures.slice(0, i + 1) as Quantity[], w) !== null,
  )
  const parts = (n > 0 ? figures.slice(0, n + 1) : figures) as Quantity[]
  const rule = completeSet(parts, w)
  const sum = total(parts.map((q) => q.amount))
  const slack = total([...parts, w].map((q) => q.half))
  if (within(sum, w.amount, slack)) return
  const diff = subtract(sum, w.amount)
  const listed =
    CLASS_FOLLOWS.test(items[0]!.p.text) || /如下[：:。]?\s*$|以下(?:几个)?方面[：:]?\s*$/.test(p.text.trim())
  if (!rule && !(parts.length >= 3 && listed && slipIn(parts, w, diff))) return
  ledger.write(
    relation(
      rule ?? 'R-SUM-05',
      'sum',
      told(p, items),
      parts.map((q) => q.digits).join('+'),
      w.digits,
      false,
      {
        leftValue: inUnit(sum, w),
        rightValue: w.value,
        tolerance: inUnit(slack, w),
        severity: rule && role === null ? 'error' : 'review',
        note: { key: 'sum', values: { diff: show(inUnit(diff, w)) } },
      },
    ),
  )
}

/** What the items changed by makes what the whole changed by. */
function changes(p: ReadParagraph, items: readonly Item[], ledger: Ledger): void {
  const w = p.quantities.find((q) => q.role === 'change' && q.dim === 'money')
  if (!w) return
  const parts = items
    .map((i) => i.p.quantities.find((q) => q.role === 'change' && q.dim === 'money'))
    .filter((q) => q !== undefined)
  if (parts.length < 2) return
  const sum: Decimal = total(parts.map((q) => multiply(q.amount, whole(q.sign * w.sign))))
  if (!equal(sum, w.amount)) return
  ledger.write(
    relation('R-SUM-11', 'sum', span(p, w, w), parts.map((q) => q.digits).join('+'), w.digits, true, {
      leftValue: inUnit(sum, w),
      rightValue: w.value,
      note: { key: 'sum', values: { diff: show(absolute(subtract(sum, w.amount))) } },
    }),
  )
}

/**
 * An item told twice in one breath: "…（项）”220.63万元 …2023年预算安排441.25万元": the figure that heads the item is this
 * year's, and so is the one after the year.
 */
export function checkHeadlines(
  paragraphs: readonly ReadParagraph[],
  year: number | null,
  ledger: Ledger,
): void {
  if (year === null) return
  for (const p of paragraphs) {
    const money = moneyOf(p)
    const head = money[0]
    if (
      !head ||
      !/^\s*(?:\d{1,3}\s*[.、]|“)/.test(p.text) ||
      !/（项）[”"]?\s*(?:支出)?(?:预算)?(?:数)?(?:为)?$/.test(p.text.slice(0, head.q.start).trim())
    )
      continue
    for (const { q } of money.slice(1)) {
      const said = p.text.slice(Math.max(0, q.start - 16), q.start)
      if (!new RegExp(`${year}年(?:度|当年)?(?:年初)?预算(?:安排|数)?(?:为)?\\s*$`).test(said)) continue
      const ok = compare(q.amount, head.q.amount) === 0
      ledger.write(
        relation(
          'R-X-07',
          ok ? 'equal' : 'table-text',
          span(
            p,
            ok ? head.q : { start: q.start - said.length },
            ok ? q : { end: Math.min(p.text.length, q.end + 40) },
          ),
          q.digits,
          head.q.digits,
          ok,
          {
            leftValue: q.value,
            rightValue: inUnit(head.q.amount, q),
            ...(ok
              ? {}
              : {
                  severity: 'error' as const,
                  shouldBe: `${head.q.digits}${head.q.unit}`,
                  note: { key: 'headline' },
                }),
          },
        ),
      )
    }
  }
}
