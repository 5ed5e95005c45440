/** Correcting the class of a matter (更正分类), with its track where nothing was dispatched yet. Pure. */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { PROCEDURES, procedureOf } from '../procedures/index.ts'
import { allowed, responsibleUnit } from './authorise.ts'
import { refuseUnclean } from './clean-text.ts'
import { ClockBook } from './clock-effects.ts'
import { MAIN, type MatterClass, type MatterDoc, mainOf } from './doc.ts'
import type { ProceedingOpened } from './events.ts'
import { open } from './step.ts'
import { Work } from './work.ts'
import type { Actor, Decision, World } from './world.ts'

export interface ClassCorrection {
  class: MatterClass
  category: string | null
  /** Another track, only before anything was dispatched. */
  procedure: string | null
  /** Code of the township or subdistrict it is about; null: none is known; absent: as it was. */
  area?: string | null
  reason: string
}

/**
 * Corrects the class (更正分类) with reason; the history stays. A change of track is possible only in the first state:
 * the new track's clocks count from the receipt, so that the citizen's time is not begun again.
 */
export function correctClass(
  doc: MatterDoc,
  c: ClassCorrection,
  actor: Actor,
  world: World,
): Decision<MatterDoc> | Refusal {
  const main = mainOf(doc)
  if (main.end) return refuse('case.ended')
  if (
    !allowed(
      [{ roles: ['clerk', 'operator', 'supervisor', 'bureau-head'], seat: 'centre' }],
      actor,
      doc,
      main,
    )
  ) {
    return refuse('access.denied')
  }
  if (c.reason.trim() === '') return refuse('input.required', { field: 'reason' })
  const unclean = refuseUnclean({ category: c.category, reason: c.reason }, '')
  if (unclean) return unclean
  const track = c.procedure
    ? PROCEDURES.find((p) => p.id === c.procedure)
    : procedureOf(main.procedure, main.version)
  if (track?.onlyClass && c.class !== track.onlyClass)
    return refuse('case.class_of_other_track', { field: 'class', details: { class: track.onlyClass } })
  const work = new Work(world, doc)
  const reason = work.content('reason', c.reason.trim(), 'reason')
  let procedure: ProceedingOpened | null = null
  const book = new ClockBook(doc.clocks, world)
  if (c.procedure && c.procedure !== main.procedure) {
    const table = PROCEDURES.find((p) => p.id === c.procedure && p.kind === 'main')
    if (!table || !allowed(table.openedBy, actor, doc, main))
      return refuse('input.invalid_choice', { field: 'procedure' })
    if (main.state !== procedureOf(main.procedure, main.version).initial)
      return refuse('case.class_track_fixed')
    // Lanes are walls: what was open to many cannot be made as if it never was; a new shielded matter is opened instead.
    const present = procedureOf(main.procedure, main.version)
    if (Boolean(table.shielded) !== Boolean(present.shielded)) return refuse('case.class_lane_fixed')
    procedure = { ...open(table.id, MAIN, null, {}, null) }
    const closed = book.close(MAIN, 'transferred')
    if (closed) return closed
    const refused = book.apply(
      table.opening.map((e) => ('start' in e ? { ...e, fromReceipt: true as const } : e)),
      {
        proceedingId: MAIN,
        unitId: responsibleUnit(doc, { ...main, state: table.initial }, table),
        receivedOn: doc.receivedOn,
        receivedAt: doc.receivedAt,
        reason: '',
        rulesOn: doc.receivedOn,
      },
    )
    if (refused) return refused
  }
  work.record('matter.classified', {
    class: c.class,
    category: c.category,
    previous: { class: doc.class, category: doc.category },
    ...(c.area === undefined || doc.lane === 'shielded' ? {} : { area: c.area }),
    procedure,
    clocks: book.list(),
    contents: [reason],
  })
  return work.decision()
}
