/** Ten passages and more of every kind of relation, in many wordings: nothing is found in what is right, and the one change in each is noticed. */
import { describe, expect, test } from 'vitest'
import { reportOn } from '../../src/disclosure/index.ts'
import type { Passage } from './synthetic/relations.ts'
import * as CHANGES from './synthetic/relations-changes.ts'
import * as FORMS from './synthetic/relations-forms.ts'
import * as SUMS from './synthetic/relations-sums.ts'

const source = (text: string) => ({
  name: '',
  lines: text.split('\n').map((t, i) => ({ text: t, line: i + 1 })),
})
const found = (text: string, previous?: string) =>
  reportOn(source(`演示县信访局2023年度部门决算\n${text}`), previous ? source(previous) : null)
    .checked.filter((r) => r.severity === 'error' || r.severity === 'review')
    .map((r) => [r.severity, r.rule, r.kind, r.left, r.right])

const KINDS: Readonly<Record<string, readonly Passage[]>> = { ...SUMS, ...CHANGES, ...FORMS }

describe.each(Object.entries(KINDS))('%s', (_, passages) => {
  test.each(passages.map((p) => [p.right.slice(0, 40).replace(/\n/g, ' '), p] as const))('%s', (_, p) => {
    expect(p.right).toContain(p.from)
    expect(found(p.right, p.previous)).toEqual([])
    expect(found(p.right.replace(p.from, p.to), p.previous)).not.toEqual([])
  })
})
