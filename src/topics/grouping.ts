/**
 * How letters that tell of one thing gather into topics, one letter after the other. Advice: a person decides what is joined.
 * The figures were chosen on real letters; how well they do, and on which, stands in docs/insight.md. Pure.
 */

/** A topic, or a letter that stands alone, as seen from a new letter. */
export interface Near<K> {
  group: K
  /** Letters in it. */
  size: number
  /** Likeness of the new letter to those of them that were found. */
  scores: readonly number[]
}

/** A letter joins where it is this like the members most like it, on average. */
export const JOIN = 0.12
/** So many members are asked: one letter that tells of everything does not tie two topics together. */
export const ASKED = 4
/** A topic this near besides may be the same one, told of in two ways. */
export const MERGE = 0.12
/** Then its letters and those of the other must be this alike, on average. */
export const MERGE_MEAN = 0.09
/** Letters of each topic that are compared for that, the newest. */
export const MERGE_SAMPLE = 8

/** Likeness to a topic: the mean over its members that are most alike; those that were not found count nought. */
export function nearness<K>(near: Near<K>): number {
  const asked = Math.min(ASKED, near.size)
  const best = [...near.scores].sort((a, b) => b - a).slice(0, asked)
  return best.reduce((sum, score) => sum + score, 0) / asked
}

/** Which topic a new letter joins, and which others may be the same topic; null where it stands alone. */
export function choose<K>(found: readonly Near<K>[]): { join: K; maybeSame: K[] } | null {
  const sorted = found
    .map((near) => ({ group: near.group, size: near.size, score: nearness(near) }))
    .sort((a, b) => b.score - a.score)
  const [first, ...others] = sorted
  if (!first || first.score < JOIN) return null
  return { join: first.group, maybeSame: others.filter((o) => o.score >= MERGE).map((o) => o.group) }
}

/** Whether two topics are one, by the likeness of each letter of one to each of the other. */
export function areOne(scores: readonly number[]): boolean {
  return scores.length > 0 && scores.reduce((sum, s) => sum + s, 0) / scores.length >= MERGE_MEAN
}
