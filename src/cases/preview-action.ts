/** 预演: what a step would do to this matter now, in the words of its tables. Nothing is written. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { responsibleUnit, unitInSight } from './engine/authorise.ts'
import type { MatterDoc, Proceeding } from './engine/doc.ts'
import { type Asked, type Effects, preview } from './engine/preview.ts'
import { PROCEDURES, procedureOf } from './procedures/index.ts'
import { findMatter } from './read-store.ts'
import { type Caller, type CasesDeps, randomMint, worldOf } from './run.ts'
import type { EffectsView } from './views/contract.ts'
import { mayOpenMatter } from './views/may-see.ts'
import { Reader, ruleName } from './views/reader.ts'

/** @returns refusals of the step itself, and `not_found` for who may not open the matter */
export async function previewAction(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  asked: Asked,
): Promise<EffectsView | Refusal> {
  const facts = await deps.directory.byId(caller.bureauId)
  if (!facts) return refuse('not_found')
  const { actor, bureauId } = caller
  const context = { bureau: bureauId, unit: unitInSight(actor), account: actor.id }
  const matter = await withTx(deps.app, context, (tx) => findMatter(tx, bureauId, matterId), {
    readOnly: true,
  })
  if (!matter || !mayOpenMatter(matter.doc, actor)) return refuse('not_found')
  const mint = randomMint(caller.recordedAt, facts.bureau.hashName)
  const effects = preview(matter.doc, asked, actor, worldOf(facts, caller.occurredAt, mint))
  if (isRefusal(effects)) return effects
  return present(new Reader(facts, matter.doc, null, []), matter.doc, asked, effects)
}

function present(reader: Reader, before: MatterDoc, asked: Asked, e: Effects): EffectsView {
  const table = procedureOf(e.proceeding.procedure, e.proceeding.version)
  const labelOf = (p: Proceeding) => procedureOf(p.procedure, p.version).label
  const was = 'procedure' in asked ? e.proceeding : before.proceedings[asked.proceedingId]
  const holder = (p: Proceeding) =>
    reader.unit(responsibleUnit(e.after, p, procedureOf(p.procedure, p.version)))
  const guess = (field: 'unit' | 'days') => e.assumed.includes(field)
  return {
    clocks: e.clocks.map(({ change, clock, before: old }) => ({
      change,
      clockId: clock.clockId,
      name: ruleName(clock),
      owner: clock.owner,
      right: clock.right,
      unit: guess('unit') && change === 'started' ? null : reader.unit(clock.unitId),
      nominal: clock.nominal,
      before: old?.nominal ?? null,
      open: change === 'extended' && guess('days'),
    })),
    documents: e.documents.map((d) => ({ kind: d.kind, unit: reader.unit(d.unitId) })),
    opened: e.opened.map((p) => ({
      procedure: p.procedure,
      label: labelOf(p),
      unit: guess('unit') ? null : holder(p),
    })),
    ended: e.ended.map((p) => ({ procedure: p.procedure, label: labelOf(p) })),
    state: {
      label: table.states.find((s) => s.id === e.proceeding.state)!.label,
      unit: guess('unit') ? null : holder(e.proceeding),
      changed: was?.state !== e.proceeding.state,
    },
    end: e.end,
    linkedMatter: PROCEDURES.find((p) => p.id === e.linkedMatter)?.label ?? null,
    notified: e.notified,
    assumed: e.assumed,
  }
}
