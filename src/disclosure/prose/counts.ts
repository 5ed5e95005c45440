/** Counts against lists (R-X-08, R-F-08): "N个" and what is named beside it, projects said and projects told. */
import { compare, equal, whole } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { groupsOf } from './groups.ts'
import { numberOf } from './numbering.ts'

const THINGS = new Set(['个', '家', '项', '名', '人', '次', '台', '辆', '所', '处', '间', '部', '张'])

export function checkCounts(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const q of [...p.quantities, ...inWords(p)]) {
      if (q.role !== 'plain' || !THINGS.has(q.dim) || q.value.s !== 0 || q.value.n < 1n || q.value.n > 60n)
        continue
      if (q.value.n === 1n) {
        onlyOne(p, q, ledger)
        continue
      }
      listedBefore(p, q, ledger)
      listedAfter(p, paragraphs, q, ledger)
      enumerated(p, paragraphs, q, ledger)
    }
    batches(p, ledger)
  }
  projects(paragraphs, ledger)
}

/** 下属事业单位1个，为演示县信访服务中心: one is named; more than one by 、 contradict the count. */
function onlyOne(p: ReadParagraph, q: Quantity, ledger: Ledger): void {
  const m = /^[，：]?(?:即|为|是|分别为|分别是)[：]?([^，。；]{4,80})[。；，]/.exec(p.text.slice(q.end))
  if (!m || !/[个家]/.test(q.dim) || /\d/.test(m[1]!)) return
  const listed = itemsOf(m[1]!).length
  const ok = listed === 1
  ledger.write(
    relation('R-X-08', 'count', span(p, q, { end: q.end + m[0].length }), String(listed), q.digits, ok, {
      leftValue: whole(listed),
      rightValue: q.value,
      ...(ok ? {} : { severity: 'review' as const }),
      note: { key: 'count', values: { listed: String(listed) } },
    }),
  )
}

/** 办公室、接访室、办信股等3个部门: what is listed up to the count. More than the count is wrong; fewer may be 等. */
function listedBefore(p: ReadParagraph, q: Quantity, ledger: Ledger): void {
  const open = Math.max(
    ...['。', '；', '：', '，', '为', '包括', '设有', '下设', '内设', '涵盖了'].map((w) =>
      lastOutside(p.text, w, q.start),
    ),
  )
  const text = p.text.slice(open, q.start).replace(/\s+$/, '')
  const etc = /等(?:共|共计)?$/.test(text)
  if (!etc && !/[\u4e00-\u9fff”）]$/.test(text)) return
  const named = text.replace(/等?(?:共|共计)?$/, '')
  const pair = q.value.n === 2n && !named.includes('、') ? named.split(/[和及]/) : []
  const items = pair.length === 2 ? pair : itemsOf(named)
  if (
    items.length < 2 ||
    items.some((i) => i.length > 40 || i.trim() === '' || /\d+\s*(?:万元|%|人|名|件)/.test(i))
  )
    return
  const listed = whole(items.length)
  const ok = equal(listed, q.value)
  const over = etc && compare(listed, q.value) > 0
  // 下设甲科、乙科、丙科四个科室: all offices by their names, after a word that opens the list.
  const offices =
    !etc &&
    Math.abs(items.length - Number(q.value.n)) <= 2 &&
    /(?:下设|内设|设有|包括|分为|涵盖了)$/.test(p.text.slice(0, open)) &&
    items.every((i) => /^[\u4e00-\u9fff（）]{2,14}(?:室|科|股|处|中心|队|站|办)$/.test(i))
  if (!ok && !over && !offices) return
  ledger.write(
    relation('R-X-08', 'count', span(p, { start: open }, after(p, q)), `${items.length}`, q.digits, ok, {
      leftValue: listed,
      rightValue: q.value,
      ...(ok
        ? {}
        : over
          ? { severity: 'error' as const, shouldBe: `${items.length}${q.unit}` }
          : { severity: 'review' as const }),
      note: { key: 'count', values: { listed: String(items.length) } },
    }),
  )
}

