import { expect, it } from 'vitest'
import { Digests } from './digests.ts'

it('remembers a digest by bureau and term, and no more than so many of all bureaus together', () => {
  const digests = new Digests(3)
  const made: string[] = []
  const ask = (bureau: string, term: string) =>
    digests.of(bureau, term, () => {
      made.push(bureau + term)
      return `${bureau}:${term}`
    })
  for (const bureau of ['a', 'b', 'c', 'a', 'b', 'c']) expect(ask(bureau, 'x')).toBe(`${bureau}:x`)
  expect(made).toEqual(['ax', 'bx', 'cx'])
  // One more than fits: all of them are forgotten, whichever bureau it is of.
  ask('d', 'x')
  ask('a', 'x')
  ask('d', 'x')
  expect(made).toEqual(['ax', 'bx', 'cx', 'dx', 'ax'])
})
