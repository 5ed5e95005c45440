/**
 * The form of one task. What it asks comes from the table; what confirming does is said before it is done. What was
 * typed survives refusals, a newer version of the matter, leaving the page, and the end of session, tab or machine.
 */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post } from '../../api/client.ts'
import { meQuery } from '../../api/queries.ts'
import type { MatterView } from '../../api/types.ts'
import { focusField } from '../../frame/field.tsx'
import { ProblemNote, useFieldWords } from '../../frame/problem.tsx'
import { draftsQuery, readDraft } from '../drafts/queries.ts'
import { DraftSaver } from '../drafts/saver.ts'
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

/** Typed and not yet sent: in hand for as long as the tab lives, encrypted on the server beyond that. */
interface Unsent {
  values: Values
  /** Version of the matter that was on the page when this was begun. */
  seen: number
  saver: DraftSaver
}
const unsent = new Map<string, Unsent>()

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
  const [hand] = useState(() => unsent.get(unsentKey))
  const [place] = useState(() => `matter:${matter.matterId}:${name}`)
  const [saver, setSaver] = useState(
    () => hand?.saver ?? new DraftSaver({ kind: 'action', place, matterId: matter.matterId }),
  )
  const saved = useSyncExternalStore(saver.subscribe, saver.snapshot)
  const [values, setValues] = useState<Values>(() => hand?.values ?? (task ? startOf(task, matter) : {}))
  const [seen, setSeen] = useState(hand?.seen ?? matter.version)
  const [restored, setRestored] = useState(false)
  const touched = useRef(hand !== undefined)
  const latest = useRef(values)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const box = useRef<HTMLFormElement>(null)
  const title = task ? titleOf(task, t, naming) : ''
  const newer = matter.timeline.filter((e) => e.version > seen)

  useEffect(() => {
    box.current?.scrollIntoView({ block: 'start' })
    const first = box.current?.querySelector<HTMLElement>('input, textarea, .task-go')
    first?.focus({ preventScroll: true })
  }, [])

  // Begun earlier, on this computer or another, and not sent: it comes back unless somebody types meanwhile.
  useEffect(() => {
    if (touched.current) return
    const gone = new AbortController()
    const bringBack = async () => {
      const [found] = await client.fetchQuery(draftsQuery(place))
      if (!found || gone.signal.aborted) return
      const draft = await readDraft(found.draftId, gone.signal)
      if (touched.current || gone.signal.aborted) return
      const kept = draft.content as { values: Values; seen: number }
      const again = new DraftSaver(
        { kind: 'action', place, matterId: matter.matterId },
        draft.draftId,
        draft.revision,
      )
      touched.current = true
      unsent.set(unsentKey, { ...kept, saver: again })
      setSaver(again)
      latest.current = kept.values
      setValues(kept.values)
      setSeen(kept.seen)
      setRestored(true)
    }
    void bringBack().catch(() => undefined)
    return () => gone.abort()
  }, [client, place, matter.matterId, unsentKey])
  useEffect(() => () => void saver.flush().catch(() => undefined), [saver])

  const keep = (next: Values, version: number) => {
    touched.current = true
    unsent.set(unsentKey, { values: next, seen: version, saver })
    saver.change({ title: `${matter.number} ${title}`, content: { values: next, seen: version } })
  }

  const set = (part: Values) => {
    key.current = newKey()
    latest.current = { ...latest.current, ...part }
    setValues(latest.current)
    keep(latest.current, seen)
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
      void saver.drop()
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
      {restored && (
        <Alert
          type="info"
          showIcon
          title={t('drafts.restored')}
          action={
            <Button
              size="small"
              onClick={() => {
                unsent.delete(unsentKey)
                void saver.drop()
                setSaver(new DraftSaver({ kind: 'action', place, matterId: matter.matterId }))
                latest.current = startOf(task, matter)
                setValues(latest.current)
                setSeen(matter.version)
                setRestored(false)
              }}
            >
              {t('drafts.afresh')}
            </Button>
          }
        />
      )}
      {newer.length > 0 && (
        <Newer
          entries={newer}
          onSeen={() => {
            setSeen(matter.version)
            if (touched.current) keep(latest.current, matter.version)
          }}
        />
      )}
      {error !== null && <ProblemNote error={error} />}
      {asked && (
        <InputFields
          {...frame}
          fields={asked.fields}
          suggest={task.kind === 'step'}
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
          {touched.current && t(`drafts.state.${saved}`)}
        </span>
        <span className="quiet keys-hint">{t('acts.keys')}</span>
      </div>
    </form>
  )
}
