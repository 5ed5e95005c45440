/** To be written: what only the department can say, each with the change that makes it asked; and the set of tables. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { Field } from '../../frame/field.tsx'
import { ProblemNote } from '../../frame/problem.tsx'
import { say } from '../../text/language.ts'
import { LoadSets } from './load-sets.tsx'
import { type PackageDetail, type Question, type Settings, setsQuery } from './queries.ts'

const TOPICS = ['about', 'reason', 'detail'] as const

export function Writing({ detail }: { detail: PackageDetail }) {
  const { t } = useTranslation()
  const [words, setWords] = useState(() => Object.fromEntries(detail.questions.map((q) => [q.key, q.answer])))
  const [settings, setSettings] = useState(detail.settings)
  const changed =
    detail.questions.some((q) => words[q.key] !== q.answer) ||
    JSON.stringify(settings) !== JSON.stringify(detail.settings)
  const save = useCommand(
    (_: null, key) =>
      post(`/finance/packages/${detail.packageId}/steps`, key, {
        step: 'save',
        expectedVersion: detail.version,
        words: Object.fromEntries(Object.entries(words).filter(([, w]) => w.trim() !== '')),
        settings,
      }),
    { changes: [['packages']] },
  )
  const left = detail.questions.filter((q) => q.required && !words[q.key]?.trim()).length
  return (
    <section className="sheet pad" aria-labelledby="pack-words">
      <h3 id="pack-words">{t('pack.step.words')}</h3>
      <p>{left === 0 ? t('pack.wordsComplete') : t('pack.wordsLeft', { n: left })}</p>
      <SetChoice detail={detail} settings={settings} change={setSettings} />
      {TOPICS.map((topic) => {
        const own = detail.questions.filter((q) => q.topic === topic)
        return own.length === 0 ? null : (
          <fieldset key={topic} className="pack-topic">
            <legend>{t(`pack.topic.${topic}`)}</legend>
            {own.map((q) => (
              <Answer
                key={q.key}
                question={q}
                value={words[q.key] ?? ''}
                change={(value) => setWords((old) => ({ ...old, [q.key]: value }))}
              />
            ))}
          </fieldset>
        )
      })}
      {save.error && <ProblemNote error={save.error} />}
      <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate(null)}>
        {t('pack.save')}
      </Button>
    </section>
  )
}

function Answer(p: { question: Question; value: string; change: (value: string) => void }) {
  const { question: q } = p
  return (
    <Field id={q.key.replace('/', '-')} label={q.label} required={q.required} help={q.because || undefined}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: q.topic === 'about' ? 3 : 1, maxRows: 12 }}
          maxLength={3000}
          value={p.value}
          onChange={(e) => p.change(e.target.value)}
        />
      )}
    </Field>
  )
}

function SetChoice(p: { detail: PackageDetail; settings: Settings; change: (s: Settings) => void }) {
  const { t } = useTranslation()
  const { data } = useQuery(setsQuery)
  const { detail, settings } = p
  const fitting = (data ?? []).filter(
    (s) => s.kind === detail.kind && s.from <= detail.year && (s.to === null || detail.year <= s.to),
  )
  // A form that says how many digits it shows leaves no choice.
  const ofSet = fitting.find((s) => s.id === settings.tableSet)?.digits ?? null
  return (
    <div className="pack-settings">
      <Field id="pack-set" label={t('pack.set')}>
        {(control) => (
          <Select
            {...control}
            value={settings.tableSet}
            options={fitting.map((s) => ({ value: s.id, label: say(s.name) }))}
            onChange={(tableSet) => p.change({ ...settings, tableSet })}
          />
        )}
      </Field>
      <Field id="pack-digits" label={t('pack.digits')}>
        {(control) => (
          <Select
            {...control}
            disabled={ofSet !== null}
            value={ofSet ?? settings.digits ?? 0}
            options={[
              { value: 0, label: t('pack.digitsAll') },
              ...[2, 3, 4, 5, 6].map((n) => ({ value: n, label: t('pack.digitsOf', { n }) })),
            ]}
            onChange={(n) => {
              const { digits: _, ...rest } = settings
              p.change(n === 0 ? rest : { ...rest, digits: n })
            }}
          />
        )}
      </Field>
      <Field id="pack-percent" label={t('pack.percent')}>
        {(control) => (
          <InputNumber
            {...control}
            min={0}
            max={100}
            value={settings.percent}
            onChange={(percent) => p.change({ ...settings, percent: percent ?? 0 })}
          />
        )}
      </Field>
      <Field id="pack-least" label={t('pack.least')}>
        {(control) => (
          <InputNumber
            {...control}
            min={0}
            max={100_000}
            precision={2}
            value={settings.leastFen / 1_000_000}
            onChange={(wan) => p.change({ ...settings, leastFen: Math.round((wan ?? 0) * 1_000_000) })}
          />
        )}
      </Field>
      <LoadSets />
    </div>
  )
}
