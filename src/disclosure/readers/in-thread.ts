/** Reads and checks a file in a thread with limits of memory and time: anybody may drop anything here. */
import { Worker } from 'node:worker_threads'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { Report } from '../contract.ts'
import { LIMITS } from './read.ts'

const MEMORY_MB = 768
const TIMEOUT_MS = 90_000

/** Checks at once, and how many may wait: each takes a processor for seconds. */
const AT_ONCE = 2
const MOST_WAITING = 12
let running = 0
const waiting: (() => void)[] = []

/** The report, and the document's lines, so that it can be shown marked up. */
export type Checked = Report & { text: string[] }

export interface NamedFile {
  name: string
  bytes: Buffer
}

/**
 * Takes its turn where others are being checked.
 * @returns the report, or the refusals of `readDisclosure`; `disclosure.busy` when too many wait; `disclosure.broken` also when a limit
 * stops the thread
 */
export async function checkFile(
  file: NamedFile,
  previous: NamedFile | null = null,
): Promise<Checked | Refusal> {
  for (const f of [file, previous])
    if (f && f.bytes.length > LIMITS.bytes)
      return Promise.resolve(refuse('disclosure.too_large', { details: { max: LIMITS.bytes / 1024 / 1024 } }))
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) return refuse('disclosure.busy')
    await new Promise<void>((go) => waiting.push(go))
  }
  running++
  try {
    return await inThread(file, previous)
  } finally {
    running--
    waiting.shift()?.()
  }
}

function inThread(file: NamedFile, previous: NamedFile | null): Promise<Checked | Refusal> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: [file, previous].map((f) => f && { name: f.name, bytes: new Uint8Array(f.bytes) }),
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS)
    worker.once('message', (answer: Checked | Refusal) => resolve(answer))
    worker.once('error', () => resolve(refuse('disclosure.broken')))
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve(refuse('disclosure.broken'))
    })
  })
}
