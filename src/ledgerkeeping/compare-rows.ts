/** Comparing what is stored with what the events make. Pure. */
import type { Found } from './findings.ts'

export type Row = Record<string, unknown>

/** A value as both sides write it: instants as ISO text in UTC, nothing as null. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  return value
}

function equalValues(stored: unknown, made: unknown): boolean {
  const a = plain(stored)
  const b = plain(made)
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => v === b[i])
  // The same instant may be written with another offset.
  return stored instanceof Date && typeof b === 'string' && stored.getTime() === Date.parse(b)
}

/** Columns of `made` in which the stored row differs, one finding each. */
export function compareRow(table: string, key: string | undefined, stored: Row, made: Row): Found[] {
  const found: Found[] = []
  for (const column of Object.keys(made)) {
    if (equalValues(stored[column], made[column])) continue
    found.push({
      code: 'projection-differs',
      table,
      ...(key !== undefined && { key }),
      column,
      details: { stored: plain(stored[column]), expected: plain(made[column]) },
    })
  }
  return found
}

/** All rows of one table of one matter: missing, extra and differing ones, by key. */
export function compareRows(
  table: string,
  keyColumns: readonly string[],
  stored: readonly Row[],
  made: readonly Row[],
): Found[] {
  const keyOf = (row: Row) => keyColumns.map((column) => String(row[column])).join('/')
  const left = new Map(stored.map((row) => [keyOf(row), row]))
  const found: Found[] = []
  for (const row of made) {
    const key = keyOf(row)
    const other = left.get(key)
    left.delete(key)
    if (other) found.push(...compareRow(table, key, other, row))
    else found.push({ code: 'projection-missing', table, key })
  }
  for (const key of left.keys()) found.push({ code: 'projection-extra', table, key })
  return found
}

/**
 * Path of the first place where two JSON values differ, e.g. `demands[0].outcome`, or null when they are equal.
 * The order of members does not count: the database keeps its own.
 */
export function firstDifference(a: unknown, b: unknown, path = ''): string | null {
  if (a === b) return null
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      const at = `${path}[${i}]`
      const inner = i < a.length && i < b.length ? firstDifference(a[i], b[i], at) : at
      if (inner !== null) return inner
    }
    return null
  }
  if (!isObject(a) || !isObject(b)) return path || '.'
  for (const name of Object.keys(b)) {
    const at = path === '' ? name : `${path}.${name}`
    // An absent member and one that is undefined are the same in JSON.
    if (!(name in a)) {
      if (b[name] === undefined) continue
      return at
    }
    const inner = firstDifference(a[name], b[name], at)
    if (inner !== null) return inner
  }
  for (const name of Object.keys(a)) if (!(name in b)) return path === '' ? name : `${path}.${name}`
  return null
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
