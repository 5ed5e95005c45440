/** Says which parts of a task are done. Pure. */
import type { Seen, Task } from './seen.ts'

export interface Judged {
  parts: { id: string; says: { zh: string; en: string }; done: boolean }[]
  passed: boolean
}

export function judge(task: Task, seen: Seen): Judged {
  const parts = task.parts.map(({ id, says, holds }) => ({ id, says, done: holds(seen) }))
  return { parts, passed: parts.every((p) => p.done) }
}
