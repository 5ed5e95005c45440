/** Registering an arrival, by keyboard alone if one likes. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post } from '../../api/client.ts'
import type { Procedure, Registered } from '../../api/types.ts'
import { focusField } from '../../frame/field.tsx'
import { useMe, useProcedures, useTitle } from '../../frame/hooks.ts'
import { useKeyHelp } from '../../frame/keys.ts'
import { ProblemNote, useFieldWords } from '../../frame/problem.tsx'
import { Done } from './done.tsx'
import { dropDraft, emptyFields, keepDraft, type RegisterFields, readDraft } from './draft.ts'
import { openTables } from './tables.ts'
import { fieldOf, toBody } from './to-body.ts'
import { WhatPart } from './what.tsx'
import { WherePart } from './where.tsx'
import { WhoPart } from './who.tsx'

export interface PartProps {
  fields: RegisterFields
  set: (part: Partial<RegisterFields>) => void
  /** Refusal by field, `demands.0` or `external.system`. */
  errors: Record<string, string>
  tables: Procedure[]
  table: Procedure | undefined
}

export function RegisterPage() {
  const { t } = useTranslation()
  const me = useMe()
  const procedures = useProcedures()
  const tables = useMemo(() => openTables(procedures, me.roles), [procedures, me.roles])
  const [done, setDone] = useState<{ result: Registered; fields: RegisterFields } | null>(null)
  const [again, setAgain] = useState(0)
  useTitle(t('register.title'))
  if (done) {
    return (
      <Done
        {...done}
        onAnother={() => {
          setDone(null)
          setAgain((n) => n + 1)
        }}
      />
    )
  }
  if (procedures.length === 0) return <div className="sheet pad" aria-busy="true" />
  if (tables.length === 0) return <Alert type="info" showIcon title={t('register.notYours')} />
  return (
    <Form
      key={again}
      tables={tables}
      onDone={(result, fields) => {
        dropDraft(me.accountId)
        setDone({ result, fields })
      }}
    />
  )
}

function Form({
  tables,
  onDone,
}: {
  tables: Procedure[]
  onDone: (r: Registered, f: RegisterFields) => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const words = useFieldWords()
  const [restored, setRestored] = useState(() => readDraft(me.accountId))
  const [fields, setFields] = useState<RegisterFields>(() => restored ?? firstFields(tables, me.roles))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  // One intention, one key: made with the form and kept over retries; what was changed after a refusal is a new one.
  const key = useRef(newKey())
  const form = useRef<HTMLFormElement>(null)
  const table = tables.find((p) => p.id === fields.procedure)
  const shielded = table?.shielded === true

  useEffect(() => keepDraft(me.accountId, fields, shielded), [me.accountId, fields, shielded])
  useEffect(() => {
    document.getElementById('subject')?.focus()
  }, [])

  useKeyHelp([['Alt+N', t('help.demand')]])

  const set = (part: Partial<RegisterFields>) => {
    key.current = newKey()
    setFields((f) => ({ ...f, ...part }))
    setErrors((old) => {
      const left = { ...old }
      for (const name of Object.keys(old)) if (name.split('.')[0]! in part) delete left[name]
      return left
    })
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
      const result = await post<Registered>('/matters', key.current, body)
      void client.invalidateQueries({ queryKey: ['inbox'] })
      onDone(result, fields)
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

  const part: PartProps = { fields, set, errors, tables, table }
  return (
    <form
      ref={form}
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
        } else if (e.code === 'KeyN' && e.altKey) {
          e.preventDefault()
          const at = fields.demands.length
          set({ demands: [...fields.demands, ''] })
          requestAnimationFrame(() => focusField(`demands-${at}`))
        }
      }}
    >
      <div className="page-head">
        <h1>{t('register.title')}</h1>
        <p className="quiet keys-hint">{t('register.keys')}</p>
      </div>
      {restored && (
        <Alert
          type="info"
          showIcon
          title={t('register.restored')}
          action={
            <Button
              size="small"
              onClick={() => {
                setRestored(null)
                dropDraft(me.accountId)
                setFields(firstFields(tables, me.roles))
              }}
            >
              {t('register.startAfresh')}
            </Button>
          }
        />
      )}
      {error !== null && <ProblemNote error={error} />}
      <div className="register-parts">
        <WhatPart {...part} />
        <div className="register-side">
          <WhoPart {...part} />
          <WherePart {...part} />
        </div>
      </div>
      <div className="form-foot">
        <Button type="primary" size="large" htmlType="submit" loading={busy}>
          {t('register.go')}
        </Button>
        <span className="quiet">
          {t(shielded || fields.secrecy !== 'none' ? 'register.noDraft' : 'register.draft')}
        </span>
      </div>
    </form>
  )
}

/** A window clerk mostly has a visitor before her, an operator a caller. */
function firstFields(tables: Procedure[], roles: readonly string[]): RegisterFields {
  const operator = roles.includes('operator') && !roles.includes('clerk')
  const first = tables.find((p) => p.id === (operator ? 'hotline-order' : 'petition')) ?? tables[0]!
  return emptyFields(first.id, operator ? 'phone' : 'visit')
}
