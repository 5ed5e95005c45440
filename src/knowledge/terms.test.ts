import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { SYLLABLES } from './syllables.ts'
import { cutPinyin, sound, termsOfArticle, termsOfQuery } from './terms.ts'

const article = (question: string) => ({
  question,
  alsoAsked: [],
  answer: '带身份证件到服务网点办理。',
  conditions: '',
  materials: '',
  basis: '演示',
  places: [],
  unitId: '',
  category: null,
  tags: [],
  public: true,
  validFrom: '2026-01-01',
  validTo: null,
  reviewOn: '2027-01-01',
})
const shared = (question: string, typed: string) => {
  const held = termsOfArticle(article(question))
  return [...termsOfQuery(typed).keys()].filter((t) => held.has(t))
}

describe('typed pinyin', () => {
  test.each([
    ['shebaoka', 'se bao ka'],
    ['zhongguo', 'zon guo'],
    ['shebk', 'se b k'],
    ['sbk', 's b k'],
    ['nver', 'nu er'],
  ])('%s is cut into syllables and beginnings', (typed, pieces) => {
    expect(
      cutPinyin(typed)
        .map((p) => p.text)
        .join(' '),
    ).toBe(pieces)
  })

  test('sounds that are not told apart are one', () => {
    expect(sound('zhang')).toBe(sound('zan'))
    expect(sound('lv')).toBe(sound('lu'))
    expect(sound('shi')).not.toBe(sound('chi'))
  })
})

describe('what is typed finds the question', () => {
  test.each([
    ['社保卡', 't社保'],
    ['社宝卡', 'pbao-ka'],
    ['shebaoka', 'pse-bao'],
    ['sbk', 'isb'],
    ['sebaoka', 'pbao-ka'],
    ['卡', 's卡'],
  ])('%s', (typed, term) => {
    expect(shared('社保卡怎样补办', typed)).toContain(term)
  })

  test('by words of the answer too, but not by the sound of them', () => {
    expect(shared('社保卡怎样补办', '服务网点')).toEqual(['b服务', 'b务网', 'b网点'])
    expect(shared('社保卡怎样补办', 'fuwu')).toEqual([])
  })

  test('other scripts by their beginnings', () => {
    expect(shared('ETC 怎样办理', 'et')).toContain('tet')
  })
})

test('the table of syllables is that of the dictionary', () => {
  const known = new Set<string>()
  for (let at = 0x4e00; at < 0x9fa6; at += 512) {
    const chars = String.fromCharCode(...Array.from({ length: Math.min(512, 0x9fa6 - at) }, (_, i) => at + i))
    for (const s of pinyin(chars, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }))
      if (/^[a-z]+$/.test(s)) known.add(sound(s))
  }
  expect([...SYLLABLES].sort()).toEqual([...known].sort())
})
