/** One error at a time planted in a whole document that is right: nothing is found before, and what is planted is found. */
import { expect, test } from 'vitest'
import { reportOn } from '../../src/disclosure/index.ts'
import { DOCUMENT, PLANTED } from './synthetic/planted.ts'

const found = (text: string) =>
  reportOn({ name: '', lines: text.split('\n').map((t, i) => ({ text: t, line: i + 1 })) }).findings

/** Nothing else in the document tells these: a list before 等, a price a head, a sum that stands once, a name that stands once. */
const UNKNOWABLE = [
  '4个科室',
  '180人次，人均100',
  '演示县信访局为县政府',
  '涉及资金440.00',
  '财政拨款收支总计1,070.10',
]

test('nothing is found in what is right', () => {
  expect(found(DOCUMENT).map((f) => [f.severity, f.rule, f.quote])).toEqual([])
})

test.each(PLANTED.filter(([from]) => !UNKNOWABLE.includes(from)))('%s → %s is found', (from, to) => {
  expect(DOCUMENT).toContain(from)
  expect(found(DOCUMENT.replace(from, to)).filter((f) => f.severity !== 'tail')).not.toEqual([])
})
