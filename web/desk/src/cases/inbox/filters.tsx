/** The filters above a list. Each writes the address; nothing is kept anywhere else. */
import { CloseOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, Popover, Select } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure, Progress } from '../../api/types.ts'
import { CategoryFilter } from '../../frame/category-select.tsx'
import { focusPanel } from '../../frame/dialog-focus.ts'
import { useMay, useProcedures, useUnits } from '../../frame/hooks.ts'
import { unitOptions } from '../../look/unit-search.ts'
import { say } from '../../text/language.ts'
import { CHANNELS, CLASSES } from '../codes.ts'
import {
  ARCHIVE,
  filtersIn,
  type InboxSearch,
  listOf,
  mayStandIn,
  progressOf,
  SORTS,
  sortOf,
  withoutFilters,
} from './search.ts'

interface Props {
  search: InboxSearch
  onChange: (next: InboxSearch) => void
}

const PROGRESS: readonly Progress[] = ['open', 'ended', 'any']
/** Lists that also show what has ended, if asked. */
const WITH_ENDED = ['unit', 'sent', 'all']
const TASKS = ['inbox', 'overdue']

export function Filters({ search, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const procedures = useProcedures()
  const list = listOf(search)
  const set = (part: InboxSearch) => onChange({ ...search, ...part })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of the options change with the language
  const states = useMemo(
    () => stateOptions(procedures, search.procedure, progressOf(search)),
    [procedures, search.procedure, search.progress, i18n.language],
  )
  const sorts = SORTS.filter(
    (s) => mayStandIn(s, progressOf(search)) && (/ended/.test(s) || (list !== 'at-risk' && !search.q)),
  )
  return (
    <section className="filters" aria-label={t('filter.label')}>
      {WITH_ENDED.includes(list) && (
        <Choice
          label={t('lists.progressLabel')}
          value={progressOf(search)}
          always
          options={PROGRESS.map((p) => ({ value: p, label: t(`lists.progress.${p}`) }))}
          onChange={(progress) => set({ progress: progress as Progress, state: undefined, sort: undefined })}
        />
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
      <CategoryFilter
        label={t('lists.category')}
        value={search.category}
        onChange={(category) => set({ category })}
      />
      <More search={search} set={set} />
      {TASKS.includes(list) && (
        <Toggle on={search.waiting ?? false} onChange={(on) => set({ waiting: on || undefined })}>
          {t('filter.waiting')}
        </Toggle>
      )}
      {sorts.length > 1 && (
        <Choice
          label={t('lists.sort')}
          value={sortOf(search)}
          always
          options={sorts.map((s) => ({ value: s, label: t(`lists.sorts.${s}`) }))}
          onChange={(sort) => set({ sort: sort as InboxSearch['sort'] })}
        />
      )}
      {filtersIn(search) > 0 && (
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          onClick={() => onChange(withoutFilters(search))}
        >
          {t('filter.clear')}
        </Button>
      )}
    </section>
  )
}

/** What is asked for less often, behind one button that says how many of them are set. */
function More({ search, set }: { search: InboxSearch; set: (part: InboxSearch) => void }) {
  const { t } = useTranslation()
  const units = useUnits()
  const oversees = useMay('supervisor', 'bureau-head', 'auditor', 'clerk', 'operator')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const hidden = ['archive', 'class', 'unit', 'dueFrom', 'dueTo', 'receivedFrom', 'receivedTo'] as const
  const count = hidden.filter((f) => search[f] !== undefined).length
  const days = (which: 'due' | 'received') => (
    <fieldset className="filter-days">
      <legend>{t(`lists.${which}`)}</legend>
      {(['From', 'To'] as const).map((end) => (
        <label key={end}>
          <span className="quiet">{t(`lists.${end === 'From' ? 'from' : 'to'}`)}</span>
          <input
            type="date"
            value={search[`${which}${end}`] ?? ''}
            onChange={(e) => set({ [`${which}${end}`]: e.target.value || undefined })}
          />
        </label>
      ))}
    </fieldset>
  )
  const panel = (
    <div className="filter-panel">
      {oversees && (
        <Choice
          label={t(TASKS.includes(listOf(search)) ? 'filter.unit' : 'lists.handler')}
          value={search.unit}
          options={unitOptions(units)}
          onChange={(unit) => set({ unit })}
        />
      )}
      <Choice
        label={t('lists.class')}
        value={search.class}
        options={CLASSES.map((c) => ({ value: c, label: t(`class.${c}`) }))}
        onChange={(c) => set({ class: c })}
      />
      {listOf(search) === 'all' && (
        <Choice
          label={t('lists.archive.label')}
          value={search.archive}
          options={ARCHIVE.map((a) => ({ value: a, label: t(`lists.archive.${a}`) }))}
          onChange={(a) => set({ archive: ARCHIVE.find((x) => x === a) })}
        />
      )}
      {days('due')}
      {days('received')}
    </div>
  )
  return (
    <Popover
      content={panel}
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomLeft"
      afterOpenChange={focusPanel('.filter-panel', button)}
    >
      <Button
        ref={button}
        icon={<FilterOutlined aria-hidden />}
        className={count > 0 ? 'toggle on' : 'toggle'}
        aria-expanded={open}
      >
        {count > 0 ? t('lists.moreFiltersCount', { count }) : t('lists.moreFilters')}
      </Button>
    </Popover>
  )
}

/** States that go by the same id in several tables are one entry. */
function stateOptions(procedures: readonly Procedure[], procedure: string | undefined, progress: Progress) {
  const words = new Map<string, Set<string>>()
  for (const table of procedures) {
    if (procedure && table.id !== procedure) continue
    for (const state of table.states) {
      if (progress !== 'any' && (state.end !== undefined) !== (progress === 'ended')) continue
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
  /** There is always one: it cannot be cleared. */
  always?: boolean
  onChange: (value: string | undefined) => void
}) {
  return (
    <Select
      className={props.value && !props.always ? 'filter-choice chosen' : 'filter-choice'}
      aria-label={props.label}
      placeholder={props.label}
      value={props.value ?? null}
      allowClear={!props.always}
      popupMatchSelectWidth={false}
      options={props.options}
      showSearch={
        props.always
          ? false
          : {
              filterOption: (text, option) =>
                `${option?.label} ${option?.find ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
            }
      }
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
