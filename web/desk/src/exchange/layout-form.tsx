/** The layout of what goes back: headings, order, their words for how it ended. */
import { ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Radio, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { focusField } from '../frame/field.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { type ReturnField, type ReturnLayout, type SourceView, saveLayout } from './api.ts'
import { useCommand } from './parts.tsx'

const VALUES: readonly ReturnField[] = [
  'theirNumber',
  'ourNumber',
  'status',
  'outcome',
  'unit',
  'acceptedOn',
  'endedOn',
  'document',
  'reply',
  'system',
  'blank',
]
const KINDS = [
  'answered',
  'replied',
  'not-accepted',
  'referred',
  'transferred',
  'withdrawn',
  'undeliverable',
  'cancelled',
] as const

export function LayoutForm({ source }: { source: SourceView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [layout, setLayout] = useState<ReturnLayout>(source.layout)
  const { busy, error, run, renew } = useCommand()
  const saved = useRef<HTMLParagraphElement>(null)
  const change = (part: Partial<ReturnLayout>) => {
    renew()
    setLayout((old) => ({ ...old, ...part }))
  }
  const { columns } = layout
  const setColumn = (i: number, part: Partial<ReturnLayout['columns'][number]>) =>
    change({ columns: columns.map((c, j) => (j === i ? { ...c, ...part } : c)) })
  const moveUp = (i: number) => {
    const next = [...columns]
    const [moved] = next.splice(i, 1)
    next.splice(i - 1, 0, moved!)
    change({ columns: next })
    requestAnimationFrame(() => focusField(`header-${i - 1}`))
  }
  const keep = () =>
    run(async (key) => {
      const status = Object.fromEntries(
        Object.entries(layout.status).filter(([, word]) => word.trim() !== ''),
      )
      await saveLayout(source, { ...layout, status }, key)
      await client.invalidateQueries({ queryKey: ['exchange'] })
    })
  const complete = columns.length > 0 && columns.every((c) => c.header.trim() !== '')
  return (
    <details className="sheet pad">
      <summary>{t('exchange.layout')}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          void keep()
        }}
      >
        <p className="quiet" ref={saved}>
          {t('exchange.layoutHelp')}
        </p>
        {error !== null && <ProblemNote error={error} />}
        <fieldset className="field">
          <legend>{t('exchange.format')}</legend>
          <Radio.Group
            optionType="button"
            value={layout.format}
            options={[
              { value: 'xlsx', label: '.xlsx' },
              { value: 'csv', label: '.csv' },
            ]}
            onChange={(e) => change({ format: e.target.value as 'xlsx' | 'csv' })}
          />
        </fieldset>
        <ol className="plain layout-columns">
          {columns.map((c, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name than its place
            <li key={i}>
              <span aria-hidden="true">{i + 1}</span>
              <Input
                id={`header-${i}`}
                aria-label={`${t('exchange.header')} ${i + 1}`}
                maxLength={100}
                value={c.header}
                onChange={(e) => setColumn(i, { header: e.target.value })}
              />
              <Select
                aria-label={`${t('exchange.value')} ${i + 1}`}
                value={c.value}
                options={VALUES.map((v) => ({ value: v, label: t(`exchange.value_.${v}`) }))}
                onChange={(value) => setColumn(i, { value })}
              />
              <Button
                type="text"
                disabled={i === 0}
                icon={<ArrowUpOutlined aria-hidden />}
                aria-label={t('exchange.up', { n: i + 1 })}
                onClick={() => moveUp(i)}
              />
              <Button
                type="text"
                disabled={columns.length === 1}
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('exchange.removeColumn', { n: i + 1 })}
                onClick={() => change({ columns: columns.filter((_, j) => j !== i) })}
              />
            </li>
          ))}
        </ol>
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => {
            const at = columns.length
            change({ columns: [...columns, { header: '', value: 'blank' }] })
            requestAnimationFrame(() => focusField(`header-${at}`))
          }}
        >
          {t('exchange.addColumn')}
        </Button>
        <fieldset className="field status-words">
          <legend>{t('exchange.statusWords')}</legend>
          <p className="field-help">{t('exchange.statusHelp')}</p>
          {KINDS.map((kind) => (
            <div key={kind} className="status-word">
              <label htmlFor={`status-${kind}`}>{t(`exchange.kind.${kind}`)}</label>
              <Input
                id={`status-${kind}`}
                maxLength={60}
                value={layout.status[kind] ?? ''}
                onChange={(e) => change({ status: { ...layout.status, [kind]: e.target.value } })}
              />
            </div>
          ))}
        </fieldset>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!complete}>
          {t('exchange.save')}
        </Button>
      </form>
    </details>
  )
}
