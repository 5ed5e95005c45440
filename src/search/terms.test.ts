import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, termsOf, termsOfWord, wordsOf } from './terms.ts'

const holds = (text: string, question: string) => {
  const terms = termsOf(text)
  const words = wordsOf(question)
  return words.length > 0 && words.every((w) => termsOfWord(w).every((t) => terms.has(t)))
}

describe('words of a question', () => {
  it.each([
    ['搅拌站', ['搅拌站']],
    ['搅拌站噪声扰民', ['搅拌站', '噪声', '扰民']],
    ['“搅拌站噪声”', ['搅拌站噪声']],
    ['ＫＴＶ 噪声', ['ktv', '噪声']],
    ['瑗玑巷', ['瑗玑巷']],
    ['我们 路灯', ['路灯']],
    ['我们', ['我们']],
    ['路', []],
    ['13800000001', []],
    ['2026 路灯', ['2026', '路灯']],
  ])('%s', (question, words) => {
    expect([...wordsOf(question)].sort()).toEqual([...words].sort())
  })

  it('leaves no character of a question out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'混凝土搅拌站噪声扰民晚上路灯不亮和平在的了市长江大桥瑗玑'), {
          minLength: 2,
          maxLength: 12,
        }),
        (chars) => {
          const question = chars.join('')
          expect([...new Set(wordsOf(question).join(''))].sort()).toEqual([...new Set(question)].sort())
        },
      ),
    )
  })
})

describe('what is found', () => {
  it.each([
    ['镇上的混凝土搅拌站夜里施工', '搅拌站'],
    ['和平路灯不亮', '路灯'],
    ['和平路灯不亮', '不亮'],
    ['噪声很大，来自搅拌站', '搅拌站噪声'],
    ['楼下ＫＴＶ太吵', 'ktv'],
    // Across the border of two words too: a word is not told from the same characters inside others.
    ['南京市长江大桥', '市长'],
  ])('%s is found by %s', (text, question) => expect(holds(text, question)).toBe(true))

  it.each([
    ['镇上的混凝土车，拌好后进站', '搅拌站'],
    ['路上的灯不亮', '路灯'],
    ['我的电话是13800000001', '13800000001'],
  ])('%s is not found by %s', (text, question) => expect(holds(text, question)).toBe(false))

  it('any part of a text of two characters or more, wherever it is cut', () => {
    const text = fc.array(fc.constantFrom(...'混凝土搅拌站噪声扰民晚上路灯不亮和平，。ab1 '), {
      minLength: 4,
      maxLength: 60,
    })
    fc.assert(
      fc.property(text, fc.nat(50), fc.integer({ min: 2, max: 8 }), (chars, from, length) => {
        const whole = chars.join('')
        const part = chars
          .slice(from % chars.length)
          .slice(0, length)
          .join('')
        fc.pre(/^[\p{Script=Han}]{2,}$/u.test(part) && !/^\s*$/.test(part))
        expect(holds(whole, part)).toBe(true)
        expect(holds(normalise(whole), `“${part}”`)).toBe(true)
      }),
    )
  })
})
