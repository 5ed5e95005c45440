/** Files as they come: encodings, sizes, bombs, locked and foreign ones; and what is written opens as plain text. */
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../kernel/errors/refusal.ts'
import { guarded, textOf } from './cells.ts'
import { type Column, readColumns } from './columns.ts'
import type { Sheet } from './contract.ts'
import { MAX_FILE_BYTES, MAX_ROWS } from './limits.ts'
import { previewOf, wrong } from './preview.ts'
import { decodeText } from './read-csv.ts'
import { parseSheet, readSheet } from './read-sheet.ts'
import { writeCsv, writeXlsx } from './write-table.ts'

const sheetOf = (t: Sheet | Refusal): Sheet => {
  if (isRefusal(t)) throw new Error(t.refused)
  return t
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
    expect(sheetOf(await parseSheet('工单.csv', bytes))).toEqual({
      name: '工单',
      encoding,
      rows: [
        ['标题', '内容', '联系电话'],
        ['路灯不亮', '第一行\n第二行', '13800000000'],
      ],
    })
  })

  it('may be parted by tabs or semicolons, and keeps its empty lines, so that lines are counted as in the sheet', async () => {
    const bytes = Buffer.from('某市工单导出\n\n标题\t内容\t联系电话\n甲\t乙,丙\t1\n')
    const { rows } = sheetOf(await parseSheet('x.csv', bytes))
    expect(rows.slice(2)).toEqual([
      ['标题', '内容', '联系电话'],
      ['甲', '乙,丙', '1'],
    ])
    expect(rows[1]!.join('')).toBe('')
  })

  it('with a quotation mark that is never closed names its line', async () => {
    const open = await parseSheet('名册.csv', Buffer.from('a,b\n"x",y\n1,"z\n2,w\n'))
    expect(open).toMatchObject({ refused: 'table.quote_open', details: { sheet: '名册', line: 3 } })
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
    const read = sheetOf(await readSheet('x.csv', bytes)).rows
    expect(read).toHaveLength(10_001)
    expect(read.at(-1)![0]).toBe('事项9999')
  })

  it('too large, with too many rows, empty, locked or of another kind is refused with its remedy', async () => {
    expect(codeOf(await readSheet('x', Buffer.alloc(MAX_FILE_BYTES + 1)))).toBe('table.too_large')
    const many = Buffer.from(`标题,内容\n${'甲,乙\n'.repeat(MAX_ROWS + 100)}`)
    expect(codeOf(await parseSheet('x', many))).toBe('table.too_many_rows')
    expect(codeOf(await parseSheet('x', Buffer.from('\n,,\n')))).toBe('table.empty')
    expect(codeOf(await parseSheet('x', Buffer.alloc(0)))).toBe('table.empty')
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)])
    expect(codeOf(await parseSheet('x', ole))).toBe('table.kind_unknown')
    expect(codeOf(await parseSheet('x', Buffer.from('%PDF-1.7 …')))).toBe('table.kind_unknown')
    const cut = (await writeXlsx([{ name: 'x', rows: [['标题'], ['甲']] }])).subarray(0, 900)
    expect(codeOf(await parseSheet('x', cut))).toBe('table.broken')
    expect(codeOf(await readSheet('x', Buffer.from('PK\u0003\u0004broken')))).toBe('table.broken')
  })

  it('that unpacks to more than it says is stopped before it is unpacked', async () => {
    const bomb = deflateRawSync(Buffer.alloc(400 * 1024 * 1024), { level: 9 })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const bytes = zipOf('xl/worksheets/sheet1.xml', bomb, 1000)
    expect(codeOf(await parseSheet('x', bytes))).toBe('table.unpacks_too_large')
  })

  it('of any bytes gives a table or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, zip) => {
        const raw = Buffer.from(zip ? [0x50, 0x4b, 3, 4, ...bytes] : bytes)
        const t = await parseSheet('x', raw)
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
      const { rows: read } = sheetOf(await parseSheet('x', bytes))
      expect(read.map((row) => row.map(textOf))).toEqual(rows)
    }
  })
})

