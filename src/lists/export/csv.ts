/** A .csv written as it goes: UTF-8 with a byte order mark, as the office programs in use expect, CRLF (RFC 4180). */

/** A cell that begins like a formula is given a quote in front, so that a spreadsheet shows it and computes nothing. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The bytes of a table; the heading first. */
export async function* csvOf(rows: AsyncIterable<readonly string[]>): AsyncGenerator<Buffer> {
  let text = '\ufeff'
  for await (const cells of rows) {
    text += `${cells.map(cell).join(',')}\r\n`
    if (text.length < 32_768) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}
