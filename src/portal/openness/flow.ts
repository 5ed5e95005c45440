/** A procedure in plain words, read off its table: every state, who has it then, and where it can go from there. Pure. */
import { PROCEDURES, type Procedure, SEAT_LABELS } from '../../cases/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'

export interface FlowStep {
  name: string
  /** Who has it in this state. */
  holder: string
  /** What the person reads then. */
  words: string
  /** What can happen next: the step, and where it leads. */
  ways: { step: string; to: string }[]
  end: boolean
}

/** States in the order in which they are first reached, from the begin of the procedure on. */
export function flowOf(procedure: Procedure, lang: Lang): FlowStep[] {
  const byId = new Map(procedure.states.map((s) => [s.id, s]))
  const order: string[] = []
  const queue = [procedure.initial]
  while (queue.length > 0) {
    const id = queue.shift()!
    if (order.includes(id) || !byId.has(id)) continue
    order.push(id)
    const next = procedure.transitions.filter((t) => t.from.includes(id) && t.to !== '=')
    // What moves the matter on stands before what leads aside.
    queue.push(
      ...next.filter((t) => t.primary).map((t) => t.to),
      ...next.filter((t) => !t.primary).map((t) => t.to),
    )
  }
  return order.map((id) => {
    const state = byId.get(id)!
    const ways = procedure.transitions.filter((t) => t.from.includes(id) && t.to !== '=' && t.to !== id)
    return {
      name: state.label[lang],
      holder: state.end ? '' : SEAT_LABELS[state.responsible][lang],
      words: state.citizen[lang],
      ways: ways.map((t) => ({ step: t.label[lang], to: byId.get(t.to)?.label[lang] ?? '' })),
      end: state.end !== undefined && state.end !== null,
    }
  })
}

/** The ways a person can begin, by the ids of their tables. */
export const PUBLIC_FLOWS = [
  'petition',
  'letter-box',
  'hotline-order',
  'suggestion',
  'misconduct',
  'review',
  're-review',
] as const

export const publicFlows = (lang: Lang) =>
  PUBLIC_FLOWS.flatMap((id) => {
    const procedure = PROCEDURES.filter((p) => p.id === id).at(-1)
    return procedure ? [{ id, title: procedure.label[lang], steps: flowOf(procedure, lang) }] : []
  })
