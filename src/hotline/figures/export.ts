/** The figures of the hotline as a table: each period and row with every rate's numerator and denominator. Pure. */
import { definitionSheet, rateCells, rateHeads } from '../../statistics/index.ts'
import type { SheetOut } from '../../tables/index.ts'
import { CALL_COUNTS, CALL_RATES, type CallFigures, type CallStatistics } from './contract.ts'
import { CALL_DEFINITIONS } from './definitions.ts'

type Lang = 'zh' | 'en'

const nameOf = (code: string) => CALL_DEFINITIONS.find((d) => d.code === code)!.name

export function callSheets(s: CallStatistics, lang: Lang): SheetOut[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const heads = [
    say('时段', 'Period'),
    ...CALL_COUNTS.map((code) => nameOf(code)[lang]),
    ...CALL_RATES.flatMap((code) => rateHeads(nameOf(code), lang)),
    `${nameOf('mean_wait')[lang]} s`,
    `${nameOf('mean_talk')[lang]} s`,
  ]
  const row = (key: string, f: CallFigures) => [
    key,
    ...f.counts.map((c) => c.value),
    ...f.rates.flatMap(rateCells),
    f.meanWait,
    f.meanTalk,
  ]
  const span = ({ from, to }: { from: string; to: string }) => `${from} – ${to}`
  const keyed = (key: string) => (s.group === 'hour' ? `${key}:00` : key)
  return [
    {
      name: say('12345来电', 'Calls'),
      rows: [
        heads,
        row(span(s.span), s.total.now),
        row(`${say('上期', 'The period before')} ${span(s.before)}`, s.total.before),
        row(`${say('上年同期', 'A year ago')} ${span(s.year)}`, s.total.year),
        ...s.rows.map((r) => row(keyed(r.key), r.now)),
      ],
    },
    definitionSheet(CALL_DEFINITIONS, lang),
  ]
}
