/** The operator's screen (话务台): the call that comes, what is known of it, and what is done on it, by keyboard alone. */
import { PhoneOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useTitle } from '../frame/hooks.ts'
import { useKeys } from '../frame/keys.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { Loaded } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import { CallPanel } from './call.tsx'
import { isElsewhere, useClaim } from './claim.ts'
import { type Agent, type Call, callQuery, type Mine, mineQuery, useLine } from './queries.ts'
import { dropScribble, isTyped } from './scribble.ts'
import { Since } from './since.tsx'
import './hotline.css'

export function HotlinePage() {
  const t = useWords()
  const may = useMay('operator', 'clerk')
  useTitle(t('hotline.title'))
  return (
    <>
      <div className="page-head">
        <h1>{t('hotline.title')}</h1>
        <p className="quiet">{t('hotline.lead')}</p>
      </div>
      {may ? <Desk /> : <Alert type="info" showIcon title={t('hotline.notYours')} />}
    </>
  )
}

function Desk() {
  const mine = useQuery(mineQuery)
  return (
    <Loaded of={mine} empty={null}>
      {(data) => <Line mine={data} />}
    </Loaded>
  )
}

export const TONES: Readonly<Record<Call['state'], Tone>> = {
  waiting: 'amber',
  ringing: 'amber',
  talking: 'green',
  held: 'violet',
  ended: 'plain',
  abandoned: 'red',
}

const goesOn = (c: Call) => c.state === 'talking' || c.state === 'held'

/** The call that is looked at stands in the address, so that a reload and the way back find it again. */
function useChosen() {
  const router = useRouter()
  const { call: chosen } = useSearch({ from: '/signed-in/hotline' })
  const choose = useCallback(
    (callId: string) =>
      void router.navigate({ to: '/hotline', search: { call: callId }, replace: true, resetScroll: false }),
    [router],
  )
  /** A new call comes to the front, unless what is looked at now stays; not where another page is being opened. */
  const bring = useCallback(
    (callId: string, stays: (now: string) => boolean) => {
      const { pathname, search } = router.latestLocation
      const now = (search as { call?: string }).call
      if (!pathname.endsWith('/hotline') || now === callId || (now !== undefined && stays(now))) return
      choose(callId)
    },
    [router, choose],
  )
  return { chosen, choose, bring }
}

/** What another tab has open is read anew when it is taken back here: what was typed there must not be lost. */
function useForgotten(callIds: readonly string[]): void {
  const client = useQueryClient()
  const all = callIds.join(' ')
  useEffect(() => {
    // Its form is gone by now, and has sent what was still to be sent.
    for (const callId of all.split(' ').filter(Boolean)) {
      dropScribble(callId)
      client.removeQueries({ queryKey: callQuery(callId).queryKey })
    }
  }, [client, all])
}

