/** Faults and hints of a cell while it is typed in. */
import { expect, test } from 'vitest'
import { hintOf, readCell } from './cell-check.ts'

const at = (figures: Record<string, number>) => (path: string) => figures[path] ?? null

test('only adjustments and payments of a month may be below zero', () => {
  expect(readCell('-5', 'fen', 'spend/budget/general/basic/2010301')).toBe('negative')
  expect(readCell('-5', 'fen', 'spend/adjustment/general/basic/2010301')).toBe(-500)
  expect(readCell('-5', 'fen', 'month/03/general/basic/2010301')).toBe(-500)
})

test('a share is no more than the whole, and what is no number stays that', () => {
  expect(readCell('100.01', 'bp', 'plan/12')).toBe('shareOver')
  expect(readCell('100', 'bp', 'plan/12')).toBe(10_000)
  expect(readCell('1,2', 'fen', 'organ-cost/final')).toBe('notNumber')
})

test('more than the adjusted budget asks for a look', () => {
  const figures = at({
    'spend/budget/general/project/2010308': 100,
    'spend/adjustment/general/project/2010308': -20,
    'organ-cost/budget': 50,
  })
  expect(hintOf('spend/final/general/project/2010308', 80, figures)).toBeNull()
  expect(hintOf('spend/final/general/project/2010308', 81, figures)).toBe('overBudget')
  expect(hintOf('organ-cost/final', 51, figures)).toBe('overBudget')
  expect(hintOf('spend/final/general/basic/2010301', 81, figures)).toBeNull()
})

test('payments of all months count together', () => {
  const key = 'general/basic/2010301'
  const figures = at({ [`spend/budget/${key}`]: 100, [`month/01/${key}`]: 60, [`month/02/${key}`]: 41 })
  expect(hintOf(`month/02/${key}`, 41, figures)).toBe('paidOver')
})

test('a plan does not fall and ends with all', () => {
  expect(hintOf('plan/06', 4000, at({ 'plan/03': 5000 }))).toBe('planFalls')
  expect(hintOf('plan/06', 5000, at({ 'plan/03': 5000 }))).toBeNull()
  expect(hintOf('plan/12', 9900, at({ 'plan/03': 5000 }))).toBe('planEnd')
})

test('parts, posts and persons against their wholes', () => {
  expect(hintOf('procure/final/micro', 5, at({ 'procure/final/sme': 4 }))).toBe('partOver')
  expect(hintOf('post/actual/worker', 3, at({ 'post/approved/worker': 2 }))).toBe('overPosts')
  expect(hintOf('count/reception-persons', 3, at({ 'count/reception-batches': 4 }))).toBe('personsFew')
})
