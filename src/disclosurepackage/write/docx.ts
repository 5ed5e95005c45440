/** The package as a Word document: text, charts that Word draws, tables with heads that repeat on each page. */
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { type Block, chartsOf, type DocTable, type PackageDoc } from '../document.ts'
import { markOf, withCharts } from './docx-chart.ts'

const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
const HEI = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' }
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

export async function writeDocx(doc: Pick<PackageDoc, 'title' | 'entity' | 'blocks'>): Promise<Buffer> {
  let n = 0
  const children = doc.blocks.flatMap((b): (Paragraph | Table)[] => {
    if (b.is === 'table') return tableOf(b.table)
    if (b.is !== 'chart') return [wordsOf(b)]
    n++
    return [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext: true,
        // A line as high as what stands in it: without saying so a chart is cut off to the height of a line of text.
        spacing: { before: 120, line: 240, lineRule: LineRuleType.AUTO },
        children: [new TextRun(markOf(n))],
      }),
      centred(`${b.chart.title}（单位：${b.chart.unit}）`, 20),
    ]
  })
  const title = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 400, after: 600 },
    heading: HeadingLevel.TITLE,
    children: [new TextRun({ text: doc.title, bold: true, size: 44, font: HEI, color: '000000' })],
  })
  const file = new Document({
    title: doc.title,
    creator: doc.entity,
    styles: {
      default: {
        document: {
          run: { font: SONG, size: 24 },
          paragraph: { spacing: { line: 340, lineRule: LineRuleType.AUTO } },
        },
        heading1: {
          run: { font: HEI, size: 32, bold: true, color: '000000' },
          paragraph: { spacing: { before: 400, after: 200 } },
        },
        heading2: {
          run: { font: HEI, size: 28, bold: true, color: '000000' },
          paragraph: { spacing: { before: 280, after: 120 } },
        },
        heading3: {
          run: { font: HEI, size: 24, bold: true, color: '000000' },
          paragraph: { spacing: { before: 200, after: 80 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838, orientation: PageOrientation.PORTRAIT },
            margin: { top: 1440, bottom: 1440, left: 1304, right: 1304 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children: [title, ...children],
      },
    ],
  })
  return Buffer.from(withCharts(await Packer.toBuffer(file), chartsOf(doc)))
}

function wordsOf(b: Exclude<Block, { is: 'table' } | { is: 'chart' }>): Paragraph {
  if (b.is === 'heading')
    return new Paragraph({ heading: HEADINGS[b.level], keepNext: true, children: [new TextRun(b.text)] })
  return new Paragraph({ indent: { firstLine: 480 }, children: [new TextRun(b.text)] })
}

const centred = (text: string, size: number, bold = false): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    children: [new TextRun({ text, size, bold })],
  })

/** Twentieths of a point between the margins. */
const WIDE = 9298
/** Chinese characters a column is wide: so many at least, so many at most before its words are broken. */
const LEAST = 3
const MOST = 16

/** Chinese characters are twice as wide as others. */
const widthOf = (text: string): number =>
  [...text].reduce((n, c) => n + (c.charCodeAt(0) > 0x2e7f ? 1 : 0.5), 0)

/** Each column as wide as what stands in it asks. Where that is more than there is, names are broken and figures never. */
function widthsOf(t: DocTable, size: number): number[] {
  const wanted = t.head.map((head, at) => {
    const words = Math.max(0, ...t.rows.map((r) => widthOf(r[at] ?? '')))
    const characters = Math.min(Math.max(LEAST, words + 0.5, Math.ceil(widthOf(head) / 2)), MOST)
    // A character is as many twentieths of a point wide as its size in halves times ten; the rest are the cell's margins.
    return Math.ceil(characters * size * 10) + 140
  })
  const sumOf = (one: (at: number) => boolean) => wanted.reduce((n, w, at) => n + (one(at) ? w : 0), 0)
  const figures = sumOf((at) => isFigure(t, at))
  const names = sumOf((at) => !isFigure(t, at))
  const fits = figures + names <= WIDE || names === 0 || figures >= WIDE
  const widths = wanted.map((w, at) => {
    if (fits) return Math.floor((WIDE * w) / (figures + names))
    return isFigure(t, at) ? w : Math.floor(((WIDE - figures) * w) / names)
  })
  return widths.map((w, at) => (at === 0 ? w + WIDE - widths.reduce((n, x) => n + x, 0) : w))
}

/** Points of a table's letters: many columns need smaller ones. */
const sizeFor = (columns: number): number => (columns > 7 ? 16 : columns > 5 ? 18 : 20)

function tableOf(t: DocTable): (Paragraph | Table)[] {
  const size = sizeFor(t.head.length)
  const widths = widthsOf(t, size)
  const cell = (text: string, at: number, head: boolean, keepNext = false) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      margins: { left: 60, right: 60 },
      children: [
        new Paragraph({
          alignment: head ? AlignmentType.CENTER : isFigure(t, at) ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { line: 260, lineRule: LineRuleType.AUTO },
          keepNext,
          children: text === '' ? [] : [new TextRun({ text, size, bold: head })],
        }),
      ],
    })
  // The last row takes its note along to the next page: a note that stands alone says nothing.
  const row = (cells: readonly string[], head: boolean, last: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map((c, at) => cell(c, at, head, last && t.note !== '')),
    })
  return [
    new Paragraph({
      spacing: { before: 360 },
      alignment: AlignmentType.CENTER,
      keepNext: true,
      children: [new TextRun({ text: t.title, bold: true, size: 26, font: HEI })],
    }),
    ...(t.unit === ''
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            keepNext: true,
            children: [new TextRun({ text: `单位：${t.unit}`, size: 20 })],
          }),
        ]),
    new Table({
      width: { size: WIDE, type: WidthType.DXA },
      columnWidths: widths,
      rows: [t.head, ...t.rows].map((r, i) => row(r, i === 0, i === t.rows.length)),
    }),
    new Paragraph({ children: t.note === '' ? [] : [new TextRun({ text: t.note, size: 20 })] }),
  ]
}

/** Whether a column holds figures; of two-sided tables names and figures take turns. */
export const isFigure = (t: DocTable, at: number): boolean =>
  t.twoSided ? at !== 0 && at !== 2 : at >= t.figuresFrom
