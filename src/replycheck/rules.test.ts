import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rarity } from '../samematter/index.ts'
import { checkAbout } from './about.ts'
import { askedIn } from './asks.ts'
import { checkBasis } from './basis.ts'
import { checkWords } from './check.ts'
import { NOT_COMPARED, TOO_SHORT, tellCopied } from './compare.ts'
import { QUESTIONS, REASONS } from './contract.ts'
import { bandsOf, resemblance, runsOf } from './copied.ts'
import { checkDemands, onlyPassesOn } from './demands.ts'
import { checkAll, distributionOf } from './distribution.ts'
import { checkPlain } from './plain.ts'
import { checkPolite } from './polite.ts'
import { checkPromise, lastDayOf } from './promise.ts'
import { partsOf, sentencesOf, type Written } from './text.ts'

const bureau: Rarity = { all: 1000, heldBy: () => 2 }
const TODAY = '2026-03-10'
const LAMPS = {
  subject: '演示路路灯不亮',
  body: '演示路中段三盏路灯不亮，晚上走路危险。请问什么时候修好？',
  demands: [
    { demandId: 'q1', text: '修好演示路的路灯' },
    { demandId: 'q2', text: '补上松动的井盖' },
  ],
}
const written = (reply: string, ...outcomes: [string, string, string?][]): Written => ({
  reply,
  outcomes: outcomes.map(([demandId, words, basis = '']) => ({ demandId, words, basis })),
})
const of = (reply: string) => partsOf(written(reply))
const codes = (f: { reasons: readonly { code: string }[] }) => f.reasons.map((r) => r.code)
const demands = (w: Written, asked = LAMPS) => checkDemands(asked, w, partsOf(w), bureau)

describe('each demand', () => {
  test('is found answered by the words that come again', () => {
    const good = written(
      '您好！路灯已经修好，井盖已经换新。',
      ['q1', '路灯三月三日修好'],
      ['q2', '井盖已补上'],
    )
    expect(demands(good)).toMatchObject({ verdict: 'found' })
  })

  test('is named with its number and words where nothing of it comes again', () => {
    const half = written('您好！路灯已经修好。', ['q1', '路灯已修好'], ['q2', '工作人员已到场查看'])
    expect(demands(half).reasons).toMatchObject([{ code: 'words-missing', values: { n: 2 } }])
  })

  test('wants an answer of its own', () => {
    const same = written(
      '您好！路灯修好，井盖补上。',
      ['q1', '路灯和井盖都已处理'],
      ['q2', '路灯和井盖都已处理'],
    )
    expect(codes(demands(same))).toEqual(['same-answer'])
    expect(codes(demands(written('路灯修好，井盖补上。', ['q1', '路灯修好'], ['q2', '同上。'])))).toEqual([
      'no-own-answer',
    ])
  })

  test('is not answered by passing the letter on', () => {
    const passed = '网友：您好！您反映的问题已转城管局调查处理。2026年3月10日'
    expect(onlyPassesOn(passed)).toBe(true)
    expect(codes(demands(written(passed)))).toEqual(['passed-on'])
    expect(
      onlyPassesOn(
        `${passed}经查，三盏路灯的电缆被施工挖断，城管局已于三月五日接好电缆并换了灯头，现在三盏都亮；井盖同日换成新的，请您再看一看还有没有松动。`,
      ),
    ).toBe(false)
  })

  test('is looked for in the letter where nobody itemised it', () => {
    expect(askedIn(LAMPS.body)).toEqual(['请问什么时候修好？'])
    expect(askedIn('天气很好。')).toEqual([])
    const none = { subject: '路灯', body: '路灯不亮。', demands: [] }
    expect(codes(demands(written('您好'), none))).toEqual(['nothing-asked'])
  })
})

describe('about the question', () => {
  test('by what both say, not by the opening formula', () => {
    expect(checkAbout(LAMPS, of('您好！演示路中段的三盏路灯已换新，晚上都亮。'), bureau).verdict).toBe(
      'found',
    )
    expect(
      codes(checkAbout(LAMPS, of('您反映的演示路路灯不亮的问题收悉。我镇正在推进厕所改造。'), bureau)),
    ).toEqual(['only-opening'])
    expect(codes(checkAbout(LAMPS, of('我镇正在推进厕所改造。'), bureau))).toEqual(['few-shared'])
  })

  test('words that stand in most letters are no sign', () => {
    const everywhere: Rarity = { all: 1000, heldBy: () => 400 }
    expect(codes(checkAbout(LAMPS, of('演示路路灯不亮'), everywhere))).toEqual(['nothing-to-compare'])
  })
})

