/** The table to fill in: headings, examples that are never taken in, allowed codes, what belongs where. */
import type { Lang } from '../kernel/errors/problem.ts'
import { type SheetOut, writeXlsx } from '../tables/index.ts'
import { choicesOf } from './check-row.ts'
import type { Choice } from './choices.ts'
import type { BatchKind } from './contract.ts'
import { fieldsOf } from './fields.ts'
import { EXAMPLE_MARK } from './mapping.ts'

const WORDS = {
  zh: {
    sheets: ['登记表', '填写说明'],
    no: '序号',
    columns: ['列', '必填', '怎样填', '可填内容', '示例'],
    yes: '是',
    rest: [
      `序号写“${EXAMPLE_MARK}”的行不会导入，可以删去。`,
      '一行一件。日期写成 2026-03-21，时间写成 2026-03-21 15:04。',
      '只记事，不记对人的标记；检举控告请在登记页逐件登记。',
    ],
  },
  en: {
    sheets: ['Register', 'How to fill in'],
    no: 'No.',
    columns: ['Column', 'Needed', 'How', 'Choices', 'Example'],
    yes: 'yes',
    rest: [
      `Rows whose number is ${EXAMPLE_MARK} (example) are not imported; delete them if you like.`,
      'One matter a row. Days as 2026-03-21, times as 2026-03-21 15:04.',
      'Matters only, no marks on people; register reports of misconduct by hand.',
    ],
  },
} as const

const SECOND: Readonly<Record<string, string>> = {
  body: '建议在东门菜市场门口增设公交站，方便老人买菜。',
  subject: '增设公交站',
  demands: '',
  class: '建议意见',
  channel: '来访',
  name: '示例乙',
  phone: '13900000000',
  receivedAt: '2026年3月22日',
}

/** The template as .xlsx: headings are understood again without any mapping. */
export function writeTemplate(kind: BatchKind, procedures: readonly Choice[], lang: Lang): Promise<Buffer> {
  const words = WORDS[lang]
  const fields = fieldsOf(kind)
  const example = (more: Readonly<Record<string, string>>) => [
    EXAMPLE_MARK,
    ...fields.map((f) => more[f.id] ?? f.example),
  ]
  const register: SheetOut = {
    name: words.sheets[0],
    rows: [[words.no, ...fields.map((f) => f.label[lang])], example({}), example(SECOND)],
    widths: [8, ...fields.map((f) => (f.id === 'body' ? 48 : f.max > 150 ? 26 : 16))],
  }
  const help: SheetOut = {
    name: words.sheets[1],
    rows: [
      words.columns,
      ...fields.map((f) => [
        f.label[lang],
        f.required ? words.yes : '',
        f.help[lang],
        (choicesOf(f.id, procedures) ?? []).map((c) => c.label[lang]).join(lang === 'zh' ? '、' : ', '),
        f.example,
      ]),
      ...words.rest.map((line) => ['', '', line, '', '']),
    ],
    widths: [24, 8, 52, 60, 36],
  }
  return writeXlsx([register, help])
}
