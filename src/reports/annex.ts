/** The statutory annex, and what the figures are. Pure. */
import { CALL_DEFINITIONS } from '../hotline/index.ts'
import { DEFINITIONS } from '../statistics/index.ts'
import { text } from './blocks.ts'
import type { ReportBlock } from './contract.ts'
import type { Material } from './material.ts'

/** An organ stands in the annex with a topic from so many matters on, and from this part of the topic on. */
export const ANNEX = { least: 5, part: 0.2 } as const

/** Organs by topic, in the order of the list of units and without numbers: nothing here can be made a ranking. */
export function annex(m: Pick<Material, 'organs'>): ReportBlock[] {
  const rows = m.organs.flatMap(({ branch, received, units }) => {
    const named = units.filter((u) => u.received >= ANNEX.least && u.received >= ANNEX.part * received)
    return named.length === 0 ? [] : [[branch, named.map((u) => u.name).join('、')]]
  })
  const rule = `列入条件：该领域的事项由其承办不少于${ANNEX.least}件，且不少于该领域的${100 * ANNEX.part}%。按单位名录排列，不列数字，不排名；件数多少与服务人口、职责有关，不是对工作的评价。`
  if (rows.length === 0) return [text('本期没有符合列入条件的机关、单位。'), text(rule)]
  return [
    {
      is: 'table',
      table: {
        id: 'REP10',
        title: '分领域反映较多的机关、单位',
        unit: '',
        head: ['领域', '机关、单位'],
        rows,
        note: rule,
        figuresFrom: 2,
        twoSided: false,
      },
    },
  ]
}

const DEFINED = [
  'received',
  'ended',
  'replied',
  'batches',
  'persons',
  'group_batches',
  'acceptance',
  'handling',
  'response',
  'participation',
  'satisfaction',
  'solved',
  'connected',
  'contacted',
  'truthful',
  'forwarded',
  'supervised',
  'advised',
]

const CALLS_DEFINED = ['calls', 'answered', 'abandoned', 'at_once', 'orders', 'nothing', 'in15', 'connected']

/** What every figure of the report is, in the words of the catalogue of definitions. */
export const definitions = (calls: boolean): ReportBlock[] =>
  [
    ...DEFINED.map((code) => DEFINITIONS.find((d) => d.code === code)!),
    ...(calls ? CALL_DEFINITIONS.filter((d) => CALLS_DEFINED.includes(d.code)) : []),
  ].map((d) => text(`${d.name.zh}：${d.definition.zh}`))
