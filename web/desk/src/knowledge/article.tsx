/** One article: what readers see, what waits, its steps, and every form it had. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { newKey, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useCategoryName } from '../frame/category-select.tsx'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { HintForm } from './hints.tsx'
import {
  type Article,
  type ArticleFields,
  articleQuery,
  type HistoryRow,
  historyQuery,
  type Step,
} from './queries.ts'
import './knowledge.css'

export function ArticlePage() {
  const t = useWords()
  const { articleId } = useParams({ from: '/signed-in/knowledge/$articleId' })
  const found = useQuery(articleQuery(articleId))
  const a = found.data
  useTitle((a?.published ?? a?.draft)?.question ?? t('knowledge.title'))
  const read = a?.published !== null && a !== undefined
  useEffect(() => {
    if (read) void post(`/knowledge/${articleId}/uses`, newKey(), { kind: 'read' }).catch(() => {})
  }, [articleId, read])
  if (found.error && !a)
    return (
      <div className="sheet pad">
        <ProblemNote error={found.error} />
        <Link to="/knowledge">{t('knowledge.title')}</Link>
      </div>
    )
  if (!a) return <Skeleton active paragraph={{ rows: 8 }} />
  return <Shown a={a} />
}

function Shown({ a }: { a: Article }) {
  const t = useWords()
  const [side, setSide] = useState<'published' | 'draft'>(a.published ? 'published' : 'draft')
  const [hinting, setHinting] = useState(false)
  const fields = (side === 'published' ? a.published : a.draft) ?? a.published ?? a.draft
  if (!fields) return null
  return (
    <>
      <div className="page-head">
        <p className="quiet">
          <Link to="/knowledge">{t('knowledge.title')}</Link> · {t('knowledge.number', { number: a.number })}
        </p>
        <h1>{fields.question}</h1>
        <p>
          <Chip tone={a.state === 'published' ? 'green' : a.state === 'checking' ? 'amber' : 'plain'}>
            {t(`knowledge.state.${a.state}`)}
          </Chip>
          {!fields.public && <Chip tone="amber">{t('knowledge.inside')}</Chip>}
          {a.published && !a.current && <Chip tone="red">{t('knowledge.notCurrent')}</Chip>}
        </p>
      </div>
      {a.published && a.draft && (
        <div className="tabs-line">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
          <div className="switcher" role="group" aria-label={t('knowledge.forms')}>
            {(['published', 'draft'] as const).map((s) => (
              <button key={s} type="button" aria-pressed={side === s} onClick={() => setSide(s)}>
                {t(`knowledge.side.${s}`)}
              </button>
            ))}
          </div>
        </div>
      )}
      <div className="knowledge-page">
        <article className="sheet pad">
          <FieldsShown fields={fields} />
          <div className="form-foot">
            {a.may.write && (
              <Link to="/knowledge/$articleId/edit" params={{ articleId: a.articleId }}>
                <Button tabIndex={-1}>{t('knowledge.edit')}</Button>
              </Link>
            )}
            {a.current && <Answered articleId={a.articleId} />}
            <Button onClick={() => setHinting(true)}>{t('knowledge.tellWrong')}</Button>
          </div>
          {hinting && <HintForm articleId={a.articleId} onClose={() => setHinting(false)} />}
        </article>
        <div>
          <Steps key={a.version} a={a} />
          <section className="sheet pad" aria-labelledby="knowledge-uses">
            <h2 id="knowledge-uses">{t('knowledge.uses')}</h2>
            <dl className="facts">
              {(['read', 'answered', 'quoted', 'helped', 'notHelped'] as const).map((k) => (
                <div key={k} className="facts-line">
                  <dt>{t(`knowledge.use.${k}`)}</dt>
                  <dd>{a.uses[k]}</dd>
                </div>
              ))}
            </dl>
            <p className="quiet">{t('knowledge.usesHelp')}</p>
          </section>
          <History a={a} />
        </div>
      </div>
    </>
  )
}

/** Counts that a caller was answered from it at once (即答); once a look, for the count is of answers. */
function Answered({ articleId }: { articleId: string }) {
  const t = useWords()
  const answers = useMay('operator', 'clerk')
  const note = useCommand((_: null, key) => post(`/knowledge/${articleId}/uses`, key, { kind: 'answered' }), {
    changes: [['knowledge', 'one', articleId]],
  })
  if (!answers) return null
  if (note.isSuccess) return <span role="status">{t('knowledge.answered')}</span>
  return (
    <Button loading={note.isPending} onClick={() => note.mutate(null)}>
      {t('knowledge.answeredNow')}
    </Button>
  )
}

const TEXTS = ['answer', 'conditions', 'materials', 'basis'] as const

