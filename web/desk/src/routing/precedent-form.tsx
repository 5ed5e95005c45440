/** A precedent put into short words, or one of an earlier decision entered by hand. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { CategorySelect } from '../frame/category-select.tsx'
import { Field, focusField } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import type { Precedent, PrecedentEntry, PrecedentWords } from './queries.ts'

const FIELDS = ['facts', 'reason', 'unitId', 'notUnitId', 'category', 'decidedOn'] as const
type Name = (typeof FIELDS)[number]

type Values = Record<Name, string>

const saved = (v: Values, p: Precedent | undefined, key: string) => {
  const words = {
    facts: v.facts.trim(),
    reason: v.reason.trim(),
    category: v.category.trim() || null,
  }
  if (p) {
    const body: PrecedentWords = { ...words, unitId: v.unitId || null, expectedVersion: p.version }
    return put(`/routing/precedents/${p.precedentId}`, key, body)
  }
  const { unitId, decidedOn } = v
  const body: PrecedentEntry = { ...words, unitId, notUnitId: v.notUnitId || null, decidedOn }
  return post('/routing/precedents', key, body)
}

/** @param precedent the one to be put into words; without it a new one is entered */
export function PrecedentForm({ precedent: p, onClose }: { precedent?: Precedent; onClose: () => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const words = useFieldWords()
  const [values, setValues] = useState<Values>({
    facts: p?.facts ?? '',
    reason: p?.reason ?? '',
    unitId: p?.unitId ?? '',
    notUnitId: p?.notUnitId ?? '',
    category: p?.category ?? '',
    decidedOn: p?.decidedOn ?? today,
  })
  const [missing, setMissing] = useState<Name[]>([])
  const save = useCommand((v: Values, key: string) => saved(v, p, key), {
    changes: [['precedents'], ['suggestions']],
    done: onClose,
  })
  const needed: Name[] = p ? ['facts', 'reason'] : ['facts', 'reason', 'unitId', 'decidedOn']
  const problem = isProblem(save.error) ? save.error : null
  const refused = FIELDS.find((name) => name === problem?.problem.field?.replace(/^\//, ''))
  const errorOf = (name: Name) =>
    missing.includes(name) ? t('form.missing') : problem && refused === name ? words(problem) : undefined
  const set = (name: Name) => (value: string) => {
    setValues((old) => ({ ...old, [name]: value }))
    setMissing((old) => old.filter((n) => n !== name))
  }
  const submit = () => {
    const empty = needed.filter((name) => values[name].trim() === '')
    setMissing(empty)
    if (empty[0]) focusField(id(empty[0]))
    else save.mutate(values)
  }
  const id = (name: Name) => `precedent-${name}`
  return (
    <form
      className="task"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
    >
      {save.error && !refused && <ProblemNote error={save.error} />}
      <Field
        id={id('facts')}
        label={t('routing.field.facts')}
        required
        help={t('routing.help.facts')}
        error={errorOf('facts')}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={300}
            value={values.facts}
            onChange={(e) => set('facts')(e.target.value)}
          />
        )}
      </Field>
      <Field id={id('reason')} label={t('routing.field.reason')} required error={errorOf('reason')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={values.reason}
            onChange={(e) => set('reason')(e.target.value)}
          />
        )}
      </Field>
      <div className="pair">
        <Field id={id('unitId')} label={t('routing.field.competent')} required={!p} error={errorOf('unitId')}>
          {(control) => <UnitSelect {...control} value={values.unitId} onChange={set('unitId')} />}
        </Field>
        {!p && (
          <Field id={id('notUnitId')} label={t('routing.field.notUnitId')} error={errorOf('notUnitId')}>
            {(control) => <UnitSelect {...control} value={values.notUnitId} onChange={set('notUnitId')} />}
          </Field>
        )}
        <Field id={id('category')} label={t('routing.field.category')} error={errorOf('category')}>
          {(control) => <CategorySelect {...control} value={values.category} onChange={set('category')} />}
        </Field>
        {!p && (
          <Field
            id={id('decidedOn')}
            label={t('routing.field.decidedOn')}
            required
            error={errorOf('decidedOn')}
          >
            {(control) => (
              <Input
                {...control}
                type="date"
                max={today}
                value={values.decidedOn}
                onChange={(e) => set('decidedOn')(e.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('routing.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
