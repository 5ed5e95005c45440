/** What a learner has done, as the ground's ledger tells it, and small questions to it. Pure. */
import { type EventData, type MatterDoc, metInTime } from '../cases/index.ts'
import type { RoleName } from '../kernel/access/index.ts'

/** One event the learner made. */
export type Act = { [T in keyof EventData]: { type: T; data: EventData[T] } }[keyof EventData]

export interface SeenMatter {
  matterId: string
  doc: MatterDoc
  /** By the learner, since the task was begun, in order. */
  acts: readonly Act[]
}

/** A form of an article of the knowledge base the learner has written or handed in. */
export interface SeenForm {
  articleId: string
  what: string
  answer: string
  basis: string
}

export interface Seen {
  /** Made for this learner and this task, in the order of the task. */
  own: readonly SeenMatter[]
  /** Registered by the learner since the task was begun, the newest first. */
  registered: readonly SeenMatter[]
  /** Matters whose page the learner has opened. */
  opened: ReadonlySet<string>
  forms: readonly SeenForm[]
  /** Units of the ground: id by code. */
  units: ReadonlyMap<string, string>
}

export interface Words {
  zh: string
  en: string
}

/** One thing a task asks for. */
export interface Part {
  id: string
  says: Words
  holds(seen: Seen): boolean
}

/** Where the work is done: the page of the learner's own matter, or a page of the desk. */
export type Where = 'matter' | 'matters' | 'register' | 'hotline' | 'knowledge'

export interface Task {
  id: string
  role: RoleName
  title: Words
  /** What has happened, and what is asked. `{n}` is a number of the learner's own, `{number}` that of the first own matter. */
  brief: Words
  steps: readonly Words[]
  hint: Words
  where: Where
  /** Made for each learner when the task is begun. */
  prepares: readonly string[]
  parts: readonly Part[]
}

type Stepped = EventData['proceeding.stepped']

export const words = (zh: string, en: string): Words => ({ zh, en })

/** The learner's step of this name on a matter. */
export function stepOf(m: SeenMatter | undefined, ...actions: string[]): Stepped | undefined {
  for (const act of m?.acts ?? [])
    if (act.type === 'proceeding.stepped' && actions.includes(act.data.action)) return act.data
  return undefined
}

/** Whether the learner opened an attached procedure there, by hand or by a step. */
export function openedBy(m: SeenMatter | undefined, procedure: string) {
  for (const act of m?.acts ?? []) {
    if (act.type === 'proceeding.opened' && act.data.opened.procedure === procedure) return act.data.opened
    if (act.type !== 'proceeding.stepped') continue
    const opened = act.data.opened.find((o) => o.procedure === procedure)
    if (opened) return opened
  }
  return undefined
}

/** Whether every limit the step has met was met in time, and it met one. */
export function inTime(step: Stepped | undefined): boolean {
  const met = (step?.clocks ?? []).filter((c) => c.status === 'met')
  return met.length > 0 && met.every((c) => metInTime(c) === true)
}

/** Whether words were given in this field of a step. */
export const saidIn = (step: Stepped | undefined, field: string): boolean =>
  step?.contents.some((c) => c.field === field) ?? false

/** Who handles it after the step: the unit with this code. */
export const handedTo = (seen: Seen, step: Stepped | undefined, code: string): boolean =>
  step !== undefined && step.seats.handler === seen.units.get(code)

export const opened = (seen: Seen, m: SeenMatter | undefined): boolean =>
  m !== undefined && seen.opened.has(m.matterId)

/** The newest registration of the learner in this procedure. */
export const registeredIn = (seen: Seen, procedure: string, channel?: string): SeenMatter | undefined =>
  seen.registered.find(
    (m) =>
      m.doc.proceedings.main?.procedure === procedure && (channel === undefined || m.doc.channel === channel),
  )

/** What a task asks of its first own matter: a step of one of these names. */
export const stepTaken =
  (...actions: string[]) =>
  (seen: Seen): boolean =>
    stepOf(seen.own[0], ...actions) !== undefined

/** The same, within the limit the step has met. */
export const stepInTime =
  (...actions: string[]) =>
  (seen: Seen): boolean =>
    inTime(stepOf(seen.own[0], ...actions))

/** Words in this field of such a step. */
export const saidOnStep =
  (field: string, ...actions: string[]) =>
  (seen: Seen): boolean =>
    saidIn(stepOf(seen.own[0], ...actions), field)

/** An attached procedure opened there. */
export const procedureOpened =
  (procedure: string) =>
  (seen: Seen): boolean =>
    openedBy(seen.own[0], procedure) !== undefined

/** Its page opened. */
export const matterOpened = (seen: Seen): boolean => opened(seen, seen.own[0])
