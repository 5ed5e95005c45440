/** A bulletin as a Word file, after GB/T 9704-2012: A4, margins, title and body sizes. In the language asked for. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Bulletin, Figure, FigureName } from './contract.ts'

type Lang = 'zh' | 'en'
type Words = Record<Lang, string>

export const FIGURE_NAMES: Readonly<Record<FigureName, Words>> = {
  acceptance: { zh: '及时受理率', en: 'Accepted in time' },
  handling: { zh: '按期办结率', en: 'Concluded in time' },
  satisfaction: { zh: '满意率', en: 'Satisfied' },
  participation: { zh: '参评率', en: 'Rated' },
  solved: { zh: '解决率', en: 'Solved' },
  supervision: { zh: '督办按期反馈率', en: 'Supervision answered in time' },
}

const TEXT = {
  no: { zh: (n: number) => `第${n}期`, en: (n: number) => `No. ${n}` },
  period: { zh: '统计时段', en: 'Period' },
  to: { zh: '至', en: 'to' },
  units: { zh: '一、各单位办理情况', en: '1. Work of the units' },
  order: {
    zh: '按单位目录顺序排列，不排名次；括号内为“合格件数/应计件数”。比例不含保护通道事项，件数少的请连同件数一起看。',
    en: 'In the order of the list of units, unranked; in brackets "good / counted". Shielded matters are in no figure; read small numbers with their counts.',
  },
  unit: { zh: '单位', en: 'Unit' },
  orders: { zh: '二、督办情况', en: '2. Orders' },
  ground: { zh: '事由', en: 'Ground' },
  opened: { zh: '督办', en: 'Opened' },
  answered: { zh: '已反馈', en: 'Answered' },
  late: { zh: '逾期反馈', en: 'Late' },
  advice: { zh: '三、三项建议和采纳情况', en: '3. Advice and adoption' },
  kind: { zh: '类别', en: 'Kind' },
  given: { zh: '提出', en: 'Given' },
  adopted: { zh: '采纳（含部分）', en: 'Adopted, wholly or partly' },
  reminders: { zh: (n: number) => `另催办${n}件次。`, en: (n: number) => `Reminders: ${n}.` },
  words: { zh: '四、情况和要求', en: '4. Remarks' },
  none: { zh: '本期没有可统计的事项。', en: 'Nothing to be counted in this period.' },
} as const

/** Sizes in half points: 2号 = 22 pt, 3号 = 16 pt, table 小四 = 12 pt. Margins 37, 28, 35, 26 mm in twentieths of a point. */
const MM = 56.7
const FONT = { ascii: 'Times New Roman', eastAsia: 'FangSong', hAnsi: 'Times New Roman' }

/** 87.5% and below it 7/8; a dash where nothing was counted. Lines of their own: neither is broken within. */
export function rateLines(f: Pick<Figure, 'good' | 'of'>): string[] {
  if (f.of === 0) return ['—']
  return [`${(Math.round((1000 * f.good) / f.of) / 10).toFixed(1)}%`, `(${f.good}/${f.of})`]
}

const run = (text: string, size: number, more: { bold?: boolean; font?: string } = {}) =>
  new TextRun({
    text,
    size,
    bold: more.bold ?? false,
    font: more.font ? { ...FONT, eastAsia: more.font } : FONT,
  })
const body = (text: string) =>
  new Paragraph({
    indent: { firstLine: 640 },
    spacing: { line: 580, lineRule: 'exact' },
    children: [run(text, 32)],
  })
const heading = (text: string) =>
  new Paragraph({
    indent: { firstLine: 640 },
    spacing: { before: 200, line: 580, lineRule: 'exact' },
    keepNext: true,
    children: [run(text, 32, { font: 'SimHei' })],
  })

/** Between the margins, in millimetres. */
const TEXT_WIDTH = 156

/**
 * @param first width of the first column in millimetres; the others share the rest evenly. Fixed, for the office programs
 *   disagree on what they make of a table that may choose.
 * @param rows a cell may hold several lines
 */
function table(first: number, head: string[], rows: (string | string[])[][]): Table {
  const line = { style: BorderStyle.SINGLE, size: 4, color: '808080' }
  const rest = (TEXT_WIDTH - first) / (head.length - 1)
  const widths = head.map((_, i) => Math.round((i === 0 ? first : rest) * MM))
  const cell = (text: string | string[], at: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 60, bottom: 60, left: 30, right: 30 },
      children: [text].flat().map(
        (words, i) =>
          new Paragraph({
            alignment: at === 0 ? AlignmentType.LEFT : AlignmentType.CENTER,
            children: [run(words, i === 0 ? 21 : 18, { bold })],
          }),
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((h, i) => cell(h, i, true)),
      }),
      ...rows.map((r) => new TableRow({ cantSplit: true, children: r.map((c, i) => cell(c, i, false)) })),
    ],
  })
}

/** @param bureau name of the issuing bureau as printed */
export function bulletinDocx(b: Bulletin, bureau: Words, lang: Lang): Promise<Buffer> {
  const t = <K extends keyof typeof TEXT>(key: K) => TEXT[key][lang] as (typeof TEXT)[K][Lang]
  const names = Object.keys(FIGURE_NAMES) as FigureName[]
  const { units, orders, advice, reminders } = b.figures
  const used = orders.filter((o) => o.opened > 0)
  const given = advice.filter((a) => a.given > 0)
  const center = (text: string, size: number, font?: string) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 160 },
      children: [run(text, size, font ? { font } : {})],
    })
  const unitRows = units.map((u) => [
    u.name[lang],
    ...names.map((n) => rateLines(u.figures.find((f) => f.figure === n) ?? { good: 0, of: 0 })),
  ])
  const document = new Document({
    creator: bureau[lang],
    title: b.title,
    styles: { default: { document: { run: { font: FONT, size: 32 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
            margin: {
              top: Math.round(37 * MM),
              left: Math.round(28 * MM),
              bottom: Math.round(35 * MM),
              right: Math.round(26 * MM),
            },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: FONT })],
              }),
            ],
          }),
        },
        children: [
          center(b.title, 44, 'SimSun'),
          center(t('no')(b.bulletinNo), 32),
          body(`${t('period')}${lang === 'zh' ? '：' : ': '}${b.from} ${t('to')} ${b.to}`),
          heading(t('units')),
          ...(unitRows.length > 0
            ? [body(t('order')), table(30, [t('unit'), ...names.map((n) => FIGURE_NAMES[n][lang])], unitRows)]
            : [body(t('none'))]),
          heading(t('orders')),
          ...(used.length > 0
            ? [
                table(
                  84,
                  [t('ground'), t('opened'), t('answered'), t('late')],
                  used.map((o) => [o.label[lang], String(o.opened), String(o.answered), String(o.late)]),
                ),
              ]
            : [body(t('none'))]),
          body(t('reminders')(reminders)),
          heading(t('advice')),
          ...(given.length > 0
            ? [
                table(
                  84,
                  [t('kind'), t('given'), t('answered'), t('adopted')],
                  given.map((a) => [a.label[lang], String(a.given), String(a.answered), String(a.adopted)]),
                ),
              ]
            : [body(t('none'))]),
          ...(b.words === '' ? [] : [heading(t('words')), ...b.words.split(/\n+/).map(body)]),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            indent: { right: 1280 },
            spacing: { before: 600 },
            children: [run(bureau[lang], 32)],
          }),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            indent: { right: 1280 },
            children: [run(printedDay(b.issuedOn, lang), 32)],
          }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function printedDay(day: string, lang: Lang): string {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  return lang === 'zh' ? `${y}年${m}月${d}日` : day
}
