/** The questions of a service while they are written. Pure. */
import type { Attribute } from '../../../../src/open311/contract.ts'

/** How a question can be answered, in the order of the choice. */
export const ANSWERS = [
  'string',
  'text',
  'number',
  'datetime',
  'singlevaluelist',
  'multivaluelist',
] as const satisfies readonly Attribute['datatype'][]

type Choice = Attribute['values'][number]

export const isList = (datatype: Attribute['datatype']): boolean =>
  datatype === 'singlevaluelist' || datatype === 'multivaluelist'

/** The first of `prefix1`, `prefix2` … that is not taken. */
function free(prefix: string, taken: readonly string[]): string {
  let n = 1
  while (taken.includes(`${prefix}${n}`)) n++
  return `${prefix}${n}`
}

export const blankChoice = (others: readonly Choice[]): Choice => ({
  key: free(
    'c',
    others.map((o) => o.key),
  ),
  name: { zh: '', en: '' },
})

export const blankQuestion = (others: readonly Attribute[]): Attribute => ({
  code: free(
    'q',
    others.map((o) => o.code),
  ),
  description: { zh: '', en: '' },
  datatype: 'string',
  required: false,
  variable: true,
  values: [],
})

/** One place up (-1) or down (1). */
export function moved<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(at + by, 0, one)
  return next
}

const pair = ({ zh, en }: { zh: string; en: string }) => ({ zh: zh.trim(), en: en.trim() })

export const trimmed = (q: Attribute): Attribute => ({
  ...q,
  code: q.code.trim(),
  description: pair(q.description),
  values: q.values.map((v) => ({ key: v.key.trim(), name: pair(v.name) })),
})

export type Leak = 'words' | 'code' | 'twice' | 'choices'
const CODE = /^[a-z0-9_-]{1,40}$/

/** What is still missing, by the path of the field in the body. */
export function leaks(questions: readonly Attribute[]): ReadonlyMap<string, Leak> {
  const found = new Map<string, Leak>()
  const named = (path: string, name: { zh: string; en: string }) => {
    for (const lang of ['zh', 'en'] as const) if (!name[lang]) found.set(`${path}.${lang}`, 'words')
  }
  const coded = (path: string, code: string, before: string[]) => {
    if (!CODE.test(code)) found.set(path, 'code')
    else if (before.includes(code)) found.set(path, 'twice')
    before.push(code)
  }
  const codes: string[] = []
  for (const [i, q] of questions.map(trimmed).entries()) {
    const path = `attributes[${i}]`
    named(`${path}.description`, q.description)
    coded(`${path}.code`, q.code, codes)
    if (!isList(q.datatype)) continue
    if (q.values.length < 2) found.set(`${path}.values`, 'choices')
    const keys: string[] = []
    for (const [k, v] of q.values.entries()) {
      named(`${path}.values[${k}].name`, v.name)
      coded(`${path}.values[${k}].key`, v.key, keys)
    }
  }
  return found
}
