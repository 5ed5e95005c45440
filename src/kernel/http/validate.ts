/**
 * Validation, once, at the edge. Nothing is coerced in a body (null stays null and is refused where a number is asked);
 * query strings are text, so whole numbers, booleans and lists in them are converted by what the schema says.
 */
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { type Refusal, refuse } from '../errors/index.ts'

export type Check = (value: unknown) => Refusal | undefined

interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  patternProperties?: unknown
  additionalProperties?: unknown
  items?: JsonSchema
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  const?: unknown
  enum?: unknown[]
}

/** Compiles a schema into a check that names the first wrong field and what to do about it. */
export function compileCheck(schema: TSchema): Check {
  const validator = Compile(schema)
  return (value) => {
    if (validator.Check(value)) return undefined
    const errors = validator.Errors(value)
    const error = firstMeaningful(errors)
    return error ? refusalOf(error, value, schema) : refuse('input.invalid', { field: 'body' })
  }
}

/**
 * Finds an object schema that lets unknown fields through; such a schema is a mistake in a route, since a misspelt field
 * would be dropped in silence. A record (`patternProperties`, or `additionalProperties` given) is open on purpose.
 */
export function openObjectIn(schema: TSchema, at = 'schema'): string | null {
  const node = schema as JsonSchema
  if (node.properties && node.additionalProperties === undefined && !node.patternProperties) return at
  const children: [string, JsonSchema | undefined][] = [
    ...Object.entries(node.properties ?? {}).map(([k, v]): [string, JsonSchema] => [`${at}.${k}`, v]),
    [`${at}[]`, node.items],
    ...(node.anyOf ?? []).map((s, i): [string, JsonSchema] => [`${at}|${i}`, s]),
    ...(node.allOf ?? []).map((s, i): [string, JsonSchema] => [`${at}&${i}`, s]),
  ]
  for (const [name, child] of children) {
    const found = child && openObjectIn(child as TSchema, name)
    if (found) return found
  }
  return null
}

/** The query as its schema means it: only whole texts that are such a value are converted, all else stays text. */
export function convertQuery(
  schema: TSchema,
  query: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { properties = {} } = schema as JsonSchema
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query)) out[name] = convertValue(properties[name], value)
  return out
}

function convertValue(schema: JsonSchema | undefined, value: unknown): unknown {
  if (!schema) return value
  if (schema.type === 'array') {
    return (Array.isArray(value) ? value : [value]).map((item) => convertValue(schema.items, item))
  }
  if (typeof value !== 'string') return value
  if (schema.type === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value)
  if (schema.type === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value)
  if (schema.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

/** The error a person can act on: inside a choice of forms the deepest one, else the choice itself. */
function firstMeaningful(
  errors: readonly TLocalizedValidationError[],
): TLocalizedValidationError | undefined {
  // `boolean` only repeats an unknown field, which `additionalProperties` names.
  const real = errors.filter((e) => e.keyword !== 'boolean')
  const choices = real.filter((e) => e.keyword === 'anyOf')
  const outer = real.find((e) => !choices.some((c) => c !== e && isBranchOf(e, c)))
  if (outer?.keyword !== 'anyOf') return outer
  const deeper = real.filter((e) => isBranchOf(e, outer) && e.instancePath.length > outer.instancePath.length)
  return deeper[0] ?? outer
}

function isBranchOf(error: TLocalizedValidationError, choice: TLocalizedValidationError): boolean {
  return error.schemaPath.startsWith(`${choice.schemaPath}/anyOf/`)
}

function refusalOf(error: TLocalizedValidationError, value: unknown, schema: TSchema): Refusal {
  const field = fieldName(error.instancePath)
  const at = field === '' ? 'body' : field
  switch (error.keyword) {
    case 'additionalProperties':
      return refuse('input.unknown_field', { field: join(field, error.params.additionalProperties[0]) })
    case 'required':
      return refuse('input.required', { field: join(field, error.params.requiredProperties[0]) })
    case 'const':
      return refuse('input.invalid_choice', { field: at, details: { options: [error.params.allowedValue] } })
    case 'enum':
      return refuse('input.invalid_choice', { field: at, details: { options: error.params.allowedValues } })
    case 'anyOf': {
      const options = optionsAt(schema as JsonSchema, error.instancePath)
      return options
        ? refuse('input.invalid_choice', { field: at, details: { options } })
        : refuse('input.invalid', { field: at })
    }
    case 'maxLength':
    case 'maxItems':
      return refuse('input.too_long', { field: at, details: { max: error.params.limit } })
    case 'minLength':
    case 'minItems':
      return isEmpty(valueAt(value, error.instancePath))
        ? refuse('input.required', { field: at })
        : refuse('input.invalid', { field: at, details: { min: error.params.limit } })
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return refuse('input.out_of_range', { field: at, details: { limit: Number(error.params.limit) } })
    case 'format':
      return error.params.format === 'date'
        ? refuse('input.invalid_date', { field: at })
        : refuse('input.invalid', { field: at, details: { expected: error.params.format } })
    case 'type':
      return refuse('input.invalid', { field: at, details: { expected: error.params.type } })
    default:
      return refuse('input.invalid', { field: at })
  }
}

/** `/demands/0/text` as people and the engine write it: `demands[0].text`. */
function fieldName(pointer: string): string {
  return segments(pointer).reduce((path, s) => (/^\d+$/.test(s) ? `${path}[${s}]` : join(path, s)), '')
}

function join(path: string, name = ''): string {
  return path === '' ? name : `${path}.${name}`
}

function segments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(value: unknown, pointer: string): unknown {
  return segments(pointer).reduce<unknown>((v, s) => (v as Record<string, unknown> | undefined)?.[s], value)
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}

/** The values of a choice of constants, for the person who must choose; null when the forms are more than that. */
function optionsAt(schema: JsonSchema, pointer: string): unknown[] | null {
  let node: JsonSchema | undefined = schema
  for (const s of segments(pointer)) node = /^\d+$/.test(s) ? node?.items : node?.properties?.[s]
  const options = node?.anyOf?.map((b) => b.const)
  return options?.every((o) => o !== undefined) ? options : null
}
