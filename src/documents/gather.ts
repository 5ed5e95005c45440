/** Takes from a matter what a document may print, and no more. */
import type { BureauDirectory, BureauFacts } from '../bureau/index.ts'
import {
  type MatterDoc,
  mainOf,
  type Proceeding,
  procedureOf,
  type Reader,
  ruleInForce,
} from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import type { Day, PaperFacts, PaperKind, PrintedLimit } from './contract.ts'
import type { OpenedMatter } from './open-paper.ts'
import { organOf } from './organs.ts'
import type { PaperPlace } from './places.ts'
import type { OrganRow } from './store.ts'
import { CHANNEL_WORDS } from './words.ts'

const UNITS: Record<string, string> = { cal: '日', wd: '个工作日' }

/**
 * A limit as it may be printed: read in full in the national regulations (mark V), with no local value over it.
 * Everything else is named without a number.
 */
function printedLimit(ruleId: string, on: Day, facts: BureauFacts): PrintedLimit | null {
  const found = ruleInForce(ruleId, on, facts.settings)
  if (isRefusal(found)) return null
  const { rule, local, mark, length, unit } = found
  const national = rule.regulation === 'R22' || rule.regulation === 'R05'
  const words = UNITS[unit]
  if (!national || local || mark !== 'V' || length === null || !words) return null
  return { length: `${length}${words}`, article: rule.article.zh }
}

/** Which limits a document of this procedure may name. */
function limitsOf(doc: MatterDoc, facts: BureauFacts): PaperFacts['limits'] {
  const on = doc.acceptedOn ?? doc.receivedOn
  const { procedure } = mainOf(doc)
  const of = (ruleId: string, when: boolean) => (when ? printedLimit(ruleId, on, facts) : null)
  const petition = procedure === 'petition'
  const handling = of('XF-T06', petition)
  const clock = Object.values(doc.clocks).findLast((c) => c.ruleId === 'XF-T06' && c.status === 'running')
  return {
    notice: of('XF-T03', petition),
    objection: of('XF-T04', petition),
    handling,
    handlingUntil: handling && clock && clock.mark === 'V' && !clock.provisional ? clock.nominal : null,
    review: of('XF-T08', petition),
    reReview: of('XF-T10', procedure === 'review'),
    reviewAnswer: of(
      procedure === 're-review' ? 'XF-T11' : 'XF-T09',
      procedure === 'review' || procedure === 're-review',
    ),
  }
}

/** The words of a choice, as the table that asked for it puts them. */
function choiceWords(p: Proceeding, field: string): string | null {
  const value = p.values[field]
  if (typeof value !== 'string') return null
  const table = procedureOf(p.procedure, p.version)
  const fields = [...(table.openInput ?? []), ...table.transitions.flatMap((t) => t.input)]
  for (const f of fields) {
    const option = f.name === field ? f.options?.find((o) => o.value === value) : undefined
    if (option) return option.label.zh
  }
  return null
}

const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Whoever decides next, by its own name: the unit on record as the next level up. */
async function superiorOf(
  facts: BureauFacts,
  directory: BureauDirectory,
  unitId: string,
): Promise<string | null> {
  const unit = facts.units.get(unitId)
  if (!unit?.superiorUnitId) return null
  const above = unit.superiorBureauId ? await directory.byId(unit.superiorBureauId) : facts
  return above?.units.get(unit.superiorUnitId)?.name.zh ?? null
}

type HistoryEvent = OpenedMatter['events'][number]

const LETTERS_OF_ASSIGNMENT: ReadonlySet<PaperKind> = new Set(['transfer-letter', 'assignment-letter'])

/**
 * The remarks a document passes on, as the step gave them that it writes down: of a letter that hands the matter over,
 * the step that put the unit on its seat; of an order of supervision its opening, for later words are the answers to it;
 * of others the newest step of the proceeding that gave any, its opening included.
 * @returns id of the content, or null
 */