describe('the basis', () => {
  test.each([
    ['按照《城市道路照明设施管理规定》办理', '《城市道路照明设施管理规定》'],
    ['根据演政发〔2025〕12号', '演政发〔2025〕12号'],
    ['依照该法第四十三条第二款', '第四十三条第二款'],
    ['根据物权法的规定，业主有权', '根据物权法'],
  ])('is found in %s', (reply, words) => {
    expect(checkBasis(of(reply)).reasons[0]).toMatchObject({ code: 'named', places: [{ words }] })
  })

  test('is found in the outcome of a demand', () => {
    const parts = partsOf(written('已修好。', ['q1', '修好', '《演示县市政管理办法》']))
    expect(checkBasis(parts).reasons[0]!.places[0]!.part).toBe('q1.basis')
  })

  test.each([
    ['根据有关规定办理', 'vague'],
    ['根据相关法规进行整改', 'vague'],
    ['您的情况不符合条件', 'refused-without'],
    ['路灯已经修好', 'none'],
    ['您在《演示日报》上读到', 'none'],
  ])('is not named in %s', (reply, code) => expect(codes(checkBasis(of(reply)))).toEqual([code]))
})

describe('a promised day', () => {
  const promise = (reply: string) => checkPromise(of(reply), TODAY)
  test.each(['4月底前修好', '计划2026年5月完工', '将在十个工作日内答复您', '预计年内建成'])('%s', (reply) =>
    expect(promise(reply)).toMatchObject({ verdict: 'found', reasons: [{ code: 'dated' }] }),
  )

  test('that lies in the past is told with the day', () => {
    expect(promise('预计2026年2月底前完工').reasons[0]).toMatchObject({
      code: 'past',
      values: { by: '2026-02-28' },
    })
  })

  test('is no day of what has been, nor the date below the letter', () => {
    expect(codes(promise('2025年11月3日，我局已组织专家到场。2026年3月10日'))).toEqual(['none'])
    expect(codes(promise('按照2026年度计划，该路已于2026年1月开工了。'))).toEqual(['none'])
    expect(codes(promise('三年内已发生两次'))).toEqual(['none'])
  })

  test('is missing where it is only soon', () =>
    expect(codes(promise('我们将尽快处理。'))).toEqual(['vague']))

  test('without a year is the next such day, at most half a year back', () => {
    expect(lastDayOf({ month: '2' }, TODAY)).toBe('2026-02-28')
    expect(lastDayOf({ month: '1', day: '5' }, '2026-11-21')).toBe('2027-01-05')
    expect(lastDayOf({ month: '2', day: '30' }, TODAY)).toBeNull()
    expect(lastDayOf({ month: '13' }, TODAY)).toBeNull()
    expect(lastDayOf({}, TODAY)).toBeNull()
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (month, day) => {
        const by = lastDayOf({ month: `${month}`, day: `${day}` }, TODAY)!
        expect(by >= '2025-09-10' && by <= '2027-03-10').toBe(true)
      }),
    )
  })
})

describe('a copy', () => {
  const long = (fill: string) =>
    `您好！您的留言已收悉。${fill}经城市管理局到现场查看，三盏路灯的电缆在去年秋天的施工中被挖断，施工单位已经重新接好，并把旧灯头全部换成新的，感谢您的支持！`
  test('is found whatever greeting and thanks stand around it', () => {
    const [a, b] = [runsOf(long('')), runsOf(long('').replace('您好！', '网友：您好！'))]
    expect(resemblance(a, b)).toBe(1)
    expect(bandsOf(a)).toEqual(bandsOf(b))
  })

  test('is told by number to who may open the matter, of the others only how many', () => {
    const matter = { matterId: '00000000-0000-7000-8000-000000000001', number: 'X-1' }
    const told = tellCopied([
      { alike: 0.9, matter },
      { alike: 0.7, matter: null },
      { alike: 0.2, matter },
    ])
    expect(codes(told)).toEqual(['alike', 'alike-unseen'])
    expect(told.reasons[1]).not.toHaveProperty('matter')
    expect(codes(tellCopied([{ alike: 0.2, matter }]))).toEqual(['nothing-alike'])
  })

  const text = fc.string({
    unit: fc.constantFrom(...'演示路灯不亮井盖松动晚上危险电缆施工接好新灯头'),
    minLength: 80,
    maxLength: 160,
  })
  test('is the same both ways, and a text is its own copy', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [runsOf(a), runsOf(b)]
        expect(resemblance(x, y)).toBe(resemblance(y, x))
        expect(resemblance(x, x)).toBe(1)
        expect(bandsOf(x)).toEqual(bandsOf(runsOf(a)))
      }),
    )
  })

  test('of nine tenths is found by a shared band, a text of another kind is not', () => {
    let found = 0
    const samples = fc.sample(fc.tuple(text, text), { numRuns: 200, seed: 7 })
    for (const [a, b] of samples) {
      const copy = `${a.slice(0, Math.floor(a.length * 0.95))}`
      const bands = new Set(bandsOf(runsOf(a)))
      if (bandsOf(runsOf(copy)).some((x) => bands.has(x))) found += 1
      if (resemblance(runsOf(a), runsOf(b)) < 0.05)
        expect(bandsOf(runsOf(b)).some((x) => bands.has(x))).toBe(false)
    }
    expect(found).toBeGreaterThan(195)
  })

  test('of a few words is none', () => expect(bandsOf(runsOf('已修好。'))).toEqual([]))
})

