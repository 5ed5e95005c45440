/** The thread of `in-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import { reportOn } from '../report.ts'
import { readDisclosure } from './read.ts'

type Given = { name: string; bytes: Uint8Array } | null
const [file, previous] = workerData as [Given, Given]

const read = async (f: Given) => (f ? await readDisclosure(f.name, Buffer.from(f.bytes)) : null)
const source = await read(file)
const before = await read(previous)
if (!source || isRefusal(source)) parentPort!.postMessage(source)
else if (before && isRefusal(before)) parentPort!.postMessage(before)
else {
  const { checked: _, ...report } = reportOn(source, before)
  parentPort!.postMessage({ ...report, text: source.lines.map((l) => l.text) })
}
