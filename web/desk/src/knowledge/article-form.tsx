/** Writes an article. What is typed stays on this device until it is saved. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { isProblem, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { CategorySelect } from '../frame/category-select.tsx'
import { Field, focusField } from '../frame/field.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type Article, type ArticleFields, articleQuery } from './queries.ts'
import './knowledge.css'

export function NewArticlePage() {
  const t = useWords()
  useTitle(t('knowledge.add'))
  return (
    <>
      <div className="page-head">
        <h1>{t('knowledge.add')}</h1>
        <p className="quiet">{t('knowledge.writeHelp')}</p>
      </div>
      <ArticleForm article={null} />
    </>
  )
}

export function EditArticlePage() {
  const t = useWords()
  const { articleId } = useParams({ from: '/signed-in/knowledge/$articleId/edit' })
  const found = useQuery({ ...articleQuery(articleId), staleTime: Number.POSITIVE_INFINITY })
  useTitle(t('knowledge.edit'))
  if (found.error) return <ProblemNote error={found.error} />
  if (!found.data) return <Skeleton active paragraph={{ rows: 8 }} />
  const a = found.data
  return (
    <>
      <div className="page-head">
        <h1>{t('knowledge.edit')}</h1>
        <p className="quiet">{t(a.published ? 'knowledge.editHelp' : 'knowledge.writeHelp')}</p>
      </div>
      {a.may.write ? <ArticleForm article={a} /> : <p className="sheet pad">{t('knowledge.notNow')}</p>}
    </>
  )
}

const yearOn = (today: string) =>
  `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`.replace('02-29', '02-28')

/** What was typed and not saved, by article; gone with the browser's session. */
const kept = (id: string) => `huiyin.knowledge.${id}`

