/** A document as .docx in the layout of GB/T 9704. Fonts are named, never shipped. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Paper } from './contract.ts'
import {
  CHAR_SPACE,
  CHARACTER,
  FALLBACKS,
  FONT,
  LETTER,
  LINE,
  levelOf,
  MARGIN,
  markSize,
  PAGE,
  signatureIndents,
  splitHeading,
  titleLines,
} from './layout.ts'
import { footOf, hasFoot, roomForFoot } from './render-foot.ts'
import { letterFooters, letterHeaders, letterNumber } from './render-letter.ts'
import { type StyleName, styleId, stylesXml } from './styles-xml.ts'
import { dateWords } from './words.ts'

const face = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })
/** Where the number will stand. */
const NUMBER_PENDING = '（签发后编号）'
const characters = (n: number): number => Math.round(n * CHARACTER)

const line = (name: StyleName, text: string, more: { right?: number; keepNext?: boolean } = {}): Paragraph =>
  new Paragraph({
    style: styleId(name),
    ...(more.keepNext ? { keepNext: true } : {}),
    ...(more.right === undefined ? {} : { indent: { right: characters(more.right) } }),
    children: text === '' ? [] : [new TextRun(text)],
  })

/** A paragraph of the text: its heading in 黑体 or 楷体, what follows in the body's font. */
function textLine(
  name: 'body' | 'fixed',
  text: string,
  keep: { keepNext: boolean; keepLines?: boolean },
): Paragraph {
  const [heading, rest] = splitHeading(text)
  const font = levelOf(text) === 1 ? FONT.heading : FONT.subheading
  const runs = heading === '' ? [] : [new TextRun({ text: heading, font: face(font) })]
  if (rest !== '') runs.push(new TextRun(rest))
  return new Paragraph({ style: styleId(name), ...keep, children: runs })
}

/** A heading never stands alone at the foot of a page. */
function keepsNext(texts: readonly { text: string }[], i: number): boolean {
  const { text } = texts[i]!
  const next = texts[i + 1]!.text
  const under = levelOf(next) === 0 || levelOf(next) > levelOf(text)
  return levelOf(text) > 0 && splitHeading(text)[1] === '' && under
}

function headOf(p: Paper): Paragraph[] {
  const title = new Paragraph({
    style: styleId('title'),
    children: titleLines(p.title).map((text, i) => new TextRun({ text, ...(i > 0 ? { break: 1 } : {}) })),
  })
  const markings = p.markings.map((text) => line('marking', text))
  if (!p.numbered) return [...markings, title, line('body', '', { keepNext: true })]
  if (p.letter)
    return [
      ...letterNumber(p, p.number ?? NUMBER_PENDING),
      line('body', '', { keepNext: true }),
      line('body', '', { keepNext: true }),
      title,
      line('body', '', { keepNext: true }),
    ]
  return [
    ...markings,
    new Paragraph({
      style: styleId('mark'),
      children: [new TextRun({ text: p.organ, size: markSize(p.organ) })],
    }),
    p.upward ? upwardNumber(p) : line('number', p.number ?? NUMBER_PENDING),
    line('body', '', { keepNext: true }),
    line('body', '', { keepNext: true }),
    title,
    line('body', '', { keepNext: true }),
  ]
}

/** To an organ above: the number one character in from the left, who signed one from the right (签发人). */
const upwardNumber = (p: Paper): Paragraph =>
  new Paragraph({
    style: styleId('number'),
    alignment: AlignmentType.LEFT,
    tabStops: [{ type: TabStopType.RIGHT, position: characters(27) }],
    children: [
      // Moved in by a space: an indent would shorten the red line below.
      new TextRun({ children: [`\u3000${p.number ?? NUMBER_PENDING}`, '\t签发人：'] }),
      new TextRun({ text: p.signedBy ?? '', font: face(FONT.subheading) }),
    ],
  })

const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const BORDERS = { top: border, bottom: border, left: border, right: border }

