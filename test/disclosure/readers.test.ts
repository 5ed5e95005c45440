/** The same disclosure as Word, table, web page, PDF and text in three encodings: each is read, and its error found where it stands. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { checkFile, htmlReport, LIMITS, readDisclosure, reportOn } from '../../src/disclosure/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { readSheets, writeXlsx } from '../../src/tables/index.ts'
import { noOffice } from '../documents/office.ts'

const TITLE = '演示县信访局2023年部门预算'
const PROSE = '本年支出合计100.00万元，其中：基本支出60.00万元，占60.00%；项目支出41.00万元，占40.00%。'
const ROWS = [
  ['201', '一般公共服务支出', '100', '60', '40'],
  ['20105', '统计信息事务', '70', '40', '30'],
  ['20106', '财政事务', '33', '23', '10'],
  ['208', '社会保障和就业支出', '30', '30', '0'],
  ['20805', '行政事业单位养老支出', '30', '30', '0'],
  ['', '合计', '130', '90', '40'],
]
const TABLE = '2023年部门支出预算总表'
const folder = mkdtempSync(path.join(tmpdir(), 'huiyin-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const docx = () =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph(TITLE),
            new Paragraph(PROSE),
            new Paragraph(TABLE),
            new Table({
              rows: ROWS.map(
                (r) =>
                  new TableRow({ children: r.map((c) => new TableCell({ children: [new Paragraph(c)] })) }),
              ),
            }),
          ],
        },
      ],
    }),
  )
const html = () =>
  `<!doctype html><html><head><title>x</title><script>alert(1)</script></head><body><h1>${TITLE}</h1><p>${PROSE}</p><p>${TABLE}</p><table>${ROWS.map(
    (r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`,
  ).join('')}</table></body></html>`
const text = () => [TITLE, PROSE, TABLE, ...ROWS.map((r) => r.filter(Boolean).join(' '))].join('\n')

async function kinds(name: string, bytes: Buffer) {
  const source = await readDisclosure(name, bytes)
  if (isRefusal(source)) throw new Error(source.refused)
  return reportOn(source).findings
}

describe('a document', () => {
  test('is the same in every kind of file', async () => {
    for (const [name, bytes] of [
      ['a.docx', await docx()],
      ['a.html', Buffer.from(html())],
      ['a.txt', Buffer.from(text())],
      ['b.txt', Buffer.from(`\ufeff${text()}`, 'utf16le')],
    ] as const) {
      const found = await kinds(name, bytes)
      expect(
        found.map((f) => f.kind),
        name,
      ).toEqual(expect.arrayContaining(['sum', 'table-hierarchy']))
    }
  })

  test('of a workbook names sheet and cell', async () => {
    const found = await kinds('a.xlsx', await writeXlsx([{ name: TABLE, rows: ROWS }]))
    expect(found.map((f) => [f.kind, f.cell])).toContainEqual(['table-hierarchy', 'A1'])
  })

  test.skipIf(noOffice())(
    'as old workbook, for the checker and for the accounts',
    { timeout: 180_000 },
    async () => {
      writeFileSync(path.join(folder, 'b.xlsx'), await writeXlsx([{ name: TABLE, rows: ROWS }]))
      const profile = `-env:UserInstallation=file://${folder}/profile`
      execFileSync('soffice', [
        profile,
        '--headless',
        '--convert-to',
        'xls',
        '--outdir',
        folder,
        path.join(folder, 'b.xlsx'),
      ])
      const old = readFileSync(path.join(folder, 'b.xls'))
      expect((await kinds('b.xls', old)).map((f) => [f.kind, f.cell])).toContainEqual([
        'table-hierarchy',
        'A1',
      ])
      const [sheets, wanted] = [
        await readSheets('b.xls', old),
        await readSheets('b.xlsx', readFileSync(path.join(folder, 'b.xlsx'))),
      ]
      expect(sheets).toEqual(wanted)
    },
  )

  test.skipIf(noOffice())('as PDF and as old Word document', { timeout: 180_000 }, async () => {
    const file = path.join(folder, 'a.docx')
    writeFileSync(file, await docx())
    for (const kind of ['pdf', 'doc']) {
      execFileSync('soffice', [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        kind,
        '--outdir',
        folder,
        file,
      ])
      const found = await kinds(`a.${kind}`, readFileSync(path.join(folder, `a.${kind}`)))
      expect(
        found.map((f) => f.kind),
        kind,
      ).toContain('sum')
    }
  })

  test('that is none is refused with its remedy, and takes nothing with it', async () => {
    const refused = async (name: string, bytes: Buffer) =>
      ((await checkFile({ name, bytes })) as { refused?: string }).refused
    expect(await refused('a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))).toBe(
      'disclosure.kind_unknown',
    )
    expect(await refused('a.docx', Buffer.from('PK\u0003\u0004nonsense'))).toBe('disclosure.broken')
    expect(await refused('a.pdf', Buffer.from('%PDF-1.7 nonsense'))).toBe('disclosure.broken')
    expect(await refused('a.txt', Buffer.from('no Chinese here'))).toBe('disclosure.no_text')
    expect(await refused('a.txt', Buffer.from([0xe6, 0xff, 0xff, 0xff, 0x41]))).toBe('disclosure.encoding')
    expect(await refused('a.txt', Buffer.alloc(21 * 1024 * 1024, 0x41))).toBe('disclosure.too_large')
  })
})

describe('a hostile or huge file', () => {
  test('that unpacks to more than the limit is refused before it is unpacked', {
    timeout: 60_000,
  }, async () => {
    const bytes = Buffer.from(
      zipSync({ 'word/document.xml': new Uint8Array(LIMITS.unpacked + 1) }, { level: 1 }),
    )
    expect(bytes.length).toBeLessThan(LIMITS.bytes)
    expect(await checkFile({ name: 'bomb.docx', bytes })).toMatchObject({ refused: 'disclosure.too_large' })
  })

  test('of three hundred pages is checked whole', { timeout: 90_000 }, async () => {
    const page = `${PROSE}\n${'本部门按照规定使用资金，保障信访工作正常开展。'.repeat(20)}\n`
    const answer = await checkFile({ name: 'a.txt', bytes: Buffer.from(`${TITLE}\n${page.repeat(300)}`) })
    if (isRefusal(answer)) throw new Error(answer.refused)
    expect(answer.findings.filter((f) => f.kind === 'sum')).toHaveLength(300)
  })

  test('nested without end, or with a line without end, comes back', { timeout: 90_000 }, async () => {
    const nested = `${TITLE}<div>${'<table><tr><td>'.repeat(20_000)}`
    const long = `${TITLE}\n${'其中：甲1万元，占50%；'.repeat(4000)}`
    for (const [name, text] of [
      ['a.html', nested],
      ['b.txt', long],
    ] as const) {
      const answer = await checkFile({ name, bytes: Buffer.from(text) })
      expect('refused' in answer ? answer.refused : answer.document).toMatch(
        /^(?:disclosure\.broken|b\.txt|a\.html)$/,
      )
      if ('refused' in answer) continue
      // A passage that was checked in pieces says so where it was cut.
      expect(answer.findings.filter((f) => f.note.en.includes('without a full stop')).length).toBeGreaterThan(
        5,
      )
    }
  })

  test('of more lines than are read says how many were left', async () => {
    const source = await readDisclosure(
      'a.txt',
      Buffer.from(`${TITLE}\n${'本部门。\n'.repeat(LIMITS.lines + 9)}`),
    )
    if (isRefusal(source)) throw new Error(source.refused)
    expect(reportOn(source).findings).toContainEqual(
      expect.objectContaining({ severity: 'review', left: '11', line: LIMITS.lines }),
    )
  })
})

test('the report of a hostile document runs nothing', async () => {
  const bytes = Buffer.from(`${TITLE}\n<script>alert(1)</script>XX局"><img src=x onerror=alert(1)>\n${PROSE}`)
  const answer = await checkFile({ name: '<b>.txt', bytes })
  if (isRefusal(answer)) throw new Error(answer.refused)
  for (const lang of ['zh', 'en'] as const) {
    const page = htmlReport(answer, lang, answer.text)
    expect(page).not.toMatch(/<script|<img|<b>\.txt/)
    expect(page).toContain('&lt;script&gt;')
  }
})
