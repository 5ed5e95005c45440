/** The filters above the inbox. Each writes the address; nothing is kept anywhere else. */
import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../api/types.ts'
import { useMay, useProcedures, useUnits } from '../../frame/hooks.ts'
import { unitOptions } from '../../look/unit-search.ts'
import { say } from '../../text/language.ts'
import { CHANNELS } from '../codes.ts'
import { type InboxSearch, isFiltered } from './search.ts'

interface Props {
  search: InboxSearch
  onChange: (next: InboxSearch) => void
}

export function Filters({ search, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const oversees = useMay('supervisor', 'bureau-head', 'auditor', 'clerk', 'operator')
  const procedures = useProcedures()
  const units = useUnits()
  const set = (part: InboxSearch) => onChange({ ...search, ...part })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of the options change with the language
  const states = useMemo(
    () => stateOptions(procedures, search.procedure, search.ended ?? false),
    [procedures, search.procedure, search.ended, i18n.language],
  )
  return (
    <section className="filters" aria-label={t('filter.label')}>
      {oversees && (
        <Switcher
          label={t('filter.scope')}
          value={search.scope === 'bureau'}
          words={[t('filter.mine'), t('filter.bureau')]}
          onChange={(bureau) =>
            set({ scope: bureau ? 'bureau' : undefined, ...(bureau ? {} : { unit: undefined }) })
          }
        />
      )}
      <Switcher
        label={t('filter.open')}
        value={search.ended ?? false}
        words={[t('filter.running'), t('filter.ended')]}
        onChange={(ended) =>
          set({ ended: ended || undefined, ...(ended ? { overdue: undefined } : {}), state: undefined })
        }
      />
      {!search.ended && (
        <Toggle on={search.overdue ?? false} onChange={(on) => set({ overdue: on || undefined })}>
          {t('filter.overdue')}
        </Toggle>
      )}
      <Choice
        label={t('filter.procedure')}
        value={search.procedure}
        options={procedures.map((p) => ({ value: p.id, label: say(p.label) }))}
        onChange={(procedure) => set({ procedure, state: undefined })}
      />
      <Choice
        label={t('filter.state')}
        value={search.state}
        options={states}
        onChange={(state) => set({ state })}
      />
      <Choice
        label={t('filter.channel')}
        value={search.channel}
        options={CHANNELS.map((c) => ({ value: c, label: t(`channel.${c}`) }))}
        onChange={(channel) => set({ channel })}
      />
      {oversees && search.scope === 'bureau' && (
        <Choice
          label={t('filter.unit')}
          value={search.unit}
          options={unitOptions(units)}
          onChange={(unit) => set({ unit })}
        />
      )}
      {!search.ended && (
        <Toggle on={search.waiting ?? false} onChange={(on) => set({ waiting: on || undefined })}>
          {t('filter.waiting')}
        </Toggle>
      )}
      {isFiltered(search) && (
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          onClick={() => onChange({ scope: search.scope, ended: search.ended })}
        >
          {t('filter.clear')}
        </Button>
      )}
    </section>
  )
}

/** States that go by the same id in several tables are one entry. */
function stateOptions(procedures: readonly Procedure[], procedure: string | undefined, ended: boolean) {
  const words = new Map<string, Set<string>>()
  for (const table of procedures) {
    if (procedure && table.id !== procedure) continue
    for (const state of table.states) {
      if ((state.end !== undefined) !== ended) continue
      const known = words.get(state.id) ?? new Set()
      words.set(state.id, known.add(say(state.label)))
    }
  }
  return [...words].map(([value, labels]) => ({ value, label: [...labels].slice(0, 2).join(' / ') }))
}

function Choice(props: {
  label: string
  value: string | undefined
  options: { value: string; label: string; find?: string }[]
  onChange: (value: string | undefined) => void
}) {
  return (
    <Select
      className={props.value ? 'filter-choice chosen' : 'filter-choice'}
      aria-label={props.label}
      placeholder={props.label}
      value={props.value ?? null}
      allowClear
      popupMatchSelectWidth={false}
      options={props.options}
      showSearch={{
        filterOption: (text, option) =>
          `${option?.label} ${option?.find ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
      }}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  )
}

function Toggle(props: { on: boolean; onChange: (on: boolean) => void; children: string }) {
  return (
    <Button
      aria-pressed={props.on}
      className={props.on ? 'toggle on' : 'toggle'}
      onClick={() => props.onChange(!props.on)}
    >
      {props.children}
    </Button>
  )
}

function Switcher(props: {
  label: string
  value: boolean
  words: [string, string]
  onChange: (value: boolean) => void
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers
    <div className="switcher" role="group" aria-label={props.label}>
      {props.words.map((text, i) => (
        <button
          key={text}
          type="button"
          aria-pressed={props.value === (i === 1)}
          onClick={() => props.onChange(i === 1)}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
