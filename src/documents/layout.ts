/**
 * The measures of GB/T 9704 as numbers: A4, type area 156 × 225 mm, 22 lines of 28 characters in 3号 (16 pt). Lengths in
 * twips (1/20 pt) unless said otherwise. Pure.
 */

const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)

export const PAGE = { width: 11_906, height: 16_838 }
export const MARGIN = {
  // Rounded down: 22 lines have to fit between top and bottom.
  top: Math.floor((37 / 25.4) * 1440),
  bottom: Math.floor((35 / 25.4) * 1440),
  left: mm(28),
  right: mm(26),
  /** The page number stands 7 mm below the type area. */
  footer: mm(23),
}
/** The letter form (信函格式). */
export const LETTER = {
  /** Upper edge of the organ's name, from the edge of the page. */
  top: mm(30),
  /** From the name to the upper double line: 4 mm, of which the characters leave half a millimetre in their own height. */
  gap: mm(3.5),
  /** From the upper double line to the first line of text: 7/8 of the height of 3号. */
  below: 280,
  /** Length of both double lines. */
  line: mm(170),
  /** The lower double line, from the lower edge of the page. */
  bottom: mm(20),
}
/** 225 mm in 22 lines. */
export const LINE = 579
/** 156 mm in 28 characters. */
export const CHARACTER = (PAGE.width - MARGIN.left - MARGIN.right) / 28
/** A line of the foot (版记), in 4号. */
export const IMPRINT_LINE = 480
/** A character of 4号. */
export const IMPRINT_CHARACTER = 280
/** What a character of 16 pt gives up to stand on the grid, in 1/4096 pt. */
export const CHAR_SPACE = Math.floor((CHARACTER / 20 - 16) * 4096)

/** Sizes in half-points. */
export const SIZE = { title: 44, body: 32, imprint: 28, pageNumber: 28 }
export const RED = 'FF0000'

/** Names as the standard has them; `FALLBACKS` tells Word and WPS what to take where a font is not installed. */
export const FONT = {
  body: '仿宋_GB2312',
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体_GB2312',
  pageNumber: '宋体',
} as const

export const FALLBACKS: Readonly<Record<string, string>> = {
  [FONT.body]: '仿宋,FangSong,宋体',
  [FONT.title]: '小标宋体,华文中宋,宋体',
  [FONT.heading]: 'SimHei,微软雅黑',
  [FONT.subheading]: '楷体,KaiTi,仿宋',
  [FONT.pageNumber]: 'SimSun',
}

/** Level of a paragraph by how it begins: 一、 first, （一） second, 1． and （1） as the text. */
export function levelOf(paragraph: string): 1 | 2 | 0 {
  if (/^[一二三四五六七八九十]+、/u.test(paragraph)) return 1
  if (/^（[一二三四五六七八九十]+）/u.test(paragraph)) return 2
  return 0
}

/** Heading and what follows it in the same paragraph: the heading goes up to its first full stop. */
export function splitHeading(paragraph: string): [heading: string, rest: string] {
  if (levelOf(paragraph) === 0) return ['', paragraph]
  const stop = paragraph.indexOf('。')
  return stop < 0 || stop === paragraph.length - 1
    ? [paragraph, '']
    : [paragraph.slice(0, stop + 1), paragraph.slice(stop + 1)]
}

/** Width of a text on the grid, in characters; letters and digits take half a place. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 0)

/** Characters of 2号 on one line, with room for letters and digits wider than half a character. */
const TITLE_LINE = 18
/** A title breaks behind a number or a quotation, or before the word that every such title has; never within. */
const BREAKS = /(?<=[号”）])|(?=信访事项|的[函报])/gu

/** A title longer than a line in lines that keep words whole, the longest as short as may be. */
export function titleLines(title: string): string[] {
  const parts = title.split(BREAKS).filter((part) => part !== '')
  if (widthOf(title) <= TITLE_LINE || parts.length < 2) return [title]
  const ways = parts.slice(1).map((_, i) => [parts.slice(0, i + 1).join(''), parts.slice(i + 1).join('')])
  const longest = (lines: string[]) => Math.max(...lines.map(widthOf))
  const best = ways.toSorted((a, b) => longest(a) - longest(b))[0]!
  return longest(best) <= TITLE_LINE ? best : [title]
}

/** The date stands four characters from the right, the name of the organ centred above it. In characters. */
export function signatureIndents(organ: string, date: string): { organ: number; date: number } {
  const centre = 4 + widthOf(date) / 2
  return { date: 4, organ: Math.max(0, centre - widthOf(organ) / 2) }
}

/** The name of the organ above the red line, as large as one line takes it, in half-points. */
export const markSize = (organ: string): number =>
  Math.min(72, Math.floor(((156 / 25.4) * 72 * 2) / (widthOf(organ) + 0.5)))
