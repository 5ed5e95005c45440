import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrate, confidenceAt, marginFor } from './confidence.ts'
import { evaluate } from './evaluate.ts'
import { contributions } from './explain.ts'
import { propose, type Sample, train, wordsOf, wordsOfTokens } from './index.ts'

const ROADS = ['路灯', '坑洼', '公交', '红绿灯', '停车', '路面']
const SCHOOL = ['学校', '老师', '招生', '学费', '幼儿园', '校车']
const FILLER = ['领导', '您好', '请问', '希望', '现在', '多年']

/** Letters of two categories: three of their words among filler. `seed` turns the choice. */
const letters = (n: number, from = 0): Sample[] =>
  Array.from({ length: n }, (_, i) => {
    const own = i % 2 === 0 ? ROADS : SCHOOL
    const pick = (list: string[], k: number) => list[(i * 7 + k * 3 + from) % list.length]!
    return {
      words: [0, 1, 2].flatMap((k) => [pick(FILLER, k), pick(own, k + (i >> 1))]),
      category: i % 2 === 0 ? '交通运输' : '教育文体',
    }
  })

describe('a model learned from letters', () => {
  const model = train(letters(120))

  test('proposes the category and says which words decided', () => {
    const said = propose(model, wordsOfTokens('领导 您好 学校 门口 招生'))
    expect(said).toMatchObject({ category: '教育文体', abstains: false, others: ['交通运输'] })
    expect(said.because.map((b) => b.word)).toEqual(expect.arrayContaining(['学校', '招生']))
    expect(said.because.map((b) => b.word)).not.toContain('门口')
    expect(said.confidence).toBeGreaterThan(0.9)
  })

  test('its words and the bias make up the whole margin', () => {
    const words = wordsOfTokens('领导 您好 学校 门口 招生 路灯')
    const said = propose(model, words)
    const [first, second] = [said.category, said.others[0]!].map((c) => model.categories.indexOf(c))
    const bias = [model.weights, model.presence].reduce(
      (sum, of) => sum + of[first!]!.at(-1)! - of[second!]!.at(-1)!,
      0,
    )
    const added = contributions(words, model, first!, second)
    expect([...added.values()].reduce((a, b) => a + b, bias)).toBeCloseTo(said.margin, 4)
    expect(said.because.every((b) => added.get(b.word) === b.weight)).toBe(true)
  })

  test('keeps silent where it knows no word', () => {
    expect(propose(model, wordsOf('zzzz qqqq')).abstains).toBe(true)
    expect(propose(model, []).abstains).toBe(true)
  })

  test('is the same whenever the same letters are learned', () => {
    const again = train(letters(120))
    expect(again.weights).toEqual(model.weights)
    expect(again.presence).toEqual(model.presence)
    expect(again.calibration).toEqual(model.calibration)
  })

  test('is measured on letters it was not trained on', () => {
    const e = evaluate(model, letters(40, 1))
    expect(e).toMatchObject({ texts: 40, accuracy: 1, macroF1: 1, coverageAt98: 1 })
    expect(e.perClass.map((c) => c.texts)).toEqual([20, 20])
  })

  test('counts a category it never proposes as missed', () => {
    const e = evaluate(model, [...letters(10), { words: ['医院'], category: '卫生计生' }])
    expect(e.perClass.find((c) => c.category === '卫生计生')).toMatchObject({ recall: 0, f1: 0 })
    expect(e.macroF1).toBeLessThan(0.7)
  })
})

test('words of a text are cut as they are read, without punctuation', () => {
  expect(wordsOf('路灯坏了，请修。')).toEqual(['路灯', '坏', '了', '请', '修'])
  expect(wordsOf('ＡＢＣ 12')).toEqual(['ABC', '12'])
})

const tried = fc.array(
  fc.record({ margin: fc.double({ min: 0, max: 3, noNaN: true }), right: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 60,
  },
)

describe('confidence', () => {
  test('never falls as the margin grows, and is a probability', () => {
    fc.assert(
      fc.property(
        tried,
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (t, a, b) => {
          const by = calibrate(t)
          const [low, high] = [confidenceAt(Math.min(a, b), by), confidenceAt(Math.max(a, b), by)]
          expect(low).toBeLessThanOrEqual(high)
          expect(low).toBeGreaterThan(0)
          expect(high).toBeLessThan(1)
        },
      ),
    )
  })

  test('from the margin found on, as many were right as was asked', () => {
    fc.assert(
      fc.property(tried, fc.constantFrom(0.5, 0.9, 0.98), (t, precision) => {
        const margin = marginFor(precision, t)
        if (margin === null) return
        const spoken = t.filter((x) => x.margin >= margin)
        expect(spoken.filter((x) => x.right).length / spoken.length).toBeGreaterThanOrEqual(precision)
      }),
    )
  })

  test('nothing right: it never speaks', () => {
    expect(marginFor(0.98, [{ margin: 1, right: false }])).toBeNull()
  })
})
