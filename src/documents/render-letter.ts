/**
 * The letter form (信函格式, GB/T 9704-2012 10.1), where it differs from the common head: the name of the organ 30 mm from
 * the edge of the page, a red double line 4 mm below it and another 20 mm from the lower edge, both 170 mm long; the number
 * at the right under the first line; no page number on the first page; at the foot copies alone, without lines.
 */
import {
  BorderStyle,
  Footer,
  FrameAnchorType,
  FrameWrap,
  Header,
  HeightRule,
  type IFrameOptions,
  LineRuleType,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import type { Paper } from './contract.ts'
import { FONT, LETTER, LINE, MARGIN, markSize, PAGE, RED } from './layout.ts'
import { styleId } from './styles-xml.ts'

const ACROSS = PAGE.width - MARGIN.left - MARGIN.right
/** What the lines reach beyond the text at either side. */
const BEYOND = Math.round((LETTER.line - ACROSS) / 2)
/** A size in half-points as a height in twips. */
const heightOf = (halfPoints: number): number => halfPoints * 10

/** Thick and thin of a double line together, in eighths of a point. */
const WEIGHT = 18
/** The same with the gap between. */
const LINE_TWIPS = 65
/** Lowest line that Word takes for a paragraph without words, in twips. */
const HAIR = 20
const spaced = (line: number, before = 0) => ({ before, after: 0, line, lineRule: LineRuleType.EXACT })

/** At a place of the page, whatever else stands on it. */
const placed = (y: number, height: number): IFrameOptions => ({
  type: 'absolute',
  position: { x: MARGIN.left - BEYOND, y },
  width: LETTER.line,
  height,
  rule: HeightRule.EXACT,
  anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  wrap: FrameWrap.THROUGH,
})

/** Where the upper double line stands, from the edge of the page. */
const lineOf = (p: Paper): number => LETTER.top + heightOf(markSize(p.organ)) + LETTER.gap

/** The head of the first page: the name of the organ and the upper line. */
export function letterHeaders(p: Paper) {
  const size = markSize(p.organ)
  const mark = new Paragraph({
    style: styleId('mark'),
    spacing: spaced(heightOf(size)),
    frame: placed(LETTER.top, heightOf(size)),
    children: [new TextRun({ text: p.organ, size })],
  })
  const line = new Paragraph({
    style: styleId('page'),
    spacing: spaced(HAIR),
    frame: placed(lineOf(p), HAIR),
    border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: WEIGHT, color: RED, space: 0 } },
    children: [],
  })
  const own = new Paragraph({ style: styleId('page'), spacing: spaced(HAIR), children: [] })
  return { first: new Header({ children: [mark, line, own] }) }
}

/** Under the upper line: at the right the number, at the left the marks of the head, each on a line of its own. */
export function letterNumber(p: Paper, number: string): Paragraph[] {
  // The text of 16 pt stands in the middle of its line.
  const before = lineOf(p) + LINE_TWIPS + LETTER.below - Math.round((LINE - 320) / 2) - MARGIN.top
  const [first, ...others] = p.markings
  return [
    new Paragraph({
      style: styleId('letterNumber'),
      spacing: spaced(LINE, before),
      tabStops: [{ type: TabStopType.RIGHT, position: ACROSS }],
      children: [
        ...(first === undefined ? [] : [new TextRun({ text: first, font: FONT.heading })]),
        new TextRun({ children: ['\t', number] }),
      ],
    }),
    ...others.map((text) => new Paragraph({ style: styleId('marking'), children: [new TextRun(text)] })),
  ]
}

/**
 * The lower double line alone on the first page, the page number on the others.
 * @param pageNumber the paragraph with the number; it stands as high as in other documents
 */
export function letterFooters(pageNumber: (side: 'odd' | 'even') => Paragraph) {
  const lift = () =>
    new Paragraph({ style: styleId('page'), spacing: spaced(MARGIN.footer - LETTER.bottom), children: [] })
  const other = (side: 'odd' | 'even') => new Footer({ children: [pageNumber(side), lift()] })
  const line = new Paragraph({
    style: styleId('page'),
    spacing: spaced(HAIR),
    indent: { left: -BEYOND, right: -BEYOND },
    // A line below: readers differ in which of a pair they draw first above a paragraph.
    border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: WEIGHT, color: RED, space: 0 } },
    children: [],
  })
  return { first: new Footer({ children: [line] }), default: other('odd'), even: other('even') }
}
