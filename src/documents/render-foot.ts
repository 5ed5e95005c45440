/**
 * The foot of a document (版记): whom it is copied to, and who printed it when, between lines at the bottom of the last
 * page. A frame at the margin, which Word, WPS and LibreOffice all place there. Empty lines behind the signature keep
 * room for it, so that a page which is full takes the signature and the foot to the next together.
 */
import {
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  HorizontalPositionAlign,
  type IBorderOptions,
  LineRuleType,
  Paragraph,
  TabStopType,
  TextRun,
  UnderlineType,
  VerticalPositionAlign,
} from 'docx'
import type { Paper } from './contract.ts'
import { IMPRINT_CHARACTER, IMPRINT_LINE, LINE, MARGIN, PAGE, widthOf } from './layout.ts'
import { styleId } from './styles-xml.ts'
import { dateWords } from './words.ts'

const WIDTH = PAGE.width - MARGIN.left - MARGIN.right
/**
 * The first and the last line are 0.35 mm thick. Paragraphs of one frame share them only while their borders and indents
 * are the same, so what is moved in is moved in by spaces, and the thin line between is one of the text.
 */
const THICK: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 1 }
const COPY_TO = '抄送：'
/** Height of the thin line between, in twips. */
const RULE_LINE = 100
const SPACE = '\u3000'

/** Names set in lines that keep one character free on both sides; later lines begin below the first name. */
export function copyLines(names: readonly string[]): string[] {
  const room = Math.floor(WIDTH / IMPRINT_CHARACTER) - 2 - widthOf(COPY_TO)
  const lines: string[] = []
  let line = ''
  for (const sign of `${names.join('，')}。`) {
    // A stop stays with the word before it.
    if (widthOf(line + sign) > room && !'，。'.includes(sign)) {
      lines.push(line)
      line = ''
    }
    line += sign
  }
  return [...lines, line].map((text, i) => `${SPACE}${i === 0 ? COPY_TO : SPACE.repeat(3)}${text}`)
}

export const hasFoot = (p: Paper): boolean => p.copyTo.length > 0 || p.imprintBy !== null

export function footOf(p: Paper): Paragraph[] {
  const copies = p.copyTo.length > 0 ? copyLines(p.copyTo) : []
  const rows = copies.length + (p.imprintBy === null ? 0 : 1)
  if (!hasFoot(p)) return []
  const same = {
    style: styleId('imprint'),
    frame: {
      type: 'alignment' as const,
      width: WIDTH,
      height: rows * IMPRINT_LINE,
      rule: HeightRule.ATLEAST,
      anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
      alignment: { x: HorizontalPositionAlign.CENTER, y: VerticalPositionAlign.BOTTOM },
      wrap: FrameWrap.THROUGH,
    },
    // The foot of a letter has no lines (GB/T 9704-2012 10.1).
    ...(p.letter ? {} : { border: { top: THICK, bottom: THICK } }),
  }
  const across = [{ type: TabStopType.RIGHT, position: WIDTH }]
  const foot: Paragraph[] = []
  if (copies.length > 0)
    foot.push(
      new Paragraph({
        ...same,
        children: copies.map((text, i) => new TextRun({ text, ...(i > 0 ? { break: 1 } : {}) })),
      }),
    )
  if (copies.length > 0 && p.imprintBy !== null)
    foot.push(
      new Paragraph({
        ...same,
        tabStops: across,
        spacing: { line: RULE_LINE, lineRule: LineRuleType.EXACT },
        children: [new TextRun({ children: ['\t'], size: 8, underline: { type: UnderlineType.SINGLE } })],
      }),
    )
  if (p.imprintBy !== null) {
    const printed = p.date ? `${dateWords(p.date)}印发` : '（签发后填写日期）'
    foot.push(
      new Paragraph({
        ...same,
        tabStops: across,
        children: [new TextRun({ children: [`${SPACE}${p.imprintBy}`, '\t', `${printed}${SPACE}`] })],
      }),
    )
  }
  return foot
}

/** Empty lines behind the signature where the foot will stand. */
export function roomForFoot(p: Paper): Paragraph[] {
  if (!hasFoot(p)) return []
  const rows = (p.copyTo.length > 0 ? copyLines(p.copyTo).length : 0) + (p.imprintBy === null ? 0 : 1)
  const lines = Math.ceil((rows * IMPRINT_LINE + RULE_LINE) / LINE)
  return Array.from(
    { length: lines },
    (_, i) => new Paragraph({ style: styleId('addressee'), keepNext: i < lines - 1 }),
  )
}
