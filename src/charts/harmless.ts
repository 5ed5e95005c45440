/** What is drawn made harmless for ECharts, on the server and at the desk. Pure. */

const INHERITED = new RegExp(Object.getOwnPropertyNames(Object.prototype).join('|'), 'g')

/**
 * The library keeps the widths of words in plain objects: a word like `__proto__` or `constructor` finds what every object
 * inherits, and is written into it. Such words get a joiner of no width, so that they read the same and find nothing.
 */
export function harmless<T>(value: T): T {
  if (typeof value === 'string')
    return value.replace(INHERITED, (word) => `${word[0]}\u2060${word.slice(1)}`) as T
  if (Array.isArray(value)) return value.map(harmless) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, harmless(v)])) as T
}