function remarksOf(events: readonly HistoryEvent[], place: PaperPlace): string | null {
  const given = (e: HistoryEvent): string | null =>
    ('contents' in e.data && e.data.contents.find((c) => c.field === 'words')?.contentId) || null
  if (LETTERS_OF_ASSIGNMENT.has(place.kind)) {
    const handedOver = events.findLast(
      (e) => e.type === 'proceeding.stepped' && e.data.seats.handler === place.toUnitId,
    )
    return handedOver ? given(handedOver) : null
  }
  const own = events.filter(
    (e) =>
      (e.type === 'proceeding.opened' && e.data.opened.proceedingId === place.proceedingId) ||
      (e.type === 'proceeding.stepped' &&
        (e.data.proceedingId === place.proceedingId ||
          e.data.opened.some((o) => o.proceedingId === place.proceedingId))),
  )
  const words = own.flatMap((e) => given(e) ?? [])
  return (place.kind === 'supervision-letter' ? words[0] : words.at(-1)) ?? null
}

export interface Gather {
  reader: Reader
  place: PaperPlace
  unitId: string
  organs: readonly OrganRow[]
  events: readonly HistoryEvent[]
  today: Day
}

export async function gatherFacts(directory: BureauDirectory, g: Gather): Promise<PaperFacts> {
  const { reader, place, unitId } = g
  const { doc, facts } = reader
  const main = mainOf(doc)
  const p = doc.proceedings[place.proceedingId] ?? main
  const organ = (id: string) =>
    organOf(
      facts.units.get(id),
      facts.bureau,
      g.organs.find((o) => o.unit_id === id),
    )
  const organName = (id: string) => organ(id).printedName
  const reason = p.values['text:reason']
  const rule = ruleInForce('XF-T06', doc.acceptedOn ?? doc.receivedOn)
  const days = p.values.days
  const finished = p.values['text:finished']
  const served = place.documentId
    ? Object.values(doc.papers ?? {}).find((paper) => paper.documentId === place.documentId)
    : undefined
  const bureauId = main.values.bureau
  const other = typeof bureauId === 'string' ? await directory.byId(bureauId) : null
  return {
    number: doc.number,
    class: doc.class,
    procedure: main.procedure,
    regulation: !isRefusal(rule) && rule.rule.regulation === 'R05' ? 'R05' : 'R22',
    channel: CHANNEL_WORDS[doc.channel] ?? '来信来访',
    receivedOn: doc.receivedOn,
    acceptedOn: doc.acceptedOn,
    today: g.today,
    subject: reader.text(doc.subjectId),
    demands: reader.demands().map((d) => ({
      text: d.text ?? '',
      result: d.outcome ? d.outcome.label.zh : null,
      words: d.outcome?.words ?? null,
      basis: d.outcome?.basis || null,
    })),
    organ: organName(unitId),
    imprintBy: organ(unitId).imprintBy,
    bureau: facts.bureau.name.zh,
    superior: await superiorOf(facts, directory, unitId),
    toUnit: place.toUnitId ? organName(place.toUnitId) : null,
    given: {
      reason: typeof reason === 'string' ? reader.text(reason) : null,
      route: typeof p.values.route === 'string' ? p.values.route : null,
      routeLabel: choiceWords(p, 'route'),
      days: typeof days === 'number' ? days : null,
      opinion: typeof p.values.draft === 'string' ? reader.text(p.values.draft) : null,
      result: choiceWords(p, 'result'),
      words: reader.text(remarksOf(g.events, place)),
      trigger: choiceWords(p, 'trigger'),
      date: dayOf(p.values.hearingOn) ?? dayOf(p.values.date),
      redoDays: typeof p.values.redoDays === 'number' ? p.values.redoDays : null,
      finished: typeof finished === 'string' ? reader.text(finished) : null,
      bureau: other?.bureau.name.zh ?? null,
    },
    limits: limitsOf(doc, facts),
    served: place.documentId
      ? { title: served ? titleOf(reader, served.contentId) : '', number: served?.number ?? null }
      : null,
  }
}

const titleOf = (reader: Reader, contentId: string): string =>
  reader.json<{ title: string }>(contentId)?.title ?? ''
