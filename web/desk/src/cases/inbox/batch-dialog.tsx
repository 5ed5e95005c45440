/** One act on many: asked once, done one by one, told one by one. */
import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Progress, Radio, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../../api/client.ts'
import { proceduresQuery } from '../../api/queries.ts'
import type { BatchOutcome, BatchVerb, InputField, ListItem } from '../../api/types.ts'
import { useFocusBack } from '../../frame/dialog-focus.ts'
import { Field } from '../../frame/field.tsx'
import { ProblemNote } from '../../frame/problem.tsx'
import { UnitSelect } from '../../frame/unit-select.tsx'
import { say } from '../../text/language.ts'
import { keyOf } from './rows.tsx'

/** Sent at once; between them the progress moves and what is done is done. */
const AT_ONCE = 20

const WORDS = {
  assign: 'lists.batch.words',
  remind: 'lists.batch.remindWords',
  supervise: 'lists.batch.superviseWords',
  archive: 'lists.batch.archiveWords',
} as const

interface Props {
  verb: BatchVerb
  items: ListItem[]
  onChosen: (keys: string[]) => void
  onClose: () => void
}

export function BatchDialog(props: Props) {
  useFocusBack()
  const { t } = useTranslation()
  const client = useQueryClient()
  // What was selected when the dialog opened: the list below moves on while the acts are done.
  const [items] = useState(props.items)
  const { verb } = props
  const [unit, setUnit] = useState('')
  const [mode, setMode] = useState('transfer')
  const [words, setWords] = useState('')
  const [ground, setGround] = useState('')
  const { data: procedures = [] } = useQuery(proceduresQuery)
  const [retention, setRetention] = useState('')
  const optionsOf = (fields: InputField[] | undefined, name: string) =>
    (fields?.find((f) => f.name === name)?.options ?? []).map((o) => ({
      value: o.value,
      label: say(o.label),
    }))
  const grounds = optionsOf(procedures.find((p) => p.id === 'supervision')?.openInput, 'trigger')
  const terms = optionsOf(
    procedures.find((p) => p.id === 'archiving')?.transitions.find((s) => s.id === 'archive')?.input,
    'retention',
  )
  const [outcomes, setOutcomes] = useState<BatchOutcome[]>([])
  const [stage, setStage] = useState<'asking' | 'running' | 'told'>('asking')
  const [error, setError] = useState<unknown>(null)
  const key = useRef(newKey())
  const petitions = items.some((i) => i.procedure === 'petition')
  const ready =
    verb === 'sign' ||
    (verb === 'assign' && unit !== '') ||
    (verb === 'archive' && retention !== '') ||
    (words.trim() !== '' && (verb === 'remind' || (verb === 'supervise' && ground !== '')))

  const go = async () => {
    setStage('running')
    setError(null)
    const all: BatchOutcome[] = []
    try {
      for (let from = 0; from < items.length; from += AT_ONCE) {
        const part = items.slice(from, from + AT_ONCE)
        const body = {
          verb,
          items: part.map(({ matterId, proceedingId, version }) => ({ matterId, proceedingId, version })),
          input: {
            ...(verb === 'assign' ? { unit, ...(petitions ? { mode } : {}) } : {}),
            ...(verb === 'supervise' ? { trigger: ground } : {}),
            ...(verb === 'archive' ? { retention } : {}),
            ...(words.trim() ? { words: words.trim() } : {}),
          },
        }
        // A part sent again after a break does nothing twice.
        const { items: told } = await post<{ items: BatchOutcome[] }>(
          '/lists/batches',
          `${key.current}:${from}`,
          body,
        )
        all.push(...told)
        setOutcomes([...all])
      }
      setStage('told')
    } catch (problem) {
      setError(problem)
      setStage('asking')
    } finally {
      void client.invalidateQueries({ queryKey: ['inbox'] })
    }
  }
  const failed = outcomes.filter((o) => !o.done)
  const close = () => {
    if (stage === 'running') return
    if (stage === 'told') props.onChosen(failed.map(keyOf))
    props.onClose()
  }
  return (
    <Modal
      open
      title={t(`lists.batch.title.${verb}`, { count: items.length })}
      onCancel={close}
      footer={null}
      width={640}
    >
      {error !== null && <ProblemNote error={error} />}
      {stage === 'asking' && (
        <>
          <p>{t(`lists.batch.explain.${verb}`)}</p>
          <p className="quiet">{t('lists.batch.noUndo')}</p>
          {verb === 'assign' && (
            <Field id="batch-unit" label={t('lists.batch.unit')} required>
              {(control) => <UnitSelect {...control} value={unit} onChange={setUnit} />}
            </Field>
          )}
          {verb === 'assign' && petitions && (
            <fieldset className="field plain">
              <legend>{t('lists.batch.mode')}</legend>
              <Radio.Group
                value={mode}
                onChange={(e) => setMode(String(e.target.value))}
                options={[
                  { value: 'transfer', label: t('lists.batch.modeTransfer') },
                  { value: 'assign', label: t('lists.batch.modeAssign') },
                ]}
              />
            </fieldset>
          )}
          {verb === 'supervise' && (
            <Field id="batch-ground" label={t('lists.batch.ground')} required>
              {(control) => (
                <Select
                  {...control}
                  value={ground === '' ? null : ground}
                  options={grounds}
                  onChange={(value) => setGround(value ?? '')}
                />
              )}
            </Field>
          )}
          {verb === 'archive' && (
            <fieldset className="field plain">
              <legend>{t('lists.batch.retention')}</legend>
              <Radio.Group
                value={retention}
                onChange={(e) => setRetention(String(e.target.value))}
                options={terms}
              />
            </fieldset>
          )}
          {verb !== 'sign' && (
            <Field
              id="batch-words"
              label={t(WORDS[verb])}
              required={verb === 'remind' || verb === 'supervise'}
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  rows={3}
                  maxLength={2000}
                  value={words}
                  onChange={(e) => setWords(e.target.value)}
                />
              )}
            </Field>
          )}
        </>
      )}
      {stage !== 'asking' && (
        <div role="status">
          {stage === 'running' ? (
            <>
              <Progress
                percent={Math.floor((outcomes.length * 100) / items.length)}
                showInfo={false}
                aria-label={t(`lists.batch.title.${verb}`, { count: items.length })}
              />
              {t('lists.batch.running', { done: outcomes.length, count: items.length })}
            </>
          ) : (
            <strong>
              {t('lists.batch.result', { done: outcomes.length - failed.length, failed: failed.length })}
            </strong>
          )}
        </div>
      )}
      {stage !== 'asking' && <Outcomes items={items} outcomes={outcomes} />}
      <div className="dialog-foot">
        {stage === 'asking' ? (
          <>
            <Button onClick={close}>{t('form.cancel')}</Button>
            <Button type="primary" disabled={!ready} onClick={() => void go()}>
              {t(`lists.batch.go.${verb}`)}
            </Button>
          </>
        ) : (
          <Button type="primary" disabled={stage === 'running'} onClick={close}>
            {t(failed.length > 0 ? 'lists.batch.keepFailed' : 'lists.batch.close')}
          </Button>
        )}
      </div>
    </Modal>
  )
}

/** What became of each; what could not be done first, with its reason. */
function Outcomes({ items, outcomes }: { items: ListItem[]; outcomes: BatchOutcome[] }) {
  const { t } = useTranslation()
  const number = new Map(items.map((i) => [keyOf(i), i.number]))
  const sorted = outcomes.toSorted((a, b) => Number(a.done) - Number(b.done))
  return (
    <ul className="batch-told">
      {sorted.map((o) => (
        <li key={keyOf(o)} className={o.done ? 'done' : 'not-done'}>
          {o.done ? <CheckCircleOutlined aria-hidden /> : <CloseCircleOutlined aria-hidden />}
          <span className="number">{number.get(keyOf(o))}</span>
          <span>{o.refused ? t('form.said', o.refused) : t('lists.batch.done')}</span>
        </li>
      ))}
    </ul>
  )
}