const after = (p: ReadParagraph, q: Quantity) => ({ end: Math.min(p.text.length, q.end + 6) })

/** 内设机构3个：办公室、接访股、督查股, or 分别是…, in the same sentence or the next. */
function listedAfter(p: ReadParagraph, all: readonly ReadParagraph[], q: Quantity, ledger: Ledger): void {
  const rest = p.text.slice(q.end)
  const m =
    /^[^，。；：\d]{0,14}[，。]?(?:：|即：?|分别是|分别为|包括：?|具体包括：|为|有：)([^。；]{4,400})/.exec(
      rest,
    )
  const sameKind = all[p.index + 1]
  const text = m?.[1] ?? (/^[^\d]{0,12}[。，]?$/.test(rest) ? followedBy(p, sameKind) : null)
  if (!text || /\d+\s*(?:万元|%|人|名|件|辆)/.test(text)) return
  const items =
    /^[^、]+?(?:中心|局|所|站|院|队|科|室|委)[和及][^、和及]+(?:中心|局|所|站|院|队|科|室|委)$/.test(text)
      ? text.split(/(?<=中心|局|所|站|院|队|科|室|委)[和及]/)
      : itemsOf(text)
  if (items.length < 2 || items.some((i) => i.length > 40)) return
  const listed = whole(items.length)
  const ok = equal(listed, q.value)
  if (!ok && (/等[，。]?$/.test(text) || Math.abs(items.length - Number(q.value.n)) > 3)) return
  const where = span(p, q, m ? { end: q.end + m[0].length } : { end: p.text.length })
  ledger.write(
    relation('R-X-08', 'count', where, `${items.length}`, q.digits, ok, {
      leftValue: listed,
      rightValue: q.value,
      ...(ok ? {} : { severity: 'review' as const }),
      note: { key: 'count', values: { listed: String(items.length) } },
    }),
  )
}

/** 三个股室: counts written out, read like those in digits. */
function inWords(p: ReadParagraph): Quantity[] {
  return [...p.text.matchAll(/(?<![第十\d])([二两三四五六七八九十]{1,3})(个|家|项|名|张)(?![月季年])/g)].map(
    (m) => {
      const n = numberOf(m[1]!.replace('两', '二'))
      return {
        start: m.index,
        end: m.index + m[0].length,
        digits: String(n),
        value: whole(n),
        shown: 0,
        unit: m[2]!,
        dim: m[2]!,
        amount: whole(n),
        half: whole(0),
        label: p.text.slice(Math.max(0, m.index - 12), m.index),
        role: 'plain',
        sign: 1,
        about: false,
        depth: 0,
      }
    },
  )
}

const MARKS: readonly ((n: number) => RegExp)[] = [
  (n) => new RegExp(`(?:^|[，。；：、\\s])${'一二三四五六七八九十'[n - 1] ?? '〇'}是`),
  (n) => new RegExp(`（${'一二三四五六七八九十'[n - 1] ?? '〇'}）`),
  (n) => new RegExp(`(?:^|[^\\d.])${n}[.、](?!\\d)`),
]

/** 有4项重点工作：一是…，二是…; 共3家：, and under it 1.…, 2.…, 3.…; 1.…, 2.…, and under them 共计2个. */
function enumerated(p: ReadParagraph, all: readonly ReadParagraph[], q: Quantity, ledger: Ledger): void {
  const rest = p.text.slice(q.end)
  const told = /^[^。；：\d]{0,16}[：，]/.test(rest)
    ? markedIn(rest)
    : /^[^。；\d]{0,16}[：。]?\s*$/.test(rest) && /：\s*$/.test(p.text)
      ? itemsFrom(all, p.index + 1)
      : /^\s*(?:以上)?(?:共计|合计|共)$/.test(p.text.slice(0, q.start).trim())
        ? itemsBefore(all, p.index - 1)
        : 0
  if (told < 2) return
  const ok = q.value.n === BigInt(told)
  if (!ok && Math.abs(told - Number(q.value.n)) > 3) return
  ledger.write(
    relation('R-X-08', 'count', span(p, q, after(p, q)), String(told), q.digits, ok, {
      leftValue: whole(told),
      rightValue: q.value,
      ...(ok ? {} : { severity: 'review' as const }),
      note: { key: 'count', values: { listed: String(told) } },
    }),
  )
}

