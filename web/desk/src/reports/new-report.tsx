/** A report as the figures are now, with what only a person can say beside it; saved, it is a version. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { Loaded } from '../oversight/parts.tsx'
import '../oversight/oversight.css'
import { Blocks } from './blocks.tsx'
import { previewQuery, type ReportDoc, type ReportSearch, saveReport, type Words } from './queries.ts'
import './reports.css'

export function NewReportPage() {
  const { t } = useTranslation()
  const { kind, period, audience } = useSearch({ from: '/signed-in/reports/new' })
  useTitle(t('reports.preview'))
  if (!kind || !period || !audience)
    return (
      <div className="sheet pad nothing">
        <h1>{t('reports.preview')}</h1>
        <p>{t('reports.choose')}</p>
        <Link to="/reports">{t('reports.title')}</Link>
      </div>
    )
  return <Preview wanted={{ kind, period, audience }} />
}

function Preview({ wanted }: { wanted: Required<ReportSearch> }) {
  const { t } = useTranslation()
  const found = useQuery(previewQuery(wanted))
  return (
    <div className="reports">
      <h1>{t('reports.preview')}</h1>
      <p className="quiet">{t('reports.previewHelp')}</p>
      <p>
        <Link to="/reports">{t('reports.title')}</Link>
      </p>
      <Loaded of={found} empty={null}>
        {(p) => <Written wanted={wanted} doc={p.doc} before={p.words} />}
      </Loaded>
    </div>
  )
}

function Written(props: { wanted: Required<ReportSearch>; doc: ReportDoc; before: Words }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const make = useMay('supervisor', 'bureau-head')
  const [words, setWords] = useState(props.before)
  const save = useCommand((value: Words, key) => saveReport({ ...props.wanted, words: value }, key), {
    changes: [['reports']],
    done: ({ reportId }) => void navigate({ to: '/reports/$reportId', params: { reportId } }),
  })
  return (
    <>
      {make && (
        <form
          className="sheet pad reports-words"
          onSubmit={(e) => {
            e.preventDefault()
            save.mutate(words)
          }}
        >
          {(['advice', 'other'] as const).map((name) => (
            <Field
              key={name}
              id={`report-${name}`}
              label={t(`reports.words.${name}`)}
              help={t(`reports.words.${name}Help`)}
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 3 }}
                  maxLength={10_000}
                  value={words[name]}
                  onChange={(e) => setWords({ ...words, [name]: e.target.value })}
                />
              )}
            </Field>
          ))}
          {save.error && <ProblemNote error={save.error} />}
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('reports.save')}
          </Button>
        </form>
      )}
      <Blocks doc={props.doc} />
    </>
  )
}
