/** One campaign: what it says, how far it is, what needs a person's look, and the steps that may be taken now. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input, Progress } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { useDeliveryReason } from '../look/delivery-reason.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { PreviewPart } from './campaign-form.tsx'
import { CountsTable } from './counts-table.tsx'
import { lineName, Read, StateChip, yuan } from './parts.tsx'
import { type Campaign, campaignQuery, previewQuery, recipientsQuery, SENDERS } from './queries.ts'

export function CampaignPage() {
  const { campaignId } = useParams({ from: '/signed-in/messages/campaigns/$campaignId' })
  const found = useQuery(campaignQuery(campaignId))
  return <Read from={found}>{(campaign) => <One campaign={campaign} />}</Read>
}

const CHANGES = [['messages']]

function One({ campaign: c }: { campaign: Campaign }) {
  const t = useWords()
  const me = useMe()
  const mayWrite = useMay(...SENDERS)
  useTitle(c.title)
  const units = useUnitsById()
  const before = c.state === 'draft' || c.state === 'approval' || c.state === 'scheduled'
  const preview = useQuery(
    previewQuery(
      { title: '—', via: c.via, body: c.body, variables: c.variables, groupIds: c.groupIds, sendAt: null },
      before && mayWrite,
    ),
  )
  return (
    <>
      <div className="page-head">
        <p>
          <Link to="/messages">{t('messages.title')}</Link>
        </p>
        <h1>{c.title}</h1>
        <p>
          <StateChip state={c.state} />{' '}
          {c.sendAt && c.state === 'scheduled' && (
            <span>{t('messages.goesAt', { at: instant(c.sendAt, me.bureau.zone) })}</span>
          )}
        </p>
      </div>
      {c.quietUntil && (c.state === 'running' || c.state === 'scheduled') && (
        <p className="note-line" role="status">
          {t('messages.quietNow', { at: instant(c.quietUntil, me.bureau.zone) })}
        </p>
      )}
      {c.note && <p className="note-line">{t('messages.noteIs', { note: c.note })}</p>}
      <div className="messages-page">
        <div>
          <Steps campaign={c} />
          {mayWrite && before && <Tests campaign={c} />}
          {!before && (
            <section className="sheet pad" aria-labelledby="progress-head">
              <h2 id="progress-head">{t('messages.progress')}</h2>
              <ProgressPart campaign={c} />
            </section>
          )}
          {c.counts.uncertain > 0 && <Uncertain campaign={c} />}
          {(['failed', 'refused', 'undelivered'] as const).map(
            (state) => c.counts[state] > 0 && <Recipients key={state} campaign={c} state={state} />,
          )}
          {c.byUnit.length > 0 && (
            <section className="sheet" aria-labelledby="by-unit-head">
              <h2 id="by-unit-head" className="messages-head">
                {t('messages.byUnit')}
              </h2>
              <CountsTable
                caption={t('messages.byUnit')}
                first={t('messages.township')}
                rows={c.byUnit.map((u) => ({
                  key: u.unitId,
                  name: say(units.get(u.unitId)?.name) ?? '—',
                  counts: u,
                }))}
              />
            </section>
          )}
        </div>
        <aside>
          <section className="sheet pad" aria-labelledby="text-head">
            <h2 id="text-head">{t('messages.body')}</h2>
            {preview.data && before ? (
              <PreviewPart preview={preview.data} />
            ) : (
              <p className="bubble">{c.body}</p>
            )}
          </section>
        </aside>
      </div>
    </>
  )
}

function Steps({ campaign: c }: { campaign: Campaign }) {
  const t = useWords()
  const [note, setNote] = useState('')
  const step = useCommand(
    (name: Campaign['may'][number], key) =>
      post(`/campaigns/${c.campaignId}/steps`, key, {
        step: name,
        expectedVersion: c.version,
        ...(name === 'return' && note.trim() ? { note: note.trim() } : {}),
      }),
    { changes: CHANGES },
  )
  if (c.may.length === 0) return null
  const main = (['approve', 'submit', 'resume', 'stop'] as const).find((s) => c.may.includes(s))
  return (
    <section className="sheet pad" aria-labelledby="steps-head">
      <h2 id="steps-head">{t('messages.steps')}</h2>
      {step.error && <ProblemNote error={step.error} />}
      <p>
        {t(c.needsApproval && c.state === 'draft' ? 'messages.submitToApprove' : `messages.next.${c.state}`, {
          people: c.people,
        })}
      </p>
      {c.may.includes('return') && (
        <Field id="campaign-note" label={t('messages.returnNote')}>
          {(control) => (
            <Input {...control} maxLength={200} value={note} onChange={(e) => setNote(e.target.value)} />
          )}
        </Field>
      )}
      <div className="form-foot" id="campaign-steps">
        {c.may.map((s) => (
          <Button
            key={s}
            type={s === main ? 'primary' : 'default'}
            danger={s === 'cancel' || s === 'stop'}
            loading={step.isPending && step.variables === s}
            onClick={() => step.mutate(s)}
          >
            {t(`messages.step.${s}`)}
          </Button>
        ))}
        {c.state === 'draft' && (
          <Link to="/messages/campaigns/$campaignId/edit" params={{ campaignId: c.campaignId }}>
            {t('messages.edit')}
          </Link>
        )}
      </div>
    </section>
  )
}

function ProgressPart({ campaign: c }: { campaign: Campaign }) {
  const t = useWords()
  const me = useMe()
  const done = c.people - c.waiting
  const share = c.people === 0 ? 0 : Math.floor((done / c.people) * 100)
  return (
    <>
      <Progress percent={c.state === 'preparing' ? 0 : share} aria-label={t('messages.progress')} />
      <p role="status">
        {c.state === 'preparing'
          ? t('messages.gathering')
          : t('messages.progressIs', { done, people: c.people, waiting: c.waiting })}
      </p>
      <dl className="facts">
        {(
          [
            'sent',
            'delivered',
            'undelivered',
            'refused',
            'failed',
            'uncertain',
            'optedOut',
            'segments',
          ] as const
        ).map((k) => (
          <div key={k} className="facts-line">
            <dt>{t(`messages.count.${k}`)}</dt>
            <dd>{c.counts[k]}</dd>
          </div>
        ))}
        <div className="facts-line">
          <dt>{t('messages.count.cost')}</dt>
          <dd>{yuan(c.counts.costFen)}</dd>
        </div>
        {c.startedAt && (
          <div className="facts-line">
            <dt>{t('messages.startedAt')}</dt>
            <dd>{instant(c.startedAt, me.bureau.zone)}</dd>
          </div>
        )}
        {c.finishedAt && (
          <div className="facts-line">
            <dt>{t('messages.finishedAt')}</dt>
            <dd>{instant(c.finishedAt, me.bureau.zone)}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

/** Nobody knows whether these were taken: a person says what they count as. */
function Uncertain({ campaign: c }: { campaign: Campaign }) {
  const t = useWords()
  const mayWrite = useMay(...SENDERS)
  const decide = useCommand(
    (again: boolean, key) => post(`/campaigns/${c.campaignId}/decisions`, key, { again, keys: null }),
    { changes: CHANGES },
  )
  return (
    <section className="sheet pad" aria-labelledby="uncertain-head">
      <h2 id="uncertain-head">{t('messages.uncertainHead', { count: c.counts.uncertain })}</h2>
      <p>{t('messages.uncertainHelp')}</p>
      {decide.error && <ProblemNote error={decide.error} />}
      {mayWrite && (
        <div className="form-foot">
          <Button loading={decide.isPending && !decide.variables} onClick={() => decide.mutate(false)}>
            {t('messages.countAsSent')}
          </Button>
          <Button danger loading={decide.isPending && decide.variables} onClick={() => decide.mutate(true)}>
            {t('messages.sendAgain')}
          </Button>
        </div>
      )}
      <Rows campaignId={c.campaignId} state="uncertain" />
    </section>
  )
}

