/** The thread of `read-sheet.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { parseSheets } from './read-sheet.ts'

const { name, bytes } = workerData as { name: string; bytes: Uint8Array }
parentPort!.postMessage(
  await parseSheets(name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
)
