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

describe('a batch that only waits for the disk', () => {
  /** Batches as they begin; each lets the next one begin and ends when it is told to. */
  function recording() {
    const begun: string[][] = []
    const acts: { letNext: () => void; end: () => void }[] = []
    const gathering = new Gathering<string, { item: string }>(
      9,
      async (items, letNext) => {
        begun.push([...items])
        await new Promise<void>((end) => acts.push({ letNext, end }))
        return items.map((item) => ({ item }))
      },
      (item) => item[0],
    )
    return { begun, acts, gathering }
  }

  it('lets the next one begin, but nothing about what it holds itself', async () => {
    const { begun, acts, gathering } = recording()
    const all = Promise.all(['a1', 'a2', 'b1', 'c1'].map((item) => gathering.join('here', item)))
    acts[0]!.letNext()
    await settle()
    expect(begun).toEqual([['a1'], ['b1', 'c1']])
    // Again, or too late, it lets nobody begin.
    acts[0]!.letNext()
    acts[1]!.end()
    await settle()
    expect(begun).toHaveLength(2)
    acts[0]!.end()
    await settle()
    expect(begun.at(-1)).toEqual(['a2'])
    acts[2]!.end()
    expect(await all).toHaveLength(4)
  })

  it('keeps the order of what is about the same, also of what came while nothing else waited', async () => {
    const { begun, acts, gathering } = recording()
    const first = gathering.join('here', 'a1')
    acts[0]!.letNext()
    const second = gathering.join('here', 'a2')
    const other = gathering.join('here', 'b1')
    const third = gathering.join('here', 'a3')
    await settle()
    expect(begun).toEqual([['a1'], ['b1']])
    acts[1]!.letNext()
    acts[0]!.end()
    await settle()
    expect(begun.at(-1)).toEqual(['a2'])
    acts[2]!.end()
    await settle()
    acts[3]!.end()
    acts[1]!.end()
    await Promise.all([first, second, other, third])
    expect(begun).toEqual([['a1'], ['b1'], ['a2'], ['a3']])
  })
})
