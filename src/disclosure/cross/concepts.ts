/**
 * The same quantity said in several places (R-X-07), and sums of quantities said far apart (R-SUM-06, R-ID): what a
 * disclosure calls by a name of the form has one value. Which of two is wrong nobody can tell from the text alone, so a
 * person is asked to look.
 */
import { add, type Decimal, multiply, show, total, whole, within } from '../decimal.ts'
import { roleWord } from '../prose/groups.ts'
import { inUnit } from '../prose/parts.ts'
import { slipOf } from '../prose/slips.ts'
import { type Facts, type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { PATH } from './text-table.ts'

/** Names that mean one sum in a document. Whatever stands before them names the department or the year. */
const CONCEPTS: readonly [string, RegExp][] = [
  [
    '总计',
    /(?<!拨款)(?:收入?、?支出?(?:预算)?总计|收支总(?:计|预算)|收入支出总计|收入(?:预算)?总计|支出(?:预算)?总计)$|^(?:20\d\d年(?:度)?)?(?:[\u4e00-\u9fff]{2,20}(?:局|委|办|院|厅|处|中心|办公室|委员会|本部门|本单位|我单位|我部门))?(?:收入|支出)预算$/,
  ],
  ['财政拨款总计', /财政拨款收入?、?支出?总计$/],
  ['本年收入合计', /(?:^|年|度|[.、）])本年收入合计$/],
  ['本年支出合计', /(?:^|年|度|[.、）])本年支出合计$/],
  ['一般公共预算财政拨款支出', /一般公共预算(?:财政)?拨款支出$/],
  ['一般公共预算财政拨款基本支出', /(?:一般公共预算(?:财政)?拨款|财政拨款|一般公共预算)基本支出$/],
  ['人员经费', /^(?:其中[：，]?|包括)?人员经费$/],
  ['公用经费', /^(?:其中[：，]?|包括|和)?(?:日常)?公用经费$/],
  ['机关运行经费', /机关运行经费(?:财政拨款)?(?:支出|当年一般公共预算拨款)?$/],
  ['“三公”经费', /三公[”"]?经费(?:财政拨款)?(?:支出)?$/],
  ['公务用车购置及运行维护费', /公务用?车(?:购置|用车购置)费?(?:及|和)运行(?:维护)?费(?:支出)?$/],
  ['公务用车购置费', /公务用?车购置费?(?:支出)?$/],
  ['公务用车运行维护费', /(?<!及|和)(?:公务用?车)运行(?:维护)?费(?:支出)?$/],
  ['公务接待费', /(?<!国内|国外|外事|人均)公务接待费(?:支出)?$/],
  ['政府采购总额', /政府采购(?:支出|预算)?(?:总额|金额)$/],
]

interface Said {
  p: ReadParagraph
  q: Quantity
}

const WORDS_AFTER = /(?:年初|全年|调整)?(?:支出)?(?:预算|决算)(?:支出|拨款)?(?:数)?$/
const bare = (label: string): string =>
  label
    .replace(/[\s（）]/g, '')
    .replace(/(?:均|分别|各)?(?:共计|合计共|共|为|是|达|约)*$/, '')
    .replace(WORDS_AFTER, '')
    .replace(/(?:共计|总额为|为|是)$/, '')

export function checkConcepts(paragraphs: readonly ReadParagraph[], facts: Facts, ledger: Ledger): void {
  const found = collect(paragraphs, facts)
  for (const [name, said] of found) same(name.split('|')[0]!, said, ledger)
  for (const measure of ['budget', 'outcome']) sums(found, measure, ledger)
}

/** Each name and measure (budget or outcome) with the figures said of it for the document's own year. */
function collect(paragraphs: readonly ReadParagraph[], facts: Facts): Map<string, Said[]> {
  const out = new Map<string, Said[]>()
  const put = (key: string, s: Said) => out.set(key, [...(out.get(key) ?? []), s])
  for (const p of paragraphs) {
    const path = PATH.exec(p.text)
    for (const q of p.quantities) {
      if (q.dim !== 'money' || q.role !== 'plain' || q.about || otherYear(p, q, facts.year)) continue
      const measure = measureOf(q, facts)
      const name = bare(q.label)
      const full = q.label.replace(/[\s（）]/g, '').replace(/(?:为|共|共计)+$/, '')
      const concept = CONCEPTS.find(([, r]) => r.test(name) || r.test(full))?.[0]
      if (concept) put(`${concept}|${measure}`, { p, q })
      else if (path && q.start >= path.index + path[0].length && firstOf(p, q, path.index + path[0].length))
        put(`${path[1]}（类）${path[2]}（款）${path[3]}（项）|${measure}`, { p, q })
    }
  }
  return out
}

/** The item's own figure follows its name with nothing but form words between. */
const firstOf = (p: ReadParagraph, q: Quantity, from: number): boolean =>
  /^[”"]?(?:支出)?[，：:。]?(?:\d{4}年)?(?:年初|全年|调整)?(?:支出)?(?:预算|决算)?数?(?:为)?\s*$/.test(
    p.text.slice(from, q.start),
  )

function measureOf(q: Quantity, facts: Facts): 'budget' | 'outcome' {
  const role = roleWord(q.label)
  if (role) return role
  if (/预算/.test(q.label.slice(-12)) && !/公共预算|资本经营预算|基金预算/.test(q.label.slice(-12)))
    return 'budget'
  return facts.kind === 'final' ? 'outcome' : 'budget'
}

/** Said of last year, or of another: 上年公务接待费3万元, 2019年三公经费…. */
function otherYear(p: ReadParagraph, q: Quantity, year: number | null): boolean {
  const from = Math.max(...['。', '；', '，'].map((c) => p.text.lastIndexOf(c, q.start - 1)))
  const clause = p.text.slice(from + 1, q.start)
  if (/上年|去年|上一年|以前年度|同期|下年|本级|所属/.test(clause)) return true
  const years = [...clause.matchAll(/(20\d\d)年/g)].map((m) => Number(m[1]))
  return years.length > 0 && year !== null && years.at(-1) !== year
}

/** Shown with as many digits in one unit, two figures of one sum are the same figure. */
const slackOf = (a: Quantity, b: Quantity): Decimal =>
  a.shown === b.shown && a.unit === b.unit ? whole(0) : add(a.half, b.half)

/** One value against the others: two or more that agree outvote one; of two, only a slip of the pen is told. */
function same(name: string, said: readonly Said[], ledger: Ledger): void {
  if (said.length < 2) return
  const groups: Said[][] = []
  for (const s of said) {
    const g = groups.find((x) => within(x[0]!.q.amount, s.q.amount, slackOf(x[0]!.q, s.q)))
    if (g) g.push(s)
    else groups.push([s])
  }
  const ranked = groups.toSorted((a, b) => b.length - a.length)
  const most = ranked[0]!
  for (const s of most.slice(1)) write(name, most[0]!, s, true, ledger)
  if (ranked.length !== 2 || ranked[1]!.length !== 1) return
  const odd = ranked[1]![0]!
  const outvoted = most.length >= 2
  const slip = slipOf(odd.q, most[0]!.q)
  // A document of several bodies says each sum for each of them; then the figures are not alike.
  if (!slip && !(outvoted && most.length >= 3)) return
  write(name, most[0]!, odd, false, ledger)
}

function write(name: string, first: Said, s: Said, ok: boolean, ledger: Ledger): void {
  const line = String(first.p.at[first.q.start]!.from[0]!.line)
  ledger.write(
    relation('R-X-07', 'equal', span(s.p, s.q, s.q), s.q.digits, first.q.digits, ok, {
      leftValue: s.q.value,
      rightValue: inUnit(first.q.amount, s.q),
      ...(ok
        ? {}
        : { severity: 'review' as const, shouldBe: `${show(inUnit(first.q.amount, s.q))}${s.q.unit}` }),
      note: { key: 'twice', values: { label: name, line } },
    }),
  )
}

/** Sums of the form whose terms stand in different paragraphs. */
const SUMS: readonly { rule: string; whole: string; parts: readonly string[] }[] = [
  {
    rule: 'R-SUM-06',
    whole: '公务用车购置及运行维护费',
    parts: ['公务用车购置费', '公务用车运行维护费'],
  },
  { rule: 'R-SUM-02', whole: '一般公共预算财政拨款基本支出', parts: ['人员经费', '公用经费'] },
]

function sums(found: ReadonlyMap<string, readonly Said[]>, measure: string, ledger: Ledger): void {
  const one = (name: string): Said | null => {
    const said = found.get(`${name}|${measure}`) ?? []
    const first = said[0]
    return first && said.every((s) => within(s.q.amount, first.q.amount, slackOf(s.q, first.q)))
      ? first
      : null
  }
  for (const s of SUMS) {
    const w = one(s.whole)
    const parts = s.parts.map(one)
    if (!w || parts.some((x) => x === null)) continue
    const figures = parts.map((x) => x!.q)
    const sum = total(figures.map((q) => q.amount))
    const tolerance = total([...figures.map((q) => q.half), w.q.half])
    const ok = within(sum, w.q.amount, tolerance)
    ledger.write(
      relation(s.rule, 'sum', span(w.p, w.q, w.q), figures.map((q) => q.digits).join('+'), w.q.digits, ok, {
        leftValue: inUnit(sum, w.q),
        rightValue: w.q.value,
        tolerance: inUnit(tolerance, w.q),
        ...(ok ? {} : { severity: 'review' as const }),
        note: { key: 'sum', values: { diff: show(inUnit(add(sum, multiply(w.q.amount, whole(-1))), w.q)) } },
      }),
    )
  }
}
