import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import { FOLLOW_UP_KINDS, FOLLOW_UP_STATES, FOLLOW_UP_STEPS } from './contract.ts'
import { afterStep, firstState, mayStep, wrongPromise } from './rules.ts'

const open = { kind: 'sponsored', state: 'open', ended: false } as const

describe('what an office has taken on', () => {
  it('is not done before the matter has ended, and can be given back by supervision alone', () => {
    expect(afterStep(open, 'done', ['bureau-head'])).toMatchObject({ refused: 'reception.matter_open' })
    expect(afterStep({ ...open, ended: true }, 'done', ['clerk'])).toBe('done')
    expect(afterStep(open, 'released', ['clerk'])).toMatchObject({ refused: 'access.denied' })
    expect(afterStep(open, 'released', ['supervisor'])).toBe('released')
  })
  it('of a reception day is done when what was promised is done', () => {
    const promise = { ...open, kind: 'reception' } as const
    expect(afterStep(promise, 'done', ['clerk'])).toBe('done')
    expect(afterStep(promise, 'released', ['supervisor'])).toMatchObject({ refused: 'reception.not_now' })
  })
  it('takes no step once it is over, whatever the kind', () => {
    for (const kind of FOLLOW_UP_KINDS)
      for (const state of FOLLOW_UP_STATES.filter((s) => s !== 'open'))
        for (const step of FOLLOW_UP_STEPS)
          expect(isRefusal(afterStep({ kind, state, ended: true }, step, ['bureau-head']))).toBe(true)
  })
  it('offers exactly the steps it would take', () => {
    expect(mayStep(open, ['clerk'])).toEqual(['progress', 'met'])
    expect(mayStep({ ...open, ended: true }, ['supervisor'])).toEqual(['progress', 'met', 'done', 'released'])
    expect(mayStep(open, ['handler'])).toEqual([])
  })
  it('names who and by when together, and no day that is gone', () => {
    expect(wrongPromise({ unitId: 'u', dueOn: null }, '2026-03-10')?.field).toBe('dueOn')
    expect(wrongPromise({ unitId: null, dueOn: '2026-03-11' }, '2026-03-10')?.field).toBe('unitId')
    expect(wrongPromise({ unitId: 'u', dueOn: '2026-03-09' }, '2026-03-10')?.field).toBe('dueOn')
    expect(wrongPromise({ unitId: 'u', dueOn: '2026-03-10' }, '2026-03-10')).toBeUndefined()
    expect(wrongPromise({ unitId: null, dueOn: null }, '2026-03-10')).toBeUndefined()
    expect(firstState({ unitId: null, dueOn: null })).toBe('done')
    expect(firstState({ unitId: 'u', dueOn: '2026-03-10' })).toBe('open')
  })
})
