/** Names and number words of organs (文号代字): what is set, and setting it. */
import { once, todayIn } from '../bureau/index.ts'
import { type Actor, callerOf, type Looker, maySign } from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Command } from './command.ts'
import { type HeadMark, isPaperKind, PAPER_KINDS } from './contract.ts'
import { KINDS } from './kinds/index.ts'
import type { DocumentsDeps, OpenedMatter } from './open-paper.ts'
import { type Organ, organOf, prefixOf } from './organs.ts'
import { listCounters, listOrgans, saveOrgan } from './store.ts'
import type { OrganNumbers } from './views/contract.ts'

type Units = OpenedMatter['world']['units']

/** Its head, or whoever administers the bureau. */
const mayChange = (actor: Actor, unitId: string, units: Units): boolean =>
  actor.roles.includes('administrator') || maySign(actor, unitId, { units } as OpenedMatter['world'])

/** Numbers of one unit this year. */
export async function readOrgan(
  deps: DocumentsDeps,
  l: Looker,
  unitId: string,
): Promise<OrganNumbers | Refusal> {
  const facts = await deps.cases.directory.byId(l.bureauId)
  const unit = facts?.units.get(unitId)
  if (!facts || !unit) return refuse('not_found')
  const year = Number(todayIn(facts, l.now).slice(0, 4))
  const [organs, counters] = await withTx(
    deps.cases.app,
    { bureau: l.bureauId, unit: l.actor.unitId, account: l.actor.id },
    (tx) => Promise.all([listOrgans(tx, l.bureauId), listCounters(tx, l.bureauId, unitId, year)]),
  )
  const setting = organs.find((o) => o.unit_id === unitId)
  const organ = organOf(unit, facts.bureau, setting)
  const given = new Map(counters.map((c) => [c.kind, c.last_number]))
  return {
    unitId,
    name: unit.name,
    printedName: setting?.printed_name ?? null,
    word: setting?.word ?? null,
    kindWords: setting?.kind_words ?? {},
    imprintBy: setting?.imprint_by ?? null,
    headMarks: setting?.head_marks ?? [],
    mayChange: mayChange(l.actor, unitId, facts.units),
    kinds: PAPER_KINDS.flatMap((kind) => {
      const prefix = prefixOf(organ, kind)
      return prefix === null
        ? []
        : [{ kind, word: KINDS[kind].word ?? '', prefix, given: given.get(kind) ?? 0, year }]
    }),
  }
}

export interface OrganChange {
  unitId: string
  printedName: string | null
  word: string | null
  kindWords: Record<string, string>
  imprintBy: string | null
  headMarks: HeadMark[]
}

/**
 * Sets how an organ is named and what its numbers begin with. Running numbers go on; given ones stay as they are.
 * @returns refusals `access.denied`, `input.*`, `document.prefix_taken`
 */
export function setOrgan(
  deps: DocumentsDeps,
  command: Command,
  change: OrganChange,
): Promise<{ unitId: string } | Refusal> {
  const { actor, bureauId } = callerOf(command)
  return once(deps.cases.app, command, ['set-organ', change], async (tx) => {
    const facts = await deps.cases.directory.byId(bureauId)
    const unit = facts?.units.get(change.unitId)
    if (!facts || !unit) return refuse('not_found')
    if (!mayChange(actor, change.unitId, facts.units)) return refuse('access.denied')
    if (!Object.keys(change.kindWords).every(isPaperKind))
      return refuse('input.invalid_choice', { field: 'kindWords' })
    const row = {
      unit_id: change.unitId,
      printed_name: change.printedName?.trim() || null,
      word: change.word?.trim() || null,
      kind_words: change.kindWords,
      imprint_by: change.imprintBy?.trim() || null,
      head_marks: change.headMarks,
    }
    const rest = (await listOrgans(tx, bureauId)).filter((o) => o.unit_id !== change.unitId)
    const own = prefixesOf(organOf(unit, facts.bureau, row))
    const twice = own.find((p, i) => own.indexOf(p) !== i)
    const others = new Set(
      [...facts.units.values()]
        .filter((u) => u.unitId !== change.unitId)
        .flatMap((u) =>
          prefixesOf(
            organOf(
              u,
              facts.bureau,
              rest.find((o) => o.unit_id === u.unitId),
            ),
          ),
        ),
    )
    const taken = twice ?? own.find((p) => others.has(p))
    if (taken !== undefined)
      return refuse('document.prefix_taken', { field: 'word', details: { prefix: taken } })
    await saveOrgan(tx, bureauId, row, command.now)
    return { unitId: change.unitId }
  })
}

const prefixesOf = (organ: Organ): string[] =>
  PAPER_KINDS.flatMap((kind) => {
    const prefix = prefixOf(organ, kind)
    return prefix === null ? [] : [prefix]
  })
