/** One entry of the duty list: its fields, and every form it had. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post, put } from '../api/client.ts'
import { CategoriesSelect } from '../frame/category-select.tsx'
import { Field, focusField } from '../frame/field.tsx'
import { useMe, useUnits, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { instant } from '../look/dates.ts'
import { unitOptions } from '../look/unit-search.ts'
import { say } from '../text/language.ts'
import { type DutyEntry, type DutyFields, dutyHistoryQuery } from './queries.ts'

const EMPTY = {
  title: '',
  words: [],
  categories: [],
  places: [],
  unitId: '',
  coUnitIds: [],
  basis: '',
  validTo: null,
}

export function DutyForm({ entry, onClose }: { entry?: DutyEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const units = useUnits()
  const words = useFieldWords()
  const [fields, setFields] = useState<DutyFields>(() => {
    if (!entry) return { ...EMPTY, validFrom: me.today }
    const { entryId: _id, version: _version, changedAt: _at, ...rest } = entry
    return rest
  })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const box = useRef<HTMLFormElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'start' })
    document.getElementById('duty-title')?.focus({ preventScroll: true })
  }, [])
  const set = (part: Partial<DutyFields>) => {
    key.current = newKey()
    setFields((old) => ({ ...old, ...part }))
    setErrors((old) => Object.fromEntries(Object.entries(old).filter(([name]) => !(name in part))))
  }
  const submit = async () => {
    if (busy) return
    const missing = (['title', 'unitId', 'basis'] as const).filter((name) => fields[name].trim() === '')
    if (missing.length > 0) {
      setErrors(Object.fromEntries(missing.map((name) => [name, t('form.missing')])))
      focusField(`duty-${missing[0]}`)
      return
    }
    setBusy(true)
    setError(null)
    try {
      if (entry)
        await put(`/routing/duties/${entry.entryId}`, key.current, {
          ...fields,
          expectedVersion: entry.version,
        })
      else await post('/routing/duties', key.current, fields)
      await client.invalidateQueries({ queryKey: ['duties'] })
      onClose()
    } catch (problem) {
      setBusy(false)
      const name = isProblem(problem)
        ? problem.problem.field?.replace(/^\//, '').split(/[/.[]/)[0]
        : undefined
      if (name && name in fields && isProblem(problem)) {
        setErrors({ [name]: words(problem) })
        requestAnimationFrame(() => focusField(`duty-${name}`))
      } else setError(problem)
    }
  }
  const tags = (name: 'words' | 'places', help: string) => (
    <Field id={`duty-${name}`} label={t(`routing.field.${name}`)} help={help} error={errors[name]}>
      {(control) => (
        <Select
          {...control}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={['、', ',', '，', ';', '；', ' ']}
          value={fields[name]}
          onChange={(value: string[]) => set({ [name]: value })}
        />
      )}
    </Field>
  )
  return (
    <form
      ref={box}
      className="sheet pad task"
      aria-labelledby="duty-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
    >
      <h2 id="duty-form">{entry ? t('routing.editDuty', { title: entry.title }) : t('routing.addDuty')}</h2>
      {error !== null && <ProblemNote error={error} />}
      <Field id="duty-title" label={t('routing.field.title')} required error={errors.title}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={fields.title}
            onChange={(e) => set({ title: e.target.value })}
          />
        )}
      </Field>
      {tags('words', t('routing.help.words'))}
      <div className="pair">
        <Field
          id="duty-categories"
          label={t('routing.field.categories')}
          help={t('routing.help.categories')}
          error={errors.categories}
        >
          {(control) => (
            <CategoriesSelect
              {...control}
              value={fields.categories}
              onChange={(categories) => set({ categories })}
            />
          )}
        </Field>
        {tags('places', t('routing.help.places'))}
      </div>
      <div className="pair">
        <Field id="duty-unitId" label={t('routing.field.unitId')} required error={errors.unitId}>
          {(control) => (
            <UnitSelect {...control} value={fields.unitId} onChange={(unitId) => set({ unitId })} />
          )}
        </Field>
        <Field id="duty-coUnitIds" label={t('routing.field.coUnitIds')} error={errors.coUnitIds}>
          {(control) => (
            <Select
              {...control}
              mode="multiple"
              value={fields.coUnitIds}
              options={unitOptions(units)}
              showSearch={{
                filterOption: (text, option) =>
                  `${option?.label} ${option?.find ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
              }}
              onChange={(coUnitIds: string[]) => set({ coUnitIds })}
            />
          )}
        </Field>
      </div>
      <Field
        id="duty-basis"
        label={t('routing.field.basis')}
        required
        help={t('routing.help.basis')}
        error={errors.basis}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={300}
            value={fields.basis}
            onChange={(e) => set({ basis: e.target.value })}
          />
        )}
      </Field>
      <div className="pair">
        <Field id="duty-validFrom" label={t('routing.field.validFrom')} required error={errors.validFrom}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={fields.validFrom}
              onChange={(e) => set({ validFrom: e.target.value })}
            />
          )}
        </Field>
        <Field
          id="duty-validTo"
          label={t('routing.field.validTo')}
          help={t('routing.help.validTo')}
          error={errors.validTo}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              value={fields.validTo ?? ''}
              onChange={(e) => set({ validTo: e.target.value || null })}
            />
          )}
        </Field>
      </div>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('routing.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
      {entry && <History entry={entry} />}
    </form>
  )
}

function History({ entry }: { entry: DutyEntry }) {
  const { t } = useTranslation()
  const me = useMe()
  const units = useUnitsById()
  const rows = useQuery(dutyHistoryQuery(entry.entryId, entry.version))
  return (
    <details>
      <summary>{t('routing.history', { count: entry.version })}</summary>
      {rows.data?.map((h) => (
        <div key={h.version} className="history-form">
          <p>
            <strong>{t(`routing.what.${h.what as 'added'}`)}</strong>{' '}
            <span className="quiet">
              {instant(h.at, me.bureau.zone)} {h.by}
            </span>
          </p>
          <p className="quiet">
            {[
              h.entry.title,
              say(units.get(h.entry.unitId)?.name),
              h.entry.words.join(t('list.comma')),
              h.entry.basis,
              `${h.entry.validFrom} – ${h.entry.validTo ?? ''}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      ))}
    </details>
  )
}
