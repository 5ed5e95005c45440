import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsOf, wordsOfTokens } from './features.ts'
import { nearestByName } from './names.ts'
import { packTree, prune, unpackTree } from './pack.ts'
import { type CodedSample, proposeInTree, trainTree } from './tree.ts'

const OWN = {
  '0101': ['路灯', '照明', '灯杆', '夜里'],
  '0102': ['井盖', '坑洼', '路面', '沥青'],
  '02': ['学校', '老师', '招生', '学费'],
} as const
const FILLER = ['领导', '您好', '请问', '希望', '现在', '多年']

/** Letters of one to three of their category's words among filler, some with a word of another category. */
const letters = (n: number): CodedSample[] =>
  Array.from({ length: n }, (_, i) => {
    const codes = ['0101', '0102', '02'] as const
    const code = codes[i % 3]!
    const at = (list: readonly string[], k: number) => list[(i * 7 + k * 5 + (i >> 3)) % list.length]!
    const own = Array.from({ length: 1 + (i % 3) }, (_, k) => at(OWN[code], k))
    const other = i % 4 === 0 ? [at(OWN[codes[(i + 1) % 3]!], 1)] : []
    return { code, words: [at(FILLER, i), ...own, at(FILLER, 2), ...other, at(FILLER, 4)] }
  })

describe('a tree learned from letters', () => {
  const tree = trainTree(letters(360))!

  test('has a model for each branch that has something to choose between', () => {
    expect([...tree.keys()].sort()).toEqual(['', '01'])
  })

  test('goes down as far as it is sure', () => {
    const said = proposeInTree(tree, wordsOfTokens('您好 路灯 照明 灯杆 不亮'))
    expect(said.proposal).toMatchObject({ code: '0101' })
    expect(said.proposal!.because.map((b) => b.word)).toContain('路灯')
    // Both halves of the branch: certain of the branch, of no more.
    expect(proposeInTree(tree, wordsOfTokens('您好 路灯 井盖')).proposal?.code.slice(0, 2) ?? '01').toBe('01')
    expect(proposeInTree(tree, wordsOfTokens('老师 学校 招生')).proposal).toMatchObject({ code: '02' })
  })

  test('keeps silent where it knows no word, and says what would come nearest', () => {
    const said = proposeInTree(tree, wordsOf('zzzz'))
    expect(said.proposal).toBeNull()
    expect(said.near.length).toBeGreaterThan(0)
  })

  test('is never surer of a code than of its branch', () => {
    const all = Object.values(OWN).flat()
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all, ...FILLER), { minLength: 1, maxLength: 12 }), (words) => {
        const { proposal } = proposeInTree(tree, words)
        if (!proposal || proposal.code.length === 2) return
        const top = new Map([['', tree.get('')!]])
        expect(proposal.confidence).toBeLessThanOrEqual(proposeInTree(top, words).proposal!.confidence)
      }),
    )
  })

  test('is the same after it was put away, and smaller where features say nothing', () => {
    const again = unpackTree(packTree(tree))!
    const words = wordsOfTokens('您好 井盖 路面')
    expect(proposeInTree(again, words)).toEqual(proposeInTree(tree, words))
    const top = tree.get('')!
    const small = prune(top, 20)
    expect(small.vocabulary.place.size).toBe(20)
    expect(small.weights[0]).toHaveLength(21)
    expect(small.weights[0]!.at(-1)).toBe(top.weights[0]!.at(-1))
    expect(proposeInTree(new Map([['', small]]), wordsOfTokens('路灯 照明')).near[0]).toBe('01')
  })

  test('is not learned from too few', () => {
    expect(trainTree(letters(60))).toBeNull()
    expect(trainTree([])).toBeNull()
    expect(trainTree(letters(600).filter((s) => s.code === '02'))).toBeNull()
  })
})

describe('names alone', () => {
  const categories = [
    { code: '01', path: ['城乡建设'], words: [] },
    { code: '0101', path: ['城乡建设', '物业管理'], words: ['停车位'] },
    { code: '02', path: ['教育文体'], words: [] },
    { code: '0201', path: ['教育文体', '学前教育和招生'], words: [] },
  ]

  test('find what stands in the letter, and tell what it was', () => {
    expect(nearestByName('小区物业管理混乱，停车位被占', categories)[0]).toMatchObject({
      code: '0101',
      found: expect.arrayContaining(['物业管理', '停车位']),
    })
    expect(nearestByName('幼儿园招生不公', categories)[0]).toMatchObject({ code: '0201', found: ['招生'] })
  })

  test('say nothing where nothing of them stands there', () => {
    expect(nearestByName('你好', categories)).toEqual([])
    expect(nearestByName('', categories)).toEqual([])
    expect(nearestByName('任何话', [])).toEqual([])
  })
})
