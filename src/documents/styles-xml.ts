/**
 * The styles of a document, written out: the library cannot take a paragraph off the grid. Word counts the characters of
 * a line by the grid of the section and the lines by their exact height; LibreOffice would give two places to every
 * character wider than one, so there the lines are off the grid and 28 characters come from a spacing of -0.3 pt,
 * which leaves Word at 28 too. Pure.
 */
import { CHARACTER, FONT, IMPRINT_LINE, LINE, RED, SIZE } from './layout.ts'

/** Names of the paragraph styles; `read-docx.ts` knows by them what was edited. */
export const STYLE = {
  marking: '公文标注',
  mark: '公文标志',
  number: '公文文号',
  letterNumber: '公文函号',
  title: '公文标题',
  addressee: '公文主送',
  body: '公文正文',
  fixed: '公文固定内容',
  organ: '公文署名',
  date: '公文日期',
  signer: '公文签名',
  cell: '公文表格',
  imprint: '公文版记',
  page: '公文页码',
} as const
export type StyleName = keyof typeof STYLE

export const styleId = (name: StyleName): string => `Gw${name[0]!.toUpperCase()}${name.slice(1)}`

const fonts = (name: string) =>
  `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}" w:hint="eastAsia"/>`
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
const exact = (lines = 1) =>
  `<w:spacing w:before="0" w:after="0" w:line="${Math.round(LINE * lines)}" w:lineRule="exact"/>`
const FIRST_LINE = `<w:ind w:firstLineChars="200" w:firstLine="${Math.round(2 * CHARACTER)}"/>`
/** Off the grid of characters: letters larger or smaller than the body's. */
const FREE = '<w:spacing w:val="0"/>'
const OFF = '<w:snapToGrid w:val="0"/>'
const RED_LINE = `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="${RED}"/></w:pBdr>`

// Parts stand in the order the format demands: keepNext, border, snapToGrid, spacing, indent, alignment.
const PARAGRAPH: Record<StyleName, string> = {
  marking: `${OFF}${exact()}`,
  mark: `${OFF}${exact(2)}<w:jc w:val="center"/>`,
  number: `${RED_LINE}${OFF}${exact()}<w:jc w:val="center"/>`,
  letterNumber: `${OFF}${exact()}`,
  title: `<w:keepNext/>${OFF}${exact(1.2)}<w:jc w:val="center"/>`,
  addressee: `${OFF}${exact()}`,
  body: `${OFF}${exact()}${FIRST_LINE}<w:jc w:val="both"/>`,
  fixed: `${OFF}${exact()}${FIRST_LINE}<w:jc w:val="both"/>`,
  organ: `<w:keepNext/>${OFF}${exact()}<w:jc w:val="right"/>`,
  date: `${OFF}${exact()}<w:jc w:val="right"/>`,
  signer: `${OFF}${exact(1.5)}`,
  cell: `${OFF}<w:spacing w:before="0" w:after="0" w:line="400" w:lineRule="atLeast"/>`,
  imprint: `${OFF}<w:spacing w:before="0" w:after="0" w:line="${IMPRINT_LINE}" w:lineRule="exact"/>`,
  page: `${OFF}<w:spacing w:before="0" w:after="0"/>`,
}

const RUN: Partial<Record<StyleName, string>> = {
  marking: fonts(FONT.heading),
  mark: `${fonts(FONT.title)}<w:snapToGrid w:val="0"/><w:color w:val="${RED}"/>${FREE}`,
  title: `${fonts(FONT.title)}<w:snapToGrid w:val="0"/>${FREE}${size(SIZE.title)}`,
  cell: `<w:snapToGrid w:val="0"/>${FREE}${size(28)}`,
  imprint: `<w:snapToGrid w:val="0"/>${FREE}${size(SIZE.imprint)}`,
  page: `${fonts(FONT.pageNumber)}<w:snapToGrid w:val="0"/>${FREE}${size(SIZE.pageNumber)}`,
}

const style = (name: StyleName): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${styleId(name)}"><w:name w:val="${STYLE[name]}"/>` +
  `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${PARAGRAPH[name]}</w:pPr><w:rPr>${RUN[name] ?? ''}</w:rPr></w:style>`

/** `word/styles.xml`. */
export const stylesXml = (): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  `<w:docDefaults><w:rPrDefault><w:rPr>${fonts(FONT.body)}${size(SIZE.body)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
  // The grid counts from the size of Normal, which therefore has to state it.
  `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:rPr>${fonts(FONT.body)}<w:spacing w:val="-6"/>${size(SIZE.body)}</w:rPr></w:style>` +
  (Object.keys(STYLE) as StyleName[]).map(style).join('') +
  '</w:styles>'
