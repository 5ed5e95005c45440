/**
 * The form of one task. What it asks comes from the table; what confirming does is said before it is done. What was
 * typed survives refusals, a newer version of the matter, leaving the page, and the end of session, tab or machine.
 */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post } from '../../api/client.ts'
import { meQuery } from '../../api/queries.ts'
import type { MatterView } from '../../api/types.ts'
import { useFocusBack } from '../../frame/dialog-focus.ts'
import { focusField } from '../../frame/field.tsx'
import { ProblemNote, useFieldWords } from '../../frame/problem.tsx'
import { ReplyCheck } from '../../insight/reply-check.tsx'
import { useKept } from '../drafts/kept.ts'
import { ClassFields, ContactFields, NoteFields } from './added-fields.tsx'
import { Effects } from './effects.tsx'
import { checkFilled, InputFields } from './fields/input-fields.tsx'
import { useNaming } from './proceeding-name.ts'
import {
  askedOf,
  commandOf,
  consequenceOf,
  fieldPath,
  knownFields,
  startOf,
  titleOf,
} from './task-command.ts'
import { Gone, Newer } from './task-notes.tsx'
import { taskOf } from './tasks.ts'

export type Values = Record<string, unknown>

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
  useFocusBack()
  const now = taskOf(matter, name)
  const [task] = useState(now)
  const title = task ? titleOf(task, t, naming) : ''
  const kept = useKept<Values>(matter, name, `${matter.number} ${title}`, () =>
    task ? startOf(task, matter) : {},
  )
  const { values, seen } = kept
  // Two fields may change before the page is drawn again.
  const latest = useRef(values)
  latest.current = values
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
    latest.current = { ...latest.current, ...part }
    kept.set(latest.current)
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
      kept.sent()
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
      {kept.restored && (
        <Alert
          type="info"
          showIcon
          title={t('drafts.restored')}
          action={
            <Button size="small" onClick={kept.afresh}>
              {t('drafts.afresh')}
            </Button>
          }
        />
      )}
      {newer.length > 0 && <Newer entries={newer} onSeen={() => kept.saw(matter.version)} />}
      {error !== null && <ProblemNote error={error} />}
      {asked && (
        <InputFields
          {...frame}
          fields={asked.fields}
          suggest={task.kind === 'step'}
          onUploaded={(version) => {
            if (version === seen + 1) kept.saw(version)
          }}
        />
      )}
      <ReplyCheck task={task} matter={matter} values={values} />
      {task.kind === 'note' && <NoteFields {...frame} />}
      {task.kind === 'contact' && <ContactFields {...frame} />}
      {task.kind === 'class' && <ClassFields {...frame} />}
      <Alert
        className="consequence"
        type="info"
        showIcon
        title={t('acts.consequence')}
        description={
          <>
            {consequenceOf(task, t)}
            <Effects task={task} values={values} matter={matter} />
          </>
        }
      />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" className="task-go" loading={busy}>
          {t('acts.confirm', { what: title })}
        </Button>
        <Button onClick={onClose}>{t('acts.later')}</Button>
        <span className="quiet" role="status">
          {kept.begun && t(`drafts.state.${kept.state}`)}
        </span>
        <span className="quiet keys-hint">{t('acts.keys')}</span>
      </div>
    </form>
  )
}
