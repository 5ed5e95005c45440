/** The figures as a table: one row for each group and period, every rate with what it is made of. */
import type { SheetOut } from '../tables/index.ts'
import { COUNTS, type Figures, RATES, type Statistics } from './contract.ts'
import { definitionSheet, rateCells, rateHeads } from './defined.ts'
import { DEFINITIONS } from './definitions.ts'

type Lang = 'zh' | 'en'
const say = (lang: Lang, zh: string, en: string): string => (lang === 'zh' ? zh : en)

const nameOf = (code: string) => DEFINITIONS.find((d) => d.code === code)!.name

export function sheetsOf(s: Statistics, lang: Lang): SheetOut[] {
  const shown = RATES.filter((code) => s.total.now.rates.some((r) => r.code === code))
  const heads = [
    say(lang, '项目', 'Item'),
    say(lang, '时段', 'Period'),
    say(lang, '起', 'From'),
    say(lang, '止', 'To'),
    ...COUNTS.map((code) => nameOf(code)[lang]),
    ...shown.flatMap((code) => rateHeads(nameOf(code), lang)),
  ]
  const row = (name: string, period: string, span: { from: string; to: string } | null, f: Figures) => [
    name,
    period,
    span?.from ?? null,
    span?.to ?? null,
    ...f.counts.map((c) => c.value),
    ...f.rates.flatMap(rateCells),
  ]
  const three = (name: string, of: { now: Figures; before: Figures; year: Figures }, dated: boolean) => [
    row(name, say(lang, '本期', 'This period'), dated ? s.span : null, of.now),
    row(name, say(lang, '上期', 'The period before'), dated ? s.before : null, of.before),
    row(name, say(lang, '上年同期', 'A year ago'), dated ? s.year : null, of.year),
  ]
  const total = s.unit?.name[lang] ?? say(lang, '全局', 'The bureau')
  return [
    {
      name: say(lang, '统计', 'Figures'),
      // A month is compared with months of its own, whose days do not stand in the table.
      rows: [
        heads,
        ...three(total, s.total, true),
        ...s.rows.flatMap((r) => three(r.name[lang], r, s.group !== 'month')),
      ],
    },
    definitionSheet(
      DEFINITIONS.filter((d) => d.kind !== 'step'),
      lang,
    ),
  ]
}
