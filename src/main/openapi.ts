/**
 * Writes docs/openapi.json out of the declared routes; with `--check` only says whether it is current (exit 1 if not).
 * Nothing is opened: declarations need no database.
 */
import path from 'node:path'
import { apiDocument, syncOpenApiFile } from '../kernel/http/index.ts'
import type { Installation } from './installation.ts'
import { API, apiRoutes } from './server.ts'

const FILE = path.resolve(import.meta.dirname, '../../docs/openapi.json')

/** Stands for what handlers would use; declaring a route uses none of it. */
const nothing = new Proxy({}, { get: () => nothing }) as never

const routes = apiRoutes(nothing as Installation)
const outcome = syncOpenApiFile(FILE, apiDocument(routes, API), process.argv.includes('--check'))
process.stdout.write(`docs/openapi.json: ${outcome}\n`)
process.exitCode = outcome === 'stale' ? 1 : 0
