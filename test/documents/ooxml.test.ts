/** Every kind of document, plain and with all marks of head and foot, holds what Word and WPS read and nothing else. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import { composePaper, firstText } from '../../src/documents/compose.ts'
import { PAPER_KINDS, type PaperKind, type PaperMarks } from '../../src/documents/contract.ts'
import { KINDS } from '../../src/documents/kinds/index.ts'
import { titleLines, widthOf } from '../../src/documents/layout.ts'
import { checkedMarks, defaultMarks, markingLines } from '../../src/documents/marks.ts'
import { renderDocx } from '../../src/documents/render-docx.ts'
import { copyLines } from '../../src/documents/render-foot.ts'
import { codeOf, granted } from '../harness/world.ts'
import { FACTS } from './facts.ts'
import { faultsOf } from './ooxml.ts'
import { fileInZip } from './zip.ts'

const ALL: PaperMarks = {
  copyNumber: '12',
  secrecy: { grade: 'confidential', years: 1 },
  urgency: 'very-urgent',
  copyTo: ['演示县人民政府办公室', '演示县信访工作联席会议办公室', '演示县财政局'],
  imprint: true,
}
const made = (kind: PaperKind, marks?: PaperMarks) =>
  composePaper(kind, { ...firstText(kind, FACTS), ...(marks ? { marks } : {}) }, FACTS, {
    number: KINDS[kind].word === null ? null : `演城管信${KINDS[kind].word}〔2026〕3号`,
    date: '2026-03-25',
    signedBy: '演示负责人',
    addressee: KINDS[kind].audience === 'file' ? null : '演示县城市管理局',
  })
/** Words of the page, in order. */
const wordsOf = (docx: Buffer): string =>
  fileInZip(docx, 'word/document.xml')
    .replace(/<w:br\/>/g, '\n')
    .replace(/<[^>]+>/g, '')

describe('a .docx', () => {
  it.each(PAPER_KINDS)('%s is in the order of the standard', async (kind) => {
    expect(faultsOf(await renderDocx(made(kind)))).toEqual([])
    expect(faultsOf(await renderDocx(made(kind, ALL)))).toEqual([])
  })

  test('with parts out of order, unknown ones or a relation to nothing is found out', async () => {
    const docx = await renderDocx(made('transfer-letter', ALL))
    const broken = (change: (xml: string) => string) => faultsOf(withPart(docx, 'word/document.xml', change))
    expect(broken((x) => x)).toEqual([])
    expect(broken((x) => x.replace(/(<w:pStyle [^>]+>)(<w:framePr [^>]+>)/, '$2$1')).join()).toContain(
      'out of order: framePr pStyle',
    )
    expect(
      broken((x) => x.replace('<w:sectPr>', '<w:p/><w:sectPr>').replace('<w:p/>', '<w:nothing/>')).join(),
    ).toContain('may not hold nothing')
    expect(broken((x) => x.replace(/<w:sectPr>.*<\/w:sectPr>/, '')).join()).toContain('sectPr is not last')
    const settings = withPart(docx, 'word/settings.xml', (x) =>
      x.replace(/(<w:defaultTabStop [^>]+>)(<w:evenAndOddHeaders\/>)/, '$2$1'),
    )
    expect(faultsOf(settings).join()).toContain('w:settings out of order')
    const relations = withPart(docx, 'word/_rels/document.xml.rels', (x) =>
      x.replace('styles.xml', 'none.xml'),
    )
    expect(faultsOf(relations).join()).toContain('none.xml, which is not there')
  })
})

