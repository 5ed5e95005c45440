/** Keeps the committed API document true. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Json } from './openapi.ts'

/**
 * Writes the document, or with `check` only compares.
 * @returns current (nothing to do), written, or stale (checked and different)
 */
export function syncOpenApiFile(
  file: string,
  document: Json,
  check: boolean,
): 'current' | 'written' | 'stale' {
  const text = `${JSON.stringify(document, null, 2)}\n`
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return 'current'
  if (check) return 'stale'
  writeFileSync(file, text)
  return 'written'
}
