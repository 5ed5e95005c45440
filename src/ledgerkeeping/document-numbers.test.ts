import { describe, expect, it } from 'vitest'
import type { IssuedPaper } from '../cases/index.ts'
import { DocumentNumbers } from './document-numbers.ts'

const paper = (paperId: string, number: string | null, kind = 'reply'): IssuedPaper => ({
  paperId,
  kind,
  audience: 'person',
  unitId: 'unit',
  number,
  documentId: null,
  proceedingId: 'main',
  toUnitId: null,
  contentId: 'content',
  approvedOn: '2026-03-02',
  sealed: null,
  delivered: null,
})
const look = (numbers: (string | null)[], last: number) => {
  const book = new DocumentNumbers()
  numbers.forEach((n, i) => {
    book.add(`m${i}`, [paper(`p${i}`, n)])
  })
  const rows = numbers.flatMap((number, i) =>
    number ? [{ matter_id: `m${i}`, paper_id: `p${i}`, number }] : [],
  )
  return book.findings(rows, [{ unit_id: 'unit', kind: 'reply', year: 2026, last_number: last }])
}
const n = (i: number) => `某信复〔2026〕${i}号`

describe('numbers of documents', () => {
  it('are sound when they run from one to the counter; records without a number count nothing', () => {
    expect(look([n(2), n(1), null, n(3)], 3)).toEqual([])
  })
  it('name each gap by its ends, a repetition by both places, and what is no number', () => {
    expect(look([n(2), n(6)], 7).map((f) => f.details)).toMatchObject([
      { from: 1, to: 1 },
      { from: 3, to: 5 },
      { from: 7, to: 7 },
    ])
    expect(look([n(1), n(1)], 1)).toMatchObject([
      { code: 'document-number-duplicated', number: n(1), details: { alsoMatter: 'm0' } },
    ])
    expect(look(['第3号'], 0)).toMatchObject([{ code: 'document-number-malformed' }])
  })
})
