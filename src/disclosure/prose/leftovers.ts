/** Leftovers (R-E-01): placeholders, alternatives nobody chose between, instructions of the form, and terms misspelt by sound. */
import { pinyin } from 'pinyin-pro'
import type { Source } from '../contract.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'

const PLACEHOLDERS =
  /(?<![A-Za-z0-9])(?:[XＸ×]{2,}|＊{2,}|\*{2,}|_{3,}|＿{2,})(?![A-Za-z0-9])|20(?:[XＸx×]{1,2}|\*{2})(?=年)|(?<![\d*×XＸ])[×＊](?=\s*(?:万元|元|%|人|个|批|辆))|(?:原因|用于|包括)(?:是|为|：)?\s*(?:…+|\.{3,}|——+)(?=[。；，\s]|$)|〔\s*〕\s*号|。。。/g
const UNCHOSEN =
  /(?:增加|减少|增长|下降|上升|大于|小于|高于|低于)\s*(?:（(?:增加|减少|增长|下降|上升|持平|大于|小于|高于|低于|等于)(?:[、/](?:增加|减少|增长|下降|持平))?）|[/／](?:增加|减少|增长|下降|持平|大于|小于))|(?:减少增加|增加减少|增长下降|下降增长)(?=了?[\d.])/g
const INSTRUCTION =
  /（(?:注[：:])?[^（）]*(?:请(?:根据|参照|各部门|各单位|按|说明|填写|列明|注明|删除|自行)|罗列全部|据实(?:填写|说明)|根据实际情况(?:填写|说明|罗列)|如(?:无|没有)[^（）]{0,12}请|此处(?:填写|说明|填列)|填写说明|以下为模板|没有的删除|不适用(?:请|可)删除)[^（）]*）/g

export function checkLeftovers(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    each(p, PLACEHOLDERS, 'placeholder', 'error', ledger)
    // 增加（减少）额 heads a column; in a sentence with a figure somebody forgot to choose.
    if (p.quantities.length > 0 && /[，。；]/.test(p.text)) each(p, UNCHOSEN, 'unchosen', 'error', ledger)
    each(p, INSTRUCTION, 'instruction', 'review', ledger)
    misspelt(p, ledger)
    if (p.cut) tooLong(p, ledger)
  }
}

function each(
  p: ReadParagraph,
  pattern: RegExp,
  key: string,
  severity: 'error' | 'review',
  ledger: Ledger,
): void {
  for (const m of p.text.matchAll(pattern)) {
    const [a, b] = [Math.max(0, m.index - 12), Math.min(p.text.length, m.index + m[0].length + 12)]
    ledger.write(
      relation('R-E-01', 'template', span(p, { start: a }, { end: b }), m[0], '—', false, {
        severity,
        note: { key },
      }),
    )
  }
}

const TERM =
  /^\s*(?:\d{1,2}[.、]|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)\s*([\u4e00-\u9fff“”（）]{2,24})\s*[：:]\s*(?:是)?指/

/** A term of the glossary explained twice: a copy left beside its original. */
export function checkGlossary(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const seen = new Set<string>()
  for (const p of paragraphs) {
    const name = TERM.exec(p.text)?.[1]?.replace(/[“”\s]/g, '')
    if (!name) continue
    if (seen.has(name))
      ledger.write(
        relation(
          'R-E-01',
          'copy',
          span(p, { start: 0 }, { end: Math.min(p.text.length, 40) }),
          name,
          '—',
          false,
          {
            severity: 'review',
            note: { key: 'term-twice', values: { name } },
          },
        ),
      )
    seen.add(name)
  }
}

/** What lies beyond the limit of lines is said, not passed over. */
export function checkReadWhole(source: Source, ledger: Ledger): void {
  const last = source.lines[source.lines.length - 1]
  if (!source.unread || !last) return
  const [lines, left] = [String(source.lines.length), String(source.unread)]
  ledger.write(
    relation(
      'R-E-01',
      'template',
      { quote: last.text.slice(0, 80), at: { line: last.line } },
      left,
      '0',
      false,
      {
        severity: 'review',
        note: { key: 'too-many-lines', values: { lines, left } },
      },
    ),
  )
}

/** What was not compared is said, not passed over. */
function tooLong(p: ReadParagraph, ledger: Ledger): void {
  const end = p.text.length
  ledger.write(
    relation('R-E-01', 'template', span(p, { start: end - 24 }, { end }), String(end), '—', false, {
      severity: 'review',
      note: { key: 'too-long', values: { length: String(end) } },
    }),
  )
}

/** Set phrases of the field; another character of the same sound in one of them is a slip of the keyboard. */
const TERMS = [
  '及时受理率',
  '按期办结率',
  '按期回复率',
  '及时签收率',
  '群众满意率',
  '一般公共预算',
  '财政拨款收入',
  '财政拨款支出',
  '公务接待费',
  '公务用车购置',
  '公务用车运行',
  '因公出国',
  '机关运行经费',
  '政府采购货物',
  '政府采购工程',
  '政府采购服务',
  '国有资本经营预算',
  '政府性基金预算',
  '住房公积金',
  '基本养老保险',
  '职业年金缴费',
  '绩效目标',
  '基本支出',
  '项目支出',
  '年初预算数',
  '支出决算数',
  '结转和结余',
  '名词解释',
  '信访事项',
  '复查复核',
] as const
/** Each term with its sound, and a pattern for each character of it that may be another one; made once. */
const SPELT = TERMS.map((term) => ({
  term,
  sound: soundOf(term),
  patterns: [...term].map(
    (_, k) => new RegExp(`${literal(term.slice(0, k))}([\\u4e00-\\u9fff])${literal(term.slice(k + 1))}`, 'g'),
  ),
}))

function soundOf(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array' })
}

function misspelt(p: ReadParagraph, ledger: Ledger): void {
  for (const { term, sound, patterns } of SPELT) {
    const found = new Set<string>()
    for (const [k, pattern] of patterns.entries()) {
      for (const m of p.text.matchAll(pattern)) {
        if (m[0] === term || found.has(m[0])) continue
        if (soundOf(m[0])[k] !== sound[k]) continue
        found.add(m[0])
        const [a, b] = [Math.max(0, m.index - 12), Math.min(p.text.length, m.index + m[0].length)]
        ledger.write(
          relation('R-E-01', 'garble', span(p, { start: a }, { end: b }), m[0], term, false, {
            severity: 'error',
            shouldBe: term,
            note: { key: 'misspelt', values: { term } },
          }),
        )
      }
    }
  }
}

function literal(s: string): string {
  return s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
