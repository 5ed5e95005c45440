/** How an organ is named in print and what its numbers begin with. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Input, Select, Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, put } from '../api/client.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { type OrganNumbers, organQuery } from './api.ts'
import './documents.css'

const HEAD_MARKS = ['urgency', 'secrecy', 'copy-number'] as const

export function NumbersPage() {
  const { t } = useTranslation()
  const me = useMe()
  const { unit } = useSearch({ from: '/signed-in/documents/numbers' })
  const navigate = useNavigate({ from: '/documents/numbers' })
  const chooses = useMay('administrator', 'bureau-head')
  const unitId = unit ?? me.unit.unitId
  const { data, error } = useQuery(organQuery(unitId))
  useTitle(t('papers.numbers'))
  return (
    <article className="papers-page">
      <header className="paper-head">
        <h1>{t('papers.numbers')}</h1>
      </header>
      <p className="quiet">{t('papers.numbersHelp')}</p>
      <div className="sheet pad">
        {chooses && (
          <Field id="numbers-unit" label={t('papers.unit')}>
            {(control) => (
              <UnitSelect
                id={control.id}
                value={unitId}
                onChange={(next) => next && void navigate({ search: { unit: next } })}
              />
            )}
          </Field>
        )}
        {error !== null && <ProblemNote error={error} />}
        {!data && !error && <Skeleton active />}
        {data && <Form key={unitId} organ={data} />}
      </div>
    </article>
  )
}

function Form({ organ }: { organ: OrganNumbers }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(organ.printedName ?? '')
  const [word, setWord] = useState(organ.word ?? '')
  const [kinds, setKinds] = useState<Record<string, string>>(organ.kindWords)
  const [imprintBy, setImprintBy] = useState(organ.imprintBy ?? '')
  const [marks, setMarks] = useState(organ.headMarks)
  const [error, setError] = useState<unknown>(null)
  const [saved, setSaved] = useState(false)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const disabled = !organ.mayChange
  const save = async () => {
    setBusy(true)
    setError(null)
    setSaved(false)
    try {
      const kindWords = Object.fromEntries(Object.entries(kinds).filter(([, w]) => w.trim() !== ''))
      await put(`/units/${organ.unitId}/paper-numbers`, key.current, {
        printedName: name.trim() || null,
        word: word.trim() || null,
        kindWords,
        imprintBy: imprintBy.trim() || null,
        headMarks: marks,
      })
      await client.invalidateQueries({ queryKey: ['paper-numbers'] })
      setSaved(true)
    } catch (problem) {
      setError(problem)
    } finally {
      key.current = newKey()
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        void save()
      }}
    >
      {disabled && <Alert type="info" showIcon title={t('papers.mayNot')} />}
      <div className="numbers-fields">
        <Field id="numbers-name" label={t('papers.printedName')} help={t('papers.printedNameHelp')}>
          {(control) => (
            <Input
              {...control}
              maxLength={60}
              disabled={disabled}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
          )}
        </Field>
        <Field id="numbers-word" label={t('papers.word')} help={t('papers.wordHelp')}>
          {(control) => (
            <Input
              {...control}
              maxLength={20}
              disabled={disabled}
              value={word}
              onChange={(e) => setWord(e.target.value)}
            />
          )}
        </Field>
        <Field id="numbers-imprint" label={t('papers.imprintBy')} help={t('papers.imprintByHelp')}>
          {(control) => (
            <Input
              {...control}
              maxLength={60}
              disabled={disabled}
              value={imprintBy}
              onChange={(e) => setImprintBy(e.target.value)}
            />
          )}
        </Field>
        <Field id="numbers-marks" label={t('papers.headMarks')} help={t('papers.headMarksHelp')}>
          {(control) => (
            <Select
              id={control.id}
              mode="multiple"
              disabled={disabled}
              value={marks}
              placeholder={t('papers.unmarked')}
              options={HEAD_MARKS.map((value) => ({ value, label: t(`papers.headMark.${value}`) }))}
              onChange={setMarks}
            />
          )}
        </Field>
      </div>
      <ul className="numbers-kinds">
        {organ.kinds.map((k) => (
          <li key={k.kind}>
            <strong>{t(`papers.kind.${k.kind}`)}</strong>
            <Input
              className="kind-word"
              aria-label={`${t('papers.kindWord')}: ${t(`papers.kind.${k.kind}`)}`}
              maxLength={20}
              disabled={disabled}
              value={kinds[k.kind] ?? ''}
              placeholder={k.word}
              onChange={(e) => setKinds({ ...kinds, [k.kind]: e.target.value })}
            />
            <span className="number" lang="zh-CN" title={t('papers.example')}>
              {`${k.prefix}〔${k.year}〕${k.given + 1}号`}
            </span>
            <span className="quiet">{t('papers.given', { count: k.given })}</span>
          </li>
        ))}
      </ul>
      {error !== null && <ProblemNote error={error} />}
      <div role="status">
        {saved && <Alert type="success" showIcon role="none" title={t('papers.numbersSaved')} />}
      </div>
      {!disabled && (
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('papers.saveNumbers')}
        </Button>
      )}
    </form>
  )
}
