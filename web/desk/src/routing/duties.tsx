/** 职责清单: who is responsible for what, kept by editors, read by everybody who assigns or is assigned to. */
import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategoryName } from '../frame/category-select.tsx'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { DutyForm } from './duty-form.tsx'
import { DutyImportPanel } from './duty-import.tsx'
import { PrecedentsPart } from './precedents.tsx'
import { type DutyEntry, dutiesQuery } from './queries.ts'
import './routing.css'

export function DutiesPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/signed-in/duties' })
  const navigate = useNavigate()
  const set = (part: Partial<typeof search>) =>
    void navigate({ to: '/duties', search: { ...search, ...part }, replace: true })
  useTitle(t('routing.duties'))
  return (
    <>
      <div className="page-head">
        <h1>{t(search.tab === 'precedents' ? 'routing.precedents' : 'routing.duties')}</h1>
        <p className="quiet">
          {t(search.tab === 'precedents' ? 'routing.precedentsHelp' : 'routing.dutiesHelp')}
        </p>
      </div>
      <div className="tabs-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
        <div className="switcher" role="group" aria-label={t('routing.parts')}>
          {(['list', 'precedents'] as const).map((tab) => (
            <button
              key={tab}
              type="button"
              aria-pressed={(search.tab ?? 'list') === tab}
              onClick={() => set({ tab: tab === 'list' ? undefined : tab, q: undefined })}
            >
              {t(tab === 'list' ? 'routing.duties' : 'routing.precedents')}
            </button>
          ))}
        </div>
      </div>
      {search.tab === 'precedents' ? (
        <PrecedentsPart q={search.q ?? ''} onQuery={(q) => set({ q: q || undefined })} />
      ) : (
        <ListPart
          q={search.q ?? ''}
          ended={search.ended ?? false}
          onQuery={(q) => set({ q: q || undefined })}
          onEnded={(ended) => set({ ended: ended || undefined })}
        />
      )}
    </>
  )
}

/** What is typed goes into the address a moment later, so that each letter is not a page of its own. */
export function QueryField(props: { value: string; label: string; onQuery: (q: string) => void }) {
  const [text, setText] = useState(props.value)
  const { onQuery, value } = props
  useEffect(() => {
    if (text === value) return
    const timer = window.setTimeout(() => onQuery(text), 250)
    return () => window.clearTimeout(timer)
  }, [text, value, onQuery])
  return (
    <Input.Search
      className="grow"
      allowClear
      aria-label={props.label}
      placeholder={props.label}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onSearch={onQuery}
    />
  )
}

interface ListProps {
  q: string
  ended: boolean
  onQuery: (q: string) => void
  onEnded: (ended: boolean) => void
}

function ListPart({ q, ended, onQuery, onEnded }: ListProps) {
  const { t } = useTranslation()
  const mayEdit = useMay('editor', 'supervisor', 'bureau-head')
  const list = useQuery(dutiesQuery(q, ended))
  const [open, setOpen] = useState<'add' | 'import' | string | null>(null)
  const rows = list.data ?? []
  const edited = rows.find((r) => r.entryId === open)
  return (
    <>
      <div className="tool-line">
        <QueryField value={q} label={t('routing.searchDuties')} onQuery={onQuery} />
        <Button
          aria-pressed={ended}
          className={ended ? 'toggle on' : 'toggle'}
          onClick={() => onEnded(!ended)}
        >
          {t('routing.withEnded')}
        </Button>
        {mayEdit && (
          <>
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('add')}>
              {t('routing.addDuty')}
            </Button>
            <Button icon={<UploadOutlined aria-hidden />} onClick={() => setOpen('import')}>
              {t('routing.import')}
            </Button>
          </>
        )}
        <Button icon={<DownloadOutlined aria-hidden />} href="/api/v1/routing/duties.csv">
          {t('routing.export')}
        </Button>
      </div>
      {open === 'import' && <DutyImportPanel onClose={() => setOpen(null)} />}
      {open === 'add' && <DutyForm onClose={() => setOpen(null)} />}
      {edited && <DutyForm key={edited.entryId} entry={edited} onClose={() => setOpen(null)} />}
      {list.error && rows.length === 0 ? (
        <div className="sheet pad">
          <ProblemNote error={list.error} focus={false} />
          <Button onClick={() => void list.refetch()}>{t('error.again')}</Button>
        </div>
      ) : list.isPending ? (
        <div className="sheet pad" aria-busy="true">
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        </div>
      ) : rows.length === 0 ? (
        <div className="sheet pad nothing">
          <h2>{t(q ? 'routing.noneFound' : 'routing.noDuties')}</h2>
          <p>{t(q ? 'routing.noneFoundHelp' : 'routing.noDutiesHelp')}</p>
        </div>
      ) : (
        <DutyTable rows={rows} mayEdit={mayEdit} onEdit={setOpen} />
      )}
    </>
  )
}

function DutyTable(props: { rows: DutyEntry[]; mayEdit: boolean; onEdit: (id: string) => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  const name = (id: string) => say(units.get(id)?.name)
  const category = useCategoryName()
  return (
    <div className="sheet">
      <table className="rows stack">
        <caption className="hidden-text">{t('routing.duties')}</caption>
        <thead>
          <tr>
            {(['title', 'found', 'unit', 'basis', 'valid'] as const).map((c) => (
              <th key={c} scope="col">
                {t(`routing.col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((e) => (
            <tr key={e.entryId} className="row">
              <td>
                {props.mayEdit ? (
                  <Button type="link" className="cell-link" onClick={() => props.onEdit(e.entryId)}>
                    {e.title}
                  </Button>
                ) : (
                  <strong>{e.title}</strong>
                )}
              </td>
              <td data-label={t('routing.col.found')}>
                <span className="entry-words">
                  {e.words.map((word) => (
                    <Chip key={word}>{word}</Chip>
                  ))}
                  {e.categories.map((c) => (
                    <Chip key={c} tone="blue">
                      {category(c)}
                    </Chip>
                  ))}
                  {e.places.map((p) => (
                    <Chip key={p} tone="violet">
                      {p}
                    </Chip>
                  ))}
                </span>
              </td>
              <td data-label={t('routing.col.unit')}>
                {name(e.unitId)}
                {e.coUnitIds.length > 0 && (
                  <span className="quiet">
                    {' '}
                    {t('routing.coUnits', { units: e.coUnitIds.map(name).join(t('list.comma')) })}
                  </span>
                )}
              </td>
              <td data-label={t('routing.col.basis')}>{e.basis}</td>
              <td data-label={t('routing.col.valid')}>
                {day(e.validFrom, { today })}
                {e.validTo && ` – ${day(e.validTo, { today })}`}
                {e.validTo && e.validTo < today && <Chip tone="amber">{t('routing.endedChip')}</Chip>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
