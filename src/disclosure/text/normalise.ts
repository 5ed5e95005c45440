/** One line made plain without moving a character: full-width digits, letters and signs become half-width. */

const PLAIN: Readonly<Record<string, string>> = {
  '％': '%',
  '﹪': '%',
  '．': '.',
  '－': '-',
  '−': '-',
  '＋': '+',
  '\u00a0': ' ',
  '\u3000': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\t': ' ',
  '(': '（',
  ')': '）',
  '[': '［',
  ']': '］',
  ':': '：',
  ';': '；',
}

/** １，２３４．５６万元: a full-width comma between groups of three before a unit of money parts thousands. */
const GROUPED = /(?<![\d０-９])[\d０-９]{1,3}(?:，[\d０-９]{3})+(?=(?:[.．][\d０-９]+)?\s*[万亿]?元)/g

/** Same length as the text given, so that a place in one is a place in the other. */
export function plainLine(given: string): string {
  const text = given.replace(GROUPED, (number) => number.replace(/，/g, ','))
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    const code = c.charCodeAt(0)
    if (PLAIN[c] !== undefined) out += PLAIN[c]
    else if (code >= 0xff10 && code <= 0xff19) out += String.fromCharCode(code - 0xfee0)
    else if ((code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a))
      out += String.fromCharCode(code - 0xfee0)
    // A comma between digits is a thousands separator or a pause: the reader of numbers decides. Others pause.
    else if (c === ',' && !(isDigit(text[i - 1]) && isDigit(text[i + 1]))) out += '，'
    else out += c
  }
  return out
}

const isDigit = (c: string | undefined): boolean => c !== undefined && /[0-9０-９]/.test(c)

/** Marks that a converter left in the text, as `[bookmark: _Toc1]`, blanked out in place. */
export const withoutMarks = (text: string): string =>
  text.replace(/\[bookmark: [^\]]*\]/g, (m) => ' '.repeat(m.length))

/** Width as printed: a Chinese character counts two. */
export function printedWidth(text: string): number {
  let w = 0
  for (const c of text) w += c.charCodeAt(0) > 0x2e7f || /[“”‘’…—]/.test(c) ? 2 : 1
  return w
}
