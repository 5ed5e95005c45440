/** What one service of Open311 asks besides what every request holds, and how its number is given. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Drawer, Input, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Attribute, Service } from '../../../../src/open311/contract.ts'
import { isProblem, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field, focusField } from '../frame/field.tsx'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { ANSWERS, blankChoice, blankQuestion, isList, leaks, moved, trimmed } from './open311-questions.ts'

const MOST_QUESTIONS = 20
const MOST_CHOICES = 50

export function ServiceDrawer({ service, onClose }: { service: Service | null; onClose: () => void }) {
  return (
    <Drawer
      open={service !== null}
      size={680}
      title={service ? say(service.name) : ''}
      onClose={onClose}
      destroyOnHidden
    >
      {service && <ServiceForm key={service.code} service={service} onDone={onClose} />}
    </Drawer>
  )
}

function ServiceForm({ service, onDone }: { service: Service; onDone: () => void }) {
  const t = useWords()
  const fieldWords = useFieldWords()
  // All that is sent is of one version: what is read again behind the form would hide that somebody else changed it.
  const [s] = useState(service)
  const [type, setType] = useState(s.type)
  const [keywords, setKeywords] = useState(s.keywords)
  const [questions, setQuestions] = useState<readonly Attribute[]>(s.attributes)
  const [tried, setTried] = useState(false)
  const save = useCommand(
    (_: null, key) =>
      put(`/open311/services/${encodeURIComponent(s.code)}`, key, {
        offered: s.offered,
        type,
        keywords: keywords.trim(),
        attributes: questions.map(trimmed),
        seenVersion: s.version,
      }),
    { changes: [['open311', 'services']], done: onDone },
  )
  const refused = isProblem(save.error) && save.error.problem.field ? save.error : null
  const wrong = (field: string): string | null => {
    if (refused?.problem.field === field) return fieldWords(refused)
    const leak = tried ? leaks(questions).get(field) : undefined
    return leak ? t(`open311.leak.${leak}`) : null
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const [first] = leaks(questions).keys()
    if (first === undefined) save.mutate(null)
    else focusField(controlOf(first))
  }
  const change = (i: number, next: Partial<Attribute>) =>
    setQuestions((all) => all.map((q, n) => (n === i ? { ...q, ...next } : q)))
  return (
    <form className="adm-form" noValidate onSubmit={submit}>
      <p className="quiet">{t('open311.askHelp')}</p>
      <fieldset className="field">
        <legend>{t('open311.type')}</legend>
        <Radio.Group
          value={type}
          onChange={(e) => setType(e.target.value)}
          options={(['realtime', 'batch'] as const).map((v) => ({
            value: v,
            label: t(`open311.types.${v}`),
          }))}
        />
      </fieldset>
      <Field id="open311-keywords" label={t('open311.keywords')} help={t('open311.keywordsHelp')}>
        {(c) => (
          <Input {...c} maxLength={200} value={keywords} onChange={(e) => setKeywords(e.target.value)} />
        )}
      </Field>
      {questions.length === 0 && <p>{t('open311.noQuestions')}</p>}
      {questions.map((q, i) => (
        <Question
          // biome-ignore lint/suspicious/noArrayIndexKey: a question has no name but its place while its code is typed
          key={i}
          at={i}
          last={i === questions.length - 1}
          question={q}
          wrong={wrong}
          onChange={(next) => change(i, next)}
          onMove={(by) => setQuestions(moved(questions, i, by))}
          onRemove={() => setQuestions(questions.filter((_, n) => n !== i))}
        />
      ))}
      <div>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={questions.length >= MOST_QUESTIONS}
          onClick={() => setQuestions([...questions, blankQuestion(questions)])}
        >
          {t('open311.addQuestion')}
        </Button>
      </div>
      {save.error && !refused && <ProblemNote error={save.error} />}
      <div role="status">{tried && leaks(questions).size > 0 && t('open311.leak.some')}</div>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('adm.save')}
        </Button>
        <Button onClick={onDone}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}

/** The control of a path in the body; a choice's is the question it belongs to. */
const controlOf = (path: string): string => {
  const [, at, rest] = /^attributes\[(\d+)\]\.(.*)$/.exec(path) ?? []
  const part =
    rest === 'code' ? '-code' : rest?.startsWith('description.') ? `-${rest.slice(-2)}` : '-choices'
  return `open311-q${at}${part}`
}

