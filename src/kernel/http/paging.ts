/** Keyset paging: a cursor says after which row the next page begins, so that pages stay true while rows come in. */
import Type, { type TSchema } from 'typebox'
import { type Refusal, refuse } from '../errors/index.ts'

export const PAGE_LIMIT = 50

/** Fields of the query of every list. */
export const PAGE_QUERY = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: 'Rows per page, default 50.' })),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the page before.' })),
}

/** The shape of a list that is given whole. */
export const itemsOf = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item) }, { additionalProperties: false })

/** Schema of a page of items. */
export function pageOf<T extends TSchema>(item: T) {
  return Type.Object(
    { items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false },
  )
}

/** The page and its cursor out of `limit + 1` rows. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (last: Row) => readonly (string | number | null)[],
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}

export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * The key out of a cursor; null without one.
 * @param parts what the key is made of, one check each; a cursor of another list is refused
 */
export function decodeCursor(
  cursor: string | undefined,
  parts: readonly ((part: unknown) => boolean)[],
): (string | number | null)[] | null | Refusal {
  if (cursor === undefined) return null
  const wrong = refuse('input.invalid', { field: 'cursor' })
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(key) || key.length !== parts.length) return wrong
    return parts.every((ok, i) => ok(key[i])) ? key : wrong
  } catch {
    return wrong
  }
}
