import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gramsOf, inTime, LIKELY, likeness, type Rarity, reasonsOf, tell, weightOf } from './rules.ts'

/** A bureau of a thousand matters, of which each pair stands in two. */
const bureau: Rarity = { all: 1000, heldBy: () => 2 }
const compare = (a: string, b: string, rarity = bureau) => likeness(tell(a, rarity), tell(b, rarity))

describe('what a text says', () => {
  test('is its pairs of characters and its words, without what every letter says', () => {
    expect(gramsOf('尊敬的领导：演示路路灯不亮')).toEqual([
      '敬的',
      '的领',
      '演示',
      '示路',
      '路路',
      '路灯',
      '灯不',
      '不亮',
    ])
    expect(gramsOf('Building B2，b2')).toEqual(['building', 'b2'])
  })

  test('never holds a number that names a person', () => {
    expect(gramsOf('电话13800000001，证件11010119900307123x，3栋12单元')).not.toContain('13800000001')
    expect(gramsOf('11010119900307123x')).toEqual([])
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{6,18}$/), (number) => {
        expect(gramsOf(`号码 ${number} 完`).join(' ')).not.toMatch(/\d{6}/)
      }),
    )
  })

  test('is the same in any spelling of widths and cases', () => {
    expect(gramsOf('ＡＢＣ小区')).toEqual(gramsOf('abc小区'))
  })
})

describe('likeness', () => {
  const lamps = '演示路中段三盏路灯不亮，旁边井盖松动，晚上走路危险，请尽快修好路灯。'
  const lampsToo = '你好，我住演示路，演示路中段的路灯坏了三盏，井盖也松动，老人晚上走路害怕。'
  const wages = '在金桥工地做木工五个月，包工头拖欠工资两万元，劳动监察一直没有结果。'

  test('finds the same thing told in other words, and says what is alike', () => {
    const found = compare(lamps, lampsToo)
    expect(found.score).toBeGreaterThan(LIKELY)
    const { shared, named } = reasonsOf(tell(lamps, bureau), found.shared)
    expect(shared.join(' ')).toContain('演示路中段')
    expect(shared.join(' ')).toContain('路灯')
    expect(named).toContainEqual({ kind: 'road', words: '演示路' })
  })

  test('keeps different things apart', () => {
    expect(compare(lamps, wages).score).toBeLessThan(LIKELY)
  })

  test('is the same both ways, one for the same text, between nought and one', () => {
    const text = fc.string({ unit: fc.constantFrom(...'演示路灯不亮井盖松动晚上危险ab12，'), maxLength: 60 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [there, back] = [compare(a, b), compare(b, a)]
        expect(there.score).toBeCloseTo(back.score, 10)
        expect(there.score).toBeGreaterThanOrEqual(0)
        expect(there.score).toBeLessThanOrEqual(1 + 1e-9)
        if (gramsOf(a).length >= 4) expect(compare(a, a).score).toBeCloseTo(1, 10)
      }),
    )
  })

  test('weighs a rare pair more than a common one', () => {
    expect(weightOf(1, 1000)).toBeGreaterThan(weightOf(100, 1000))
    expect(weightOf(0, 0)).toBeGreaterThan(0)
  })

  test('counts the heading twice, and nothing that stands in most letters', () => {
    const [heading, body] = ['青松小区搅拌站', '每天夜里机器声响不停，灰尘也大，孩子睡不着觉']
    const other = '青松小区搅拌站什么时候搬走，我家老人受不了'
    const told = tell(`${heading}\n${body}`, bureau)
    expect(told.weights.get('搅拌')).toBeCloseTo(2 * weightOf(2, 1000), 10)
    expect(compare(`${heading}\n${body}`, other).score).toBeGreaterThan(
      compare(`${heading}${body}`, other).score,
    )
    const everywhere: Rarity = { all: 1000, heldBy: () => 400 }
    expect(compare(other, other, everywhere).score).toBe(0)
  })

  test('is less the further apart two letters came', () => {
    expect(inTime(0.4, '2026-01-01', '2026-01-01')).toBe(0.4)
    expect(inTime(0.4, '2024-01-01', '2025-12-31')).toBeCloseTo(0.2, 6)
    expect(inTime(0.4, '2025-12-31', '2024-01-01')).toBe(inTime(0.4, '2024-01-01', '2025-12-31'))
  })
})