describe('head and foot', () => {
  test('print nothing by default but the line of printing on what goes to an organ above', async () => {
    for (const kind of PAPER_KINDS) {
      const paper = made(kind)
      expect(paper.markings, kind).toEqual([])
      expect(paper.copyTo, kind).toEqual([])
      const upward = kind === 'completion-report'
      expect(paper.imprintBy !== null, kind).toBe(upward)
      const words = wordsOf(await renderDocx(paper))
      expect(words, kind).not.toMatch(/秘密|机密|绝密|加急|特急|抄送/)
      expect(words.includes('2026年3月25日印发'), kind).toBe(upward)
    }
  })

  test('carry copy number, grade, urgency above the organ, copies and printing below, in this order', async () => {
    const words = wordsOf(await renderDocx(made('handling-opinion', ALL)))
    const places = [
      '000012',
      '机密★1年',
      '特急',
      '演示县城市管理局演城管信答〔2026〕3号',
      '抄送：演示县人民政府办公室，演示县信访工作联席会议办公室，',
      '演示县城市管理局办公室',
      '2026年3月25日印发',
    ].map((part) => words.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('name who signed on what goes to an organ above, and nowhere else', async () => {
    for (const kind of PAPER_KINDS) {
      const words = wordsOf(await renderDocx(made(kind)))
      expect(words.includes('签发人：演示负责人'), kind).toBe(kind === 'completion-report')
    }
  })

  test('marks are those the organ uses; a copy number belongs to a secret', () => {
    const all = ['copy-number', 'secrecy', 'urgency'] as const
    const none = defaultMarks('reply')
    expect(granted(checkedMarks(none, []))).toEqual(none)
    expect(codeOf(checkedMarks({ ...none, urgency: 'urgent' }, ['secrecy']))).toBe('document.marks_not_used')
    expect(codeOf(checkedMarks({ ...none, copyNumber: '1' }, all))).toBe('document.copy_number_alone')
    expect(codeOf(checkedMarks({ ...ALL, copyNumber: '1a' }, all))).toBe('input.invalid')
    const clean = granted(checkedMarks({ ...ALL, copyTo: [' 甲局。', '甲局', ''] }, all))
    expect(clean.copyTo).toEqual(['甲局'])
    expect(markingLines({ ...ALL, secrecy: { grade: 'secret', years: null }, urgency: null })).toEqual([
      '000012',
      '秘密',
    ])
  })

  test('copies are set in lines that keep their names below each other', () => {
    const lines = copyLines(Array.from({ length: 9 }, (_, i) => `演示县第${i + 1}机关办公室`))
    expect(lines[0]).toMatch(/^　抄送：/)
    for (const line of lines.slice(1)) expect(line).toMatch(/^　{4}[^　，。]/)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(8845 / 280)
    expect(lines.at(-1)).toMatch(/。$/)
  })

  test('a long title breaks where words end', () => {
    expect(titleLines('关于交办DEMO-X2026-000012号信访事项的函')).toEqual([
      '关于交办DEMO-X2026-000012号',
      '信访事项的函',
    ])
    expect(titleLines('信访事项处理意见书')).toEqual(['信访事项处理意见书'])
    expect(titleLines('甲'.repeat(50))).toEqual(['甲'.repeat(50)])
  })
})

/** The ZIP with one part changed. */
function withPart(zip: Buffer, name: string, change: (xml: string) => string): Buffer {
  const files: { name: Buffer; data: Buffer }[] = []
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const length = zip.readUInt16LE(at + 28)
    const start = zip.readUInt32LE(at + 42)
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20))
    const data = zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)
    const found = zip.subarray(at + 46, at + 46 + length)
    files.push({ name: found, data: found.toString() === name ? Buffer.from(change(data.toString())) : data })
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const f of files) {
    const packed = deflateRawSync(f.data)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(f.data.length, 22)
    local.writeUInt16LE(f.name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(f.data.length, 24)
    entry.writeUInt16LE(f.name.length, 28)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, f.name, packed)
    directory.push(entry, f.name)
    offset += 30 + f.name.length + packed.length
  }
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  tail.writeUInt16LE(files.length, 8)
  tail.writeUInt16LE(files.length, 10)
  tail.writeUInt32LE(Buffer.concat(directory).length, 12)
  tail.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, tail])
}
