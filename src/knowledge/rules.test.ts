import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import type { ArticleFields, Step } from './contract.ts'
import { isCurrent, type KeptArticle, stepped } from './rules.ts'

const fields: ArticleFields = {
  question: '问',
  alsoAsked: [],
  answer: '答',
  conditions: '',
  materials: '',
  basis: '依据',
  places: [],
  unitId: 'u1',
  category: null,
  tags: [],
  public: true,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  reviewOn: '2026-06-01',
}
const fresh: KeptArticle = {
  articleId: 'a',
  number: 1,
  version: 1,
  state: 'draft',
  draft: fields,
  draftedBy: 'writer',
  published: null,
  publishedAt: null,
  docNo: null,
  changedAt: new Date(0),
}
const people: Record<string, Pick<Session, 'roles' | 'unitId' | 'accountId'>> = {
  writer: { roles: ['editor'], unitId: 'u1', accountId: 'writer' },
  keeper: { roles: ['supervisor'], unitId: 'u2', accountId: 'keeper' },
  handler: { roles: ['handler'], unitId: 'u1', accountId: 'handler' },
  stranger: { roles: ['handler'], unitId: 'u3', accountId: 'stranger' },
}
const TODAY = '2026-05-01'
const step = (a: KeptArticle, name: Step['step'], who: string) =>
  stepped(
    a,
    { step: name, expectedVersion: a.version, note: '原因', reviewOn: '2026-09-01' },
    people[who]!,
    TODAY,
  )

describe('steps of an article', () => {
  test('nobody publishes what they wrote themselves, nor a unit for another', () => {
    const first = step(fresh, 'submit', 'writer')
    if (isRefusal(first)) throw new Error(first.refused)
    expect(step(first.next, 'publish', 'writer')).toMatchObject({ refused: 'knowledge.own_draft' })
    expect(step(first.next, 'publish', 'handler')).toMatchObject({ refused: 'access.denied' })
    expect(step(first.next, 'publish', 'keeper')).toMatchObject({ what: 'published' })
    expect(step(fresh, 'submit', 'stranger')).toMatchObject({ refused: 'access.denied' })
  })

  test('whatever happens in whatever order, nothing is published by its writer and nothing written is lost', () => {
    const acts = fc.array(
      fc.tuple(
        fc.constantFrom<Step['step'][]>('submit', 'publish', 'return', 'withdraw', 'confirm'),
        fc.constantFrom(...Object.keys(people)),
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(acts, (all) => {
        let a = fresh
        for (const [name, who] of all) {
          const next = step(a, name, who)
          if (isRefusal(next)) continue
          if (next.what === 'published') expect(a.draftedBy).not.toBe(people[who]!.accountId)
          a = next.next
          expect(a.published ?? a.draft).not.toBeNull()
          expect(a.version).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('readers see it from its first day to its last', () => {
    const a = { ...fresh, published: fields }
    expect([isCurrent(a, '2025-12-31'), isCurrent(a, '2026-01-01')]).toEqual([false, true])
    expect([isCurrent(a, '2026-12-31'), isCurrent(a, '2027-01-01')]).toEqual([true, false])
    expect(isCurrent(fresh, '2026-05-01')).toBe(false)
  })
})
