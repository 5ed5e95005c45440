/**
 * Writes docs/generated/procedures from the tables; with `--check` writes nothing and fails if a page is not current.
 * node src/cases/procedures/write-docs.ts [--check]
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { procedurePages } from './diagram.ts'
import type { Procedure } from './format.ts'
import { PROCEDURES } from './index.ts'

export const PAGES = fileURLToPath(new URL('../../../docs/generated/procedures/', import.meta.url))

/** Names of pages that differ from the tables, are missing, or belong to no table. */
export function stalePages(folder: string, procedures: readonly Procedure[]): string[] {
  const pages = procedurePages(procedures)
  const there = new Map(listed(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  const names = new Set([...pages.keys(), ...there.keys()])
  return [...names].filter((name) => pages.get(name) !== there.get(name)).sort()
}

function listed(folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder).filter((name) => name.endsWith('.md'))
}

/** Writes what is stale and removes pages of no table. Returns their names. */
export function writePages(folder: string, procedures: readonly Procedure[]): string[] {
  const stale = stalePages(folder, procedures)
  const pages = procedurePages(procedures)
  for (const name of stale) {
    const text = pages.get(name)
    if (text === undefined) rmSync(join(folder, name))
    else writeFileSync(join(folder, name), text)
  }
  return stale
}

if (import.meta.main) {
  const check = process.argv.includes('--check')
  const stale = check ? stalePages(PAGES, PROCEDURES) : writePages(PAGES, PROCEDURES)
  if (stale.length > 0) console.log(`${check ? 'not current' : 'written'}: ${stale.join(', ')}`)
  if (check && stale.length > 0) process.exitCode = 1
}
