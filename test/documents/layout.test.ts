/** Every kind of document, merged and laid out: the measures of GB/T 9704, the words that must stand in it, and none that may not. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { composePaper, firstText } from '../../src/documents/compose.ts'
import { PAPER_KINDS, type Paper, type PaperFacts, type PaperKind } from '../../src/documents/contract.ts'
import { KINDS } from '../../src/documents/kinds/index.ts'
import { signatureIndents, splitHeading } from '../../src/documents/layout.ts'
import { readDocx, unpackedSize } from '../../src/documents/read-docx.ts'
import { renderDocx } from '../../src/documents/render-docx.ts'
import { compareTexts, documentNumber, limitsIn, unverifiedLimits } from '../../src/documents/rules.ts'
import { codeOf, granted } from '../harness/world.ts'
import { FACTS, WITHOUT_LIMITS } from './facts.ts'
import { noOffice, printAll } from './office.ts'
import { fileInZip } from './zip.ts'

const made = (kind: PaperKind, facts: PaperFacts = FACTS): Paper => {
  const { word, audience } = KINDS[kind]
  return composePaper(kind, firstText(kind, facts), facts, {
    number: word === null ? null : documentNumber(`演城管信${word}`, 2026, 3),
    date: '2026-03-25',
    signedBy: '演示负责人',
    addressee: { person: '测试人甲', unit: '演示县城市管理局', file: null }[audience],
  })
}
const allWords = (p: Paper): string[] => [p.title, ...p.paragraphs, ...p.fixed, ...p.rows.map((r) => r.value)]
const byPlace = (a: string, b: string) =>
  PAPER_KINDS.indexOf(a as PaperKind) - PAPER_KINDS.indexOf(b as PaperKind)
const bare = (text: string) => text.replace(/\s/g, '')

describe('a document', () => {
  it.each(PAPER_KINDS)('%s is laid out as GB/T 9704 has it', async (kind) => {
    const paper = made(kind)
    const docx = await renderDocx(paper)
    const body = fileInZip(docx, 'word/document.xml')
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    // 37, 35, 28 and 26 mm in twips.
    expect(body).toMatch(/<w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"/)
    const [, pitch, space] =
      /<w:docGrid w:type="linesAndChars" w:linePitch="(\d+)" w:charSpace="(-?\d+)"/.exec(body)!
    const lines = (16_838 - 2097 - 1984) / Number(pitch)
    expect(Math.floor(lines)).toBe(22)
    const character = (16 + Number(space) / 4096) * 20
    expect(Math.floor((11_906 - 1587 - 1474) / character)).toBe(28)
    const styles = fileInZip(docx, 'word/styles.xml')
    const style = (name: string) =>
      styles.split('<w:style ').find((s) => s.includes(`<w:name w:val="${name}"/>`))!
    expect(style('Normal')).toContain('w:eastAsia="仿宋_GB2312"')
    expect(style('Normal')).toContain('<w:sz w:val="32"/>')
    expect(style('公文标题')).toContain('w:eastAsia="方正小标宋简体"')
    expect(style('公文标题')).toContain('<w:sz w:val="44"/>')
    expect(style('公文标题')).toContain('<w:jc w:val="center"/>')
    expect(style('公文正文')).toContain('w:firstLineChars="200"')
    expect(fileInZip(docx, 'word/fontTable.xml')).toContain(
      '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋',
    )
    expect(fileInZip(docx, 'word/settings.xml')).toContain('<w:evenAndOddHeaders')
    // The second of a letter is that of its first page, with the lower line alone.
    const footers = (paper.letter ? [1, 3] : [1, 2]).map((n) => fileInZip(docx, `word/footer${n}.xml`))
    expect(footers.map((f) => /<w:jc w:val="(\w+)"/.exec(f)![1])).toEqual(['right', 'left'])
    for (const f of footers) expect(f).toContain('PAGE')
    for (const part of ['fonts/', 'embedRegular']) expect(docx.includes(part)).toBe(false)
    if (paper.paragraphs.some((p) => /^一、/.test(p))) expect(body).toContain('w:eastAsia="黑体"')
  })

  it.each(PAPER_KINDS)('%s says nothing undefined and leaves no hole', (kind) => {
    for (const facts of [FACTS, WITHOUT_LIMITS]) {
      const words = allWords(made(kind, facts)).join('\n')
      expect(words).not.toMatch(/undefined|null|NaN|\[object/)
      expect(words).not.toMatch(/。。|，。|（）|；。/)
    }
  })
})

describe('the letter form', () => {
  const mm = (twips: number) => (twips / 1440) * 25.4
  const LETTERS = ['transfer-letter', 'assignment-letter', 'supervision-letter', 'reply']

  test('is for what is written as a letter; opinions, notices and reports keep the common head', () => {
    expect(PAPER_KINDS.filter((kind) => made(kind).letter)).toEqual(LETTERS.toSorted(byPlace))
  })

  test('has its name 30 mm from above, both lines 170 mm long, the lower one 20 mm from below', async () => {
    const docx = await renderDocx(made('transfer-letter'))
    const header = fileInZip(docx, 'word/header1.xml')
    const frames = [...header.matchAll(/<w:framePr ([^>]+)>/g)].map((m) =>
      Object.fromEntries([...m[1]!.matchAll(/w:(\w+)="([^"]+)"/g)].map(([, name, value]) => [name, value])),
    )
    expect(frames.map((f) => f.vAnchor)).toEqual(['page', 'page'])
    expect(mm(Number(frames[0]!.y))).toBeCloseTo(30, 1)
    expect(mm(Number(frames[1]!.y) - Number(frames[0]!.y) - Number(frames[0]!.h))).toBeCloseTo(3.5, 1)
    expect(mm(Number(frames[1]!.w))).toBeCloseTo(170, 1)
    expect(header).toContain('<w:bottom w:val="thickThinSmallGap" w:color="FF0000"')
    const first = fileInZip(docx, 'word/footer2.xml')
    expect(first).toContain('<w:bottom w:val="thinThickSmallGap" w:color="FF0000"')
    expect(first).not.toContain('PAGE')
    const body = fileInZip(docx, 'word/document.xml')
    expect(body).toContain('<w:titlePg/>')
    expect(mm(Number(/w:footer="(\d+)"/.exec(body)![1]))).toBeCloseTo(20, 1)
    const [, left, right] = /<w:ind w:left="(-\d+)" w:right="(-\d+)"/.exec(first)!
    expect(mm(11_906 - 1587 - 1474 - Number(left) - Number(right))).toBeCloseTo(170, 1)
  })

  test('has no line of printing, whatever a version of before said', () => {
    const marks = { copyNumber: null, secrecy: null, urgency: null, copyTo: [], imprint: true }
    const text = { ...firstText('assignment-letter', FACTS), marks }
    const head = { number: null, date: null, addressee: null, signedBy: null }
    expect(composePaper('assignment-letter', text, FACTS, head).imprintBy).toBeNull()
  })
})

describe('limits', () => {
  it.each(PAPER_KINDS)('%s prints none that is not verified', (kind) => {
    expect(allWords(made(kind, WITHOUT_LIMITS)).flatMap(limitsIn)).toEqual([])
    expect(unverifiedLimits(allWords(made(kind)), FACTS)).toEqual([])
  })

  test('whatever of them is verified, no other number of days is printed', () => {
    const limit = fc.option(
      fc.record({
        length: fc.constantFrom('7日', '15日', '5个工作日', '45日', '90日'),
        article: fc.constant('《演示条例》第一条'),
      }),
    )
    const limits = fc.record({
      notice: limit,
      objection: limit,
      handling: limit,
      handlingUntil: fc.constantFrom(null, '2026-06-01'),
      review: limit,
      reReview: limit,
      reviewAnswer: limit,
    })
    fc.assert(
      fc.property(fc.constantFrom(...PAPER_KINDS), limits, (kind, given) => {
        const facts = { ...FACTS, limits: given }
        expect(unverifiedLimits(allWords(made(kind, facts)), facts)).toEqual([])
      }),
    )
  })

  test('named by hand are found, however they are written', () => {
    expect(limitsIn('请在15日内、五个工作日内或者3 个月之内提出，24小时以内答复。')).toEqual([
      '15日内',
      '五个工作日内',
      '3 个月之内',
      '24小时以内',
    ])
    expect(unverifiedLimits(['自收到之日起30日内请求复查；10日内补交材料。'], FACTS)).toEqual(['10日内'])
  })
})

describe('the remedy', () => {
  const fixed = (kind: PaperKind, more: Partial<PaperFacts> = {}) =>
    made(kind, { ...FACTS, ...more }).fixed.join('')

  test('of an opinion is review by the next level up within the time of its regulation', () => {
    const line = fixed('handling-opinion')
    expect(line).toContain('自收到本意见书之日起30日内')
    expect(line).toContain('演示县人民政府复查复核办公室复查')
    expect(line).toContain('第三十五条')
    expect(fixed('handling-opinion', { superior: null })).toContain('上一级机关、单位复查')
    expect(fixed('handling-opinion', { limits: WITHOUT_LIMITS.limits })).toContain('法定期限内')
  })

  test('of a review is re-review, and re-review is the end', () => {
    expect(fixed('review-opinion')).toMatch(/30日内.*复核.*第三十六条第一款/)
    expect(fixed('re-review-opinion')).toContain('不再受理')
    expect(fixed('re-review-opinion')).not.toMatch(/日内/)
    expect(fixed('re-review-opinion', { regulation: 'R05' })).toContain('人民政府信访工作机构')
  })

  test('is never promised where there is none', () => {
    for (const kind of ['reply', 'acceptance-notice', 'non-acceptance-notice', 'referral-notice'] as const)
      expect(fixed(kind)).not.toMatch(/请求复[查核]/)
  })

  test('of a matter not taken is its reason and its route, without a number', () => {
    const line = fixed('non-acceptance-notice')
    expect(line).toContain('不予受理的理由：该事项正在人民法院审理。')
    expect(line).toContain('人民法院的法定途径')
    const again = { ...FACTS.given, route: 'finished-by-re-review' }
    expect(made('non-acceptance-notice', { ...FACTS, given: again }).title).toBe('信访事项不再受理告知书')
  })
})

describe('a file finished in Word', () => {
  test('gives back the words that were edited, and none that the rules make', async () => {
    for (const kind of PAPER_KINDS) {
      const paper = made(kind)
      const read = granted(await readDocx(await renderDocx(paper), paper))
      expect(read.text.paragraphs, kind).toEqual(paper.paragraphs)
      expect(read.left).toEqual([])
    }
  })

  test('keeps what was written into it, and the rules keep their own part', async () => {
    const paper = made('handling-opinion')
    const edited = {
      ...paper,
      paragraphs: [...paper.paragraphs, '另：请保持电话畅通。'],
      fixed: ['（被改动的救济告知）'],
    }
    const read = granted(await readDocx(await renderDocx(edited), paper))
    expect(read.text.paragraphs).toEqual(edited.paragraphs)
  })

  test('is refused when it is none', async () => {
    const paper = made('reply')
    expect(codeOf(await readDocx(Buffer.from('no file'), paper))).toBe('document.not_docx')
    const cut = (await renderDocx(paper)).subarray(0, 900)
    expect(codeOf(await readDocx(Buffer.from(cut), paper))).toBe('document.not_docx')
    expect(unpackedSize(Buffer.alloc(30))).toBeNull()
    const empty = { ...paper, paragraphs: [] }
    expect(codeOf(await readDocx(await renderDocx(empty), empty))).toBe('document.nothing_in_file')
  })
})

describe('small rules', () => {
  test('a heading goes up to its first full stop', () => {
    expect(splitHeading('一、投诉请求')).toEqual(['一、投诉请求', ''])
    expect(splitHeading('（一）关于路灯。已经修好。')).toEqual(['（一）关于路灯。', '已经修好。'])
    expect(splitHeading('1．修好路灯。')).toEqual(['', '1．修好路灯。'])
  })

  test('the organ is centred above the date, and a long name keeps within the line', () => {
    const { organ, date } = signatureIndents('演示县信访局', '2026年3月25日')
    expect(date).toBe(4)
    expect(organ + 6 / 2).toBe(4 + 6.5 / 2)
    expect(signatureIndents('演'.repeat(28), '2026年3月25日').organ).toBe(0)
  })

  test('comparing two texts tells apart what stayed, went and came', () => {
    expect(compareTexts(['甲', '乙', '丙'], ['甲', '丁', '丙', '戊'])).toEqual([
      { kind: 'same', text: '甲' },
      { kind: 'removed', text: '乙' },
      { kind: 'added', text: '丁' },
      { kind: 'same', text: '丙' },
      { kind: 'added', text: '戊' },
    ])
    const texts = fc.array(fc.constantFrom('甲', '乙', '丙'), { maxLength: 12 })
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const changes = compareTexts(a, b)
        expect(changes.filter((c) => c.kind !== 'added').map((c) => c.text)).toEqual(a)
        expect(changes.filter((c) => c.kind !== 'removed').map((c) => c.text)).toEqual(b)
      }),
    )
  })
})

const why = noOffice()
if (why) console.warn(`rendering of documents skipped: ${why}`)

test.skipIf(why !== null)(
  'every kind opens and prints, with title, number and remedy, 22 lines of 28 characters a page',
  async () => {
    const papers = new Map(PAPER_KINDS.map((kind) => [kind, made(kind)]))
    const files = new Map<string, Buffer>()
    for (const [kind, paper] of papers) files.set(kind, await renderDocx(paper))
    for (const kind of ['handling-opinion', 'reply'] as const) {
      const full = { ...papers.get(kind)!, paragraphs: Array.from({ length: 16 }, () => '字'.repeat(89)) }
      files.set(`full-${kind}`, await renderDocx(full))
    }
    const printed = printAll(files)
    for (const full of ['full-handling-opinion', 'full-reply']) {
      const lines = printed.get(full)!.lines[1]!.filter((words) => /^字+$/.test(words))
      expect(lines.length, full).toBe(22)
      expect(Math.max(...lines.map((words) => words.length)), full).toBe(28)
    }
    for (const [kind, paper] of papers) {
      const { pages, text } = printed.get(kind)!
      expect(pages, kind).toBeGreaterThan(0)
      expect(pages, kind).toBeLessThanOrEqual(2)
      for (const words of [
        paper.title,
        ...paper.fixed,
        ...(paper.signed ? [paper.organ, '2026年3月25日'] : []),
      ])
        expect(text, kind).toContain(bare(words))
      if (paper.number) expect(text, kind).toContain(bare(paper.number))
      expect(text.includes('—1—'), kind).toBe(!paper.letter)
      if (paper.letter) expect(text.includes('—2—'), kind).toBe(pages > 1)
    }
  },
  300_000,
)
