/** Numbering: items and figures that skip or repeat a number. */

import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import { looksLikeRow } from '../text/paragraphs.ts'

const CHINESE = '一二三四五六七八九十'
const STYLES: readonly { name: string; of: RegExp }[] = [
  { name: 'part', of: /^\s*第([一二三四五六七八九十]+)部分/ },
  { name: 'one', of: /^\s*([一二三四五六七八九十]{1,3})、/ },
  { name: 'two', of: /^\s*（([一二三四五六七八九十]{1,3})）/ },
  { name: 'digit', of: /^\s*(\d{1,2})\s*(?:、|\.(?!\d))/ },
  { name: 'bracket', of: /^\s*（(\d{1,2})）/ },
]

export function checkNumbering(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const last = new Map<string, { n: number; p: ReadParagraph }>()
  for (const p of paragraphs) {
    const i = STYLES.findIndex((s) => s.of.test(p.text))
    if (i < 0) continue
    const style = STYLES[i]!
    const n = numberOf(style.of.exec(p.text)![1]!)
    const before = last.get(style.name)
    for (const deeper of STYLES.slice(i + 1)) last.delete(deeper.name)
    last.set(style.name, { n, p })
    if (!told(p) || (before && !told(before.p))) continue
    if (!before || n === 1 || n === before.n + 1) continue
    // Far off it is another list; near by somebody miscounted.
    if (n - before.n > 3 || n < before.n - 1 || p.index - before.p.index > 60) continue
    if (insideLine(paragraphs, before, p)) continue
    ledger.write(
      relation(
        'R-E-02',
        'numbering',
        span(p, { start: 0 }, { end: Math.min(p.text.length, 40) }),
        String(n),
        String(before.n + 1),
        false,
        {
          severity: 'review',
          note: {
            key: n === before.n ? 'number-twice' : 'number-skipped',
            values: { before: String(before.n), now: String(n) },
          },
        },
      ),
    )
  }
  between(paragraphs, ledger)
  figures(paragraphs, ledger)
}

/** The number that is missed may stand inside a line, where the page broke: …财务规则。（八）负责…. */
const insideLine = (
  all: readonly ReadParagraph[],
  before: { n: number; p: ReadParagraph },
  p: ReadParagraph,
): boolean => all.slice(before.p.index, p.index).some((x) => x.text.includes(`（${chinese(before.n + 1)}）`))

/** 一、二、四、四、五: what stands between two numbers that leave room for one only bears that one, be it the shortest heading. */
function between(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const levels = new Map<string, { n: number; p: ReadParagraph }[]>()
  const settle = (run: readonly { n: number; p: ReadParagraph }[]) => {
    for (let i = 0; i < run.length; i++) {
      const [a, x, c] = [run[i - 1] ?? { n: 0, p: run[i]!.p }, run[i]!, run[i + 1]]
      if (!c || c.n !== a.n + 2 || x.n === a.n + 1 || x.n === 1 || told(x.p)) continue
      if (insideLine(paragraphs, a, x.p)) continue
      // The same mistake is told where the sentence itself is judged.
      skipped(x.p, a.n, x.n, ledger)
    }
    // 一、二、三、三。: the last one has no neighbour that comes after.
    const [y, z] = run.slice(-2)
    if (y && z && run.length >= 3 && y.n === z.n && !told(z.p)) skipped(z.p, y.n, z.n, ledger)
  }
  for (const p of paragraphs) {
    const i = STYLES.findIndex((s) => s.of.test(p.text))
    if (i < 0 || looksLikeRow(p.text)) continue
    for (const deeper of STYLES.slice(i + 1)) {
      settle(levels.get(deeper.name) ?? [])
      levels.delete(deeper.name)
    }
    const name = STYLES[i]!.name
    const run = levels.get(name) ?? []
    const n = numberOf(STYLES[i]!.of.exec(p.text)![1]!)
    if (n === 1) {
      settle(run)
      levels.set(name, [{ n, p }])
    } else levels.set(name, [...run, { n, p }])
  }
  for (const run of levels.values()) settle(run)
}

function skipped(p: ReadParagraph, before: number, now: number, ledger: Ledger): void {
  ledger.write(
    relation(
      'R-E-02',
      'numbering',
      span(p, { start: 0 }, { end: Math.min(p.text.length, 40) }),
      String(now),
      String(before + 1),
      false,
      {
        severity: 'review',
        note: {
          key: now === before ? 'number-twice' : 'number-skipped',
          values: { before: String(before), now: String(now) },
        },
      },
    ),
  )
}

/** Items of a table are numbered too, and skip what is empty; only told ones count. */
const told = (p: ReadParagraph) => p.text.trim().length >= 24 || /。/.test(p.text)

function figures(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const found: { n: number; p: ReadParagraph; at: number }[] = []
  for (const p of paragraphs)
    for (const m of p.text.matchAll(/[（(]图\s*(\d{1,2})[：:]/g))
      found.push({ n: Number(m[1]), p, at: m.index })
  for (let i = 1; i < found.length; i++) {
    const [a, b] = [found[i - 1]!, found[i]!]
    if (b.n === a.n + 1 || b.n <= a.n) continue
    ledger.write(
      relation(
        'R-E-02',
        'numbering',
        span(b.p, { start: b.at }, { end: b.p.text.length }),
        String(b.n),
        String(a.n + 1),
        false,
        {
          severity: 'review',
          note: { key: 'figure-skipped', values: { before: String(a.n), now: String(b.n) } },
        },
      ),
    )
  }
}

const chinese = (n: number): string => (n <= 10 ? CHINESE[n - 1]! : `十${CHINESE[n - 11] ?? ''}`)

export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  if (text.length === 1) return CHINESE.indexOf(text) + 1
  if (text.startsWith('十')) return 10 + (text.length > 1 ? CHINESE.indexOf(text[1]!) + 1 : 0)
  const tens = (CHINESE.indexOf(text[0]!) + 1) * 10
  return tens + (text.length > 2 ? CHINESE.indexOf(text[2]!) + 1 : 0)
}
