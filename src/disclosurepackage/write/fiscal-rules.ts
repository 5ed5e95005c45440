/**
 * Whether files are a Fiscal Data Package: the structure its published schema asks of `datapackage.json` (fiscal-data-package.json of
 * frictionlessdata/datapackage-js 1.1, the profiles of specs.frictionlessdata.io), and what the schema cannot say: that each source of the
 * model is a field, each table has the header it describes, and each cell the type of its field. Pure.
 */
import Type, { type TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'

const choice = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const Name = Type.String({ pattern: '^([-a-z0-9._/])+$' })
const Day = Type.String({ pattern: '^\\d{4}-(0?[1-9]|1[012])-(0?[1-9]|[12]\\d|3[01])' })
const named = <T extends TSchema>(of: T) => Type.Record(Type.String({ pattern: '^\\w+' }), of)

const Field = Type.Object({
  name: Type.String({ minLength: 1 }),
  type: choice(['string', 'integer', 'number', 'date', 'boolean']),
  title: Type.Optional(Type.String()),
  /** Version 1 of the specification: what the column means. */
  columnType: Type.String({ pattern: '^[a-z]+(-[a-z]+)*(:[a-z0-9]+(-[a-z0-9]+)*)*$' }),
})
const Resource = Type.Object({
  name: Name,
  path: Type.String({ pattern: '^[^/.][^:]*$' }),
  profile: Type.Literal('tabular-data-resource'),
  format: Type.Optional(Type.String()),
  mediatype: Type.Optional(Type.String({ pattern: '^(.+)/(.+)$' })),
  encoding: Type.Optional(Type.String()),
  bytes: Type.Optional(Type.Integer({ minimum: 0 })),
  schema: Type.Object({ fields: Type.Array(Field, { minItems: 1 }) }),
})
const Measure = Type.Object({
  source: Type.String(),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  factor: Type.Optional(Type.Number()),
  direction: Type.Optional(choice(['expenditure', 'revenue'])),
  phase: Type.Optional(choice(['proposed', 'approved', 'adjusted', 'executed'])),
})
const Dimension = Type.Object({
  attributes: named(Type.Object({ source: Type.String() })),
  primaryKey: Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })]),
  dimensionType: Type.Optional(
    choice(['datetime', 'entity', 'classification', 'activity', 'fact', 'location', 'other']),
  ),
  classificationType: Type.Optional(choice(['functional', 'administrative', 'economic'])),
})
const Descriptor = Type.Object({
  profile: Type.String(),
  name: Name,
  title: Type.Optional(Type.String()),
  licenses: Type.Optional(
    Type.Array(Type.Object({ name: Type.String({ pattern: '^([-a-zA-Z0-9._])+$' }) }), { minItems: 1 }),
  ),
  resources: Type.Array(Resource, { minItems: 1 }),
  model: Type.Object({ measures: named(Measure), dimensions: named(Dimension) }),
  countryCode: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  granularity: Type.Optional(choice(['aggregated', 'transactional'])),
  fiscalPeriod: Type.Optional(Type.Object({ start: Day, end: Type.Optional(Day) })),
})

/** @param files by name, `datapackage.json` among them. @returns what is wrong, with the place; empty where nothing is */
export function fiscalFaults(files: Readonly<Record<string, Uint8Array>>): string[] {
  const text = (name: string) => new TextDecoder().decode(files[name])
  let given: unknown
  try {
    given = JSON.parse(text('datapackage.json'))
  } catch {
    return ['datapackage.json: no JSON']
  }
  if (!Check(Descriptor, given))
    return [...Errors(Descriptor, given)].map((e) => `datapackage.json${e.instancePath}: ${e.message}`)
  const out: string[] = []
  const fields = new Set<string>()
  for (const r of given.resources) {
    const names = r.schema.fields.map((f) => f.name)
    for (const [i, n] of names.entries()) {
      if (names.indexOf(n) !== i) out.push(`${r.name}: field ${n} twice`)
      fields.add(n)
    }
    if (!files[r.path]) out.push(`${r.path}: no such file`)
    else {
      if (r.bytes !== undefined && r.bytes !== files[r.path]!.length)
        out.push(`${r.path}: ${files[r.path]!.length} bytes, not ${r.bytes}`)
      out.push(...cellFaults(r.path, linesOf(text(r.path)), r.schema.fields))
    }
  }
  for (const [name, m] of Object.entries(given.model.measures))
    if (!fields.has(m.source)) out.push(`model/measures/${name}: no field ${m.source}`)
  for (const [name, d] of Object.entries(given.model.dimensions)) {
    const attributes = Object.entries(d.attributes)
    if (attributes.length === 0) out.push(`model/dimensions/${name}: no attributes`)
    for (const [, a] of attributes)
      if (!fields.has(a.source)) out.push(`model/dimensions/${name}: no field ${a.source}`)
    for (const key of [d.primaryKey].flat())
      if (!Object.hasOwn(d.attributes, key)) out.push(`model/dimensions/${name}: no attribute ${key}`)
  }
  return out
}

const TYPES: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?$/,
}

function cellFaults(
  path: string,
  lines: readonly string[][],
  fields: readonly { name: string; type: string }[],
): string[] {
  const [head = [], ...rows] = lines
  if (head.join() !== fields.map((f) => f.name).join()) return [`${path}:1: the header is not its fields`]
  return rows.flatMap((row, i) => {
    if (row.length !== fields.length) return [`${path}:${i + 2}: ${row.length} cells of ${fields.length}`]
    return fields.flatMap((f, c) => {
      const cell = row[c]!
      return cell === '' || !TYPES[f.type] || TYPES[f.type]!.test(cell)
        ? []
        : [`${path}:${i + 2}: ${f.name} is no ${f.type}`]
    })
  })
}

/** Lines and cells of CSV (RFC 4180): quotes around what has a comma, a quote or a line end, a quote doubled. */
function linesOf(text: string): string[][] {
  const out: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[++i]
      else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',') {
      row.push(cell)
      cell = ''
    } else if (c === '\n') {
      out.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += c
  }
  return cell === '' && row.length === 0 ? out : [...out, [...row, cell]]
}