function FieldsShown({ fields: f }: { fields: ArticleFields }) {
  const t = useWords()
  const units = useUnitsById()
  const category = useCategoryName()
  const facts: [string, string][] = [
    [t('knowledge.field.unitId'), say(units.get(f.unitId)?.name)],
    [t('knowledge.field.category'), f.category ? category(f.category) : ''],
    [t('knowledge.field.alsoAsked'), f.alsoAsked.join(t('list.comma'))],
    [t('knowledge.field.tags'), f.tags.join(t('list.comma'))],
    [t('knowledge.field.places'), f.places.join(t('list.comma'))],
    [t('knowledge.field.validFrom'), day(f.validFrom, { year: true })],
    [t('knowledge.field.validTo'), f.validTo ? day(f.validTo, { year: true }) : ''],
    [t('knowledge.field.reviewOn'), day(f.reviewOn, { year: true })],
  ]
  return (
    <>
      {TEXTS.filter((name) => f[name] !== '').map((name) => (
        <section key={name} className="knowledge-text">
          <h2>{t(`knowledge.field.${name}`)}</h2>
          <p>{f[name]}</p>
        </section>
      ))}
      <dl className="facts">
        {facts
          .filter(([, said]) => said !== '')
          .map(([name, said]) => (
            <div key={name} className="facts-line">
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}

function Steps({ a }: { a: Article }) {
  const t = useWords()
  const { today } = useMe()
  const [note, setNote] = useState('')
  const [reviewOn, setReviewOn] = useState(`${Number(today.slice(0, 4)) + 1}${today.slice(4)}`)
  const [asked, setAsked] = useState<'return' | 'withdraw' | 'confirm' | null>(null)
  const step = useCommand(
    (name: Step['step'], key) =>
      post(`/knowledge/${a.articleId}/steps`, key, {
        step: name,
        expectedVersion: a.version,
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(name === 'confirm' ? { reviewOn } : {}),
      } satisfies Step),
    { changes: [['knowledge']], done: () => setAsked(null) },
  )
  const acts: { name: Step['step']; on: boolean; main?: boolean }[] = [
    { name: 'submit', on: a.may.write && a.draft !== null, main: true },
    { name: 'publish', on: a.may.check, main: true },
    { name: 'return', on: a.state === 'checking' },
    { name: 'confirm', on: a.may.confirm },
    { name: 'withdraw', on: a.may.withdraw },
  ]
  const open = acts.filter((x) => x.on)
  return (
    <section className="sheet pad" aria-labelledby="knowledge-steps">
      <h2 id="knowledge-steps">{t('knowledge.steps')}</h2>
      <p className="quiet">{t(`knowledge.now.${a.state}`)}</p>
      {a.state === 'checking' && !a.may.check && <p className="quiet">{t('knowledge.notByYou')}</p>}
      {step.error && <ProblemNote error={step.error} />}
      <div className="form-foot">
        {open.map((x) => (
          <Button
            key={x.name}
            type={x.main ? 'primary' : 'default'}
            loading={step.isPending && step.variables === x.name}
            onClick={() =>
              x.name === 'return' || x.name === 'withdraw' || x.name === 'confirm'
                ? setAsked(x.name)
                : step.mutate(x.name)
            }
          >
            {t(`knowledge.step.${x.name}`)}
          </Button>
        ))}
      </div>
      {asked && (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            step.mutate(asked)
          }}
        >
          {asked === 'confirm' ? (
            <Field
              id="knowledge-review"
              label={t('knowledge.field.reviewOn')}
              help={t('knowledge.help.reviewOn')}
            >
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={reviewOn}
                  onChange={(e) => setReviewOn(e.target.value)}
                />
              )}
            </Field>
          ) : (
            <Field id="knowledge-note" label={t('knowledge.why')} required>
              {(control) => (
                <Input.TextArea
                  {...control}
                  rows={3}
                  maxLength={500}
                  value={note}
                  onChange={(e) => setNote(e.target.value)}
                />
              )}
            </Field>
          )}
          <div className="form-foot">
            <Button
              type="primary"
              htmlType="submit"
              loading={step.isPending}
              disabled={asked !== 'confirm' && note.trim() === ''}
            >
              {t(`knowledge.step.${asked}`)}
            </Button>
            <Button onClick={() => setAsked(null)}>{t('form.cancel')}</Button>
          </div>
        </form>
      )}
    </section>
  )
}

function History({ a }: { a: Article }) {
  const t = useWords()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const rows = useQuery({ ...historyQuery(a.articleId, a.version), enabled: open })
  return (
    <section className="sheet pad">
      <details onToggle={(e) => setOpen(e.currentTarget.open)}>
        <summary>{t('knowledge.history', { count: a.version })}</summary>
        {rows.error && <ProblemNote error={rows.error} focus={false} />}
        {rows.data?.map((h, i) => (
          <div key={h.version} className="history-form">
            <p>
              <strong>{t(`knowledge.what.${h.what}`)}</strong>{' '}
              <span className="quiet">
                {instant(h.at, me.bureau.zone)} {h.by}
              </span>
            </p>
            {h.note && <p className="quiet">{h.note}</p>}
            <Changes now={h} before={rows.data[i + 1]} />
          </div>
        ))}
      </details>
    </section>
  )
}

/** What a form says otherwise than the one before it. */
function Changes({ now, before }: { now: HistoryRow; before: HistoryRow | undefined }) {
  const t = useWords()
  if (!before) return null
  const said = (f: ArticleFields, name: keyof ArticleFields): string => {
    const value = f[name]
    if (typeof value === 'boolean') return t(value ? 'knowledge.yes' : 'knowledge.no')
    return Array.isArray(value) ? value.join(t('list.comma')) : (value ?? '')
  }
  const names = (Object.keys(now.fields) as (keyof ArticleFields)[]).filter(
    (name) => name !== 'unitId' && said(now.fields, name) !== said(before.fields, name),
  )
  if (names.length === 0) return null
  return (
    <dl className="knowledge-changes">
      {names.map((name) => (
        <div key={name}>
          <dt>{t(`knowledge.field.${name as 'answer'}`)}</dt>
          <dd>
            <del>{said(before.fields, name)}</del> <ins>{said(now.fields, name)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
