/**
 * A start for a bureau without history: which category's names, and which words its duty list gives to a category, stand in
 * the letter. Weak advice, and said to be.
 */

/** A category with all that names it. */
export interface NamedCategory {
  readonly code: string
  /** Names from the top down, the category's own last. */
  readonly path: readonly string[]
  /** Words the duty list gives for it. */
  readonly words: readonly string[]
}

export interface NearByName {
  readonly code: string
  /** What of the names stands in the letter. */
  readonly found: readonly string[]
  readonly score: number
}

/** Words that name hundreds of categories or none in particular. */
const EMPTY = /^(?:其他|问题|管理|服务|工作|方面|相关|有关|政策|建设)$/u
const SHARE_OF_PARENT = 0.4
const MOST = 3

const pairsOf = (text: string): string[] => {
  const characters = [...text]
  return characters.slice(1).map((c, i) => `${characters[i]}${c}`)
}

/** What a name is made of: `物业管理和停车` names two things. */
const termsOf = (name: string): string[] =>
  name
    .normalize('NFKC')
    .split(/[、，,;；/()（）\s]|[和与及](?=.{2})/u)
    .filter((term) => [...term].length > 1 && !EMPTY.test(term))

/** Pairs of characters of a name that may count, once each. */
const gramsOf = (names: readonly string[]): Set<string> =>
  new Set(
    names
      .flatMap(termsOf)
      .flatMap(pairsOf)
      .filter((pair) => !EMPTY.test(pair)),
  )

/**
 * The categories whose names stand in a letter, nearest first, at most three.
 * Score: for each pair of characters of its names that stands in the letter how rare the pair is among the names (logarithm
 * of categories over categories with it), with four tenths for names of the branches above, over the root of their number.
 */
export function nearestByName(text: string, categories: readonly NamedCategory[]): NearByName[] {
  const held = new Set(pairsOf(text.normalize('NFKC')))
  const own = categories.map((c) => gramsOf([...c.path.slice(-1), ...c.words]))
  const above = categories.map((c) => gramsOf(c.path.slice(0, -1)))
  const having = new Map<string, number>()
  for (const [i, grams] of own.entries())
    for (const gram of new Set([...grams, ...above[i]!])) having.set(gram, (having.get(gram) ?? 0) + 1)
  const rarity = (gram: string) => Math.log((1 + categories.length) / having.get(gram)!)
  const sum = (grams: Iterable<string>) => [...grams].reduce((s, gram) => s + rarity(gram), 0)
  return categories
    .map((c, i) => {
      const mine = [...own[i]!].filter((gram) => held.has(gram))
      const upper = [...above[i]!].filter((gram) => held.has(gram) && !own[i]!.has(gram))
      const size = Math.sqrt(Math.max(1, own[i]!.size))
      return {
        code: c.code,
        score: (sum(mine) + SHARE_OF_PARENT * sum(upper)) / size,
        found: runsOf([...c.path.slice(-1), ...c.words, ...c.path.slice(0, -1)], held),
        own: mine.length,
      }
    })
    .filter((c) => c.own > 0)
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code))
    .slice(0, MOST)
    .map(({ code, score, found }) => ({ code, score, found }))
}

/** The longest stretches of the names that stand in the letter, as one would mark them. */
function runsOf(names: readonly string[], held: ReadonlySet<string>): string[] {
  const runs = new Set<string>()
  for (const term of names.flatMap(termsOf)) {
    let run = ''
    for (const pair of pairsOf(term)) {
      if (held.has(pair)) run = run === '' ? pair : `${run}${[...pair][1]}`
      else {
        if (run !== '') runs.add(run)
        run = ''
      }
    }
    if (run !== '') runs.add(run)
  }
  return [...runs].filter((run) => !EMPTY.test(run)).slice(0, 6)
}
