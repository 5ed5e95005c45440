/** The figures as a table: one row for each group and period, every rate with what it is made of. */
import type { SheetOut } from '../tables/index.ts'
import { COUNTS, type Figures, RATES, type Statistics } from './contract.ts'
import { DEFINITIONS } from './definitions.ts'

type Lang = 'zh' | 'en'
const say = (lang: Lang, zh: string, en: string): string => (lang === 'zh' ? zh : en)

const nameOf = (code: string, lang: Lang): string => DEFINITIONS.find((d) => d.code === code)!.name[lang]

/** A share in per cent with one decimal. */
export const percent = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : Math.round((1000 * numerator) / denominator) / 10

export function sheetsOf(s: Statistics, lang: Lang): SheetOut[] {
  const shown = RATES.filter((code) => s.total.now.rates.some((r) => r.code === code))
  const heads = [
    say(lang, '项目', 'Item'),
    say(lang, '时段', 'Period'),
    say(lang, '起', 'From'),
    say(lang, '止', 'To'),
    ...COUNTS.map((code) => nameOf(code, lang)),
    ...shown.flatMap((code) => {
      const name = nameOf(code, lang)
      return [
        `${name} %`,
        `${name} ${say(lang, '分子', 'numerator')}`,
        `${name} ${say(lang, '分母', 'denominator')}`,
        `${name} ${say(lang, '95%区间下限', '95 % low')}`,
        `${name} ${say(lang, '95%区间上限', '95 % high')}`,
      ]
    }),
  ]
  const row = (name: string, period: string, span: { from: string; to: string } | null, f: Figures) => [
    name,
    period,
    span?.from ?? null,
    span?.to ?? null,
    ...f.counts.map((c) => c.value),
    ...f.rates.flatMap((r) => [
      percent(r.numerator, r.denominator),
      r.numerator,
      r.denominator,
      r.low,
      r.high,
    ]),
  ]
  const three = (name: string, of: { now: Figures; before: Figures; year: Figures }, dated: boolean) => [
    row(name, say(lang, '本期', 'This period'), dated ? s.span : null, of.now),
    row(name, say(lang, '上期', 'The period before'), dated ? s.before : null, of.before),
    row(name, say(lang, '上年同期', 'A year ago'), dated ? s.year : null, of.year),
  ]
  const total = s.unit?.name[lang] ?? say(lang, '全局', 'The bureau')
  const definitions = DEFINITIONS.filter((d) => d.kind !== 'step').map((d) => [
    d.name[lang],
    d.definition[lang],
    d.numerator?.[lang] ?? '',
    d.denominator?.[lang] ?? '',
    d.source[lang],
  ])
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
    {
      name: say(lang, '口径', 'Definitions'),
      rows: [
        ['项目', '口径', '分子', '分母', '来源'].map((zh, i) =>
          say(lang, zh, ['Figure', 'Definition', 'Numerator', 'Denominator', 'Source'][i]!),
        ),
        ...definitions,
      ],
    },
  ]
}
