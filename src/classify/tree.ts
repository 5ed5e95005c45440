import type { Reason } from './explain.ts'
import { type Model, propose } from './model.ts'
import { train } from './train.ts'

/** A letter with the code a person gave it: two digits a level, as `010203`. */
export interface CodedSample {
  readonly words: readonly string[]
  readonly code: string
}

/** One model for each branch that has something to choose between, by the code of the branch; `''` is the top. */
export type TreeModel = ReadonlyMap<string, Model>

/** Fewer letters than this teach nothing a clerk could rely on. */
const LEAST_TEXTS = 100
/** A category with fewer letters is left to people. */
const LEAST_OF_CATEGORY = 5

const LEVEL_DIGITS = 2
const LEVELS = 3

/**
 * Learns the tree from the top down: which branch, and within a branch which of its own.
 * @returns null where there is too little to learn from: fewer than a hundred letters, or one category alone
 */
export function trainTree(samples: readonly CodedSample[]): TreeModel | null {
  const tree = new Map<string, Model>()
  for (let level = 0; level < LEVELS; level++) {
    const upTo = level * LEVEL_DIGITS
    const below = Map.groupBy(
      samples.filter((s) => s.code.length > upTo),
      (s) => s.code.slice(0, upTo),
    )
    for (const [branch, letters] of below) {
      if (branch !== '' && !tree.has(branch.slice(0, -LEVEL_DIGITS))) continue
      const model = learnBranch(letters, upTo + LEVEL_DIGITS)
      if (model) tree.set(branch, model)
    }
  }
  return tree.size > 0 ? tree : null
}

function learnBranch(letters: readonly CodedSample[], digits: number): Model | null {
  const of = Map.groupBy(letters, (s) => s.code.slice(0, digits))
  const enough = [...of].filter(([, own]) => own.length >= LEAST_OF_CATEGORY)
  const texts = enough.reduce((sum, [, own]) => sum + own.length, 0)
  if (enough.length < 2 || texts < LEAST_TEXTS) return null
  const chosen = new Set(enough.map(([code]) => code))
  return train(
    letters.flatMap((s) => {
      const category = s.code.slice(0, digits)
      return chosen.has(category) ? [{ words: s.words, category }] : []
    }),
  )
}

/** A category for a letter. */
export interface PathProposal {
  readonly code: string
  /** Probability that a clerk would give this code, each level with its own taken together. */
  readonly confidence: number
  /** Words that decided, the strongest first, of the level that was least sure of itself. */
  readonly because: readonly Reason[]
}

/** What the tree says of a letter. */
export interface TreeAnswer {
  /** As deep as it is sure of; null where it keeps silent. */
  readonly proposal: PathProposal | null
  /** Codes of the top level that come nearest, for a person to choose from. */
  readonly near: readonly string[]
}

const NEAR = 3

/** Proposes a category, going down as far as each level speaks. @param words from `wordsOf` */
export function proposeInTree(tree: TreeModel, words: readonly string[]): TreeAnswer {
  const top = tree.get('')
  if (!top) return { proposal: null, near: [] }
  const first = propose(top, words)
  const near = [first.category, ...first.others].slice(0, NEAR)
  if (first.abstains) return { proposal: null, near }
  let { category: code, confidence, because } = first
  let least = confidence
  for (let next = tree.get(code); next; next = tree.get(code)) {
    const deeper = propose(next, words)
    if (deeper.abstains) break
    code = deeper.category
    confidence *= deeper.confidence
    if (deeper.confidence < least) {
      least = deeper.confidence
      because = deeper.because
    }
  }
  return { proposal: { code, confidence, because }, near }
}
