/** 知识库: found while typing; without words the list by state, with what waits to be checked or looked at again. */
import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Skeleton } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { CategorySelect } from '../frame/category-select.tsx'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { day } from '../look/dates.ts'
import { QueryField } from '../routing/duties.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { HintsPart } from './hints.tsx'
import {
  type ArticleSummary,
  articlesQuery,
  type Found,
  foundQuery,
  type KnowledgeSearch,
  SHOWN,
} from './queries.ts'
import './knowledge.css'

export function KnowledgePage() {
  const t = useWords()
  const search = useSearch({ from: '/signed-in/knowledge' })
  const navigate = useNavigate()
  const set = (part: KnowledgeSearch) =>
    void navigate({ to: '/knowledge', search: { ...search, ...part }, replace: true })
  useTitle(t('knowledge.title'))
  return (
    <>
      <div className="page-head">
        <h1>{t('knowledge.title')}</h1>
        <p className="quiet">{t('knowledge.lead')}</p>
      </div>
      <div className="tabs-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
        <div className="switcher" role="group" aria-label={t('knowledge.parts')}>
          <button type="button" aria-pressed={!search.tab} onClick={() => set({ tab: undefined })}>
            {t('knowledge.articles')}
          </button>
          <button type="button" aria-pressed={search.tab === 'hints'} onClick={() => set({ tab: 'hints' })}>
            {t('knowledge.hints')}
          </button>
        </div>
      </div>
      {search.tab === 'hints' ? <HintsPart /> : <ArticlesPart search={search} set={set} />}
    </>
  )
}

function ArticlesPart({ search, set }: { search: KnowledgeSearch; set: (part: KnowledgeSearch) => void }) {
  const t = useWords()
  const mayWrite = useMay('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head', 'editor')
  const q = search.q ?? ''
  return (
    <>
      <div className="tool-line">
        <QueryField
          value={q}
          label={t('knowledge.search')}
          onQuery={(next) => set({ q: next || undefined })}
        />
        {mayWrite && (
          <>
            <Link to="/knowledge/new">
              <Button type="primary" icon={<PlusOutlined aria-hidden />} tabIndex={-1}>
                {t('knowledge.add')}
              </Button>
            </Link>
            <Link to="/knowledge/import">
              <Button icon={<UploadOutlined aria-hidden />} tabIndex={-1}>
                {t('knowledge.import')}
              </Button>
            </Link>
            <Button icon={<DownloadOutlined aria-hidden />} href="/api/v1/knowledge-tables/xlsx">
              {t('knowledge.export')}
            </Button>
          </>
        )}
      </div>
      {q ? (
        <FoundList q={q} />
      ) : (
        <StateList key={search.state} search={search} set={set} mayWrite={mayWrite} />
      )}
    </>
  )
}

function FoundList({ q }: { q: string }) {
  const t = useWords()
  const found = useQuery(foundQuery(q))
  if (found.error && !found.data) return <Failed error={found.error} again={() => void found.refetch()} />
  if (found.isPending) return <Waiting />
  if (found.data.length === 0)
    return (
      <div className="sheet pad nothing" role="status">
        <h2>{t('knowledge.nothing')}</h2>
        <p>{t('knowledge.nothingHelp')}</p>
      </div>
    )
  return (
    <div className="sheet">
      <p className="hidden-text" role="status">
        {t('knowledge.foundCount', { count: found.data.length })}
      </p>
      <ol className="knowledge-found">
        {found.data.map((f) => (
          <FoundItem key={f.articleId} found={f} />
        ))}
      </ol>
    </div>
  )
}