function ArticleForm({ article }: { article: Article | null }) {
  const t = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const fieldWords = useFieldWords()
  const anyUnit = useMay('editor', 'supervisor', 'bureau-head')
  const { q } = useSearch({ strict: false }) as { q?: string }
  const id = article?.articleId ?? 'new'
  const [fields, setFields] = useState<ArticleFields>(() => {
    const before = sessionStorage.getItem(kept(`${id}.${article?.version ?? 0}`))
    if (before) return JSON.parse(before) as ArticleFields
    const old = article?.draft ?? article?.published
    if (old) return old
    return {
      question: q ?? '',
      alsoAsked: [],
      answer: '',
      conditions: '',
      materials: '',
      basis: '',
      places: [],
      // Who keeps the knowledge of all units says whose it is; others write for their own.
      unitId: anyUnit ? '' : me.unit.unitId,
      category: null,
      tags: [],
      public: true,
      validFrom: me.today,
      validTo: null,
      reviewOn: yearOn(me.today),
    }
  })
  const [touched, setTouched] = useState(false)
  const [missing, setMissing] = useState<readonly string[]>([])
  const place = kept(`${id}.${article?.version ?? 0}`)
  useEffect(() => {
    if (touched) sessionStorage.setItem(place, JSON.stringify(fields))
  }, [touched, fields, place])
  const set = (part: Partial<ArticleFields>) => {
    setTouched(true)
    setFields((old) => ({ ...old, ...part }))
    setMissing((old) => old.filter((name) => !(name in part)))
  }
  const save = useCommand(
    (submit: boolean, key) =>
      (article
        ? put<Article>(`/knowledge/${article.articleId}`, key, { fields, expectedVersion: article.version })
        : post<Article>('/knowledge', key, fields)
      ).then(async (a) => {
        if (submit)
          await post(`/knowledge/${a.articleId}/steps`, `${key}-submit`.slice(-64), {
            step: 'submit',
            expectedVersion: a.version,
          })
        return a
      }),
    {
      changes: [['knowledge']],
      done: (a) => {
        sessionStorage.removeItem(place)
        void navigate({ to: '/knowledge/$articleId', params: { articleId: a.articleId } })
      },
    },
  )
  const go = (submit: boolean) => {
    const empty = (['question', 'answer', 'basis', 'unitId'] as const).filter((n) => fields[n].trim() === '')
    setMissing(empty)
    if (empty[0]) focusField(`article-${empty[0]}`)
    else save.mutate(submit)
  }
  const refused = isProblem(save.error) ? save.error : null
  const errorOf = (name: string) => {
    if (missing.includes(name)) return t('form.missing')
    return refused?.problem.field?.split('.').at(-1) === name ? fieldWords(refused) : null
  }
  const text = (
    name: 'question' | 'answer' | 'conditions' | 'materials' | 'basis',
    rows: number,
    max: number,
  ) => (
    <Field
      id={`article-${name}`}
      label={t(`knowledge.field.${name}`)}
      help={t(`knowledge.help.${name}`)}
      required={name !== 'conditions' && name !== 'materials'}
      error={errorOf(name)}
    >
      {(control) =>
        rows === 1 ? (
          <Input
            {...control}
            maxLength={max}
            value={fields[name]}
            onChange={(e) => set({ [name]: e.target.value })}
          />
        ) : (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: rows, maxRows: 20 }}
            maxLength={max}
            value={fields[name]}
            onChange={(e) => set({ [name]: e.target.value })}
          />
        )
      }
    </Field>
  )
  const list = (name: 'alsoAsked' | 'tags' | 'places') => (
    <Field
      id={`article-${name}`}
      label={t(`knowledge.field.${name}`)}
      help={t(`knowledge.help.${name}`)}
      error={errorOf(name)}
    >
      {(control) => (
        <Select
          {...control}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={name === 'alsoAsked' ? ['；', ';'] : ['、', ',', '，', '；', ';']}
          value={fields[name]}
          onChange={(value: string[]) => set({ [name]: value })}
        />
      )}
    </Field>
  )
  const date = (name: 'validFrom' | 'validTo' | 'reviewOn') => (
    <Field
      id={`article-${name}`}
      label={t(`knowledge.field.${name}`)}
      help={t(`knowledge.help.${name}`)}
      error={errorOf(name)}
    >
      {(control) => (
        <Input
          {...control}
          type="date"
          value={fields[name] ?? ''}
          onChange={(e) => set({ [name]: e.target.value || (name === 'validTo' ? null : fields[name]) })}
        />
      )}
    </Field>
  )
  return (
    <form
      className="sheet pad task"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        go(false)
      }}
    >
      {save.error && <ProblemNote error={save.error} />}
      {text('question', 1, 200)}
      {list('alsoAsked')}
      {text('answer', 6, 8000)}
      <div className="pair">
        {text('conditions', 2, 4000)}
        {text('materials', 2, 4000)}
      </div>
      {text('basis', 2, 2000)}
      <div className="pair">
        <Field
          id="article-unitId"
          label={t('knowledge.field.unitId')}
          required
          error={errorOf('unitId')}
          help={t(anyUnit ? 'knowledge.help.unitId' : 'knowledge.help.ownUnit')}
        >
          {(control) =>
            anyUnit ? (
              <UnitSelect {...control} value={fields.unitId} onChange={(unitId) => set({ unitId })} />
            ) : (
              <Input {...control} readOnly value={say(me.unit.name)} />
            )
          }
        </Field>
        <Field id="article-category" label={t('knowledge.field.category')} error={errorOf('category')}>
          {(control) => (
            <CategorySelect
              {...control}
              value={fields.category ?? ''}
              onChange={(category) => set({ category: category || null })}
            />
          )}
        </Field>
      </div>
      <div className="pair">
        {list('tags')}
        {list('places')}
      </div>
      <div className="pair">
        {date('validFrom')}
        {date('validTo')}
      </div>
      <div className="pair">
        {date('reviewOn')}
        <div className="knowledge-check">
          <Checkbox checked={fields.public} onChange={(e) => set({ public: e.target.checked })}>
            {t('knowledge.field.public')}
          </Checkbox>
          <p className="field-help">{t('knowledge.help.public')}</p>
        </div>
      </div>
      <div className="form-foot">
        <Button type="primary" loading={save.isPending && save.variables} onClick={() => go(true)}>
          {t('knowledge.saveAndSubmit')}
        </Button>
        <Button htmlType="submit" loading={save.isPending && !save.variables}>
          {t('knowledge.save')}
        </Button>
        {article ? (
          <Link to="/knowledge/$articleId" params={{ articleId: article.articleId }}>
            {t('form.cancel')}
          </Link>
        ) : (
          <Link to="/knowledge">{t('form.cancel')}</Link>
        )}
      </div>
    </form>
  )
}
