import { describe, expect, it } from 'vitest'
import { afterAnswer } from './chain-model.ts'

type View = Parameters<typeof afterAnswer>[0]
const link = (procedure: string, here: boolean) => ({ procedure, here }) as never
const view = (more: Partial<View>): View => ({ ended: true, chain: null, right: null, actions: [], ...more })
const chain = (here: number, procedures: readonly string[], finished = false) => ({
  links: procedures.map((p, i) => link(p, i === here)),
  finished,
})
const right = { lastDay: '2026-12-22' } as never

describe('what an answer says of itself later on', () => {
  it('is what its state says while it is open, and while the time to ask runs', () => {
    expect(afterAnswer(view({ ended: false, actions: [{ id: 'request-review' }] }), 'zh')).toBeNull()
    expect(afterAnswer(view({ right, actions: [{ id: 'request-review' }] }), 'zh')).toBeNull()
    expect(afterAnswer(view({}), 'zh')).toBeNull()
  })

  it('names what was asked for, by the stage that follows', () => {
    expect(afterAnswer(view({ chain: chain(0, ['petition', 'review']) }), 'zh')).toContain('您已请求复查')
    expect(afterAnswer(view({ chain: chain(1, ['petition', 'review', 're-review']) }), 'en')).toContain(
      'asked for re-review',
    )
    // The last stage speaks for itself.
    expect(afterAnswer(view({ chain: chain(1, ['petition', 'review']) }), 'zh')).toBeNull()
  })

  const asking = { actions: [{ id: 'request-review' }], chain: chain(0, ['petition', 'review']) }
  it('names nothing as asked for that was withdrawn: it may be asked for again', () => {
    expect(afterAnswer(view({ ...asking, right }), 'zh')).toBeNull()
    expect(afterAnswer(view(asking), 'zh')).toContain('期限已过')
    const again = { actions: [{ id: 'request-re-review' }], right }
    expect(
      afterAnswer(view({ ...again, chain: chain(1, ['petition', 'review', 're-review']) }), 'en'),
    ).toBeNull()
  })

  it('speaks of the new answer after a revocation, and of the review of that one once asked for', () => {
    const revoked = chain(0, ['petition', 'review', 'review'])
    expect(afterAnswer(view({ ...asking, right, chain: revoked }), 'zh')).toBeNull()
    expect(afterAnswer(view({ chain: revoked }), 'zh')).toContain('您已请求复查')
  })

  it('says that the time has passed, and that the procedure has ended', () => {
    expect(afterAnswer(view({ actions: [{ id: 'request-review' }] }), 'zh')).toContain('期限已过')
    const ended = chain(0, ['petition', 'review', 're-review'], true)
    expect(afterAnswer(view({ chain: ended }), 'zh')).toContain('终结')
  })
})
