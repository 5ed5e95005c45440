import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedIn, filled, variablesIn, wholeText } from './compose.ts'
import { gradeOf, isOptOut } from './reply-words.ts'
import { headerOf, lengthOf, segmentsOf } from './segments.ts'

const zh = (n: number) => '信'.repeat(n)

describe('a text', () => {
  test.each([
    [zh(70), 'ucs2', 1],
    [zh(71), 'ucs2', 2],
    [zh(134), 'ucs2', 2],
    [zh(135), 'ucs2', 3],
    ['a'.repeat(160), 'gsm7', 1],
    ['a'.repeat(161), 'gsm7', 2],
    ['a'.repeat(306), 'gsm7', 2],
    ['a'.repeat(307), 'gsm7', 3],
    // Signs of the extension table take two places.
    ['€'.repeat(80), 'gsm7', 1],
    ['€'.repeat(81), 'gsm7', 2],
    ['', 'gsm7', 1],
  ] as const)('of %# is cut as networks cut it', (text, alphabet, segments) => {
    expect(lengthOf(text)).toMatchObject({ alphabet, segments })
  })

  test('is not torn within a sign of two units', () => {
    // 66 units, then an emoji of two: it goes whole into the second segment.
    const { parts } = segmentsOf(`${zh(66)}😀${zh(10)}`)
    expect(parts.map((p) => p.length)).toEqual([132, 24])
    // 152 septets, then an escaped sign.
    expect(segmentsOf(`${'a'.repeat(152)}€${'b'.repeat(10)}`).parts.map((p) => p.length)).toEqual([152, 12])
  })

  test('comes back whole, in segments that fit their room', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const { alphabet, parts, units } = segmentsOf(text)
        const room = parts.length === 1 ? { ucs2: 140, gsm7: 160 } : { ucs2: 134, gsm7: 153 }
        for (const p of parts) expect(p.length).toBeLessThanOrEqual(room[alphabet])
        const all = Buffer.concat(parts)
        expect(all.length).toBe(alphabet === 'ucs2' ? units * 2 : units)
        if (alphabet === 'ucs2') expect(all.swap16().toString('utf16le')).toBe(text)
      }),
    )
  })

  test('has the header of concatenated messages', () => {
    expect([...headerOf(300, 3, 2)]).toEqual([5, 0, 3, 44, 3, 2])
  })
})

describe('the words', () => {
  test('are filled, signed, and say how to opt out once', () => {
    expect(variablesIn('{name}您好，{date}在{place}，{date}见')).toEqual(['name', 'date', 'place'])
    expect(askedIn('{name}{township}{date}')).toEqual(['date'])
    expect(filled('{name}在{place}', { name: '王{place}' })).toBe('王{place}在{place}')
    expect(wholeText('演示局', '明天停水。')).toBe('【演示局】明天停水。 回复TD退订')
    expect(wholeText('演示局', '明天停水，回复TD退订')).toBe('【演示局】明天停水，回复TD退订')
  })

  test.each([
    'TD',
    'td',
    'ＴＤ',
    ' t d ',
    '退订',
    '退订。',
    '【退订】',
    'TD退订',
    '回复TD退订',
    '不要再发了！',
  ])('of %s opt out', (text) => {
    expect(isOptOut(text)).toBe(true)
  })

  test.each(['今天停水吗', '退订是什么意思', '1', '我要退房', 'TDX'])('of %s do not', (text) => {
    expect(isOptOut(text)).toBe(false)
  })

  test('look like a grade only when they are nothing else', () => {
    expect([gradeOf('1'), gradeOf('基本满意'), gradeOf('不满意！'), gradeOf('1号楼没水')]).toEqual([
      'satisfied',
      'fairly-satisfied',
      'unsatisfied',
      null,
    ])
  })
})
