/**
 * The canonical hash of an import. It covers state and history of each matter: what happened when, by which unit, with
 * which clocks and salted commitments. Left out is what another run, another bureau's name or another machine would change:
 * recording times and the chain over them, numbers, and identifiers, which count only by where else they appear. Pure.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../kernel/ledger/index.ts'
import type { StoredMatter } from './store.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Counted by the bureau, not given by the source. */
const NUMBERS = new Set(['number', 'bureauId'])

/**
 * @param unitCodes code of each unit by id: a unit is known by its code
 */
export function digestOfMatter(m: StoredMatter, unitCodes: ReadonlyMap<string, string>): Buffer {
  const seen = new Map<string, string>()
  const canonical = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (!UUID.test(value)) return value
      const code = unitCodes.get(value)
      if (code !== undefined) return `unit:${code}`
      if (!seen.has(value)) seen.set(value, `id:${seen.size + 1}`)
      return seen.get(value)
    }
    if (Array.isArray(value)) return value.map(canonical)
    if (typeof value !== 'object' || value === null) return value
    const keys = Object.keys(value).filter((key) => !NUMBERS.has(key))
    // In one order, so that identifiers are met in one order.
    return Object.fromEntries(
      keys.sort().map((key) => [key, canonical((value as Record<string, unknown>)[key])]),
    )
  }
  const events = m.events.map((e) => canonical({ ...e, occurred_at: e.occurred_at.toISOString() }))
  const whole = { source: m.source_key, events, state: canonical(m.doc) }
  return createHash('sha256').update('huiyin/import-matter/v1\0').update(canonicalJson(whole)).digest()
}

/** One hash over all, in the order of their sources. */
export function digestOfAll(parts: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256').update('huiyin/import/v1\0')
  for (const source of [...parts.keys()].sort()) hash.update(parts.get(source)!)
  return `sha256:${hash.digest('hex')}`
}