function Line({ mine }: { mine: Mine }) {
  const t = useWords()
  const client = useQueryClient()
  const { chosen, choose, bring } = useChosen()
  const [news, setNews] = useState('')
  const onCall = useCallback(
    (call: Call) => {
      if (call.state !== 'ringing' && call.state !== 'talking') return
      setNews(t('hotline.comes', { phone: call.phone ?? t('hotline.withheld') }))
      // Somebody being spoken with stays in front, and so do words that stand there unsent.
      bring(call.callId, (old) => {
        const now = client.getQueryData(mineQuery.queryKey)?.calls.find((c) => c.callId === old)
        return now !== undefined && (goesOn(now) || isTyped(old))
      })
    },
    [bring, client, t],
  )
  useLine(onCall)
  const shown = mine.calls.find((c) => c.callId === chosen) ?? mine.calls.at(-1)
  const { elsewhere, take } = useClaim(shown?.callId)
  const away = (c: Call) => (c === shown ? elsewhere : isElsewhere(c.callId))
  useForgotten(mine.calls.filter(away).map((c) => c.callId))
  return (
    <>
      <Seat mine={mine} />
      <p className="hidden-text" role="alert">
        {news}
      </p>
      {mine.calls.length > 0 && (
        <ul className="hotline-calls" aria-label={t('hotline.calls')}>
          {mine.calls.map((c) => (
            <li key={c.callId}>
              <button
                type="button"
                className={c.state === 'ringing' ? 'comes' : undefined}
                aria-pressed={c.callId === shown?.callId}
                onClick={() => choose(c.callId)}
              >
                <strong>{c.phone ?? t('hotline.withheld')}</strong>
                <Chip tone={TONES[c.state]}>{t(`hotline.state.${c.state}`)}</Chip>
                {goesOn(c) || c.state === 'ringing' ? <Since from={c.answeredAt ?? c.startedAt} /> : null}
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown && elsewhere ? (
        <div className="sheet pad nothing">
          <h2>{t('hotline.elsewhere')}</h2>
          <p>{t('hotline.elsewhereHelp')}</p>
          <Button onClick={take}>{t('hotline.takeHere')}</Button>
        </div>
      ) : shown ? (
        <CallPanel key={shown.callId} call={shown} canDial={mine.canDial} />
      ) : (
        <div className="sheet pad nothing">
          <h2>{t(mine.agent ? 'hotline.none' : 'hotline.offLine')}</h2>
          <p>{t(mine.agent ? 'hotline.noneHelp' : 'hotline.offLineHelp')}</p>
        </div>
      )}
    </>
  )
}

const STATE_TONES: Readonly<Record<Agent['state'], Tone>> = {
  ready: 'green',
  'on-call': 'blue',
  'wrap-up': 'amber',
  pause: 'violet',
  away: 'plain',
}

interface SetState {
  state: 'ready' | 'wrap-up' | 'pause' | 'away'
  extension?: string
}

function Seat({ mine }: { mine: Mine }) {
  const t = useWords()
  const { agent } = mine
  const [typed, setTyped] = useState('')
  const set = useCommand((v: SetState, key) => put('/hotline/mine', key, v), {
    changes: [['hotline', 'mine']],
  })
  const to = (state: SetState['state']) => () => {
    if (agent) set.mutate({ state })
  }
  useKeys({
    '1': { run: to('ready'), says: t('hotline.to.ready') },
    '2': { run: to('wrap-up'), says: t('hotline.to.wrap-up') },
    '3': { run: to('pause'), says: t('hotline.to.pause') },
  })
  const sitDown = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '') set.mutate({ state: 'ready', extension: typed.trim() })
  }
  return (
    <section className="sheet pad hotline-seat" aria-label={t('hotline.seat')}>
      {agent ? (
        <>
          <p className="hotline-me">
            <PhoneOutlined aria-hidden /> {t('hotline.sitsAt', { extension: agent.extension })}{' '}
            <Chip tone={STATE_TONES[agent.state]}>{t(`hotline.agent.${agent.state}`)}</Chip>{' '}
            <Since from={agent.since} />
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
          <div className="switcher" role="group" aria-label={t('hotline.states')}>
            {(['ready', 'wrap-up', 'pause', 'away'] as const).map((s) => (
              <button key={s} type="button" aria-pressed={agent.state === s} onClick={to(s)}>
                {t(`hotline.to.${s}`)}
              </button>
            ))}
          </div>
        </>
      ) : (
        <form className="hotline-sit" onSubmit={sitDown}>
          <Field id="hotline-extension" label={t('hotline.extension')} help={t('hotline.extensionHelp')}>
            {(c) => (
              <Input
                {...c}
                className="short"
                maxLength={40}
                value={typed}
                onChange={(e) => setTyped(e.target.value)}
              />
            )}
          </Field>
          <Button type="primary" htmlType="submit" loading={set.isPending}>
            {t('hotline.goOnLine')}
          </Button>
        </form>
      )}
      <p className="hotline-queue" role="status">
        {mine.waiting === 0 ? (
          <span className="quiet">{t('hotline.noQueue')}</span>
        ) : (
          <>
            <strong>{t('hotline.queue', { count: mine.waiting })}</strong>{' '}
            {mine.waitingSince && <Since from={mine.waitingSince} />}
          </>
        )}
        <Link to="/hotline/board">{t('hotline.toBoard')}</Link>
      </p>
      {set.error && <ProblemNote error={set.error} />}
    </section>
  )
}