it('of a file with several sheets the first that holds anything is read, and named', async () => {
  const bytes = await writeXlsx([
    { name: '空', rows: [['', null]] },
    { name: '单位表', rows: [['单位代码'], ['a']] },
    { name: '说明', rows: [['x']] },
  ])
  expect(sheetOf(await readSheet('x.xlsx', bytes))).toMatchObject({
    name: '单位表',
    rows: [['单位代码'], ['a']],
  })
})

describe('known columns', () => {
  const COLUMNS: readonly Column[] = [
    { id: 'code', label: { zh: '单位代码', en: 'Code' }, required: true, also: ['代码'] },
    { id: 'name', label: { zh: '单位名称', en: 'Name' }, required: true },
    { id: 'note', label: { zh: '备注', en: 'Note' }, required: false },
  ]
  const sheet = (...rows: (string | number | null)[][]): Sheet => ({ name: '单位表', rows, encoding: null })

  it('stand in any order below a title, in either language, with a star or blanks, among others', () => {
    const t = readColumns(
      sheet(
        ['某县单位名册'],
        [],
        ['序号', 'NAME', ' 代 码 *'],
        [1, '甲局', 101],
        [2, '', null],
        [],
        [3, '乙局', 'b'],
      ),
      COLUMNS,
    )
    expect(t).toEqual({
      sheet: '单位表',
      letters: { code: 'C', name: 'B', note: null },
      rows: [
        { line: 4, cells: { code: '101', name: '甲局', note: '' } },
        { line: 5, cells: { code: '', name: '', note: '' } },
        { line: 7, cells: { code: 'b', name: '乙局', note: '' } },
      ],
    })
  })

  it('that are missing, twice or too many are refused with sheet and cell', () => {
    expect(readColumns(sheet(['标题'], ['单位代码', '备注'], ['a', 'b']), COLUMNS)).toMatchObject({
      refused: 'table.column_missing',
      details: { sheet: '单位表', line: 2, column: '单位名称 Name' },
    })
    expect(readColumns(sheet(['代码', '单位名称', '单位代码'], ['a', 'b', 'c']), COLUMNS)).toMatchObject({
      refused: 'table.column_twice',
      details: { sheet: '单位表', first: 'A1', second: 'C1' },
    })
    const wide = ['代码', '单位名称', ...Array.from({ length: 200 }, (_, i) => `x${i}`)]
    expect(readColumns(sheet(wide, ['a']), COLUMNS)).toMatchObject({
      refused: 'table.too_many_columns',
      details: { cell: 'GT1' },
    })
    expect(readColumns(sheet(['代码', '单位名称']), COLUMNS)).toMatchObject({ refused: 'table.empty' })
    expect(readColumns(sheet(['代码', '单位名称'], ['a', 'b'], ['c', 'd']), COLUMNS, 1)).toMatchObject({
      refused: 'table.too_many_rows',
      details: { sheet: '单位表', max: 1 },
    })
  })

  it('give each problem of a plan the name of its cell', () => {
    const t = readColumns(sheet(['单位名称', '代码'], ['甲', '']), COLUMNS)
    if (isRefusal(t)) throw new Error(t.refused)
    const bad = [
      wrong('code', '不能为空', 'must not be empty'),
      wrong('note', '不能为空', 'must not be empty'),
    ]
    const rows = [{ line: 2, action: 'wrong' as const, cells: t.rows[0]!.cells, changed: [], problems: bad }]
    const preview = previewOf(COLUMNS, t, rows)
    expect(preview).toMatchObject({ sheet: '单位表', counts: { add: 0, problems: 2 } })
    expect(preview.rows[0]!.problems.map((p) => p.cell)).toEqual(['B2', null])
  })
})