function tableOf(p: Paper): Table[] {
  if (p.rows.length === 0) return []
  const width = PAGE.width - MARGIN.left - MARGIN.right
  const widths = [Math.round(width * 0.3), width - Math.round(width * 0.3)]
  const cell = (text: string, at: 0 | 1) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      borders: BORDERS,
      margins: { top: 80, bottom: 80, left: 100, right: 100 },
      children: [line('cell', text)],
    })
  return [
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: p.rows.map(
        (r) => new TableRow({ cantSplit: true, children: [cell(r.label, 0), cell(r.value, 1)] }),
      ),
    }),
  ]
}

function signatureOf(p: Paper): Paragraph[] {
  const out: Paragraph[] = []
  if (p.signers.length > 0) {
    out.push(line('body', '', { keepNext: true }))
    for (const who of p.signers)
      out.push(
        new Paragraph({
          style: styleId('signer'),
          keepNext: true,
          tabStops: [{ type: TabStopType.RIGHT, position: characters(27) }],
          children: [new TextRun({ children: [`${who}：`, '\t年　　月　　日'] })],
        }),
      )
  }
  if (p.signed) {
    const date = p.date ? dateWords(p.date) : '　　　　年　　月　　日'
    const right = signatureIndents(p.organ, date)
    // Room for the seal, which covers name and date; some of the text stays on the same page.
    out.push(line('body', '', { keepNext: true }), line('body', '', { keepNext: true }))
    out.push(line('organ', p.organ, { right: right.organ }))
    out.push(line('date', date, { right: right.date, keepNext: hasFoot(p) }))
  }
  return out
}

/** — 1 — in 4号宋体: odd pages right, even pages left, one character in. */
const pageNumber = (side: 'odd' | 'even'): Paragraph =>
  new Paragraph({
    style: styleId('page'),
    alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: side === 'odd' ? { right: characters(1) } : { left: characters(1) },
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
  })
const footer = (side: 'odd' | 'even'): Footer => new Footer({ children: [pageNumber(side)] })

/** The table of fonts with what to take instead; the library writes none for fonts it does not embed. */
function fontTable(): string {
  const fonts = Object.entries(FALLBACKS)
    .map(
      ([name, others]) =>
        `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
    )
    .join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts}</w:fonts>`
}

/** @returns the bytes of the .docx */
export async function renderDocx(p: Paper): Promise<Buffer> {
  const texts = [
    ...p.paragraphs.map((text) => ({ name: 'body' as const, text })),
    ...p.fixed.map((text) => ({ name: 'fixed' as const, text })),
  ]
  // What is kept with the signature: the last paragraph, and the headings right above it.
  let last = texts.length - 1
  while (last > 0 && keepsNext(texts, last - 1)) last--
  const body = (from: number, to: number, keepLines: boolean) =>
    texts.slice(from, to).map(({ name, text }, i) => {
      const keepNext = from + i === texts.length - 1 || keepsNext(texts, from + i)
      return textLine(name, text, { keepNext, keepLines })
    })
  const document = new Document({
    title: p.title,
    creator: p.organ,
    lastModifiedBy: p.organ,
    evenAndOddHeaderAndFooters: true,
    externalStyles: stylesXml(),
    sections: [
      {
        properties: {
          ...(p.letter ? { titlePage: true } : {}),
          page: {
            size: PAGE,
            margin: {
              ...MARGIN,
              footer: p.letter ? LETTER.bottom : MARGIN.footer,
              header: p.letter ? LETTER.top : MARGIN.footer,
              gutter: 0,
            },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: CHAR_SPACE },
        },
        ...(p.letter ? { headers: letterHeaders(p) } : {}),
        footers: p.letter ? letterFooters(pageNumber) : { default: footer('odd'), even: footer('even') },
        children: [
          ...headOf(p),
          ...(p.addressee ? [line('addressee', `${p.addressee}：`)] : []),
          ...tableOf(p),
          ...body(0, last, false),
          // A frame belongs to the paragraph after it: here to what is kept whole with all that follows.
          ...footOf(p),
          ...body(last, texts.length, hasFoot(p)),
          ...signatureOf(p),
          ...roomForFoot(p),
        ],
      },
    ],
  })
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTable() }])
}
