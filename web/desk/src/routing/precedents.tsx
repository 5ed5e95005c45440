/** Precedents: disputes over who handles as they were decided, put into short words that name nobody. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, put } from '../api/client.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { QueryField } from './duties.tsx'
import { type Precedent, precedentsQuery } from './queries.ts'

export function PrecedentsPart({ q, onQuery }: { q: string; onQuery: (q: string) => void }) {
  const { t } = useTranslation()
  const mayEdit = useMay('editor', 'supervisor', 'bureau-head')
  const list = useQuery(precedentsQuery(q))
  const [open, setOpen] = useState<string | null>(null)
  const rows = list.data ?? []
  useTitle(t('routing.precedents'))
  return (
    <>
      <div className="tool-line">
        <QueryField value={q} label={t('routing.searchPrecedents')} onQuery={onQuery} />
      </div>
      {list.error && rows.length === 0 ? (
        <div className="sheet pad">
          <ProblemNote error={list.error} focus={false} />
          <Button onClick={() => void list.refetch()}>{t('error.again')}</Button>
        </div>
      ) : list.isPending ? (
        <div className="sheet pad" aria-busy="true">
          <Skeleton active title={false} paragraph={{ rows: 4 }} />
        </div>
      ) : rows.length === 0 ? (
        <div className="sheet pad nothing">
          <h2>{t(q ? 'routing.noneFound' : 'routing.noPrecedents')}</h2>
          <p>{t(q ? 'routing.noneFoundHelp' : 'routing.noPrecedentsHelp')}</p>
        </div>
      ) : (
        <ul className="plain sheet">
          {rows.map((p) => (
            <li key={p.precedentId} className="pad precedent">
              <One precedent={p} />
              {mayEdit &&
                (open === p.precedentId ? (
                  <WordsForm precedent={p} onClose={() => setOpen(null)} />
                ) : (
                  <Button onClick={() => setOpen(p.precedentId)}>
                    {t(p.facts === null ? 'routing.describe' : 'routing.redescribe')}
                  </Button>
                ))}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function One({ precedent: p }: { precedent: Precedent }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  const name = (id: string | null) => (id ? say(units.get(id)?.name) : '')
  return (
    <>
      <p>
        <Chip tone={p.facts === null ? 'amber' : 'green'}>
          {t(p.facts === null ? 'routing.notDescribed' : `routing.decided.${p.decided}`)}
        </Chip>
        <span className="quiet">
          {day(p.decidedOn, { today })}
          {p.number && p.matterId && (
            <>
              {' · '}
              <Link to="/matters/$matterId" params={{ matterId: p.matterId }}>
                {p.number}
              </Link>
            </>
          )}
        </span>
      </p>
      {p.facts !== null && (
        <p>
          <strong>{p.facts}</strong> {p.reason}
        </p>
      )}
      <p className="quiet">
        {p.unitId && t('routing.responsible', { unit: name(p.unitId) })}
        {p.notUnitId && ` ${t('routing.notResponsible', { unit: name(p.notUnitId) })}`}
      </p>
    </>
  )
}

function WordsForm({ precedent: p, onClose }: { precedent: Precedent; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const words = useFieldWords()
  const [facts, setFacts] = useState(p.facts ?? '')
  const [reason, setReason] = useState(p.reason ?? '')
  const [unitId, setUnitId] = useState(p.unitId ?? '')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const submit = async () => {
    const missing = { ...(facts.trim() ? {} : { facts: 1 }), ...(reason.trim() ? {} : { reason: 1 }) }
    if (Object.keys(missing).length > 0) {
      setErrors(Object.fromEntries(Object.keys(missing).map((name) => [name, t('form.missing')])))
      return
    }
    setBusy(true)
    setErrors({})
    setError(null)
    try {
      await put(`/routing/precedents/${p.precedentId}`, key.current, {
        facts: facts.trim(),
        reason: reason.trim(),
        unitId: unitId || null,
        category: p.category,
        expectedVersion: p.version,
      })
      await client.invalidateQueries({ queryKey: ['precedents'] })
      onClose()
    } catch (problem) {
      setBusy(false)
      key.current = newKey()
      const name = isProblem(problem) ? problem.problem.field : undefined
      if (isProblem(problem) && (name === 'facts' || name === 'reason')) setErrors({ [name]: words(problem) })
      else setError(problem)
    }
  }
  const id = (name: string) => `precedent-${name}`
  return (
    <form
      className="task"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
    >
      {error !== null && <ProblemNote error={error} />}
      <Field
        id={id('facts')}
        label={t('routing.field.facts')}
        required
        help={t('routing.help.facts')}
        error={errors.facts}
      >
        {(control) => (
          <Input {...control} maxLength={300} value={facts} onChange={(e) => setFacts(e.target.value)} />
        )}
      </Field>
      <Field id={id('reason')} label={t('routing.field.reason')} required error={errors.reason}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        )}
      </Field>
      <Field id={id('unit')} label={t('routing.field.competent')} error={errors.unitId}>
        {(control) => <UnitSelect {...control} value={unitId} onChange={setUnitId} />}
      </Field>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('routing.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
