import { expect, it } from 'vitest'
import { CHANNEL_CHOICES, readChoice } from './choices.ts'
import { idNumberHolds } from './id-number.ts'

it('knows a channel by code, words and other words, and by the words of the mapping first', () => {
  const read = (text: string, own?: Record<string, string>) => readChoice(text, CHANNEL_CHOICES, own)
  expect(['letter', '来信', '走　访', 'ＡＰＰ', '12345 热线'].map((t) => read(t))).toEqual([
    'letter',
    'letter',
    'visit',
    'mobile',
    'phone',
  ])
  expect(read('来信来访')).toBeUndefined()
  expect(read('阳光信访', { 阳光信访: 'web' })).toBe('web')
  expect(read('来信', { 来信: 'fax-mail' })).toBe('fax-mail')
  expect(read('阳光信访', { 阳光信访: 'no-such-code' })).toBeUndefined()
})

it('checks the last digit of an identity number', () => {
  expect(idNumberHolds('11010519491231002X')).toBe(true)
  expect(idNumberHolds('110105194912310021')).toBe(false)
  expect(idNumberHolds('E12345678')).toBe(true)
})
