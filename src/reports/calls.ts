/** The hotline in a report: calls, what came of them, levels of service. Sums alone; nobody is counted by calls. Pure. */
import {
  CALL_DEFINITIONS,
  CALL_RATES,
  CALL_RESULTS,
  type CallFigures,
  type CallStatistics,
} from '../hotline/index.ts'
import { table, text } from './blocks.ts'
import type { Audience, ReportBlock } from './contract.ts'
import { column, compared, hidden, NOT_TOLD, rate, told } from './words.ts'

const THEN = '上年同期'
const nameOf = (code: string): string => CALL_DEFINITIONS.find((d) => d.code === code)!.name.zh
const count = (f: CallFigures, code: string): number => f.counts.find((c) => c.code === code)!.value

/** Those of the service level, which the text names. */
const NAMED = ['in15', 'connected'] as const satisfies readonly (typeof CALL_RATES)[number][]

export function calls({ total }: CallStatistics, audience: Audience): ReportBlock[] {
  const { now, year } = total
  // Answered and missed make all calls together: neither may follow from the other, nor both from their rate.
  const pair = (f: CallFigures) => [count(f, 'answered'), count(f, 'abandoned')]
  const parts = (f: CallFigures) => column(pair(f), audience)
  const isHidden = (f: CallFigures) => audience === 'outside' && hidden(pair(f)).size > 0
  const rateOf = (f: CallFigures, code: string) =>
    rate(f.rates.find((r) => r.code === code)!, audience, code === 'connected' && isHidden(f))
  // Where nothing was made of any call, that number is the answered ones.
  const result = (f: CallFigures, code: string) =>
    code === 'nothing' && isHidden(f) ? NOT_TOLD : told(count(f, code), audience)
  const said = (what: string, cell: string) => (cell === NOT_TOLD ? `${what}次数不列` : `${what}${cell}次`)
  const [ours, then] = [parts(now), parts(year)]
  const n = (code: string) => told(count(now, code), audience)
  return [
    text(
      `${compared('12345热线来电', count(now, 'calls'), { name: THEN, was: count(year, 'calls') }, '次', audience)}；${said('接通', ours[0]!)}，${said('未接通', ours[1]!)}，其中已回拨联系上${n('called_back')}次。`,
    ),
    text(`${NAMED.map((code) => `${nameOf(code)}${rateOf(now, code)}`).join('；')}。`),
    table(
      'REP11',
      '热线来电和结果',
      ['项目', '本期', THEN],
      [
        [nameOf('calls'), told(count(now, 'calls'), audience), told(count(year, 'calls'), audience)],
        [nameOf('answered'), ours[0]!, then[0]!],
        [nameOf('abandoned'), ours[1]!, then[1]!],
        ...CALL_RESULTS.map((code) => [nameOf(code), result(now, code), result(year, code)]),
      ],
      '按通话计，一次通话可有几种结果；不辨认是谁打来。',
    ),
    table(
      'REP12',
      '热线服务水平',
      ['指标', '本期', THEN],
      CALL_RATES.map((code) => [nameOf(code), rateOf(now, code), rateOf(year, code)]),
    ),
  ]
}
