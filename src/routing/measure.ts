/** How the suggestions of the unit would have done on matters whose answering unit is known. About organs; pure. */
import type { Suggestion } from './contract.ts'

/** A matter that a unit has answered, with what would have been suggested on the day it came. */
export interface Routed {
  /** Units that were asked to handle it, in their order; the last one answered. */
  asked: readonly string[]
  suggested: readonly Suggestion[]
}

export interface Share {
  /** Matters it is true of, and those asked about. */
  of: number
  all: number
}

export interface RoutingMeasure {
  matters: number
  /** The unit that answered was the first suggested; among the first three. */
  top1: Share
  top3: Share
  /** Matters with no suggestion at all. */
  silent: number
  /** Of matters whose first suggestion was so strong: how many were right. */
  byStrength: Record<Suggestion['strength'], Share>
  returns: {
    /** Matters that went back and were then answered by another unit. */
    matters: number
    /** The unit that answered was suggested first: the way back would not have been. */
    avoided: number
    /** It was not, but the unit that gave the matter back was not suggested first either. */
    warned: number
  }
}

export function measureOf(routed: readonly Routed[]): RoutingMeasure {
  const share = (of: readonly Routed[], right: (r: Routed) => boolean): Share => ({
    of: of.filter(right).length,
    all: of.length,
  })
  const answered = (r: Routed) => r.asked.at(-1)!
  // A unit that earlier returns speak against is told for that, not proposed.
  const proposed = (r: Routed) => r.suggested.filter((s) => s.strength !== 'against').map((s) => s.unitId)
  const first = (r: Routed) => proposed(r)[0] === answered(r)
  const strong = (strength: Suggestion['strength']) =>
    share(
      routed.filter((r) => r.suggested[0]?.strength === strength),
      first,
    )
  const returned = routed.filter((r) => r.asked.length > 1 && r.asked[0] !== answered(r))
  return {
    matters: routed.length,
    top1: share(routed, first),
    top3: share(routed, (r) => proposed(r).slice(0, 3).includes(answered(r))),
    silent: routed.filter((r) => proposed(r).length === 0).length,
    byStrength: {
      strong: strong('strong'),
      fair: strong('fair'),
      weak: strong('weak'),
      against: strong('against'),
    },
    returns: {
      matters: returned.length,
      avoided: returned.filter(first).length,
      warned: returned.filter((r) => !first(r) && proposed(r)[0] !== r.asked[0]).length,
    },
  }
}