function Recipients({
  campaign: c,
  state,
}: {
  campaign: Campaign
  state: 'failed' | 'refused' | 'undelivered'
}) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className="sheet pad" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        {t('messages.listOf', { what: t(`messages.count.${state}`), count: c.counts[state] })}
      </summary>
      {open && <Rows campaignId={c.campaignId} state={state} />}
    </details>
  )
}

function Rows({ campaignId, state }: { campaignId: string; state: string }) {
  const t = useWords()
  const me = useMe()
  const units = useUnitsById()
  const reason = useDeliveryReason()
  const list = useQuery(recipientsQuery(campaignId, state))
  return (
    <Read from={list}>
      {({ items, next }) => (
        <>
          <ul className="messages-persons">
            {items.map((r) => (
              <li key={r.key}>
                <span>{r.address}</span> <span className="quiet">{say(units.get(r.unitId)?.name)}</span>{' '}
                {r.code && <span>{reason(r.code)}</span>}{' '}
                {r.gateway && (
                  <span className="quiet">{t('messages.byLine', { line: lineName(t, r.gateway) })}</span>
                )}{' '}
                {r.at && <span className="quiet">{instant(r.at, me.bureau.zone)}</span>}
              </li>
            ))}
          </ul>
          {next && <p className="quiet">{t('messages.firstOnly', { count: items.length })}</p>}
        </>
      )}
    </Read>
  )
}

function Tests({ campaign: c }: { campaign: Campaign }) {
  const t = useWords()
  const reason = useDeliveryReason()
  const [numbers, setNumbers] = useState('')
  const addresses = numbers.split(/[\s,，;；、]+/).filter(Boolean)
  const test = useCommand(
    (to: string[], key) => post(`/campaigns/${c.campaignId}/tests`, key, { addresses: to }),
    { changes: CHANGES, done: () => setNumbers('') },
  )
  return (
    <section className="sheet pad" aria-labelledby="test-head">
      <h2 id="test-head">{t('messages.test')}</h2>
      {test.error && <ProblemNote error={test.error} />}
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (addresses.length > 0) test.mutate(addresses.slice(0, 3))
        }}
      >
        <Field id="test-numbers" label={t('messages.testTo')} help={t('messages.testHelp')}>
          {(control) => (
            <Input
              {...control}
              maxLength={300}
              value={numbers}
              onChange={(e) => setNumbers(e.target.value)}
            />
          )}
        </Field>
        <Button htmlType="submit" disabled={addresses.length === 0} loading={test.isPending}>
          {t('messages.sendTest')}
        </Button>
      </form>
      {c.tests.length > 0 && (
        <ul className="messages-persons" aria-label={t('messages.tests')}>
          {c.tests.map((x, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same number may have been tried twice
            <li key={i}>
              <span>{x.address}</span> <span>{t(`messages.recipient.${x.state as 'sent'}`)}</span>{' '}
              {x.gateway && (
                <span className="quiet">{t('messages.byLine', { line: lineName(t, x.gateway) })}</span>
              )}{' '}
              {x.code && <span>{reason(x.code)}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
