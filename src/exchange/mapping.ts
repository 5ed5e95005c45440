/** Which column is which field: guessed from headings, kept per system, checked before it is used. Pure. */
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Cell, plainWord, textOf } from '../tables/index.ts'
import type { BatchKind, FieldId, Mapping } from './contract.ts'
import { type FieldDef, fieldsOf, REFUSED_HEADING } from './fields.ts'

/** First cell of the example rows of the template; such rows are never taken in. */
export const EXAMPLE_MARK = '示例'

export const EMPTY_MAPPING: Mapping = { columns: {}, defaults: {}, words: {} }

export const isRefusedHeading = (header: string): boolean => REFUSED_HEADING.test(header.normalize('NFKC'))

const wordsOf = (f: FieldDef): string[] => [f.label.zh, ...f.aliases, f.label.en, f.id].map(plainWord)

/** How surely a heading names a field: exact words before contained ones, the first alias before the last; 0 = not at all. */
function likeness(header: string, field: FieldDef): number {
  const said = plainWord(header)
  if (said === '') return 0
  const words = wordsOf(field)
  const exact = words.indexOf(said)
  if (exact >= 0) return 1000 - exact
  // Two characters are too little to be found anywhere inside a heading, but its end says what the column holds.
  const within = words.findIndex(
    (w) => (w.length >= 3 && said.includes(w)) || (w.length === 2 && said.endsWith(w)),
  )
  return within >= 0 ? 500 - within : 0
}

/** Whether a heading surely names a field of this kind of table. */
export const isHeading = (text: string, kind: BatchKind): boolean =>
  fieldsOf(kind).some((f) => likeness(text, f) > 500)

/** Headings made unique: a second `电话` becomes `电话(2)`; an empty one is named after its place. */
export function uniqueHeaders(row: readonly Cell[]): string[] {
  const seen = new Map<string, number>()
  const taken = new Set<string>()
  return row.map((cell, i) => {
    const base = textOf(cell).replace(/\s+/g, ' ').slice(0, 100) || `(${i + 1})`
    let n = seen.get(base) ?? 0
    let name: string
    do {
      n++
      name = n === 1 ? base : `${base}(${n})`
    } while (taken.has(name))
    seen.set(base, n)
    taken.add(name)
    return name
  })
}

/**
 * The mapping headings suggest. Each column serves one field and each field has one column, the likeliest pair first;
 * columns that mark people are never suggested.
 */
export function guessMapping(headers: readonly string[], kind: BatchKind): Mapping {
  const pairs = fieldsOf(kind).flatMap((field) =>
    headers.flatMap((header, at) => {
      const score = isRefusedHeading(header) ? 0 : likeness(header, field)
      return score > 0 ? [{ field: field.id, header, at, score }] : []
    }),
  )
  pairs.sort((a, b) => b.score - a.score || a.at - b.at)
  const columns: Mapping['columns'] = {}
  const used = new Set<string>()
  for (const { field, header } of pairs) {
    if (columns[field] !== undefined || used.has(header)) continue
    columns[field] = header
    used.add(header)
  }
  return { columns, defaults: {}, words: {} }
}

/** A kept mapping as far as it fits this file, completed by what the headings suggest for fields it left open. */
export function fitMapping(kept: Mapping | null, headers: readonly string[], kind: BatchKind): Mapping {
  const guess = guessMapping(headers, kind)
  if (!kept || Object.keys(kept.columns).length === 0)
    return { ...guess, defaults: kept?.defaults ?? {}, words: kept?.words ?? {} }
  const allowed = new Set(fieldsOf(kind).map((f) => f.id))
  const columns: Mapping['columns'] = {}
  for (const [field, header] of Object.entries(kept.columns) as [FieldId, string][]) {
    if (allowed.has(field) && headers.includes(header)) columns[field] = header
  }
  // What somebody has looked at is not added to behind their back, unless its columns are gone.
  const complete = Object.keys(columns).length === Object.keys(kept.columns).length
  if (!complete) {
    const used = new Set(Object.values(columns))
    for (const [field, header] of Object.entries(guess.columns) as [FieldId, string][]) {
      if (columns[field] === undefined && kept.columns[field] !== undefined && !used.has(header)) {
        columns[field] = header
        used.add(header)
      }
    }
  }
  return { columns, defaults: kept.defaults, words: kept.words }
}

/**
 * What stands against a mapping for these headings.
 * @returns `mapping.unknown_column`, `mapping.column_twice`, `mapping.refused_column`, `mapping.field_missing`,
 * `input.unknown_field`
 */
export function wrongMapping(m: Mapping, headers: readonly string[], kind: BatchKind): Refusal | undefined {
  const fields = fieldsOf(kind)
  const used = new Set<string>()
  for (const [field, header] of Object.entries(m.columns) as [FieldId, string][]) {
    if (!fields.some((f) => f.id === field))
      return refuse('input.unknown_field', { field: `columns.${field}` })
    if (!headers.includes(header))
      return refuse('mapping.unknown_column', { field: `columns.${field}`, details: { column: header } })
    if (isRefusedHeading(header))
      return refuse('mapping.refused_column', { field: `columns.${field}`, details: { column: header } })
    if (used.has(header))
      return refuse('mapping.column_twice', { field: `columns.${field}`, details: { column: header } })
    used.add(header)
  }
  const missing = fields.find((f) => f.required && m.columns[f.id] === undefined)
  return missing && refuse('mapping.field_missing', { field: `columns.${missing.id}` })
}
