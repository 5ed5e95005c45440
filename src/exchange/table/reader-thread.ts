/** The thread of `read-table.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { BatchKind } from '../contract.ts'
import { parseTable } from './read-table.ts'

const { bytes, kind } = workerData as { bytes: Uint8Array; kind: BatchKind }
parentPort!.postMessage(await parseTable(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), kind))
