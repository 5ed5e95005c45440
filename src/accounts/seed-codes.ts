/** The program's own list of codes for a year. Pure. */
import type { CodeName } from './codes.ts'
import type { CodeKind } from './keys.ts'
import { ECONOMIC_SEED, FUNCTIONAL_SEED } from './seed.ts'

const LINE = /^(\d{3,7}) (\S+)(?: (\d{4})?-(\d{4})?)?$/

function holding(text: string, year: number): CodeName[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const match = LINE.exec(line)
      if (!match) throw new Error(`seed: ${line}`)
      const [, code = '', name = '', from, to] = match
      const holds = year >= Number(from ?? 0) && year <= Number(to ?? 9999)
      return holds ? [{ code, name }] : []
    })
}

/** What a bureau starts a year with until it loads the list of that year. */
export const seedFor = (year: number): Readonly<Record<CodeKind, CodeName[]>> => ({
  functional: holding(FUNCTIONAL_SEED, year),
  economic: holding(ECONOMIC_SEED, year),
})
