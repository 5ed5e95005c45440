/** Reads and checks a file in a thread with limits of memory and time: anybody may drop anything here. */
import { Worker } from 'node:worker_threads'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { Report } from '../contract.ts'
import { LIMITS } from './read.ts'

const MEMORY_MB = 768
const TIMEOUT_MS = 90_000

export interface NamedFile {
  name: string
  bytes: Buffer
}

/** @returns the report, or the refusals of `readDisclosure`; `disclosure.broken` also when a limit stops the thread */
export function checkFile(
  file: NamedFile,
  previous: NamedFile | null = null,
): Promise<(Report & { text: string[] }) | Refusal> {
  for (const f of [file, previous])
    if (f && f.bytes.length > LIMITS.bytes)
      return Promise.resolve(refuse('disclosure.too_large', { details: { max: LIMITS.bytes / 1024 / 1024 } }))
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: [file, previous].map((f) => f && { name: f.name, bytes: new Uint8Array(f.bytes) }),
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS)
    worker.once('message', (answer: (Report & { text: string[] }) | Refusal) => resolve(answer))
    worker.once('error', () => resolve(refuse('disclosure.broken')))
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve(refuse('disclosure.broken'))
    })
  })
}
