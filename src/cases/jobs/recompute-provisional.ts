/** When the next holiday notice is known, dates that were only provisional are counted again (CAL, rules.md C). */
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { recompute } from '../clocks/index.ts'
import type { MatterDoc } from '../engine/doc.ts'
import { Work } from '../engine/work.ts'
import { SYSTEM, type World } from '../engine/world.ts'
import { type CasesDeps, changeMatter } from '../run.ts'
import { findProvisional } from './due-store.ts'

function recomputeClocks(doc: MatterDoc, world: World) {
  const work = new Work(world, doc)
  const clocks = Object.values(doc.clocks).flatMap((c) => {
    const next = recompute(c, world.calendar, world.hours)
    return next === c ? [] : [next]
  })
  if (clocks.length > 0)
    work.record('clocks.recomputed', { clocks, because: `calendar:${world.calendar.knownUntil}` })
  return work.decision()
}

/**
 * Counts provisional clocks of a bureau again by the calendar as known now. Writes only where a date moved or became
 * settled; asking again changes nothing.
 * @returns how many matters changed, or the refusal `not_found` for an unknown bureau.
 */
export async function recomputeProvisional(
  deps: CasesDeps,
  bureauId: string,
  now: Date,
  recordedAt: Date = now,
): Promise<{ changed: number } | Refusal> {
  const facts = await deps.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const ids = await withTx(deps.app, { bureau: bureauId, system: true }, (tx) =>
    findProvisional(tx, bureauId),
  )
  let changed = 0
  for (const matterId of ids) {
    let wrote = false
    const idempotencyKey = `recompute:${matterId}:${facts.calendar.knownUntil}:${now.toISOString()}`
    const result = await changeMatter(
      deps,
      { bureauId, actor: SYSTEM, principal: 'system', idempotencyKey, occurredAt: now, recordedAt },
      {
        matterId,
        request: { verb: 'recompute' },
        decide: (doc, world) => {
          const decision = recomputeClocks(doc, world)
          wrote = decision.drafts.length > 0
          return decision
        },
      },
    )
    if (wrote && !isRefusal(result)) changed++
  }
  return { changed }
}
