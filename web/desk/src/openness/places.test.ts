import { describe, expect, it } from 'vitest'
import { follow, piecesOf, placesOf, standing, textAt, withText } from './places.ts'
import type { HiddenPlace, Shown } from './queries.ts'

const shown: Shown = {
  title: '路灯',
  letter: '我叫李某某，电话19900001234，住3号楼。',
  demands: [{ text: '修路灯', result: 'supported', words: '已修' }],
  answer: '',
}
const place = (text: string, instead: string): HiddenPlace => {
  const from = shown.letter.indexOf(text)
  return { field: 'letter', kind: 'phone', from, to: from + text.length, text, instead }
}
const phone = place('19900001234', '（电话略）')
const name = place('李某某', '某某')

describe('places of a public version', () => {
  it('go by name, each with its text', () => {
    expect(placesOf(shown)).toEqual(['title', 'letter', 'demands[0].text', 'demands[0].words', 'answer'])
    expect(textAt(shown, 'demands[0].words')).toBe('已修')
    expect(textAt(withText(shown, 'demands[0].text', '修'), 'demands[0].text')).toBe('修')
    expect(withText(shown, 'title', '灯')).toEqual({ ...shown, title: '灯' })
  })
  it('stand until their words are gone', () => {
    expect(standing(shown.letter, [name, phone, phone])).toEqual([name, phone])
    const hidden = follow(shown.letter, [phone])
    expect(hidden).toContain('（电话略）')
    expect(standing(hidden, [name, phone])).toEqual([name])
  })
  it('follow the longer first, so that no part is left of it', () => {
    const short = { ...name, text: '李某', instead: '某' }
    expect(follow('李某某来了', [short, name])).toBe('某某来了')
  })
  it('cut the original without losing a letter', () => {
    const pieces = piecesOf(shown.letter, [phone, name])
    expect(pieces.map((p) => p.text).join('')).toBe(shown.letter)
    expect(pieces.filter((p) => p.place).map((p) => p.text)).toEqual(['李某某', '19900001234'])
  })
})
