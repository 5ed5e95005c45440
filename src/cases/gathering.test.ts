import { describe, expect, it } from 'vitest'
import { Gathering } from './gathering.ts'

const settle = () => new Promise(setImmediate)

describe('gathering', () => {
  it('does what came meanwhile together, in order, and no more than so many at once', async () => {
    const batches: number[][] = []
    const go: (() => void)[] = []
    const gathering = new Gathering<number, { n: number }>(3, async (items) => {
      batches.push([...items])
      await new Promise<void>((resolve) => go.push(resolve))
      return items.map((n) => ({ n }))
    })
    const all = Promise.all([1, 2, 3, 4, 5].map((n) => gathering.join('here', n)))
    void gathering.join('there', 9)
    await settle()
    expect(batches).toEqual([[1], [9]])
    go[0]!()
    await settle()
    expect(batches).toEqual([[1], [9], [2, 3, 4]])
    go[2]!()
    await settle()
    go[3]!()
    expect(await all).toEqual([1, 2, 3, 4, 5].map((n) => ({ n })))
    expect(batches.at(-1)).toEqual([5])
  })

  it('gives an answer that is an error to its own item only', async () => {
    const gathering = new Gathering<number, { n: number }>(9, async (items) =>
      items.map((n) => (n === 2 ? new Error('refused') : { n })),
    )
    const all = await Promise.allSettled([1, 2, 3].map((n) => gathering.join('here', n)))
    expect(all.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('does each alone when one of them fails all', async () => {
    const runs: number[][] = []
    const gathering = new Gathering<number, { n: number }>(9, async (items) => {
      runs.push([...items])
      if (items.includes(3)) throw new Error('collides')
      return items.map((n) => ({ n }))
    })
    const all = await Promise.allSettled([1, 2, 3, 4].map((n) => gathering.join('here', n)))
    expect(runs).toEqual([[1], [2, 3, 4], [2], [3], [4]])
    expect(all.map((r) => r.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await gathering.join('here', 5)).toEqual({ n: 5 })
  })

  it('takes of what is about the same one at a time, in its order, and passes none over', async () => {
    const batches: string[][] = []
    const go: (() => void)[] = []
    const gathering = new Gathering<string, { item: string }>(
      3,
      async (items) => {
        batches.push([...items])
        await new Promise<void>((resolve) => go.push(resolve))
        return items.map((item) => ({ item }))
      },
      (item) => item[0],
    )
    const all = Promise.all(
      ['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'd1'].map((item) => gathering.join('here', item)),
    )
    for (const expected of [['a1'], ['a2', 'b1', 'c1'], ['a3', 'b2', 'd1']]) {
      await settle()
      expect(batches.at(-1)).toEqual(expected)
      go.at(-1)!()
    }
    expect(await all).toHaveLength(7)
    const again = gathering.join('here', 'a4')
    await settle()
    go.at(-1)!()
    expect(await again).toEqual({ item: 'a4' })
    expect(batches).toHaveLength(4)
  })
})