/** How many marks of one style follow each other from the first. */
function markedIn(text: string): number {
  for (const mark of MARKS) {
    let n = 0
    for (let from = 0; ; n++) {
      const m = mark(n + 1).exec(text.slice(from))
      if (!m || (n === 0 && m.index > 16)) break
      from += m.index + m[0].length
    }
    if (n >= 2) return n
  }
  return 0
}

const itemNumber = (p: ReadParagraph | undefined): number => {
  const m = p && /^\s*(?:(\d{1,2})[.、](?!\d)|（([一二三四五六七八九十]{1,2})）)/.exec(p.text)
  return m ? numberOf(m[1] ?? m[2]!) : 0
}
/** Numbered items that begin here, as far as they go on by one. */
function itemsFrom(all: readonly ReadParagraph[], at: number): number {
  let n = 0
  while (itemNumber(all[at + n]) === n + 1) n++
  return n
}
/** Numbered items that end here and go back to the first. */
function itemsBefore(all: readonly ReadParagraph[], at: number): number {
  const n = itemNumber(all[at])
  return n > 0 && itemsFrom(all, at - n + 1) === n ? n : 0
}

const followedBy = (p: ReadParagraph, next: ReadParagraph | undefined): string | null =>
  next && /^(?:分别是|分别为|内设(?:股室|机构|科室)(?:分别)?(?:是|为))/.test(next.text) && p.text.length > 4
    ? next.text.replace(/^[^是为]*[是为]/, '').replace(/。.*/, '')
    : null

/** Split at 、 outside brackets and quotation marks, and at the last 和. */
export function itemsOf(text: string): string[] {
  const inner = /^[^“”]*“([^”]*、[^”]*)”[^“”]*$/.exec(text)?.[1] ?? text
  const out: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i <= inner.length; i++) {
    const c = inner[i]
    if (c === '（' || c === '“' || c === '《') depth++
    else if (c === '）' || c === '”' || c === '》') depth--
    else if (i === inner.length || (c === '、' && depth <= 0)) {
      out.push(inner.slice(start, i))
      start = i + 1
    }
  }
  const last = out.at(-1) ?? ''
  const both = /^(.{2,})[和及](.{2,})$/.exec(last)
  if (both && out.length >= 2) out.splice(-1, 1, both[1]!, both[2]!)
  return out.map((s) => s.trim()).filter((s) => s !== '')
}

function lastOutside(text: string, word: string, before: number): number {
  let depth = 0
  for (let i = before - 1; i >= 0; i--) {
    const c = text[i]!
    if (c === '）' || c === '”') depth++
    else if (c === '（' || c === '“') depth = Math.max(0, depth - 1)
    else if (depth === 0 && text.startsWith(word, i) && i + word.length <= before) return i + word.length
  }
  return 0
}

/** 308批1026人次: persons are not fewer than groups; and of collective visits there are five or more to a group. */
function batches(p: ReadParagraph, ledger: Ledger): void {
  for (const [i, b] of p.quantities.entries()) {
    const n = p.quantities[i + 1]
    if (!/^批次?$/.test(b.dim) || n?.dim !== '人次' || n.start - b.end > 4 || b.value.n <= 0n) continue
    within(p, i, b, n, ledger)
    const group = /集体访|集访/.test(b.label)
    for (const times of group ? [1n, 5n] : [1n]) {
      const least = { n: b.value.n * times, s: b.value.s }
      const ok = compare(n.value, least) >= 0
      ledger.write(
        relation('R-Q-01', 'order', span(p, b, n), n.digits, times === 1n ? b.digits : `${b.digits}*5`, ok, {
          leftValue: n.value,
          rightValue: least,
          ...(ok ? {} : { severity: times === 1n ? ('error' as const) : ('review' as const) }),
          note: { key: 'persons-below-groups' },
        }),
      )
    }
  }
}

