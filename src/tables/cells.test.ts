import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnLetter, guarded, instantOfMoment, readCount, readMoment, splitCell, textOf } from './cells.ts'

const at = (cell: string | number) => {
  const moment = readMoment(cell)
  return typeof moment === 'string' ? moment : instantOfMoment(moment, 'Asia/Shanghai')
}
const full = (text: string) =>
  [...text].map((c) => (c > ' ' && c <= '~' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('')
const pad = (n: number) => String(n).padStart(2, '0')

describe('a moment in a cell', () => {
  it.each([
    ['2026-03-21', '2026-03-20T16:00:00.000Z'],
    ['2026/3/1', '2026-02-28T16:00:00.000Z'],
    ['2026.3.21 9:05', '2026-03-21T01:05:00.000Z'],
    ['2026年3月21日', '2026-03-20T16:00:00.000Z'],
    ['2026年3月21日 星期六 15时4分', '2026-03-21T07:04:00.000Z'],
    ['2026年03月21日下午3时', '2026-03-21T07:00:00.000Z'],
    ['2026-03-21 上午12:30', '2026-03-20T16:30:00.000Z'],
    ['2026-03-21 3:04:05 PM', '2026-03-21T07:04:05.000Z'],
    ['2026-03-21T15:04:05.000', '2026-03-21T07:04:05.000Z'],
    ['２０２６－０３－２１　１５：０４', '2026-03-21T07:04:00.000Z'],
    ['20260321', '2026-03-20T16:00:00.000Z'],
    ['20260321150405', '2026-03-21T07:04:05.000Z'],
    [20260321, '2026-03-20T16:00:00.000Z'],
    [20260321150405, '2026-03-21T07:04:05.000Z'],
    // Days of Excel: 46102 is 2026-03-21.
    [46102, '2026-03-20T16:00:00.000Z'],
    [46102.627835648, '2026-03-21T07:04:05.000Z'],
    ['46102', '2026-03-20T16:00:00.000Z'],
    // 60 seconds short of midnight is not the next day.
    [46102.99999999, '2026-03-21T16:00:00.000Z'],
  ])('%s', (cell, instant) => {
    expect(at(cell)).toBe(instant)
  })

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-03-21 24:30',
    '2026-03-21 15:60',
    '2026-03-21 下午15:30',
    '三月二十一日',
    '5个工作日',
    'N/A',
    12,
    1e300,
    Number.NaN,
    '１３８００００００００',
  ])('is none in %s', (cell) => {
    expect(at(cell)).toBe('not-a-date')
  })

  it.each(['3/4/2026', '3-4-26', '21.03.2026'])('nobody can tell day from month in %s', (cell) => {
    expect(at(cell)).toBe('ambiguous')
  })

  it('is the same in every form it is written in', () => {
    const moment = fc.record({
      y: fc.integer({ min: 2000, max: 2090 }),
      m: fc.integer({ min: 1, max: 12 }),
      d: fc.integer({ min: 1, max: 28 }),
      h: fc.integer({ min: 0, max: 23 }),
      i: fc.integer({ min: 0, max: 59 }),
      s: fc.integer({ min: 0, max: 59 }),
    })
    fc.assert(
      fc.property(moment, ({ y, m, d, h, i, s }) => {
        const expected = new Date(Date.UTC(y, m - 1, d, h - 8, i, s)).toISOString()
        const serial = (Date.UTC(y, m - 1, d, h, i, s) - Date.UTC(1899, 11, 30)) / 86_400_000
        const plain = `${y}-${pad(m)}-${pad(d)} ${pad(h)}:${pad(i)}:${pad(s)}`
        const forms = [
          plain,
          full(plain),
          `${y}/${m}/${d} ${h}:${pad(i)}:${pad(s)}`,
          `${y}年${m}月${d}日${h}时${i}分${s}秒`,
          `${y}${pad(m)}${pad(d)}${pad(h)}${pad(i)}${pad(s)}`,
          Number(`${y}${pad(m)}${pad(d)}${pad(h)}${pad(i)}${pad(s)}`),
          ...(h + i + s > 0 ? [serial] : []),
        ]
        for (const form of forms) expect([form, at(form)]).toEqual([form, expected])
      }),
    )
  })

  it('never throws and never makes up a day', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.integer()), (cell) => {
        const moment = readMoment(cell)
        if (typeof moment === 'string') return
        expect(moment.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        expect(moment.second === null || (moment.second >= 0 && moment.second < 86_400)).toBe(true)
      }),
    )
  })
})

it('takes the guard against formulas off again, and only that', () => {
  expect(textOf("'=1+1")).toBe('=1+1')
  expect(textOf("'-3")).toBe('-3')
  expect(textOf("'tis")).toBe("'tis")
  expect(textOf(13800000000)).toBe('13800000000')
  expect(textOf(null)).toBe('')
})

it('counts people in any digits', () => {
  expect(['3', '３人', '3.0', ' 12 ', '5人次'].map(readCount)).toEqual([3, 3, 3, 12, 5])
  expect(['', '三', '-1', '1.5', '约3人'].map(readCount)).toEqual([null, null, null, null, null])
})

it('names columns as the sheet does', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})

it('parts what people put into one cell, and keeps a path whole if asked', () => {
  expect(splitCell('登记员、督办员，登记员；')).toEqual(['登记员', '督办员'])
  expect(splitCell('城乡建设/供水、供热', 'keep')).toEqual(['城乡建设/供水', '供热'])
})

it('reads again what was guarded, whatever the words', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((s) => `=${s}`),
      ),
      (text) => {
        fc.pre(!text.startsWith("'"))
        expect(guarded(text)).not.toMatch(/^\s*[=+\-@]/)
        expect(textOf(guarded(text))).toBe(text.trim())
      },
    ),
  )
})
