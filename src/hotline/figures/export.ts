/** The figures of the hotline as a table: each period and row with every rate's numerator and denominator. Pure. */
import { percent } from '../../statistics/index.ts'
import type { SheetOut } from '../../tables/index.ts'
import { CALL_COUNTS, CALL_RATES, type CallFigures, type CallStatistics } from './contract.ts'
import { CALL_DEFINITIONS } from './definitions.ts'

type Lang = 'zh' | 'en'

export function callSheets(s: CallStatistics, lang: Lang): SheetOut[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en)
  const name = (code: string) => CALL_DEFINITIONS.find((d) => d.code === code)!.name[lang]
  const heads = [
    say('时段', 'Period'),
    ...CALL_COUNTS.map(name),
    ...CALL_RATES.flatMap((code) => [
      `${name(code)} %`,
      `${name(code)} ${say('分子', 'numerator')}`,
      `${name(code)} ${say('分母', 'denominator')}`,
      `${name(code)} ${say('95%区间下限', '95 % low')}`,
      `${name(code)} ${say('95%区间上限', '95 % high')}`,
    ]),
    `${name('mean_wait')} s`,
    `${name('mean_talk')} s`,
  ]
  const row = (key: string, f: CallFigures) => [
    key,
    ...f.counts.map((c) => c.value),
    ...f.rates.flatMap((r) => [
      percent(r.numerator, r.denominator),
      r.numerator,
      r.denominator,
      r.low,
      r.high,
    ]),
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
    {
      name: say('口径', 'Definitions'),
      rows: [
        ['项目', '口径', '分子', '分母', '来源'].map((zh, i) =>
          say(zh, ['Figure', 'Definition', 'Numerator', 'Denominator', 'Source'][i]!),
        ),
        ...CALL_DEFINITIONS.map((d) => [
          d.name[lang],
          d.definition[lang],
          d.numerator?.[lang] ?? '',
          d.denominator?.[lang] ?? '',
          d.source[lang],
        ]),
      ],
    },
  ]
}