/** 其中集体访47批611人次 of 308批1026人次: the persons too are not more than those of the whole. */
function within(p: ReadParagraph, i: number, b: Quantity, n: Quantity, ledger: Ledger): void {
  const among = p.text.lastIndexOf('其中', b.start)
  if (among < 0 || b.start - among > 12) return
  const outer = p.quantities.slice(0, i).findLast((q) => q.dim === '人次' && q.end <= among)
  if (!outer) return
  const ok = compare(n.value, outer.value) <= 0
  if (!ok) return
  ledger.write(
    relation('R-SUM-10', 'order', span(p, outer, n), n.digits, outer.digits, true, {
      leftValue: n.value,
      rightValue: outer.value,
    }),
  )
}

/** Projects that a sum is said to go to, against the list of projects that makes the same sum; told results against said ones. */
function projects(all: readonly ReadParagraph[], ledger: Ledger): void {
  const lists = all.flatMap((p) =>
    groupsOf(p).filter((g) => g.parts.length >= 3 && g.parts[0]!.dim === 'money'),
  )
  const told = all.filter((p) =>
    /^（[一二三四五六七八九十\d]+）.{2,40}项目?绩效目标(?:完成|自评)情况综述/.test(p.text.trim()),
  )
  const tables = all.filter((p) =>
    /^(?:项目|项目支出)绩效(?:目标)?(?:完成|自评)情况?表$/.test(p.text.trim().replace(/\s/g, '')),
  )
  for (const p of all) {
    for (const m of p.text.matchAll(
      /项目(?:共|共计)?\s*(\d+)\s*个[，,]?(?:共)?涉及[^，。]{0,20}?([\d.,]+)\s*万元/g,
    )) {
      const money = p.quantities.find(
        (q) => q.start >= m.index && q.end <= m.index + m[0].length && q.dim === 'money',
      )
      const q = p.quantities.find((x) => x.start >= m.index && x.dim === '个')
      const same = lists.find((g) => money && g.wholes.some((w) => equal(w.amount, money.amount)))
      if (
        !q ||
        !money ||
        !same ||
        !/项目/.test(`${same.wholes.map((w) => w.label)}${same.p.text.slice(0, 30)}`)
      )
        continue
      said(p, q, same.parts.length, ledger, money)
    }
    if (told.length < 2 || (tables.length > 0 && tables.length !== told.length)) continue
    for (const m of p.text.matchAll(
      /对\s*(\d+)\s*个(?:项目)[^，。；]{0,12}绩效[^，。；]{0,12}自评|组织了?\s*(\d+)\s*个项目[^，。；]{0,8}绩效评价/g,
    )) {
      const q = p.quantities.find((x) => x.start >= m.index && x.dim === '个')
      if (q) said(p, q, told.length, ledger, { end: m.index + m[0].length, start: m.index }, m.index)
    }
  }
}

function said(
  p: ReadParagraph,
  q: Quantity,
  listed: number,
  ledger: Ledger,
  to: { start: number; end: number },
  from = q.start,
): void {
  const ok = q.value.n === BigInt(listed)
  ledger.write(
    relation('R-F-08', 'count', span(p, { start: from }, to), String(listed), q.digits, ok, {
      leftValue: whole(listed),
      rightValue: q.value,
      ...(ok ? {} : { severity: 'error' as const, shouldBe: `${listed}个` }),
      note: { key: 'projects', values: { listed: String(listed) } },
    }),
  )
}
