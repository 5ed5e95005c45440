/** Files as they come: encodings, sizes, bombs, locked and foreign ones; and what is written opens as plain text. */
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import type { Table } from '../contract.ts'
import { guessMapping } from '../mapping.ts'
import { MAX_FILE_BYTES, MAX_ROWS } from './limits.ts'
import { decodeText } from './read-csv.ts'
import { parseTable, readTable } from './read-table.ts'
import { writeTemplate } from './template.ts'
import { guarded, writeCsv, writeXlsx } from './write-table.ts'

const table = (t: unknown): Table => {
  if (isRefusal(t)) throw new Error(t.refused)
  return t as Table
}
const codeOf = (t: unknown) => (isRefusal(t) ? t.refused : null)

/** GB18030 of a text of two-byte characters: Node decodes it but does not encode. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, number[]>()
  for (let a = 0x81; a <= 0xfe; a++) {
    for (let b = 0x40; b <= 0xfe; b++) codes.set(decoder.decode(Buffer.from([a, b])), [a, b])
  }
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : codes.get(c)!)))
}

/** A zip of one entry. */
function zipOf(name: string, packed: Buffer, claimedSize: number): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(claimedSize, 22)
  head.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(claimedSize, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([head, Buffer.from(name), packed, entry, Buffer.from(name), end])
}

const TEXT = '标题,内容,联系电话\r\n路灯不亮,"第一行\n第二行",13800000000\r\n'

describe('a csv', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(`\ufeff${TEXT}`)],
    ['gb18030', gb18030(TEXT)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, 'utf16le')])],
  ])('is read as %s', async (encoding, bytes) => {
    const t = table(await parseTable(bytes, 'register'))
    expect(t).toMatchObject({ headers: ['标题', '内容', '联系电话'], encoding })
    expect(t.rows).toEqual([{ row: 2, cells: ['路灯不亮', '第一行\n第二行', '13800000000'] }])
  })

  it('may be parted by tabs or semicolons, and stand below a title', async () => {
    const bytes = Buffer.from('某市工单导出\n\n标题\t内容\t联系电话\n甲\t乙,丙\t1\n')
    const t = table(await parseTable(bytes, 'register'))
    expect(t).toMatchObject({ headerRow: 3, rows: [{ row: 4, cells: ['甲', '乙,丙', '1'] }] })
  })

  it('in no known encoding is refused, never guessed', () => {
    expect(codeOf(decodeText(Buffer.from([0xff, 0xff, 0x00, 0x41])))).toBe('table.encoding')
    expect(codeOf(decodeText(Buffer.from('a\0b')))).toBe('table.encoding')
  })
})

describe('a file', () => {
  it('of 5 MB is read in a thread of its own', async () => {
    const words = '我们这里的路灯坏了两个月，夜里出行不便。'.repeat(10)
    const rows = Array.from({ length: 10_000 }, (_, i) => [`事项${i}`, words + i, '13800000000'])
    const bytes = writeCsv([['标题', '内容', '联系电话'], ...rows])
    expect(bytes.length).toBeGreaterThan(5 * 1024 * 1024)
    const t = table(await readTable(bytes, 'register'))
    expect(t.rows).toHaveLength(10_000)
    expect(t.rows.at(-1)!.cells[0]).toBe('事项9999')
  })

  it('too large, with too many rows, empty, locked or of another kind is refused with its remedy', async () => {
    expect(codeOf(await readTable(Buffer.alloc(MAX_FILE_BYTES + 1), 'register'))).toBe('table.too_large')
    const many = Buffer.from(`标题,内容\n${'甲,乙\n'.repeat(MAX_ROWS + 1)}`)
    expect(codeOf(await parseTable(many, 'register'))).toBe('table.too_many_rows')
    expect(codeOf(await parseTable(Buffer.from('标题,内容\n'), 'register'))).toBe('table.empty')
    expect(codeOf(await parseTable(Buffer.alloc(0), 'register'))).toBe('table.empty')
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)])
    expect(codeOf(await parseTable(ole, 'register'))).toBe('table.kind_unknown')
    expect(codeOf(await parseTable(Buffer.from('%PDF-1.7 …'), 'register'))).toBe('table.kind_unknown')
    const cut = (await writeXlsx([{ name: 'x', rows: [['标题'], ['甲']] }])).subarray(0, 900)
    expect(codeOf(await parseTable(cut, 'register'))).toBe('table.broken')
  })

  it('that unpacks to more than it says is stopped before it is unpacked', async () => {
    const bomb = deflateRawSync(Buffer.alloc(400 * 1024 * 1024), { level: 9 })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const bytes = zipOf('xl/worksheets/sheet1.xml', bomb, 1000)
    expect(codeOf(await parseTable(bytes, 'register'))).toBe('table.unpacks_too_large')
  })

  it('of any bytes gives a table or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, zip) => {
        const raw = Buffer.from(zip ? [0x50, 0x4b, 3, 4, ...bytes] : bytes)
        const t = await parseTable(raw, 'exchange')
        expect(isRefusal(t) || t.rows.length > 0).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is written', () => {
  it('holds no formula in a csv, whatever the words', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', '\t=1', ' =1', '\n=1', '＝1'])
      expect(guarded(text)).toBe(`'${text}`)
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(guarded(text)).not.toMatch(/^\s*[=+\-@]/)
      }),
    )
  })

  it('is read again as it was, dates and formulas too', async () => {
    const rows = [
      ['标题', '内容', '联系电话'],
      ['=HYPERLINK("x")', '-3 度\n第二行', '+8613800000000'],
    ]
    for (const bytes of [writeCsv(rows), await writeXlsx([{ name: '表', rows }])]) {
      const t = table(await parseTable(bytes, 'register'))
      const said = t.rows[0]!.cells.map((c) => String(c).replace(/^'/, ''))
      expect(said).toEqual(rows[1])
    }
  })

  it('as a template is understood again in both languages, without its examples', async () => {
    const procedures = [{ value: 'petition', label: { zh: '信访程序', en: 'Petition' }, also: [] }]
    for (const lang of ['zh', 'en'] as const) {
      const t = table(await parseTable(await writeTemplate('register', procedures, lang), 'register'))
      expect(Object.keys(guessMapping(t.headers, 'register').columns)).toHaveLength(t.headers.length - 1)
      expect(t.rows.every((r) => r.cells[0] === '示例')).toBe(true)
    }
  })
})
