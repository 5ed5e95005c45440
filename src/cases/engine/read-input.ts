/** Turns the raw input of an action into checked values, by the fields its table asks for. */
import { isPlainDate } from '../../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { InputField } from '../procedures/format.ts'
import { isCleanText } from './clean-text.ts'
import type { MatterDoc, OutcomeResult, Rating } from './doc.ts'
import type { World } from './world.ts'

export interface OutcomeInput {
  demandId: string
  result: OutcomeResult
  words: string
  basis: string
}

/** Checked input, split by what becomes of it. */
export interface ReadInput {
  /** Plain values that may stand in the ledger. */
  values: Record<string, string | number | boolean>
  /** Words, to be kept as encrypted content. */
  texts: { field: InputField; text: string }[]
  outcomes: OutcomeInput[]
  rating: Pick<Rating, 'bureau' | 'unit' | 'solved' | 'partly'> | null
}

const RESULTS: readonly string[] = ['supported', 'partly-supported', 'explained', 'not-supported']
const GRADES: readonly string[] = ['satisfied', 'fairly-satisfied', 'unsatisfied']
/** Longest text taken in one field, in characters; a scan belongs in an attachment. */
export const MAX_TEXT = 50_000

const invalid = (field: string, why: string, details?: Record<string, unknown>) =>
  refuse(`input.${why}`, { field, details })

