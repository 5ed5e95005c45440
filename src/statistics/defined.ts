/** How a figure is defined and told, whichever room counts it: its definition, its rate, its columns. Pure. */
import { interval } from '../oversight/index.ts'

export interface Label {
  zh: string
  en: string
}

export interface Defined<Code extends string = string, Kind extends string = string> {
  code: Code
  kind: Kind
  name: Label
  definition: Label
  /** Both null for what is no rate. */
  numerator: Label | null
  denominator: Label | null
  source: Label
}

export const label = (zh: string, en: string): Label => ({ zh, en })

/** Builders of the definitions of a room, held to its codes. */
export const defining = <Count extends string, Rate extends string>() => ({
  count: (code: Count, name: Label, definition: Label, source: Label): Defined<Count, 'count'> => ({
    code,
    kind: 'count',
    name,
    definition,
    numerator: null,
    denominator: null,
    source,
  }),
  rate: (
    code: Rate,
    name: Label,
    definition: Label,
    numerator: Label,
    denominator: Label,
    source: Label,
  ): Defined<Rate, 'rate'> => ({ code, kind: 'rate', name, definition, numerator, denominator, source }),
})

export interface TakenRate {
  numerator: number
  denominator: number
  /** Ends of Wilson's interval at 95 %, in per cent; null where nothing was counted. */
  low: number | null
  high: number | null
}

export function takenRate([numerator, denominator]: readonly [number, number]): TakenRate {
  const range = interval(numerator, denominator)
  return { numerator, denominator, low: range?.low ?? null, high: range?.high ?? null }
}

type Lang = keyof Label

/** A share in per cent with one decimal. */
export const percent = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : Math.round((1000 * numerator) / denominator) / 10

/** Headings of the columns a rate takes in a table. */
export const rateHeads = (name: Label, lang: Lang): string[] =>
  [
    label('%', '%'),
    label('分子', 'numerator'),
    label('分母', 'denominator'),
    label('95%区间下限', '95 % low'),
    label('95%区间上限', '95 % high'),
  ].map((of) => `${name[lang]} ${of[lang]}`)

/** Its cells, under those headings. */
export const rateCells = (r: TakenRate): (number | null)[] => [
  percent(r.numerator, r.denominator),
  r.numerator,
  r.denominator,
  r.low,
  r.high,
]

/** The sheet that says what every figure of a file is. */
export const definitionSheet = (definitions: readonly Defined[], lang: Lang) => ({
  name: label('口径', 'Definitions')[lang],
  rows: [
    [
      label('项目', 'Figure'),
      label('口径', 'Definition'),
      label('分子', 'Numerator'),
      label('分母', 'Denominator'),
      label('来源', 'Source'),
    ].map((head) => head[lang]),
    ...definitions.map((d) => [
      d.name[lang],
      d.definition[lang],
      d.numerator?.[lang] ?? '',
      d.denominator?.[lang] ?? '',
      d.source[lang],
    ]),
  ],
})

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** A page of the docs with its table between the marks as the definitions are now. */
export function withTable(
  page: string,
  marks: { begin: string; end: string },
  definitions: readonly Defined[],
): string {
  const [before, rest] = page.split(marks.begin) as [string, string]
  const after = rest.split(marks.end)[1]!
  const table = [
    '| code | figure | definition | numerator / denominator | source |',
    '|---|---|---|---|---|',
    ...definitions.map((d) => {
      const of = d.numerator && d.denominator ? `${d.numerator.zh} / ${d.denominator.zh}` : ''
      return `| \`${d.code}\` | ${cell(d.name.zh)} ${cell(d.name.en)} | ${cell(d.definition.zh)}<br>${cell(d.definition.en)} | ${cell(of)} | ${cell(d.source.zh)} |`
    }),
  ]
  return `${before}${marks.begin}\n${table.join('\n')}\n${marks.end}${after}`
}
