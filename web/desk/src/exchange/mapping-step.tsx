/** Which column is which field, what stands where a cell is empty, what their words mean. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/client.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import {
  type BatchPage,
  batchQuery,
  type ChoiceField,
  type FieldView,
  type Mapping,
  setMapping,
} from './api.ts'
import { useCommand } from './parts.tsx'

/** Fields that mostly are the same for a whole file. */
const DEFAULTS: readonly string[] = ['procedure', 'channel', 'class', 'secrecy']

export function MappingStep({ batch, onNext }: { batch: BatchPage; onNext: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const words = useFieldWords()
  const [mapping, setMap] = useState<Mapping>(batch.mapping)
  const { busy, error, run, renew } = useCommand()
  const wrong = isProblem(error) ? /^columns\.(\w+)$/.exec(error.problem.field ?? '')?.[1] : undefined
  const change = (next: Mapping) => {
    renew()
    setMap(next)
  }
  const next = () =>
    run(async (key) => {
      const saved = await setMapping(batch, mapping, key)
      client.setQueryData(batchQuery(batch.batchId).queryKey, saved)
      onNext()
    })
  const { table } = batch
  return (
    <form
      className="sheet pad"
      onSubmit={(e) => {
        e.preventDefault()
        void next()
      }}
    >
      <h2>{t('batch.mapping.head')}</h2>
      <p className="quiet">
        {t('batch.mapping.help', { row: table.headerRow })}{' '}
        {table.encoding && t('batch.mapping.encoding', { encoding: table.encoding.toUpperCase() })}
      </p>
      {batch.refusedHeaders.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('batch.mapping.refused', { columns: batch.refusedHeaders.join(t('list.comma')) })}
        />
      )}
      {error !== null && !wrong && <ProblemNote error={error} />}
      <table className="map">
        <thead>
          <tr>
            <th scope="col">{t('batch.mapping.field')}</th>
            <th scope="col">{t('batch.mapping.column')}</th>
            <th scope="col">{t('batch.mapping.example')}</th>
            <th scope="col">{t('batch.mapping.fallback')}</th>
          </tr>
        </thead>
        <tbody>
          {batch.fields.map((field) => (
            <FieldRow
              key={field.id}
              field={field}
              batch={batch}
              mapping={mapping}
              error={wrong === field.id && isProblem(error) ? words(error) : null}
              onChange={change}
            />
          ))}
        </tbody>
      </table>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('batch.mapping.next')}
        </Button>
      </div>
    </form>
  )
}

interface RowProps {
  field: FieldView
  batch: BatchPage
  mapping: Mapping
  error: string | null
  onChange: (m: Mapping) => void
}

function FieldRow({ field, batch, mapping, error, onChange }: RowProps) {
  const { t } = useTranslation()
  const chosen = mapping.columns[field.id]
  const used = new Set(Object.values(mapping.columns))
  const { headers, examples } = batch.table
  const setColumn = (header: string | undefined) => {
    const { [field.id]: _old, ...rest } = mapping.columns
    onChange({ ...mapping, columns: header === undefined ? rest : { ...rest, [field.id]: header } })
  }
  const setDefault = (value: string | undefined) => {
    const { [field.id as ChoiceField]: _old, ...rest } = mapping.defaults
    onChange({ ...mapping, defaults: value === undefined ? rest : { ...rest, [field.id]: value } })
  }
  const label = say(field.label)
  return (
    <tr className={error ? 'wrong' : undefined}>
      <th scope="row">
        {label}
        {field.required && <span className="required">*</span>}
        <span className="field-help">{say(field.help)}</span>
      </th>
      <td>
        <Select
          id={`column-${field.id}`}
          aria-label={t('batch.mapping.columnOf', { field: label })}
          aria-describedby={error ? `column-${field.id}-error` : undefined}
          status={error ? 'error' : undefined}
          allowClear
          value={chosen ?? null}
          placeholder={t('batch.mapping.none')}
          showSearch={{ optionFilterProp: 'label' }}
          options={headers
            .filter((h) => !batch.refusedHeaders.includes(h))
            .map((h) => ({ value: h, label: h, disabled: used.has(h) && h !== chosen }))}
          onChange={(header) => setColumn(header ?? undefined)}
        />
        {error && (
          <p className="field-error" id={`column-${field.id}-error`}>
            {error}
          </p>
        )}
      </td>
      <td className="example">{chosen !== undefined && examples[headers.indexOf(chosen)]}</td>
      <td>
        {DEFAULTS.includes(field.id) && field.choices && (
          <Select
            aria-label={t('batch.mapping.fallbackOf', { field: label })}
            allowClear
            value={mapping.defaults[field.id as ChoiceField] ?? null}
            placeholder={t('batch.mapping.nothing')}
            options={field.choices.map((c) => ({ value: c.value, label: say(c.label) }))}
            onChange={(value) => setDefault(value ?? undefined)}
          />
        )}
      </td>
    </tr>
  )
}
