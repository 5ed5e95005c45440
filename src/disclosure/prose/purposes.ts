/** What an item is said to be spent on, against its own name (R-C-03), and the levels of its name (R-C-02). */
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'

/** Kinds of contributions; a sentence about one says nothing but another. */
const KINDS: readonly RegExp[] = [
  /公积金|购房补贴|提租补贴|住房/,
  /养老保险|职业年金/,
  /医疗|生育保险/,
  /失业保险/,
  /工伤保险/,
  /抚恤|丧葬/,
]
const ITEM = /([\u4e00-\u9fff]{3,24})（项）/g
const PURPOSE = /(?:主要)?(?:用于|是用于|为)(?:支付|缴纳|发放)?([^。；]{4,120})/
const PATH = /（类）[^，。；]{2,40}?（(款|项)）[^，。；]{2,40}?（(款|项|类)）/g

export function checkPurposes(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const m of p.text.matchAll(ITEM)) purpose(p, m, ledger)
    for (const m of p.text.matchAll(PATH)) {
      if (m[1] === '款' && m[2] === '项') continue
      ledger.write(
        relation(
          'R-C-02',
          'code',
          span(p, { start: m.index }, { end: m.index + m[0].length }),
          `（类）（${m[1]}）（${m[2]}）`,
          '（类）（款）（项）',
          false,
          { severity: 'review', note: { key: 'levels' } },
        ),
      )
    }
  }
}

function purpose(p: ReadParagraph, m: RegExpExecArray, ledger: Ledger): void {
  const kind = KINDS.findIndex((k) => k.test(m[1]!))
  if (kind < 0) return
  const end = m.index + m[0].length
  const next = p.text.indexOf('（项）', end)
  const rest = p.text.slice(end, Math.min(next < 0 ? end + 200 : next, end + 200))
  const said = PURPOSE.exec(rest.slice(Math.max(0, rest.search(/主要用于|用于/))))
  if (!said || !/用于/.test(rest)) return
  const others = KINDS.filter((k, i) => i !== kind && k.test(said[1]!))
  if (KINDS[kind]!.test(said[1]!) || others.length === 0) return
  const start = end + rest.indexOf(said[1]!)
  ledger.write(
    relation(
      'R-C-03',
      'code',
      span(p, { start: m.index }, { end: start + said[1]!.length }),
      said[1]!.slice(0, 40),
      m[1]!,
      false,
      { severity: 'review', note: { key: 'purpose', values: { item: m[1]! } } },
    ),
  )
}
