import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetHolder, holderNow, noteHolder, noteHolderIsHere } from '../../api/holder.ts'
import { emptyFields, forgetDrafts, keepDraft } from '../register/draft.ts'
import { keepHere } from './device.ts'
import { anythingKept, keptOf, wordsIn } from './on-device.ts'

const MINUTE = 60_000
const me = { accountId: 'a1', name: '演示登记员', idleMinutes: 30 }

beforeEach(() => {
  const store = new Map<string, string>()
  const storage = {
    getItem: (k: string) => store.get(k) ?? null,
    setItem: (k: string, v: string) => void store.set(k, v),
    removeItem: (k: string) => void store.delete(k),
  }
  // Object.keys of a Storage gives its keys.
  vi.stubGlobal(
    'localStorage',
    new Proxy(storage, {
      ownKeys: () => [...store.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  )
  return () => vi.unstubAllGlobals()
})

describe('who may read what this device keeps', () => {
  it('is the account whose session can still be open, and nobody after that', () => {
    expect(holderNow()).toBeNull()
    noteHolder(me, 0)
    expect(holderNow(29 * MINUTE)?.accountId).toBe('a1')
    expect(holderNow(30 * MINUTE)).toBeNull()
    noteHolderIsHere(20 * MINUTE)
    expect(holderNow(49 * MINUTE)?.name).toBe('演示登记员')
    // A clock set back proves nothing.
    expect(holderNow(19 * MINUTE)).toBeNull()
    forgetHolder()
    expect(holderNow(21 * MINUTE)).toBeNull()
  })

  it('sees its own words only, and nothing after signing out', () => {
    noteHolder(me)
    const typed = {
      ...emptyFields('petition', 'letter'),
      subject: '井盖',
      body: '井盖缺失',
      demands: ['补上'],
    }
    keepDraft('a1', typed, false)
    keepDraft('a2', { ...typed, body: '别人的信' }, false)
    keepHere('a1', 'matter:m1:class', {
      title: '演示-1 更正分类',
      values: { reason: '写错了' },
      seen: 1,
      draftId: 'd',
      revision: 0,
    })
    expect(keptOf('a1').map(({ kind, title, words }) => ({ kind, title, words }))).toEqual(
      expect.arrayContaining([
        { kind: 'registration', title: '井盖', words: ['井盖缺失', '补上'] },
        { kind: 'step', title: '演示-1 更正分类', words: ['写错了'] },
      ]),
    )
    expect(keptOf('a1')).toHaveLength(2)
    expect(JSON.stringify(keptOf('a1'))).not.toContain('别人的信')
    expect(keptOf('a1', Date.now() + 25 * 60 * MINUTE)).toEqual([])
    forgetDrafts()
    expect([keptOf('a1'), anythingKept(), holderNow()]).toEqual([[], false, null])
  })
})

describe('the words among the values of a step', () => {
  it('are what a person wrote, not ids, codes, dates and numbers', () => {
    const values = {
      unit: '0190a0c0-0000-7000-8000-000000000001',
      day: '2026-11-02',
      outcome: 'claim-31-1',
      reason: '已电话核实',
      demands: [{ basis: 'Article 31 applies', amount: 3 }, { basis: '' }],
    }
    expect(wordsIn(values)).toEqual(['已电话核实', 'Article 31 applies'])
  })
})
