/**
 * An .xlsx written as it goes: one sheet of text cells, each row deflated and sent on as soon as it is known, so that a
 * hundred thousand rows take no more memory than one. The writer at hand builds the whole file in memory first.
 * Layout after ECMA-376 (parts of the package) and the ZIP specification 6.3 with data descriptors (4.4.4, 4.3.9).
 */
import { once } from 'node:events'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
const RELS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const BOOK_RELS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
const STYLES = `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="SimSun"/></font><font><b/><sz val="11"/><name val="SimSun"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // Control characters have no place in XML 1.0.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')

const bookOf = (sheet: string) =>
  `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${escaped(sheet).replaceAll('"', '&quot;')}" sheetId="1" r:id="rId1"/></sheets></workbook>`

/** `0` → A, `26` → AA. */
function columnName(n: number): string {
  return n < 26 ? String.fromCharCode(65 + n) : columnName(Math.floor(n / 26) - 1) + columnName(n % 26)
}

function rowXml(cells: readonly string[], row: number, style: number): string {
  const xml = cells.map((text, i) =>
    text === ''
      ? ''
      : `<c r="${columnName(i)}${row}" t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
  )
  return `<row r="${row}">${xml.join('')}</row>`
}

interface Entry {
  name: Buffer
  crc: number
  packed: number
  plain: number
  offset: number
}

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** Sizes follow the data (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808
/** 1 January 1980, the earliest day the format knows: an export carries its time in its name. */
const DATE = 0x0021

function localHeader(name: Buffer): Buffer {
  const h = Buffer.alloc(30)
  h.writeUInt32LE(LOCAL, 0)
  h.writeUInt16LE(20, 4)
  h.writeUInt16LE(FLAGS, 6)
  h.writeUInt16LE(8, 8)
  h.writeUInt16LE(DATE, 12)
  h.writeUInt16LE(name.length, 26)
  return Buffer.concat([h, name])
}

function descriptor(e: Entry): Buffer {
  const d = Buffer.alloc(16)
  d.writeUInt32LE(DESCRIPTOR, 0)
  d.writeUInt32LE(e.crc, 4)
  d.writeUInt32LE(e.packed, 8)
  d.writeUInt32LE(e.plain, 12)
  return d
}

function central(e: Entry): Buffer {
  const h = Buffer.alloc(46)
  h.writeUInt32LE(CENTRAL, 0)
  h.writeUInt16LE(20, 4)
  h.writeUInt16LE(20, 6)
  h.writeUInt16LE(FLAGS, 8)
  h.writeUInt16LE(8, 10)
  h.writeUInt16LE(DATE, 14)
  h.writeUInt32LE(e.crc, 16)
  h.writeUInt32LE(e.packed, 20)
  h.writeUInt32LE(e.plain, 24)
  h.writeUInt16LE(e.name.length, 28)
  h.writeUInt32LE(e.offset, 42)
  return Buffer.concat([h, e.name])
}

function endOf(entries: readonly Entry[], offset: number, size: number): Buffer {
  const h = Buffer.alloc(22)
  h.writeUInt32LE(END, 0)
  h.writeUInt16LE(entries.length, 8)
  h.writeUInt16LE(entries.length, 10)
  h.writeUInt32LE(size, 12)
  h.writeUInt32LE(offset, 16)
  return h
}

/**
 * The bytes of a workbook.
 * @param sheet name of its one sheet, at most 31 characters
 * @param widths of the columns, in characters
 * @param rows the heading first; every cell is text, so that no number is mistaken for a formula or a date
 */
export async function* xlsxOf(
  sheet: string,
  widths: readonly number[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<Buffer> {
  const entries: Entry[] = []
  let offset = 0
  const part = function* (name: string, text: string): Generator<Buffer> {
    const plain = Buffer.from(text)
    const packed = deflateRawSync(plain)
    const e: Entry = {
      name: Buffer.from(name),
      crc: crc32(plain),
      packed: packed.length,
      plain: plain.length,
      offset,
    }
    entries.push(e)
    const bytes = Buffer.concat([localHeader(e.name), packed, descriptor(e)])
    offset += bytes.length
    yield bytes
  }
  yield* part('[Content_Types].xml', TYPES)
  yield* part('_rels/.rels', RELS)
  yield* part('xl/workbook.xml', bookOf(sheet.slice(0, 31)))
  yield* part('xl/_rels/workbook.xml.rels', BOOK_RELS)
  yield* part('xl/styles.xml', STYLES)

  const e: Entry = { name: Buffer.from('xl/worksheets/sheet1.xml'), crc: 0, packed: 0, plain: 0, offset }
  const header = localHeader(e.name)
  yield header
  const deflate = createDeflateRaw()
  const packed: Buffer[] = []
  deflate.on('data', (chunk: Buffer) => packed.push(chunk))
  const ended = once(deflate, 'end')
  const write = async (text: string) => {
    const bytes = Buffer.from(text)
    e.crc = crc32(bytes, e.crc)
    e.plain += bytes.length
    if (!deflate.write(bytes)) await once(deflate, 'drain')
  }
  const take = function* (): Generator<Buffer> {
    for (const chunk of packed.splice(0)) {
      e.packed += chunk.length
      yield chunk
    }
  }
  try {
    const columns = widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`)
    await write(
      `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`,
    )
    let row = 0
    for await (const cells of rows) {
      row++
      await write(rowXml(cells, row, row === 1 ? 1 : 0))
      if (packed.length > 0) yield* take()
    }
    await write('</sheetData></worksheet>')
    deflate.end()
    await ended
    yield* take()
  } finally {
    // Also when the reader goes before the end.
    deflate.destroy()
  }
  entries.push(e)
  offset += header.length + e.packed
  const tail = descriptor(e)
  offset += tail.length
  yield tail
  const directory = Buffer.concat(entries.map(central))
  yield directory
  yield endOf(entries, offset, directory.length)
}