interface QuestionProps {
  at: number
  last: boolean
  question: Attribute
  /** What stands against a field by its path in the body, in words. */
  wrong: (field: string) => string | null
  onChange: (next: Partial<Attribute>) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

function Question({ at, last, question: q, wrong, onChange, onMove, onRemove }: QuestionProps) {
  const t = useWords()
  const path = `attributes[${at}]`
  const id = `open311-q${at}`
  const n = at + 1
  const list = isList(q.datatype)
  const listWrong = wrong(`${path}.values`)
  return (
    <fieldset className="open311-question" id={id}>
      <legend>{t('open311.question', { n })}</legend>
      <div className="open311-tools">
        <Button
          size="small"
          icon={<ArrowUpOutlined aria-hidden />}
          aria-label={t('open311.up', { n })}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        />
        <Button
          size="small"
          icon={<ArrowDownOutlined aria-hidden />}
          aria-label={t('open311.down', { n })}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <Button
          size="small"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('open311.remove', { n })}
          onClick={onRemove}
        />
      </div>
      <div className="adm-two">
        {(['zh', 'en'] as const).map((lang) => (
          <Field
            key={lang}
            id={`${id}-${lang}`}
            label={t(`open311.words.${lang}`)}
            required
            error={wrong(`${path}.description.${lang}`)}
          >
            {(c) => (
              <Input
                {...c}
                maxLength={200}
                value={q.description[lang]}
                onChange={(e) => onChange({ description: { ...q.description, [lang]: e.target.value } })}
              />
            )}
          </Field>
        ))}
        <Field id={`${id}-type`} label={t('open311.datatype')} error={wrong(`${path}.datatype`)}>
          {(c) => (
            <Select
              {...c}
              value={q.datatype}
              options={ANSWERS.map((value) => ({ value, label: t(`open311.datatypes.${value}`) }))}
              onChange={(datatype) => onChange({ datatype, values: isList(datatype) ? q.values : [] })}
            />
          )}
        </Field>
        <Field
          id={`${id}-code`}
          label={t('open311.code')}
          required
          help={t('open311.codeHelp')}
          error={wrong(`${path}.code`)}
        >
          {(c) => (
            <Input
              {...c}
              maxLength={40}
              value={q.code}
              onChange={(e) => onChange({ code: e.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="open311-ticks">
        <Checkbox
          checked={!q.variable}
          onChange={(e) =>
            onChange({ variable: !e.target.checked, ...(e.target.checked ? { required: false } : {}) })
          }
        >
          {t('open311.onlyShown')}
        </Checkbox>
        <Checkbox
          checked={q.required}
          disabled={!q.variable}
          onChange={(e) => onChange({ required: e.target.checked })}
        >
          {t('open311.mustAnswer')}
        </Checkbox>
      </div>
      {list && (
        <fieldset className="open311-choices" id={`${id}-choices`}>
          <legend>{t('open311.choices')}</legend>
          {listWrong && <p className="field-error">{listWrong}</p>}
          {q.values.map((v, k) => {
            const set = (next: Partial<typeof v>) =>
              onChange({ values: q.values.map((one, m) => (m === k ? { ...one, ...next } : one)) })
            const faults = ['key', 'name.zh', 'name.en'].map((f) => wrong(`${path}.values[${k}].${f}`))
            const fault = faults.find((f) => f !== null)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no name but its place while its code is typed
              <div key={k} className="open311-choice">
                {(['zh', 'en'] as const).map((lang) => (
                  <Input
                    key={lang}
                    aria-label={`${t('open311.choice', { n: k + 1 })} ${t(`open311.words.${lang}`)}`}
                    placeholder={t(`open311.words.${lang}`)}
                    maxLength={100}
                    {...(fault ? { status: 'error' as const } : {})}
                    value={v.name[lang]}
                    onChange={(e) => set({ name: { ...v.name, [lang]: e.target.value } })}
                  />
                ))}
                <Input
                  className="open311-key"
                  aria-label={`${t('open311.choice', { n: k + 1 })} ${t('open311.code')}`}
                  placeholder={t('open311.code')}
                  maxLength={40}
                  {...(fault ? { status: 'error' as const } : {})}
                  value={v.key}
                  onChange={(e) => set({ key: e.target.value })}
                />
                <Button
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('open311.removeChoice', { n: k + 1 })}
                  onClick={() => onChange({ values: q.values.filter((_, m) => m !== k) })}
                />
                {fault && <p className="field-error">{fault}</p>}
              </div>
            )
          })}
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            disabled={q.values.length >= MOST_CHOICES}
            onClick={() => onChange({ values: [...q.values, blankChoice(q.values)] })}
          >
            {t('open311.addChoice')}
          </Button>
        </fieldset>
      )}
    </fieldset>
  )
}
