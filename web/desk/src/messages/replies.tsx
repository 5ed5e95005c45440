/** What people answered: a person makes it a matter or a rating, or closes it. Opt-outs are done by themselves. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { CategorySelect } from '../frame/category-select.tsx'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { MessagesHead, Nothing, Read } from './parts.tsx'
import { type Reply, type ReplyKind, repliesQuery, replyMattersQuery } from './queries.ts'

const KINDS: readonly ReplyKind[] = ['open', 'matter', 'rating', 'closed', 'opt-out']

export function RepliesPage() {
  const t = useWords()
  const [kind, setKind] = useState<ReplyKind>('open')
  const list = useInfiniteQuery(repliesQuery(kind))
  return (
    <>
      <MessagesHead part="replies" />
      <div className="tool-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
        <div className="switcher messages-kinds" role="group" aria-label={t('messages.replyKinds')}>
          {KINDS.map((k) => (
            <button key={k} type="button" aria-pressed={kind === k} onClick={() => setKind(k)}>
              {t(`messages.reply.${k}`)}
            </button>
          ))}
        </div>
      </div>
      <Read from={list}>
        {({ pages }) => {
          const rows = pages.flatMap((p) => p.items)
          if (rows.length === 0)
            return <Nothing title={t('messages.noReplies')} help={t('messages.noRepliesHelp')} />
          return (
            <ul className="sheet messages-list">
              {rows.map((r) => (
                <ReplyItem key={r.replyId} reply={r} />
              ))}
            </ul>
          )
        }}
      </Read>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </>
  )
}

type As = 'matter' | 'rating' | 'closed'

function ReplyItem({ reply: r }: { reply: Reply }) {
  const t = useWords()
  const me = useMe()
  const [as, setAs] = useState<As | null>(null)
  return (
    <li>
      <p className="bubble">{r.text}</p>
      <p className="quiet">
        {r.address} · {instant(r.at, me.bureau.zone)}
        {r.campaign && (
          <>
            {' · '}
            {r.campaignId ? (
              <Link to="/messages/campaigns/$campaignId" params={{ campaignId: r.campaignId }}>
                {r.campaign}
              </Link>
            ) : (
              r.campaign
            )}
          </>
        )}
      </p>
      {r.looksLike && r.kind === 'open' && (
        <p>
          <Chip tone="blue">
            {t('messages.looksLike', { grade: t(`messages.grade.${r.looksLike as 'satisfied'}`) })}
          </Chip>
        </p>
      )}
      {r.matterId && (
        <p>
          <Link to="/matters/$matterId" params={{ matterId: r.matterId }}>
            {t('messages.openMatter')}
          </Link>
        </p>
      )}
      {r.note && <p>{t('messages.noteIs', { note: r.note })}</p>}
      {r.kind === 'open' && as === null && (
        <div className="form-foot">
          {(['matter', 'rating', 'closed'] as const).map((what) => (
            <Button key={what} size="small" onClick={() => setAs(what)}>
              {t(`messages.make.${what}`)}
            </Button>
          ))}
        </div>
      )}
      {as !== null && <Settle reply={r} as={as} onClose={() => setAs(null)} />}
    </li>
  )
}

const GRADES = ['satisfied', 'fairly-satisfied', 'unsatisfied'] as const

function Settle({ reply: r, as, onClose }: { reply: Reply; as: As; onClose: () => void }) {
  const t = useWords()
  const [words, setWords] = useState('')
  const [category, setCategory] = useState('')
  const [matterId, setMatterId] = useState('')
  const [grade, setGrade] = useState<(typeof GRADES)[number] | ''>(
    GRADES.find((g) => g === r.looksLike) ?? '',
  )
  const matters = useQuery({ ...replyMattersQuery(r.replyId), enabled: as === 'rating' })
  const settle = useCommand(
    (decision: Record<string, unknown>, key) =>
      post(`/message-replies/${r.replyId}`, key, { ...decision, expectedVersion: r.version }),
    { changes: [['messages', 'replies']], done: onClose },
  )
  const ready = as === 'rating' ? matterId !== '' && grade !== '' : words.trim() !== ''
  const decision =
    as === 'matter'
      ? { as, procedure: 'hotline-order', subject: words.trim(), category: category || null }
      : as === 'rating'
        ? { as, matterId, grade }
        : { as, note: words.trim() }
  const field = (name: string) => `${name}-${r.replyId}`
  return (
    <form
      className="messages-settle"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        if (ready) settle.mutate(decision)
      }}
    >
      {settle.error && <ProblemNote error={settle.error} />}
      {as === 'rating' ? (
        <>
          {matters.error && <ProblemNote error={matters.error} focus={false} />}
          {matters.data?.length === 0 ? (
            <p>{t('messages.noMatters')}</p>
          ) : (
            <Field id={field('matter')} label={t('messages.whichMatter')} required>
              {({ id }) => (
                <Select
                  id={id}
                  loading={matters.isPending}
                  value={matterId || null}
                  onChange={setMatterId}
                  options={(matters.data ?? []).map((m) => ({
                    value: m.matterId,
                    label: `${m.number} ${m.subject ?? ''} (${say(m.state)})`,
                  }))}
                />
              )}
            </Field>
          )}
          <Field id={field('grade')} label={t('messages.gradeLabel')} help={t('messages.gradeHelp')} required>
            {({ id }) => (
              <Select
                id={id}
                value={grade || null}
                onChange={(g) => setGrade(g)}
                options={GRADES.map((g) => ({ value: g, label: t(`messages.grade.${g}`) }))}
              />
            )}
          </Field>
        </>
      ) : (
        <Field
          id={field('words')}
          label={t(as === 'matter' ? 'messages.subject' : 'messages.closeNote')}
          help={as === 'matter' ? t('messages.subjectHelp') : undefined}
          required
        >
          {(control) => (
            <Input {...control} maxLength={200} value={words} onChange={(e) => setWords(e.target.value)} />
          )}
        </Field>
      )}
      {as === 'matter' && (
        <Field id={field('category')} label={t('knowledge.field.category')}>
          {({ id }) => <CategorySelect id={id} value={category} onChange={setCategory} />}
        </Field>
      )}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={settle.isPending}>
          {t(`messages.make.${as}`)}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
