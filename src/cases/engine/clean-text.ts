/**
 * Text that can be kept: no NUL, which PostgreSQL cannot store, and no half of a surrogate pair, which has no UTF-8 and
 * so neither a cipher nor a commitment. Checked before anything is hashed, encrypted or written.
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'

/** Nothing the API takes is nested as deep; deeper values have no canonical form either. */
const MAX_DEPTH = 32

export const isCleanText = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** The first characters of a text, never half a character: many a name is written with two code units each. */
export function clip(text: string, max: number): string {
  const cut = text.slice(0, max)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/**
 * Refuses a value that holds, anywhere in it, text that cannot be kept.
 * @param field path of the value, as refusals name it
 * @returns `input.invalid_characters`, or `input.invalid` for what is nested beyond reason
 */
export function refuseUnclean(value: unknown, field: string, depth = 0): Refusal | undefined {
  if (typeof value === 'string') {
    return isCleanText(value) ? undefined : refuse('input.invalid_characters', { field })
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > MAX_DEPTH) return refuse('input.invalid', { field })
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      const refused = refuseUnclean(item, `${field}[${i}]`, depth + 1)
      if (refused) return refused
    }
    return undefined
  }
  for (const [key, item] of Object.entries(value)) {
    const refused =
      refuseUnclean(key, field, depth) ?? refuseUnclean(item, field ? `${field}.${key}` : key, depth + 1)
    if (refused) return refused
  }
  return undefined
}
