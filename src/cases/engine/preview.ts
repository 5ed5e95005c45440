/**
 * What a step would do, said before it is done: the step is decided as it would be, nothing is written, and the matter
 * before and after are compared. The tables' own effects answer, so the words cannot drift from the deed. Pure.
 */
import { isRefusal, type Refusal } from '../../kernel/errors/refusal.ts'
import type { Clock } from '../clocks/contract.ts'
import type { DocumentKind, InputField } from '../procedures/format.ts'
import { PROCEDURES, procedureOf } from '../procedures/index.ts'
import type { MatterDoc, Proceeding } from './doc.ts'
import { openAttached } from './open-matter.ts'
import { type Fire, fire } from './step.ts'
import type { Actor, Decision, World } from './world.ts'

export type ClockChange = 'started' | 'met' | 'stopped' | 'paused' | 'resumed' | 'extended' | 'moved'

/** What a step changes, by the states before and after it. */
export interface Effects {
  clocks: { change: ClockChange; clock: Clock; before: Clock | null }[]
  documents: { kind: DocumentKind; unitId: string }[]
  /** Attached procedures that begin, services of documents left out. */
  opened: Proceeding[]
  /** Attached procedures that end with it. */
  ended: Proceeding[]
  /** The matter as it would be, and the proceeding that moved. */
  after: MatterDoc
  proceeding: Proceeding
  end: string | null
  /** A linked matter is asked of another level or bureau. */
  linkedMatter: string | null
  /** The person is told. */
  notified: boolean
  /** Fields not filled in yet, for which something likely was taken. */
  assumed: string[]
}

/** A step of a proceeding, or an attached procedure to be opened. */
export type Asked = Fire | { procedure: string; input: Record<string, unknown> }

/**
 * Decides as if, on input that may still lack fields.
 * @returns the effects, or the refusal that a full form would meet as well
 */
export function preview(doc: MatterDoc, asked: Asked, actor: Actor, world: World): Effects | Refusal {
  const fields = fieldsOf(doc, asked)
  const assumed: string[] = []
  const input = { ...asked.input }
  for (const field of fields) {
    if (!isEmpty(field, input[field.name], doc)) continue
    const likely = field.required ? likelyValue(field, doc, world) : undefined
    if (likely === undefined) delete input[field.name]
    else {
      input[field.name] = likely
      assumed.push(field.name)
    }
  }
  const decision =
    'procedure' in asked
      ? openAttached(doc, asked.procedure, input, actor, world)
      : fire(doc, { ...asked, input }, actor, world)
  if (isRefusal(decision)) return decision
  const step = 'procedure' in asked ? null : asked.proceedingId
  return { ...effectsOf(doc, decision, step), assumed }
}

function fieldsOf(doc: MatterDoc, asked: Asked): readonly InputField[] {
  if ('procedure' in asked) return PROCEDURES.find((p) => p.id === asked.procedure)?.openInput ?? []
  const known = Object.hasOwn(doc.proceedings, asked.proceedingId)
  const proceeding = known ? doc.proceedings[asked.proceedingId]! : undefined
  if (!proceeding) return []
  const table = procedureOf(proceeding.procedure, proceeding.version)
  return (
    table.transitions.find((t) => t.id === asked.action && t.from.includes(proceeding.state))?.input ?? []
  )
}

/** Not given yet, or given in part: a reply whose outcomes are half written is no reason to say nothing of clocks. */
function isEmpty(field: InputField, value: unknown, doc: MatterDoc): boolean {
  if (value === undefined || value === null || value === '') return true
  if (typeof value === 'string') return value.trim() === ''
  if (field.kind === 'outcomes') {
    const list = Array.isArray(value) ? (value as { result?: string; words?: string }[]) : []
    return list.length < doc.demands.length || list.some((o) => !o?.result || !o.words?.trim())
  }
  if (field.kind === 'rating') {
    const { bureau, unit } = value as { bureau?: string; unit?: string }
    return !bureau || !unit
  }
  return false
}

function likelyValue(field: InputField, doc: MatterDoc, world: World): unknown {
  switch (field.kind) {
    case 'text':
      return '…'
    case 'unit': {
      const used = new Set([doc.seats.handler, doc.reportedUnitId])
      return [...world.units.values()].find((u) => u.active && !used.has(u.unitId) && u.seats.length === 0)
        ?.unitId
    }
    case 'choice':
      return field.options?.[0]?.value
    case 'date':
      return world.today
    case 'days':
      return 1
    case 'yes':
      return true
    case 'outcomes':
      return doc.demands.map((d) => ({ demandId: d.demandId, result: 'explained', words: '…' }))
    case 'rating':
      return { bureau: 'satisfied', unit: 'satisfied', solved: {} }
    case 'reference':
      return doc.attachments[0]?.attachmentId
    case 'bureau':
      return undefined
  }
}

function effectsOf(
  before: MatterDoc,
  d: Decision<MatterDoc>,
  stepOf: string | null,
): Omit<Effects, 'assumed'> {
  const after = d.doc
  const clocks = Object.values(after.clocks).flatMap((clock) => {
    const was = before.clocks[clock.clockId] ?? null
    const change = changeOf(was, clock)
    return change ? [{ change, clock, before: was }] : []
  })
  const known = (p: Proceeding) => Object.hasOwn(before.proceedings, p.proceedingId)
  const own = before.proceedings[stepOf ?? 'main']!
  const now = after.proceedings[own.proceedingId]!
  const linked = d.outbox.find((o) => o.topic === 'open-linked-matter')
  return {
    clocks,
    documents: Object.values(after.documents)
      .filter((x) => !Object.hasOwn(before.documents, x.documentId))
      .map(({ kind, unitId }) => ({ kind, unitId })),
    opened: Object.values(after.proceedings).filter((p) => !known(p) && p.procedure !== 'service'),
    ended: Object.values(after.proceedings).filter(
      (p) => known(p) && p.end && !before.proceedings[p.proceedingId]!.end && p !== now,
    ),
    after,
    proceeding: now,
    end: now.end && !own.end ? now.end : null,
    linkedMatter: linked ? String(linked.payload.procedure) : null,
    notified: d.outbox.some((o) => o.topic === 'notify-citizen'),
  }
}

function changeOf(was: Clock | null, now: Clock): ClockChange | null {
  if (!was) return 'started'
  if (was.status !== now.status) {
    if (now.status === 'met' || now.status === 'stopped') return now.status
    return now.status === 'paused' ? 'paused' : 'resumed'
  }
  if (now.extendedBy > was.extendedBy) return 'extended'
  return now.nominal === was.nominal ? null : 'moved'
}
