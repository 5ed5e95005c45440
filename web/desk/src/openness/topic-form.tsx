/** A topic to be written or changed. It is put up, closed and taken down by the same form. */
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { isProblem, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { daysBefore } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import type { SuggestionTopic, TopicSave, TopicState } from './queries.ts'

const NO_UNIT = 'none'

export function TopicForm({ topic, onClose }: { topic: SuggestionTopic | null; onClose: () => void }) {
  const t = useWords()
  const { today } = useMe()
  const fieldWords = useFieldWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const [fields, setFields] = useState(() => ({
    title: topic?.title ?? '',
    words: topic?.words ?? '',
    fromDay: topic?.fromDay ?? today,
    toDay: topic?.toDay ?? daysBefore(today, -30),
    unitId: topic?.unitId ?? NO_UNIT,
    outcome: topic?.outcome ?? '',
  }))
  const [tried, setTried] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  const set = (name: keyof typeof fields) => (value: string) => setFields((f) => ({ ...f, [name]: value }))
  const save = useCommand(
    (state: TopicState, key) => {
      const body: TopicSave = {
        ...fields,
        title: fields.title.trim(),
        words: fields.words.trim(),
        outcome: fields.outcome.trim(),
        unitId: fields.unitId === NO_UNIT ? null : fields.unitId,
        state,
        expectedVersion: topic?.version ?? 0,
      }
      return topic
        ? put(`/suggestion-topics/${topic.topicId}`, key, body)
        : post('/suggestion-topics', key, body)
    },
    { changes: [['suggestion-topics']], done: onClose },
  )
  const short = { title: fields.title.trim().length < 2, words: fields.words.trim().length < 2 }
  const go = (state: TopicState) => {
    setTried(true)
    if (short.title || short.words) return
    save.mutate(state)
  }
  const refused = isProblem(save.error) ? save.error : null
  const errorOf = (name: string) => (refused?.problem.field === name ? fieldWords(refused) : null)
  const public_ = topic?.state === 'published'
  return (
    <form className="sheet pad task form-narrow" noValidate onSubmit={(e) => e.preventDefault()}>
      <h2 ref={heading} tabIndex={-1}>
        {t(topic ? 'topics.edit' : 'topics.new')}
      </h2>
      {save.error && !refused?.problem.field && <ProblemNote error={save.error} />}
      <Field
        id="topic-title"
        label={t('topics.field.title')}
        required
        error={tried && short.title ? t('form.missing') : errorOf('title')}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={fields.title}
            onChange={(e) => set('title')(e.target.value)}
          />
        )}
      </Field>
      <Field
        id="topic-words"
        label={t('topics.field.words')}
        help={t('topics.field.wordsHelp')}
        required
        error={tried && short.words ? t('form.missing') : errorOf('words')}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={4000}
            autoSize={{ minRows: 4, maxRows: 14 }}
            value={fields.words}
            onChange={(e) => set('words')(e.target.value)}
          />
        )}
      </Field>
      <div className="pair">
        {(['fromDay', 'toDay'] as const).map((end) => (
          <Field key={end} id={`topic-${end}`} label={t(`topics.field.${end}`)} required error={errorOf(end)}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={fields[end]}
                onChange={(e) => e.target.value && set(end)(e.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
      <Field
        id="topic-unit"
        label={t('topics.field.unit')}
        help={t('topics.field.unitHelp')}
        error={errorOf('unitId')}
      >
        {(control) => (
          <UnitSelect
            {...control}
            value={fields.unitId}
            none={{ value: NO_UNIT, label: t('topics.field.noUnit') }}
            onChange={(v) => set('unitId')(v || NO_UNIT)}
          />
        )}
      </Field>
      {topic && (
        <Field id="topic-outcome" label={t('topics.outcome')} help={t('topics.field.outcomeHelp')}>
          {(control) => (
            <Input.TextArea
              {...control}
              maxLength={4000}
              autoSize={{ minRows: 3, maxRows: 12 }}
              value={fields.outcome}
              onChange={(e) => set('outcome')(e.target.value)}
            />
          )}
        </Field>
      )}
      <div className="form-foot">
        <Button type="primary" loading={save.isPending} onClick={() => go('published')}>
          {t(public_ ? 'topics.saveShown' : 'topics.publish')}
        </Button>
        {!public_ && (
          <Button loading={save.isPending} onClick={() => go('draft')}>
            {t('topics.saveDraft')}
          </Button>
        )}
        {public_ && (
          <Button danger loading={save.isPending} onClick={() => go('withdrawn')}>
            {t('topics.withdraw')}
          </Button>
        )}
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
