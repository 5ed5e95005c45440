/** Numbers of pages go; figures that stand at the edge of a page stay. */
import { describe, expect, test } from 'vitest'
import { withoutPageNumbers } from '../../src/disclosure/readers/page-numbers.ts'

const page = (...lines: string[]) => lines.map((text) => ({ text }))
const left = (pages: ReturnType<typeof page>[]) => withoutPageNumbers(pages).map((p) => p.map((l) => l.text))

describe('at the foot', () => {
  test.each([
    ['bare', (n: number) => `${n}`],
    ['between dashes', (n: number) => `- ${n} -`],
    ['in words', (n: number) => `第${n}页 共17页`],
    ['of all', (n: number) => `${n}/17`],
  ])('%s', (_, written) => {
    const pages = [3, 4, 5, 6].map((n) => page('其中：人员经费311.08', written(n)))
    expect(left(pages)).toEqual(pages.map(() => ['其中：人员经费311.08']))
  })

  test('they are found after a cover without one, and where one page has another last line', () => {
    const pages = [page('封面'), page('正文', '1'), page('正文', '2'), page('注：无数据'), page('正文', '4')]
    expect(left(pages)).toEqual([['封面'], ['正文'], ['正文'], ['注：无数据'], ['正文']])
  })
})

test('at the head too', () => {
  expect(left([1, 2, 3].map((n) => page(`${n}`, '正文')))).toEqual([['正文'], ['正文'], ['正文']])
})

describe('a figure stays', () => {
  test('that does not count on', () => {
    const pages = [page('合计', '12'), page('合计', '30'), page('合计', '7')]
    expect(left(pages)).toEqual(pages.map((p) => p.map((l) => l.text)))
  })
  test('where two pages only happen to count on', () => {
    const pages = [page('合计', '12'), page('合计', '13')]
    expect(left(pages)).toEqual([
      ['合计', '12'],
      ['合计', '13'],
    ])
  })
  test('of a row of a table', () => {
    const pages = [1, 2, 3].map((n) => [{ text: `${n}`, cells: ['', `${n}`] }])
    expect(withoutPageNumbers(pages)).toEqual(pages)
  })
})
