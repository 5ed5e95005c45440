/**
 * The form of one task. What it asks comes from the table; what confirming does is said before it is done. What was
 * typed survives refusals, a newer version of the matter, and leaving the page for a look elsewhere.
 */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post } from '../../api/client.ts'
import { meQuery } from '../../api/queries.ts'
import type { Label, MatterView, TimelineEntry } from '../../api/types.ts'
import { focusField } from '../../frame/field.tsx'
import { ProblemNote, useFieldWords } from '../../frame/problem.tsx'
import { say } from '../../text/language.ts'
import { ClassFields, ContactFields, classBody, contactBody, NoteFields } from './added-fields.tsx'
import { type Asked, checkFilled, firstValues, InputFields, toInput } from './fields/input-fields.tsx'
import { useNaming } from './proceeding-name.ts'
import { type Task, taskOf } from './tasks.ts'

export type Values = Record<string, unknown>

/** Typed and not yet sent, by matter and task, for as long as the tab lives; never written to this device. */
const unsent = new Map<string, Values>()

interface Props {
  task: string
  matter: MatterView
  onClose: () => void
  onDone: (words: string) => void
}

interface Sent {
  version: number
  state: string
}

export function TaskForm({ task: name, matter, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const words = useFieldWords()
  const naming = useNaming(matter)
  const unsentKey = `${matter.matterId} ${name}`
  const now = taskOf(matter, name)
  const [task] = useState(now)
  const [values, setValues] = useState<Values>(
    () => unsent.get(unsentKey) ?? (task ? startOf(task, matter) : {}),
  )
  const [seen, setSeen] = useState(matter.version)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const box = useRef<HTMLFormElement>(null)
  const newer = matter.timeline.filter((e) => e.version > seen)

  useEffect(() => {
    box.current?.scrollIntoView({ block: 'start' })
    const first = box.current?.querySelector<HTMLElement>('input, textarea, .task-go')
    first?.focus({ preventScroll: true })
  }, [])

  const set = (part: Values) => {
    key.current = newKey()
    setValues((old) => {
      const next = { ...old, ...part }
      unsent.set(unsentKey, next)
      return next
    })
    setErrors((old) => {
      const left: Record<string, string> = {}
      for (const [at, text] of Object.entries(old)) if (!(at.split('.')[0]! in part)) left[at] = text
      return left
    })
  }

  const refuse = (at: Record<string, string>) => {
    setErrors(at)
    const first = Object.keys(at)[0]
    if (first) requestAnimationFrame(() => focusField(`in-${first.replaceAll('.', '-')}`))
  }

  const submit = async () => {
    if (busy || !task) return
    if (newer.length > 0) {
      box.current?.querySelector<HTMLElement>('.newer')?.focus()
      return
    }
    const asked = askedOf(task)
    const missing = asked ? checkFilled(asked, values, matter, t('form.missing')) : {}
    if (Object.keys(missing).length > 0) {
      refuse(missing)
      return
    }
    setBusy(true)
    setErrors({})
    setError(null)
    try {
      const { path, body } = commandOf(
        task,
        values,
        matter,
        seen,
        (await client.ensureQueryData(meQuery)).bureau.zone,
      )
      const sent = await post<Sent>(`/matters/${matter.matterId}${path}`, key.current, body)
      unsent.delete(unsentKey)
      await client.invalidateQueries({ queryKey: ['matter', matter.matterId] }).catch(() => undefined)
      void client.invalidateQueries({ queryKey: ['inbox'] })
      void client.invalidateQueries({ queryKey: ['access-log', matter.matterId] })
      onDone(t('acts.done', { what: titleOf(task, t, naming), version: sent.version }))
    } catch (problem) {
      setBusy(false)
      if (isProblem(problem) && (problem.code === 'write.stale_version' || problem.code === 'case.not_now')) {
        // Somebody was faster. Read again, show what happened; what was typed stays.
        await client.invalidateQueries({ queryKey: ['matter', matter.matterId] }).catch(() => undefined)
        if (problem.code === 'write.stale_version') return
      }
      const field = isProblem(problem) ? fieldPath(problem.problem.field, matter, values) : undefined
      if (field && isProblem(problem) && field.split('.')[0]! in knownFields(task)) {
        refuse({ [field]: words(problem) })
      } else setError(problem)
    }
  }

  if (!task) return <Gone onClose={onClose} />
  const title = titleOf(task, t, naming)
  const frame = { values, set, errors, matter }
  const asked = askedOf(task)
  return (
    <form
      ref={box}
      className="sheet pad task"
      aria-labelledby="task-title"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
          e.preventDefault()
          void submit()
        } else if (
          e.key === 'Escape' &&
          !e.defaultPrevented &&
          !(e.target as HTMLElement).closest('.ant-select-open')
        ) {
          onClose()
        }
      }}
    >
      <h2 id="task-title">{title}</h2>
      {now === null && <Alert type="warning" showIcon role="alert" title={t('acts.goneWhileTyping')} />}
      {newer.length > 0 && <Newer entries={newer} onSeen={() => setSeen(matter.version)} />}
      {error !== null && <ProblemNote error={error} />}
      {asked && (
        <InputFields
          {...frame}
          fields={asked.fields}
          onUploaded={(version) => setSeen((old) => (version === old + 1 ? version : old))}
        />
      )}
      {task.kind === 'note' && <NoteFields {...frame} />}
      {task.kind === 'contact' && <ContactFields {...frame} />}
      {task.kind === 'class' && <ClassFields {...frame} />}
      <Alert
        className="consequence"
        type="info"
        showIcon
        title={t('acts.consequence')}
        description={consequenceOf(task, t)}
      />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" className="task-go" loading={busy}>
          {t('acts.confirm', { what: title })}
        </Button>
        <Button onClick={onClose}>{t('acts.later')}</Button>
        <span className="quiet keys-hint">{t('acts.keys')}</span>
      </div>
    </form>
  )
}

