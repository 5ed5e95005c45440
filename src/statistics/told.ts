/** Durations and warnings, made of sums. Pure. */
import { behindCount, listOf, type Slice } from './behind.ts'
import { STEPS, type StepTimes, type Warning } from './contract.ts'
import type { Names } from './names.ts'
import { bucketEnds, DURATIONS, type Span, unusual, WARNING } from './rules.ts'
import type { SumRow } from './store.ts'

export const WARNED_WEEKS = WARNING.weeks

/** Durations by step: rows of `step` hold one bucket each. */
export function stepsOf(
  rows: readonly Pick<SumRow, 'value' | 'steps' | 'step_days'>[],
  slice: Slice,
): StepTimes[] {
  return STEPS.map((step) => {
    const own = rows.filter((r) => r.value.startsWith(`${step} `))
    const finished = own.reduce((sum, r) => sum + r.steps, 0)
    const days = own.reduce((sum, r) => sum + r.step_days, 0)
    return {
      step,
      finished,
      behind: listOf(`step-${step}`, slice),
      mean: finished === 0 ? null : Math.round((10 * days) / finished) / 10,
      buckets: Array.from({ length: DURATIONS.length + 1 }, (_, at) => ({
        ...bucketEnds(at),
        behind: listOf(`step-${step}`, slice, bucketEnds(at)),
        n: own.reduce((sum, r) => sum + (r.value === `${step} ${at}` ? r.steps : 0), 0),
      })),
    }
  })
}

/**
 * Categories of which the last seven days brought unusually many.
 * @param weeks the last seven days first, then the weeks before them, newest first; rows carry their place as `no`
 */
export function warningsOf(
  rows: readonly Pick<SumRow, 'no' | 'value' | 'received'>[],
  weeks: readonly Span[],
  unitId: string | null,
  names: Names,
): Warning[] {
  const counts = new Map<string, number[]>()
  for (const r of rows) {
    if (r.value === '') continue
    const own = counts.get(r.value) ?? weeks.map(() => 0)
    counts.set(r.value, own)
    own[r.no]! += r.received
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([category, [now = 0, ...past]]) => {
      const why = unusual(now, past)
      if (!why) return []
      const { from, to } = weeks[0]!
      const slice = { from, to, unit: unitId ?? undefined, category }
      return [
        {
          category,
          name: names.of('category', category),
          now,
          from,
          to,
          weeks: past.reverse(),
          ...why,
          behind: behindCount('received', names.isLeaf(category) ? slice : { ...slice, exact: true }),
        },
      ]
    })
}
