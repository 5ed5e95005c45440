import { describe, expect, it } from 'vitest'
import { Turns } from './turns.ts'

describe('turns', () => {
  it('lets three of a place run, in order of arrival, and passes on the turn of one that fails', async () => {
    const turns = new Turns()
    const begun: number[] = []
    const end: (() => void)[] = []
    const work = (n: number) =>
      turns.take('here', async () => {
        begun.push(n)
        await new Promise<void>((resolve) => end.push(resolve))
        if (n === 1) throw new Error('refused')
        return n
      })
    const all = [1, 2, 3, 4, 5].map(work)
    const settled = Promise.allSettled(all)
    await new Promise(setImmediate)
    expect(begun).toEqual([1, 2, 3])
    end[0]!()
    await new Promise(setImmediate)
    expect(begun).toEqual([1, 2, 3, 4])
    for (const n of [1, 2, 3]) end[n]!()
    await new Promise(setImmediate)
    expect(begun).toEqual([1, 2, 3, 4, 5])
    end[4]!()
    expect((await settled).map((r) => r.status)).toEqual(['rejected', ...Array(4).fill('fulfilled')])
  })

  it('does not make one place wait for another', async () => {
    const turns = new Turns()
    for (let n = 0; n < 5; n++) void turns.take('here', () => new Promise(() => {}))
    expect(await turns.take('there', async () => 'done')).toBe('done')
  })
})
