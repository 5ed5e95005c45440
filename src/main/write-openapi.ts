/** Writes docs/openapi.json from the declared routes; with `--check` fails if it is not current. */
import path from 'node:path'
import { apiDocument, syncOpenApiFile } from '../kernel/http/index.ts'
import type { Installation } from './installation.ts'
import { API, apiRoutes } from './server.ts'

// Declaring routes touches nothing of an installation; only answering does.
const nothing = new Proxy(
  {},
  { get: (_t, name) => (name === 'cases' || name === 'bureau' || name === 'config' ? nothing : undefined) },
)
const document = apiDocument(apiRoutes(nothing as Installation), API)
const file = path.resolve(import.meta.dirname, '../../docs/openapi.json')
const state = syncOpenApiFile(file, document, process.argv.includes('--check'))
console.log(`docs/openapi.json: ${state}`)
if (state === 'stale') process.exitCode = 1
