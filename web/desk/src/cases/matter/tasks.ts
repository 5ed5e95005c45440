/**
 * What can be done on a matter, by the name it has in the address: `main.submit-reply` is a step of a proceeding,
 * `open.supervision` opens an attached procedure, `note`, `contact` and `class` are added without a step.
 */
import type { ActionView, InputField, MatterView, ProceedingView } from '../../api/types.ts'

export type Task =
  | { kind: 'step'; proceeding: ProceedingView; action: ActionView }
  | { kind: 'open'; procedure: string; label: ActionView['label']; input: InputField[] }
  | { kind: 'note' }
  | { kind: 'contact' }
  | { kind: 'class' }

export const stepTask = (proceedingId: string, action: string) => `${proceedingId}.${action}`
export const openTask = (procedure: string) => `open.${procedure}`

/** The task of that name as the matter stands now; null when it is no longer, or never was, possible. */
export function taskOf(matter: MatterView, name: string): Task | null {
  if (name === 'note' || name === 'contact' || name === 'class') return { kind: name }
  const dot = name.indexOf('.')
  const [head, tail] = [name.slice(0, dot), name.slice(dot + 1)]
  if (head === 'open') {
    const openable = matter.openable.find((o) => o.procedure === tail)
    return openable ? { kind: 'open', ...openable } : null
  }
  const proceeding = matter.proceedings.find((p) => p.proceedingId === head)
  const action = proceeding?.actions.find((a) => a.id === tail)
  return proceeding && action ? { kind: 'step', proceeding, action } : null
}
