/** Hints on the knowledge base: told by who answers people, settled by who keeps it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { useWords } from '../text/words.ts'
import { type Hint, hintsQuery } from './queries.ts'

export function HintForm({
  articleId,
  asked = '',
  onClose,
}: {
  articleId: string | null
  asked?: string
  onClose: () => void
}) {
  const t = useWords()
  const [words, setWords] = useState('')
  const send = useCommand(
    (said: string, key) => post('/knowledge-hints', key, { articleId, asked, words: said }),
    { changes: [['knowledge', 'hints']] },
  )
  if (send.isSuccess)
    return (
      <p role="status" className="note-line">
        {t('knowledge.hintSent')}
      </p>
    )
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        if (words.trim()) send.mutate(words.trim())
      }}
    >
      {send.error && <ProblemNote error={send.error} />}
      <Field id="hint-words" label={t('knowledge.hintWords')} help={t('knowledge.hintHelp')} required>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={3}
            maxLength={1000}
            value={words}
            onChange={(e) => setWords(e.target.value)}
          />
        )}
      </Field>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" disabled={words.trim() === ''} loading={send.isPending}>
          {t('knowledge.sendHint')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}

export function HintsPart() {
  const t = useWords()
  const [all, setAll] = useState(false)
  const [adding, setAdding] = useState(false)
  const list = useQuery(hintsQuery(all ? undefined : 'open'))
  return (
    <>
      <div className="tool-line">
        <Button aria-pressed={all} className={all ? 'toggle on' : 'toggle'} onClick={() => setAll(!all)}>
          {t('knowledge.withSettled')}
        </Button>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('knowledge.addHint')}
        </Button>
      </div>
      {adding && (
        <div className="sheet pad">
          <HintForm articleId={null} onClose={() => setAdding(false)} />
        </div>
      )}
      {list.error && !list.data ? (
        <div className="sheet pad">
          <ProblemNote error={list.error} focus={false} />
          <Button onClick={() => void list.refetch()}>{t('error.again')}</Button>
        </div>
      ) : list.isPending ? (
        <Skeleton active paragraph={{ rows: 4 }} />
      ) : list.data.length === 0 ? (
        <div className="sheet pad nothing">
          <h2>{t('knowledge.noHints')}</h2>
          <p>{t('knowledge.noHintsHelp')}</p>
        </div>
      ) : (
        <ul className="sheet knowledge-found">
          {list.data.map((h) => (
            <HintItem key={h.hintId} hint={h} />
          ))}
        </ul>
      )}
    </>
  )
}

function HintItem({ hint: h }: { hint: Hint }) {
  const t = useWords()
  const me = useMe()
  const mayKeep = useMay('editor', 'supervisor', 'bureau-head')
  const [reply, setReply] = useState('')
  const settle = useCommand(
    (state: 'taken' | 'declined', key) =>
      post(`/knowledge-hints/${h.hintId}/settlement`, key, { state, reply: reply.trim() }),
    { changes: [['knowledge', 'hints']] },
  )
  return (
    <li>
      <p>
        <Chip tone={h.state === 'open' ? 'amber' : h.state === 'taken' ? 'green' : 'plain'}>
          {t(`knowledge.hint.${h.state}`)}
        </Chip>{' '}
        {h.articleId && (
          <Link to="/knowledge/$articleId" params={{ articleId: h.articleId }}>
            {h.question}
          </Link>
        )}
        {h.asked && <q>{h.asked}</q>}
      </p>
      <p>{h.words}</p>
      <p className="quiet">
        {instant(h.at, me.bureau.zone)} {h.by}
      </p>
      {h.reply && <p className="knowledge-reply">{t('knowledge.replied', { reply: h.reply })}</p>}
      {mayKeep && h.state === 'open' && (
        <form className="tool-line" onSubmit={(e) => e.preventDefault()}>
          <Input
            className="grow"
            aria-label={t('knowledge.hintReply')}
            placeholder={t('knowledge.hintReply')}
            maxLength={500}
            value={reply}
            onChange={(e) => setReply(e.target.value)}
          />
          {(['taken', 'declined'] as const).map((state) => (
            <Button
              key={state}
              disabled={reply.trim() === ''}
              loading={settle.isPending && settle.variables === state}
              onClick={() => settle.mutate(state)}
            >
              {t(`knowledge.settle.${state}`)}
            </Button>
          ))}
          {settle.error && <ProblemNote error={settle.error} />}
        </form>
      )}
    </li>
  )
}
