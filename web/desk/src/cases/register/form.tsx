/** The form of a registration: parts to fill in, what may be alike beside them, and a draft that keeps all of it. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { PossibleMatterView } from '../../../../../src/samematter/contract.ts'
import { isProblem, newKey, post } from '../../api/client.ts'
import type { Procedure, Registered, Transition } from '../../api/types.ts'
import { focusField } from '../../frame/field.tsx'
import { useMe } from '../../frame/hooks.ts'
import { useKeyHelp } from '../../frame/keys.ts'
import { ProblemNote, useFieldWords } from '../../frame/problem.tsx'
import { ContinueDrafts } from '../drafts/continue.tsx'
import { useLeaveGuard } from '../drafts/leave-guard.ts'
import { Pages } from '../drafts/pages.tsx'
import type { DraftFileView } from '../drafts/queries.ts'
import { DraftSaver } from '../drafts/saver.ts'
import { AssignPart } from './assign-part.tsx'
import { assigningStep, toAssignment } from './assigning.ts'
import { dropDraft, isBegun, keepDraft, type RegisterFields, takeInHand } from './draft.ts'
import { SameMatters, ScopeHints, usePossible } from './hints.tsx'
import type { Outcome, PartProps } from './register.tsx'
import { fieldOf, toBody, toContactBody } from './to-body.ts'
import { WhatPart } from './what.tsx'
import { WherePart } from './where.tsx'
import { WhoPart } from './who.tsx'

export interface Begin {
  draftId?: string
  revision?: number
  fields: RegisterFields
  pages: DraftFileView[]
  restored: boolean
}

/** To the first field of a part, from anywhere in the form; with the place of the key, since Alt makes other signs of it. */
const JUMPS: Readonly<Record<string, string>> = {
  KeyC: 'channel',
  KeyS: 'subject',
  KeyP: 'parties-0-name',
  KeyU: 'assignTo',
}

interface Props {
  tables: Procedure[]
  begin: Begin
  title: string
  onDone: (outcome: Outcome) => void
  onAfresh: () => void
}