const isOneOf = (options: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && options.includes(value)

function readOutcomes(field: string, raw: unknown, doc: MatterDoc): OutcomeInput[] | Refusal {
  if (!Array.isArray(raw)) return invalid(field, 'invalid')
  const out: OutcomeInput[] = []
  for (const [i, item] of raw.entries()) {
    const o = item as Partial<OutcomeInput> | null
    const at = `${field}[${i}]`
    const demand = doc.demands.find((d) => d.demandId === o?.demandId)
    if (!o || !demand) return invalid(`${at}.demandId`, 'unknown_demand')
    if (!isOneOf(RESULTS, o.result)) return invalid(`${at}.result`, 'invalid_choice', { options: RESULTS })
    if (typeof o.words !== 'string' || o.words.trim() === '') return invalid(`${at}.words`, 'required')
    if (o.basis !== undefined && typeof o.basis !== 'string') return invalid(`${at}.basis`, 'invalid')
    if (!isCleanText(o.words + (o.basis ?? ''))) return invalid(`${at}.words`, 'invalid_characters')
    if (o.words.length + (o.basis?.length ?? 0) > MAX_TEXT)
      return invalid(`${at}.words`, 'too_long', { max: MAX_TEXT })
    if (out.some((x) => x.demandId === demand.demandId)) return invalid(`${at}.demandId`, 'duplicate')
    out.push({
      demandId: demand.demandId,
      result: o.result as OutcomeResult,
      words: o.words.trim(),
      basis: o.basis?.trim() ?? '',
    })
  }
  return out
}

function readRating(field: string, raw: unknown, doc: MatterDoc): ReadInput['rating'] | Refusal {
  const r = raw as { bureau?: unknown; unit?: unknown; solved?: Record<string, unknown> } | null
  for (const part of ['bureau', 'unit'] as const) {
    if (!isOneOf(GRADES, r?.[part])) return invalid(`${field}.${part}`, 'invalid_choice', { options: GRADES })
  }
  const solved: Record<string, boolean> = {}
  // Solved in part is not solved: it counts so, and is told apart.
  const partly: string[] = []
  for (const d of doc.demands) {
    const answer = r?.solved?.[d.demandId]
    if (answer === undefined) continue
    if (answer === 'partly') partly.push(d.demandId)
    else if (typeof answer !== 'boolean') return invalid(`${field}.solved`, 'invalid')
    solved[d.demandId] = answer === true
  }
  const grades = { bureau: r!.bureau as Rating['bureau'], unit: r!.unit as Rating['unit'] }
  return { ...grades, solved, ...(partly.length > 0 ? { partly } : {}) }
}

function readUnit(field: InputField, raw: unknown, doc: MatterDoc | null, world: World): string | Refusal {
  const unit = typeof raw === 'string' ? world.units.get(raw) : undefined
  if (!unit?.active) return invalid(field.name, 'unknown_unit')
  if (doc && isReported(doc, unit.unitId, world)) {
    return refuse('shield.unit_reported', { field: field.name })
  }
  return unit.unitId
}

/** Whether a unit is another or stands below it in the tree. */
export function isWithin(world: World, unitId: string, ancestorId: string): boolean {
  for (let id: string | null | undefined = unitId; id; id = world.units.get(id)?.parentId) {
    if (id === ancestorId) return true
  }
  return false
}

/** XF-P01: the unit reported and all below it take no part, whatever the field and whatever the role. */
export function isReported(doc: MatterDoc, unitId: string | null, world: World): boolean {
  return doc.reportedUnitId !== null && unitId !== null && isWithin(world, unitId, doc.reportedUnitId)
}

/**
 * Checks raw input against the fields of a table.
 * @returns the values, or a refusal naming the first wrong field (`input.required`, `input.invalid_choice`, ...).
 */
export function readInput(
  fields: readonly InputField[],
  raw: Readonly<Record<string, unknown>>,
  doc: MatterDoc,
  world: World,
): ReadInput | Refusal {
  const out: ReadInput = { values: {}, texts: [], outcomes: [], rating: null }
  const known = new Set(fields.map((f) => f.name))
  for (const name of Object.keys(raw)) if (!known.has(name)) return invalid(name, 'unknown_field')
  for (const field of fields) {
    const value = raw[field.name]
    if (value === undefined || value === null || value === '') {
      if (field.required) return invalid(field.name, 'required')
      continue
    }
    const refused = readField(field, value, doc, world, out)
    if (refused) return refused
  }
  return out
}

function readField(
  field: InputField,
  value: unknown,
  doc: MatterDoc,
  world: World,
  out: ReadInput,
): Refusal | undefined {
  switch (field.kind) {
    case 'text': {
      if (typeof value !== 'string') return invalid(field.name, 'invalid')
      const text = value.trim()
      if (text === '') return field.required ? invalid(field.name, 'required') : undefined
      if (text.length > MAX_TEXT) return invalid(field.name, 'too_long', { max: MAX_TEXT })
      if (!isCleanText(text)) return invalid(field.name, 'invalid_characters')
      out.texts.push({ field, text })
      return
    }
    case 'unit': {
      const unit = readUnit(field, value, doc, world)
      if (typeof unit !== 'string') return unit
      out.values[field.name] = unit
      return
    }
    case 'choice': {
      const options = (field.options ?? []).map((o) => o.value)
      if (typeof value !== 'string' || !options.includes(value)) {
        return invalid(field.name, 'invalid_choice', { options })
      }
      out.values[field.name] = value
      return
    }
    case 'date': {
      if (typeof value !== 'string' || !isPlainDate(value)) return invalid(field.name, 'invalid_date')
      if (field.future) {
        if (value < world.today) return invalid(field.name, 'date_in_past')
        out.values[field.name] = value
        return
      }
      if (value > world.today) return invalid(field.name, 'date_in_future')
      if (value < doc.receivedOn)
        return invalid(field.name, 'date_before_receipt', { receivedOn: doc.receivedOn })
      out.values[field.name] = value
      return
    }
    case 'days': {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 365) {
        return invalid(field.name, 'invalid_days')
      }
      out.values[field.name] = value
      return
    }
    case 'yes': {
      if (value !== true) return invalid(field.name, 'must_confirm')
      out.values[field.name] = true
      return
    }
    case 'outcomes': {
      const outcomes = readOutcomes(field.name, value, doc)
      if (!Array.isArray(outcomes)) return outcomes
      out.outcomes = outcomes
      return
    }
    case 'rating': {
      const rating = readRating(field.name, value, doc)
      if (rating && 'refused' in rating) return rating
      out.rating = rating
      return
    }
    case 'reference': {
      if (!doc.attachments.some((a) => a.attachmentId === value))
        return invalid(field.name, 'unknown_attachment')
      out.values[field.name] = value as string
      return
    }
    case 'bureau': {
      if (typeof value !== 'string' || !/^[0-9a-f-]{36}$/.test(value) || value === doc.bureauId) {
        return invalid(field.name, 'unknown_bureau')
      }
      out.values[field.name] = value
      return
    }
  }
}