export function FoundItem({ found: f }: { found: Found }) {
  const t = useWords()
  const units = useUnitsById()
  return (
    <li>
      <h2>
        <Link to="/knowledge/$articleId" params={{ articleId: f.articleId }}>
          {f.question}
        </Link>
        {!f.public && <Chip tone="amber">{t('knowledge.inside')}</Chip>}
      </h2>
      <p>{f.snippet}</p>
      <p className="quiet">
        {[say(units.get(f.unitId)?.name), t('knowledge.basisIs', { basis: f.basis }), ...f.places]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}

const TONES: Readonly<Record<ArticleSummary['state'], Tone>> = {
  draft: 'plain',
  checking: 'amber',
  published: 'green',
  withdrawn: 'red',
}

interface ListProps {
  search: KnowledgeSearch
  set: (part: KnowledgeSearch) => void
  mayWrite: boolean
}

function StateList({ search, set, mayWrite }: ListProps) {
  const t = useWords()
  const mayCheck = useMay('editor', 'supervisor', 'bureau-head')
  const shown = search.state ?? 'current'
  const list = useInfiniteQuery(articlesQuery({ ...search, state: shown }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const step = shown === 'draft' && mayWrite ? 'submit' : shown === 'checking' && mayCheck ? 'publish' : null
  const many = useCommand(
    (ids: string[], key) =>
      post<{ items: { refused: string | null }[] }>('/knowledge/steps', key, { articleIds: ids, step }),
    { changes: [['knowledge']], done: () => setChosen(new Set()) },
  )
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  const left = many.data?.items.filter((i) => i.refused !== null).length ?? 0
  const toggle = (id: string) =>
    setChosen((old) => {
      const next = new Set(old)
      if (!next.delete(id)) next.add(id)
      return next
    })
  return (
    <>
      <div className="tool-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
        <div className="switcher knowledge-states" role="group" aria-label={t('knowledge.states')}>
          {SHOWN.map((s) => (
            <button
              key={s}
              type="button"
              aria-pressed={shown === s}
              onClick={() => set({ state: s === 'current' ? undefined : s })}
            >
              {t(`knowledge.shown.${s}`)}
            </button>
          ))}
        </div>
      </div>
      <div className="tool-line knowledge-filters">
        <div>
          <label htmlFor="knowledge-unit">{t('knowledge.field.unitId')}</label>
          <UnitSelect
            id="knowledge-unit"
            value={search.unit ?? 'any'}
            none={{ value: 'any', label: t('knowledge.any') }}
            onChange={(unit) => set({ unit: unit === 'any' ? undefined : unit })}
          />
        </div>
        <div>
          <label htmlFor="knowledge-category">{t('knowledge.field.category')}</label>
          <CategorySelect
            id="knowledge-category"
            value={search.category ?? ''}
            onChange={(category) => set({ category: category || undefined })}
          />
        </div>
        {step && rows.length > 0 && (
          <>
            <Button
              onClick={() =>
                setChosen(
                  chosen.size === rows.length
                    ? new Set()
                    : new Set(rows.slice(0, 500).map((r) => r.articleId)),
                )
              }
            >
              {t(chosen.size === rows.length ? 'knowledge.chooseNone' : 'knowledge.chooseAll')}
            </Button>
            <Button
              type="primary"
              disabled={chosen.size === 0}
              loading={many.isPending}
              onClick={() => many.mutate([...chosen])}
            >
              {t(`knowledge.many.${step}`, { count: chosen.size })}
            </Button>
          </>
        )}
      </div>
      {many.error && <ProblemNote error={many.error} />}
      {many.data && (
        <p role="status" className="note-line">
          {t(left > 0 ? 'knowledge.manyDoneSome' : 'knowledge.manyDone', {
            count: many.data.items.length - left,
            left,
          })}
        </p>
      )}
      {list.error && rows.length === 0 ? (
        <Failed error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <div className="sheet pad nothing">
          <h2>{t(`knowledge.none.${shown}`)}</h2>
          <p>{t('knowledge.noneHelp')}</p>
        </div>
      ) : (
        <>
          <ArticleTable rows={rows} chosen={step ? chosen : null} onChoose={toggle} />
          {list.hasNextPage && (
            <div className="list-foot">
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('knowledge.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  )
}

interface TableProps {
  rows: readonly ArticleSummary[]
  /** Null where nothing can be done with many. */
  chosen: ReadonlySet<string> | null
  onChoose: (id: string) => void
}

function ArticleTable({ rows, chosen, onChoose }: TableProps) {
  const t = useWords()
  const { today } = useMe()
  const units = useUnitsById()
  return (
    <div className="sheet">
      <table className="rows stack">
        <caption className="hidden-text">{t('knowledge.articles')}</caption>
        <thead>
          <tr>
            {chosen && (
              <th scope="col" className="col-choose">
                <span className="hidden-text">{t('knowledge.choose')}</span>
              </th>
            )}
            {(['question', 'unit', 'state', 'review', 'changed'] as const).map((c) => (
              <th key={c} scope="col">
                {t(`knowledge.col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((a) => (
            <tr key={a.articleId} className="row">
              {chosen && (
                <td>
                  <Checkbox
                    checked={chosen.has(a.articleId)}
                    onChange={() => onChoose(a.articleId)}
                    aria-label={t('knowledge.chooseOne', { question: a.question })}
                  />
                </td>
              )}
              <td>
                <Link className="cell-link" to="/knowledge/$articleId" params={{ articleId: a.articleId }}>
                  {a.question}
                </Link>
              </td>
              <td data-label={t('knowledge.col.unit')}>{say(units.get(a.unitId)?.name)}</td>
              <td data-label={t('knowledge.col.state')}>
                <Chip tone={TONES[a.state]}>{t(`knowledge.state.${a.state}`)}</Chip>
                {!a.public && <Chip tone="amber">{t('knowledge.inside')}</Chip>}
                {a.changing && <Chip tone="blue">{t('knowledge.changing')}</Chip>}
                {a.state === 'published' && !a.current && <Chip tone="red">{t('knowledge.notCurrent')}</Chip>}
              </td>
              <td data-label={t('knowledge.col.review')}>
                <span className={a.reviewOn <= today ? 'late' : undefined}>
                  {day(a.reviewOn, { year: true })}
                </span>
              </td>
              <td data-label={t('knowledge.col.changed')}>{day(a.changedAt.slice(0, 10), { today })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Waiting = () => (
  <div className="sheet pad" aria-busy="true">
    <Skeleton active title={false} paragraph={{ rows: 6 }} />
  </div>
)

function Failed({ error, again }: { error: unknown; again: () => void }) {
  const t = useWords()
  return (
    <div className="sheet pad">
      <ProblemNote error={error} focus={false} />
      <Button onClick={again}>{t('error.again')}</Button>
    </div>
  )
}