export function RegisterForm({ tables, begin, title, onDone, onAfresh }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const words = useFieldWords()
  const [saver] = useState(
    () =>
      new DraftSaver(
        { kind: 'registration', place: 'register', matterId: null },
        begin.draftId,
        begin.revision,
      ),
  )
  const saved = useSyncExternalStore(saver.subscribe, saver.snapshot)
  const [restored, setRestored] = useState(begin.restored)
  const [fields, setFields] = useState<RegisterFields>(begin.fields)
  const [pages, setPages] = useState<DraftFileView[]>(begin.pages)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  // One intention, one key: made with the form and kept over retries; what was changed after a refusal is a new one.
  // It stands in the draft as well: a registration whose answer was lost in a crash is not made a second time.
  const key = useRef((begin.fields as { sendKey?: string }).sendKey ?? newKey())
  const ended = useRef(false)
  const table = tables.find((p) => p.id === fields.procedure)
  const shielded = table?.shielded === true
  const step = assigningStep(table, me.roles)
  const begun = isBegun(fields) || pages.length > 0

  // Names, telephones and secret matters are never put by on this device: until the server has them they are here alone.
  useLeaveGuard(begun && !busy && (saved === 'waiting' || saved === 'failed'))

  const drawn = useRef(false)
  useEffect(() => {
    if (ended.current) return
    if (begun) {
      takeInHand({
        accountId: me.accountId,
        draftId: saver.draftId,
        revision: saver.revision,
        fields,
        pages,
      })
    }
    keepDraft(me.accountId, fields, shielded, saver.draftId)
    if (!drawn.current) {
      drawn.current = true
      return
    }
    if (begun) saver.change(contentOf(fields, pages, key.current))
  }, [me.accountId, fields, pages, shielded, begun, saver])
  useEffect(() => {
    // On a phone the top of the page stays in sight: what was restored is said there.
    document.getElementById('subject')?.focus({ preventScroll: true })
    // Leaving the page for a look elsewhere: what was typed last goes to the server at once.
    return () => void saver.flush().catch(() => undefined)
  }, [saver])

  useKeyHelp([
    ['Alt+N', t('help.demand')],
    ['Alt+C', t('help.toChannel')],
    ['Alt+S', t('help.toSubject')],
    ['Alt+P', t('help.toWho')],
    ...(step ? [['Alt+U', t('help.toUnit')] as const] : []),
  ])

  const set = (part: Partial<RegisterFields>) => {
    key.current = newKey()
    setFields((f) => ({ ...f, ...part }))
    setErrors((old) => {
      const left = { ...old }
      for (const name of Object.keys(old)) if (name.split('.')[0]! in part) delete left[name]
      return left
    })
  }

  const ready = async () => {
    if (saver.revision === 0) saver.change(contentOf(fields, pages, key.current))
    await saver.flush()
    return saver.draftId
  }

  const text = [fields.subject, fields.body, ...fields.demands, fields.place]
    .map((w) => w.trim())
    .filter((w) => w !== '')
    .join('\n')
  const phone = fields.parties.map((p) => p.phone).find((p) => p.trim() !== '') ?? ''
  // A report of misconduct or a secret matter is compared with nothing: the look itself would speak of it.
  const compares = !shielded && fields.secrecy !== 'matter'
  const possible = usePossible(compares ? text : '', compares ? phone : '')

  /** What follows once there is a matter: its pages, and the tie to another. What fails is said and can be done there. */
  const finish = async (matterId: string): Promise<unknown[]> => {
    ended.current = true
    const left: unknown[] = []
    const link = fields.linkTo
    if (link) await post(`/matters/${matterId}/links`, newKey(), link).catch((e: unknown) => left.push(e))
    if (pages.length > 0) {
      try {
        const files = pages.map((p) => p.fileId)
        await post(`/drafts/${saver.draftId}/finish`, newKey(), { matterId, files })
        saver.finished()
      } catch (problem) {
        left.push(problem)
      }
    } else await saver.drop()
    takeInHand(null)
    dropDraft(me.accountId)
    void client.invalidateQueries({ queryKey: ['inbox'] })
    void client.invalidateQueries({ queryKey: ['drafts'] })
    return left
  }

  /** Hands it over at once where a unit was chosen; last of all, so that the unit finds everything there. */
  const assign = async (matterId: string, left: unknown[]): Promise<Transition | undefined> => {
    const assignment = toAssignment(fields, step)
    if (!assignment) return undefined
    try {
      // The same intention under a retry, hence a key that follows from that of the registration.
      await post(`/matters/${matterId}/actions`, `${key.current}.assign`, assignment)
      return step
    } catch (problem) {
      left.push(problem)
      return undefined
    }
  }

  const submit = async () => {
    if (busy) return
    setError(null)
    const missing =
      fields.body.trim() === '' ? 'body' : shielded && !fields.reportedUnitId ? 'reportedUnitId' : null
    if (missing) {
      setErrors({ [missing]: t(missing === 'body' ? 'register.bodyMissing' : 'register.reportedMissing') })
      focusField(missing)
      return
    }
    setErrors({})
    setBusy(true)
    const { body, indexes } = toBody(fields, me.bureau.zone, shielded)
    try {
      await saver.flush().catch(() => undefined)
      const result = await post<Registered>('/matters', key.current, body)
      const left = await finish(result.matterId)
      const assigned = await assign(result.matterId, left)
      onDone({ kind: 'registered', result, fields, left, assigned })
    } catch (problem) {
      setBusy(false)
      const named = isProblem(problem) ? fieldOf(problem.problem.field, indexes) : undefined
      if (named && isProblem(problem)) {
        setErrors({ [named]: words(problem) })
        // After the refusal is drawn: the field may stand in a part that was folded.
        requestAnimationFrame(() => focusField(named.replaceAll('.', '-')) || setError(problem))
      } else setError(problem)
    }
  }

  const addContact = async (to: PossibleMatterView) => {
    if (busy) return
    setError(null)
    setBusy(true)
    try {
      await post(`/matters/${to.matterId}/contacts`, key.current, toContactBody(fields, me.bureau.zone))
      onDone({
        kind: 'contact',
        matterId: to.matterId,
        number: to.number,
        left: await finish(to.matterId),
      })
    } catch (problem) {
      setBusy(false)
      setError(problem)
    }
  }

  const startAfresh = () => {
    void saver.drop()
    takeInHand(null)
    dropDraft(me.accountId)
    ended.current = true
    onAfresh()
  }

  const assigns = toAssignment(fields, step) !== undefined
  const part: PartProps = { fields, set, errors, tables, table }
  return (
    <form
      className="register"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
          e.preventDefault()
          void submit()
        } else if (e.altKey && !e.ctrlKey && JUMPS[e.code] && focusField(JUMPS[e.code]!)) {
          e.preventDefault()
        } else if (e.code === 'KeyN' && e.altKey) {
          e.preventDefault()
          const at = fields.demands.length
          set({ demands: [...fields.demands, ''] })
          requestAnimationFrame(() => focusField(`demands-${at}`))
        }
      }}
    >
      <div className="page-head">
        <h1>{title}</h1>
        <p className="quiet keys-hint">{t('register.keys')}</p>
      </div>
      {restored && (
        <Alert
          type="info"
          showIcon
          title={t('register.restored')}
          closable={{ onClose: () => setRestored(false) }}
          action={
            <Button size="small" onClick={startAfresh}>
              {t('register.startAfresh')}
            </Button>
          }
        />
      )}
      {!begun && <ContinueDrafts place="register" except={saver.draftId} />}
      {error !== null && <ProblemNote error={error} />}
      <div className="register-parts">
        <div className="register-side">
          <WhatPart {...part} />
          <Pages pages={pages} onChange={setPages} ready={ready} />
          <WherePart {...part} />
        </div>
        <div className="register-side">
          {compares && (
            <div aria-live="polite" className="register-hints">
              <SameMatters
                possible={possible}
                phone={phone}
                linked={fields.linkTo?.number ?? null}
                onLink={(linkTo) => set({ linkTo })}
                onContact={(to) => void addContact(to)}
              />
            </div>
          )}
          <WhoPart {...part} />
          {step && <AssignPart {...part} step={step} />}
          <ScopeHints text={text} tables={tables} fields={fields} onChoose={set} />
        </div>
      </div>
      <div className="form-foot">
        <Button type="primary" size="large" htmlType="submit" loading={busy}>
          {t(assigns ? 'register.goAssign' : 'register.go')}
        </Button>
        <span className="quiet" role="status">
          {t(begun ? `drafts.state.${saved}` : 'register.draft')}
        </span>
      </div>
    </form>
  )
}

function contentOf(fields: RegisterFields, pages: readonly DraftFileView[], sendKey: string) {
  const title = fields.subject.trim() || fields.body.trim().slice(0, 40)
  return { title, content: { fields: { ...fields, sendKey }, pages: pages.map((p) => p.fileId) } }
}
