/** The program's own lists of codes (政府收支分类科目), by year. Pure. */
import { ECONOMIC_SEED, FUNCTIONAL_SEED } from './list.ts'

export interface ListedCode {
  code: string
  name: string
}
export type ListKind = 'functional' | 'economic'

interface Entry extends ListedCode {
  from: number
  to: number
}

const LINE = /^(\d{3,7}) (\S+)(?: (\d{4})?-(\d{4})?)?$/

const entriesOf = (text: string): readonly Entry[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const match = LINE.exec(line)
      if (!match) throw new Error(`list of codes: ${line}`)
      const [, code = '', name = '', from, to] = match
      return { code, name, from: Number(from ?? 0), to: Number(to ?? 9999) }
    })

const ENTRIES: Readonly<Record<ListKind, readonly Entry[]>> = {
  functional: entriesOf(FUNCTIONAL_SEED),
  economic: entriesOf(ECONOMIC_SEED),
}

const holding = (kind: ListKind, year: number): ListedCode[] =>
  ENTRIES[kind].filter((e) => year >= e.from && year <= e.to).map(({ code, name }) => ({ code, name }))

/** What a bureau starts a year with until it loads the list of that year. */
export const seedFor = (year: number): Readonly<Record<ListKind, ListedCode[]>> => ({
  functional: holding('functional', year),
  economic: holding('economic', year),
})

/** Every name a code has borne in any year, and in which years. */
export const namesOf = (code: string): readonly { name: string; from: number; to: number }[] =>
  [...ENTRIES.functional, ...ENTRIES.economic].filter((e) => e.code === code)

/** The codes that have borne a name in any year. */
export const codesNamed = (name: string): readonly { code: string; from: number; to: number }[] =>
  [...ENTRIES.functional, ...ENTRIES.economic].filter((e) => e.name === name)
