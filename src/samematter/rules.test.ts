import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gramsOf, LIKELY, likeness, weightOf } from './rules.ts'

const even = () => 1
/** Weights of a bureau of a thousand matters that has not met these words. */
const rare = () => weightOf(1, 1000)

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
    const found = likeness(lamps, lampsToo, rare)
    expect(found.score).toBeGreaterThan(LIKELY)
    expect(found.shared.join(' ')).toContain('演示路中段')
    expect(found.shared.join(' ')).toContain('路灯')
  })

  test('keeps different things apart', () => {
    expect(likeness(lamps, wages, rare).score).toBeLessThan(LIKELY)
  })

  test('is the same both ways, one for the same text, between nought and one', () => {
    const text = fc.string({ unit: fc.constantFrom(...'演示路灯不亮井盖松动晚上危险ab12，'), maxLength: 60 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [there, back] = [likeness(a, b, even), likeness(b, a, even)]
        expect(there.score).toBeCloseTo(back.score, 10)
        expect(there.score).toBeGreaterThanOrEqual(0)
        expect(there.score).toBeLessThanOrEqual(1 + 1e-9)
        if (gramsOf(a).length >= 4) expect(likeness(a, a, even).score).toBeCloseTo(1, 10)
      }),
    )
  })

  test('weighs a rare pair more than a common one', () => {
    expect(weightOf(1, 1000)).toBeGreaterThan(weightOf(100, 1000))
    expect(weightOf(0, 0)).toBeGreaterThan(0)
  })
})