describe('words', () => {
  test('that greet, and that may hurt', () => {
    expect(codes(checkPolite(of('您好！路灯已修好。')))).toEqual(['greeting'])
    expect(codes(checkPolite(of('路灯已修好，请不要再投诉。')))).toEqual(['harsh', 'no-greeting'])
  })

  test('of reports, and sentences too long', () => {
    expect(codes(checkPlain(of('路灯已修好。')))).toEqual(['clear'])
    const stock = '我局高度重视，第一时间组织人员，进一步加强巡查。'
    expect(checkPlain(of(stock)).reasons[0]).toMatchObject({ code: 'stock', values: { n: 3 } })
    expect(checkPlain(of(`${'路'.repeat(101)}。`)).reasons[0]).toMatchObject({
      code: 'long',
      values: { most: 102 },
    })
  })
})

describe('whatever is written', () => {
  const any = fc.string({
    unit: fc.constantFrom(...'您好路灯已转2026年3月底前内《》法第十条。！？；：\n，不能尽快将计划如下'),
    maxLength: 200,
  })
  test('each question is answered once, with reasons that have words, and places that hold what they say', () => {
    fc.assert(
      fc.property(any, any, any, (reply, words, basis) => {
        const w = written(reply, ['q1', words, basis])
        const findings = checkWords(LAMPS, w, TODAY, bureau, TOO_SHORT)
        expect(findings.map((f) => f.question)).toEqual(QUESTIONS)
        const textOf = new Map(partsOf(w).map((p) => [p.id, p.text]))
        for (const f of findings) {
          expect(f.reasons.length).toBeGreaterThan(0)
          for (const r of f.reasons) {
            expect(REASONS[f.question]).toContain(r.code)
            for (const p of r.places) expect(textOf.get(p.part)!.slice(p.from, p.to)).toBe(p.words)
          }
        }
      }),
    )
  })

  test('sentences stand in their order, do not overlap and lose nothing but blanks', () => {
    fc.assert(
      fc.property(any, (text) => {
        let at = 0
        for (const s of sentencesOf(text)) {
          expect(s.from).toBeGreaterThanOrEqual(at)
          expect(text.slice(s.from, s.to)).toBe(s.words)
          at = s.to
        }
        const kept = sentencesOf(text)
          .map((s) => s.words)
          .join('')
        expect(kept.replace(/[\s。！？!?；;]/gu, '')).toBe(text.replace(/[\s。！？!?；;]/gu, ''))
      }),
    )
  })
})

test('a whole file is told by question, each reply compared with the others', () => {
  const reply = `您好！${'经查，演示路三盏路灯的电缆被挖断，施工单位已重新接好并换了灯头，'.repeat(2)}请您再看。`
  const one = { subject: LAMPS.subject, body: LAMPS.body, reply, on: TODAY }
  const all = checkAll([
    { ...one, id: '1' },
    { ...one, id: '2' },
    { ...one, id: '3', reply: '已转城管局处理。' },
  ])
  expect(all.get('1')!.find((f) => f.question === 'copied')).toMatchObject({
    verdict: 'look',
    reasons: [{ code: 'alike', values: { percent: 100 }, matter: { number: '2' } }],
  })
  const told = distributionOf(all.values())
  expect(told.replies).toBe(3)
  expect(told.questions.find((q) => q.question === 'copied')!.verdicts).toEqual({
    found: 0,
    look: 2,
    none: 1,
  })
  expect(told.looks.reduce((sum, n) => sum + n, 0)).toBe(3)
  expect(NOT_COMPARED.verdict).toBe('none')
})
