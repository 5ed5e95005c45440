import { type Model, propose } from './model.ts'
import type { Sample } from './train.ts'

/** How well a model does on texts it was not trained on. All shares from 0 to 1. */
export interface Evaluation {
  readonly texts: number
  readonly macroF1: number
  readonly accuracy: number
  readonly perClass: readonly {
    readonly category: string
    readonly texts: number
    readonly precision: number
    readonly recall: number
    readonly f1: number
  }[]
  /** Largest share of the texts, taken by falling confidence, of which 98 % are right. */
  readonly coverageAt98: number
  /** Share of the texts on which the model spoke by itself, and how many of those proposals were right. */
  readonly spoke: number
  readonly rightWhereItSpoke: number
  /** Mean distance between confidence and what was right, over ten groups of confidence (expected calibration error). */
  readonly calibrationError: number
}

/** Compares proposals with the categories persons gave. @param samples one at least */
export function evaluate(model: Model, samples: readonly Sample[]): Evaluation {
  const said = samples.map((s) => {
    const p = propose(model, s.words)
    return { truth: s.category, ...p, right: p.category === s.category }
  })
  const perClass = [...new Set(samples.map((s) => s.category))].sort().map((category) => {
    const right = said.filter((s) => s.truth === category && s.right).length
    const of = said.filter((s) => s.truth === category).length
    const proposed = said.filter((s) => s.category === category).length
    return {
      category,
      texts: of,
      precision: share(right, proposed),
      recall: share(right, of),
      // Twice the right ones over all that were meant or proposed: the harmonic mean, defined also where nothing was proposed.
      f1: share(2 * right, of + proposed),
    }
  })
  const spoke = said.filter((s) => !s.abstains)
  return {
    texts: said.length,
    macroF1: perClass.reduce((sum, c) => sum + c.f1, 0) / perClass.length,
    accuracy: share(said.filter((s) => s.right).length, said.length),
    perClass,
    coverageAt98: coverageAt(0.98, said),
    spoke: share(spoke.length, said.length),
    rightWhereItSpoke: share(spoke.filter((s) => s.right).length, spoke.length),
    calibrationError: calibrationError(said),
  }
}

function coverageAt(precision: number, said: readonly { margin: number; right: boolean }[]): number {
  let right = 0
  let covered = 0
  ;[...said]
    .sort((a, b) => b.margin - a.margin)
    .forEach((s, i) => {
      if (s.right) right += 1
      if (right / (i + 1) >= precision) covered = i + 1
    })
  return share(covered, said.length)
}

function calibrationError(said: readonly { confidence: number; right: boolean }[]): number {
  let error = 0
  for (let group = 0; group < 10; group++) {
    const of = said.filter((s) => Math.min(9, Math.floor(s.confidence * 10)) === group)
    const expected = of.reduce((sum, s) => sum + s.confidence, 0)
    error += Math.abs(expected - of.filter((s) => s.right).length)
  }
  return share(error, said.length)
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
