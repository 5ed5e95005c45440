/**
 * Projections: the rows that lists and statistics read, made from the folded state and from nothing else. The same
 * function serves the write and `huiyin verify`, which compares every row again.
 */
import type { Clock, PlainDate } from '../clocks/contract.ts'
import { metInTime } from '../clocks/index.ts'
import { procedureOf } from '../procedures/index.ts'
import { responsibleUnit } from './authorise.ts'
import { MAIN, type MatterDoc, mainOf, type Proceeding } from './doc.ts'

type Row = Record<string, unknown>

export interface Projection {
  matters: Row
  proceedings: Row[]
  clocks: Row[]
  demands: Row[]
  contacts: Row[]
  documents: Row[]
  links: Row[]
  ratings: Row[]
}

export const CHILD_TABLES = [
  'proceedings',
  'clocks',
  'demands',
  'contacts',
  'documents',
  'links',
  'ratings',
] as const
export type ChildTable = (typeof CHILD_TABLES)[number]

const live = (c: Clock) => c.status === 'running' && !c.right

/** The clock of a proceeding that falls due first; organs are measured by the nominal day (CAL-04). */
function nextClock(clocks: readonly Clock[]): Clock | undefined {
  let first: Clock | undefined
  for (const c of clocks) if (!first || c.nominal < first.nominal) first = c
  return first
}

/** Units that may see a shielded matter: those that sit on it, and nobody else. */
export function shieldUnits(doc: MatterDoc): string[] {
  if (doc.lane === 'open') return []
  const units = new Set<string>(Object.values(doc.seats))
  for (const p of Object.values(doc.proceedings)) {
    if (!p.end) for (const unit of Object.values(p.seats)) units.add(unit)
  }
  return [...units].sort()
}

function proceedingRow(doc: MatterDoc, p: Proceeding): Row {
  const table = procedureOf(p.procedure, p.version)
  const next = p.end
    ? undefined
    : nextClock(Object.values(doc.clocks).filter((c) => c.proceedingId === p.proceedingId && live(c)))
  return {
    proceeding_id: p.proceedingId,
    procedure: p.procedure,
    procedure_version: p.version,
    state: p.state,
    responsible_unit_id: responsibleUnit(doc, p, table),
    opened_on: p.openedOn,
    next_due: next?.nominal ?? null,
    next_due_at: next?.dueAt ?? null,
    provisional: next?.provisional ?? false,
    ended_on: p.endedOn,
    end_kind: p.end,
  }
}

const clockRow = (c: Clock): Row => ({
  clock_id: c.clockId,
  proceeding_id: c.proceedingId,
  rule_id: c.ruleId,
  owner: c.owner,
  is_right: c.right,
  unit_id: c.unitId,
  status: c.status,
  started_on: c.startedOn,
  nominal: c.nominal,
  rolled: c.rolled,
  due_at: c.dueAt,
  provisional: c.provisional,
  ended_on: c.endedOn,
  in_time: c.status === 'met' ? metInTime(c) : null,
})

/** All rows of a matter. */
export function project(doc: MatterDoc): Projection {
  const proceedings = Object.values(doc.proceedings).map((p) => proceedingRow(doc, p))
  const main = mainOf(doc)
  const mainRow = proceedings.find((p) => p.proceeding_id === MAIN)!
  return {
    matters: {
      number: doc.number,
      procedure: main.procedure,
      channel: doc.channel,
      class: doc.class,
      category: doc.category,
      state: main.state,
      responsible_unit_id: mainRow.responsible_unit_id,
      handler_unit_id: doc.seats.handler ?? null,
      centre_unit_id: doc.seats.centre ?? doc.seats.reviewer ?? null,
      subject_id: doc.subjectId,
      secrecy: doc.secrecy,
      shielded: doc.lane === 'shielded',
      shield_units: shieldUnits(doc),
      received_on: doc.receivedOn,
      received_at: doc.receivedAt,
      undated: doc.undated,
      next_due: earliest(proceedings.map((p) => p.next_due as PlainDate | null)),
      ended_on: main.endedOn,
      end_kind: main.end,
    },
    proceedings,
    clocks: Object.values(doc.clocks).map(clockRow),
    demands: doc.demands.map((d, i) => ({
      demand_id: d.demandId,
      position: i + 1,
      outcome: d.outcome?.result ?? null,
      answered_on: d.outcome?.on ?? null,
    })),
    contacts: doc.contacts.map((c) => ({
      contact_id: c.contactId,
      channel: c.channel,
      received_on: c.receivedOn,
      persons: c.persons,
      representatives: c.representatives,
      external_system: c.external?.system ?? null,
      // A mistaken registration gives the number up, so that the order can be registered rightly; its events keep it.
      external_number: main.end === 'cancelled' ? null : (c.external?.number ?? null),
      external_sender: c.external?.sender ?? null,
      external_due: c.external?.due ?? null,
      external_received_on: c.external?.receivedOn ?? null,
    })),
    documents: Object.values(doc.documents).map((d) => ({
      document_id: d.documentId,
      kind: d.kind,
      proceeding_id: d.proceedingId,
      unit_id: d.unitId,
      issued_on: d.issuedOn,
      service_id: d.serviceId,
      served_on: d.servedOn,
      method: d.method,
    })),
    links: doc.links.map((l) => ({
      kind: l.kind,
      other_bureau_id: l.bureauId,
      other_matter_id: l.matterId,
      other_number: l.number,
    })),
    ratings: doc.ratings.map((r) => ({
      proceeding_id: r.proceedingId,
      bureau_rating: r.bureau,
      unit_rating: r.unit,
      unit_id: r.unitId,
      rated_on: r.on,
      unsolved: unsolved(r.solved),
    })),
  }
}

/** Whether a demand was left unsolved, in the person's own words; null when nothing was said of demands. */
function unsolved(solved: Readonly<Record<string, boolean>>): boolean | null {
  const said = Object.values(solved)
  return said.length === 0 ? null : said.includes(false)
}

function earliest(days: (PlainDate | null)[]): PlainDate | null {
  let first: PlainDate | null = null
  for (const d of days) if (d !== null && (first === null || d < first)) first = d
  return first
}

/** Rows of one table that a step made anew, and those it altered. */
export interface ChangedRows {
  fresh: Row[]
  altered: Row[]
}

/** Rows of the child tables that differ from before, to be written; rows keep their order and never vanish. */
export function changedRows(
  before: Projection | null,
  after: Projection,
): Partial<Record<ChildTable, ChangedRows>> {
  const out: Partial<Record<ChildTable, ChangedRows>> = {}
  for (const table of CHILD_TABLES) {
    const old = before?.[table] ?? []
    const rows = after[table]
    const altered = rows.slice(0, old.length).filter((row, i) => !sameRow(old[i], row))
    const fresh = rows.slice(old.length)
    if (altered.length + fresh.length > 0) out[table] = { altered, fresh }
  }
  return out
}

/** Whether two rows have the same columns with the same values. */
export function sameRow(a: Row | undefined, b: Row): boolean {
  if (!a) return false
  for (const key of Object.keys(b)) {
    const x = a[key]
    const y = b[key]
    if (x === y) continue
    if (Array.isArray(x) && Array.isArray(y) && x.length === y.length && x.every((v, i) => v === y[i]))
      continue
    return false
  }
  return true
}
