/**
 * Sets of tables from a file: which tables a jurisdiction asks for, from which year to which, by what titles and with how many
 * digits. `{"sets": [{"id", "name": {"zh", "en"}, "kind", "from", "to", "tables": ["FIN1", …], "against", "titles"?, "digits"?}]}`.
 */
import Type, { type TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { KINDS, type SetProblem } from './contract.ts'
import { FORMS, type FormId, type TableSet } from './sets.ts'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const choice = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const Words = Type.String({ minLength: 1, maxLength: 80 })

const Form = choice(Object.keys(FORMS) as [FormId, ...FormId[]])
const Year = Type.Integer({ minimum: 2000, maximum: 2100 })

export const LoadedSet = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$' }),
    name: Type.Object({ zh: Words, en: Words }, closed),
    kind: choice(KINDS),
    from: Year,
    to: nullable(Year),
    tables: Type.Array(Form, { minItems: 1, maxItems: 30, uniqueItems: true }),
    against: choice(['budget', 'adjusted']),
    titles: Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 2, maxLength: 60 }))),
    digits: Type.Optional(Type.Integer({ minimum: 2, maximum: 6 })),
  },
  { ...closed, $id: 'PackageTableSetLoaded' },
)
export const SetFile = Type.Object(
  { sets: Type.Array(LoadedSet, { minItems: 1, maxItems: 100 }) },
  { ...closed, $id: 'PackageTableSetFile' },
)

/** What the schema cannot say: forms of the other book, years the wrong way round, an id twice. Pure. */
export function problemsOf(sets: readonly TableSet[]): SetProblem[] {
  const out: SetProblem[] = []
  for (const [i, s] of sets.entries()) {
    const at = `/sets/${i}`
    const book = s.kind === 'final' ? 'FIN' : 'BUD'
    for (const [k, t] of s.tables.entries())
      if (!t.startsWith(book))
        out.push({
          at: `${at}/tables/${k}`,
          zh: `${t} 不是本类材料的表`,
          en: `${t} is a form of the other kind`,
        })
    for (const t of Object.keys(s.titles ?? {}))
      if (!s.tables.includes(t as FormId))
        out.push({ at: `${at}/titles/${t}`, zh: `${t} 不在本套表中`, en: `${t} is not in this set` })
    if (s.to !== null && s.to < s.from)
      out.push({ at: `${at}/to`, zh: '止年早于起年', en: 'The last year is before the first' })
    if (sets.findIndex((x) => x.id === s.id) !== i)
      out.push({ at: `${at}/id`, zh: `${s.id} 出现两次`, en: `${s.id} stands there twice` })
  }
  return out
}

/** A file's text. @returns the sets, or each place that is wrong */
export function readSetFile(text: string): { sets: TableSet[] } | { problems: SetProblem[] } {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { problems: [{ at: '', zh: '不是 JSON', en: 'This is not JSON' }] }
  }
  if (!Check(SetFile, given))
    return {
      problems: [...Errors(SetFile, given)]
        .slice(0, 20)
        .map((e) => ({ at: e.instancePath, zh: `不合格式：${e.message}`, en: e.message })),
    }
  const sets = given.sets as TableSet[]
  const problems = problemsOf(sets)
  return problems.length > 0 ? { problems } : { sets }
}
