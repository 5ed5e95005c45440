/** What a task asks, is called and sends. */

import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { Label, MatterView } from '../../api/types.ts'
import { say } from '../../text/language.ts'
import { classBody, contactBody } from './added-fields.tsx'
import { type Asked, firstValues, toInput } from './fields/input-fields.tsx'
import type { useNaming } from './proceeding-name.ts'
import type { Values } from './task-form.tsx'
import type { Task } from './tasks.ts'

export type Translate = TFunction

/** A step on a document says which: two may be on their way at once. */
export function titleOf(task: Task, t: Translate, naming: ReturnType<typeof useNaming>): string {
  if (task.kind === 'step') return naming(task.proceeding, task.action.label)
  if (task.kind === 'open') return t('acts.open', { what: say(task.label) })
  return t(`acts.${task.kind}`)
}

export function consequenceOf(task: Task, t: Translate): ReactNode {
  const label: Label | null = task.kind === 'step' ? task.action.consequence : null
  if (label) return say(label)
  return t(`acts.consequenceOf.${task.kind as 'open'}`)
}

export function askedOf(task: Task): Asked | null {
  if (task.kind === 'step') return { action: task.action.id, fields: task.action.input }
  if (task.kind === 'open') return { action: null, fields: task.input }
  return null
}

export const startOf = (task: Task, matter: MatterView): Values => {
  const asked = askedOf(task)
  return asked ? firstValues(asked, matter) : {}
}

const ADDED_FIELDS: Record<'note' | 'contact' | 'class', string[]> = {
  note: ['words'],
  contact: ['channel', 'persons', 'representatives', 'receivedAt', 'receivedOn', 'words', 'external'],
  class: ['class', 'category', 'procedure', 'reason'],
}

export function knownFields(task: Task): Record<string, true> {
  const asked = askedOf(task)
  const names = asked ? asked.fields.map((f) => f.name) : ADDED_FIELDS[task.kind as 'note']
  return Object.fromEntries(names.map((n) => [n, true]))
}

/** `outcomes[1].words` names the second outcome sent, that is the second demand of the matter. */
export function fieldPath(named: string | undefined, matter: MatterView, values: Values): string | undefined {
  if (!named) return undefined
  const path = named
    .replace(/^\//, '')
    .replace(/\[(\d+)\]/g, '/$1')
    .replaceAll('.', '/')
    .split('/')
  if (path[0] === 'input') path.shift()
  if (Array.isArray(values[path[0]!]) && path[1] !== undefined) {
    path[1] = matter.demands[Number(path[1])]?.demandId ?? path[1]
  }
  return path.join('.')
}

export function commandOf(task: Task, values: Values, matter: MatterView, seen: number, zone: string) {
  const expectedVersion = seen
  switch (task.kind) {
    case 'step': {
      const input = toInput({ action: task.action.id, fields: task.action.input }, values)
      return {
        path: '/actions',
        body: { proceedingId: task.proceeding.proceedingId, action: task.action.id, input, expectedVersion },
      }
    }
    case 'open': {
      const input = toInput({ action: null, fields: task.input }, values)
      return { path: '/proceedings', body: { procedure: task.procedure, input, expectedVersion } }
    }
    case 'note':
      return { path: '/notes', body: { words: String(values.words ?? '').trim() } }
    case 'contact':
      return { path: '/contacts', body: contactBody(values, matter, zone) }
    case 'class':
      return { path: '/class', body: { ...classBody(values, matter), expectedVersion } }
  }
}
