import { expect, test } from 'vitest'
import { defining, definitionSheet, label, rateCells, rateHeads, takenRate, withTable } from './defined.ts'

const { count, rate } = defining<'n', 'r'>()
const SOURCE = label('来源', 'Source')
const DEFINED = [
  count('n', label('甲|乙', 'A or B'), label('甲', 'A'), SOURCE),
  rate('r', label('率', 'Rate'), label('比例', 'Share'), label('上', 'above'), label('下', 'below'), SOURCE),
]

test('a table of the docs is written between its marks, and a bar in a word breaks no cell', () => {
  const marks = { begin: '<!-- b -->', end: '<!-- e -->' }
  const page = withTable('before\n<!-- b -->\nold\n<!-- e -->\nafter\n', marks, DEFINED)
  const lines = page.split('\n')
  expect([lines[0], lines.at(-2)]).toEqual(['before', 'after'])
  expect(lines[4]).toBe('| `n` | 甲\\|乙 A or B | 甲<br>A |  | 来源 |')
  expect(lines[5]).toContain('| 上 / 下 |')
  expect(withTable(page, marks, DEFINED)).toBe(page)
})

test('a rate has as many cells as headings, and no share where nothing was counted', () => {
  expect(rateHeads(label('率', 'Rate'), 'en')).toHaveLength(rateCells(takenRate([1, 4])).length)
  expect(rateCells(takenRate([1, 4])).slice(0, 3)).toEqual([25, 1, 4])
  expect(rateCells(takenRate([0, 0]))).toEqual([null, 0, 0, null, null])
  expect(definitionSheet(DEFINED, 'zh').rows[1]).toEqual(['甲|乙', '甲', '', '', '来源'])
})
