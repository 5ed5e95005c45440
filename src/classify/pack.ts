import { deserialize, serialize } from 'node:v8'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Model } from './model.ts'
import type { TreeModel } from './tree.ts'

/** Changed with what is kept; a tree of another form is learned anew. */
const FORM = 2
/** Features kept of a branch. What tells no two categories apart costs room and adds nothing (docs/insight.md). */
const KEPT = 60_000

/**
 * A model without the features that weigh least between its categories. Its margins shift by what was left out, so little
 * that the confidence learned with all of them holds.
 */
export function prune(model: Model, kept = KEPT): Model {
  const { place, weight } = model.vocabulary
  if (place.size <= kept) return model
  // A text's length by weights is about the root of its features times this; by presence it is that root alone.
  const usual = Math.sqrt(weight.reduce((sum, w) => sum + w * w, 0) / place.size)
  const spread = Float32Array.from(weight, (w, at) => {
    const of = model.weights.map((category, c) => (w / usual) * category[at]! + model.presence[c]![at]!)
    return w > 0 ? Math.max(...of) - Math.min(...of) : 0
  })
  const chosen = [...place]
    .sort((a, b) => spread[b[1]]! - spread[a[1]]! || a[1] - b[1])
    .slice(0, kept)
    .sort((a, b) => a[1] - b[1])
  const from = Int32Array.from(chosen, ([, at]) => at)
  const chosenOf = (of: Float32Array) => Float32Array.from([...from, of.length - 1], (at) => of[at]!)
  return {
    ...model,
    vocabulary: {
      place: new Map(chosen.map(([name], at) => [name, at])),
      weight: Float32Array.from(from, (at) => weight[at]!),
    },
    weights: model.weights.map(chosenOf),
    presence: model.presence.map(chosenOf),
  }
}

/** A tree as bytes. */
export const packTree = (tree: TreeModel): Buffer =>
  gzipSync(serialize({ form: FORM, branches: [...tree].map(([code, m]) => [code, prune(m)]) }))

/** The tree in these bytes; null where they are of another form. */
export function unpackTree(bytes: Buffer): TreeModel | null {
  const read = deserialize(gunzipSync(bytes)) as { form: number; branches: [string, Model][] }
  return read.form === FORM ? new Map(read.branches) : null
}
