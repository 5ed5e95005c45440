import { expect, test } from 'vitest'
import { annex } from './annex.ts'

test('the annex names organs by topic in the order of the list, with no number beside any', () => {
  const [block] = annex({
    organs: [
      {
        branch: '城乡建设',
        received: 40,
        units: [
          { name: '甲局', received: 9 },
          { name: '乙局', received: 25 },
          { name: '丙镇', received: 6 },
        ],
      },
      { branch: '教育', received: 4, units: [{ name: '丁局', received: 4 }] },
    ],
  })
  expect(block).toMatchObject({ is: 'table', table: { rows: [['城乡建设', '甲局、乙局']] } })
  const none = annex({ organs: [] })
  expect(none.map((b) => b.is)).toEqual(['text', 'text'])
})