type Translate = ReturnType<typeof useTranslation>['t']

/** A step on a document says which: two may be on their way at once. */
function titleOf(task: Task, t: Translate, naming: ReturnType<typeof useNaming>): string {
  if (task.kind === 'step') return naming(task.proceeding, task.action.label)
  if (task.kind === 'open') return t('acts.open', { what: say(task.label) })
  return t(`acts.${task.kind}`)
}

function consequenceOf(task: Task, t: Translate): ReactNode {
  const label: Label | null = task.kind === 'step' ? task.action.consequence : null
  if (label) return say(label)
  return t(`acts.consequenceOf.${task.kind as 'open'}`)
}

function askedOf(task: Task): Asked | null {
  if (task.kind === 'step') return { action: task.action.id, fields: task.action.input }
  if (task.kind === 'open') return { action: null, fields: task.input }
  return null
}

const startOf = (task: Task, matter: MatterView): Values => {
  const asked = askedOf(task)
  return asked ? firstValues(asked, matter) : {}
}

const ADDED_FIELDS: Record<'note' | 'contact' | 'class', string[]> = {
  note: ['words'],
  contact: ['channel', 'persons', 'representatives', 'receivedAt', 'receivedOn', 'words', 'external'],
  class: ['class', 'category', 'procedure', 'reason'],
}

function knownFields(task: Task): Record<string, true> {
  const asked = askedOf(task)
  const names = asked ? asked.fields.map((f) => f.name) : ADDED_FIELDS[task.kind as 'note']
  return Object.fromEntries(names.map((n) => [n, true]))
}

/** `outcomes[1].words` names the second outcome sent, that is the second demand of the matter. */
function fieldPath(named: string | undefined, matter: MatterView, values: Values): string | undefined {
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

function commandOf(task: Task, values: Values, matter: MatterView, seen: number, zone: string) {
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

function Newer({ entries, onSeen }: { entries: TimelineEntry[]; onSeen: () => void }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} className="newer" tabIndex={-1} role="alert">
      <Alert
        type="warning"
        showIcon
        role="none"
        title={t('acts.newer')}
        description={
          <ul>
            {entries.map((e) => (
              <li key={e.version}>
                {[say(e.actor.unit?.name), e.actor.name, say(e.label)].filter(Boolean).join(' · ')}
                {e.to && ` → ${say(e.to)}`}
              </li>
            ))}
          </ul>
        }
        action={
          <Button size="small" onClick={onSeen}>
            {t('acts.newerSeen')}
          </Button>
        }
      />
    </div>
  )
}

function Gone({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="info"
      showIcon
      title={t('acts.gone')}
      description={t('acts.goneHelp')}
      action={<Button onClick={onClose}>{t('acts.closeForm')}</Button>}
    />
  )
}
