/** One call: who, how long, what was done on it, the forms, and wrapping up once it is over. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { lasted } from '../look/lasted.ts'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { CallForm } from './call-form.tsx'
import { TONES } from './hotline.tsx'
import { type Call, type CallDetail, callQuery, guideQuery, type HandedTo, type Made } from './queries.ts'
import { dropScribble } from './scribble.ts'
import { Since } from './since.tsx'

const CHANGES = [['hotline']] as const satisfies string[][]

export function CallPanel({ call, canDial }: { call: Call; canDial: boolean }) {
  const detail = useQuery(callQuery(call.callId))
  return (
    <Loaded of={detail} empty={null}>
      {(data) => <Panel call={call} detail={data} canDial={canDial} />}
    </Loaded>
  )
}

function Panel({ call, detail, canDial }: { call: Call; detail: CallDetail; canDial: boolean }) {
  const t = useWords()
  const [made, setMade] = useState<Made | null>(null)
  return (
    <>
      <Head call={call} canDial={canDial} />
      {made && <Done made={made} />}
      <Acts detail={detail} />
      <CallForm call={call} first={detail.scribble} done={made !== null} onMade={setMade} />
      <HandOn call={call} />
      {call.endedAt ? (
        <WrapUp call={call} />
      ) : (
        <p className="quiet hotline-wrap-later">{t('hotline.wrapLater')}</p>
      )}
    </>
  )
}

function Head({ call, canDial }: { call: Call; canDial: boolean }) {
  const t = useWords()
  const { bureau } = useMe()
  const dial = useCommand((_: null, key) => post(`/hotline/calls/${call.callId}/dials`, key, undefined), {
    changes: [...CHANGES],
  })
  const over = call.endedAt !== null
  return (
    <header className="sheet pad hotline-head">
      <div>
        <h2>
          {call.phone ?? t('hotline.withheld')}{' '}
          <Chip tone={TONES[call.state]}>{t(`hotline.state.${call.state}`)}</Chip>
        </h2>
        <p className="quiet">
          {[
            t(`hotline.direction.${call.direction}`),
            call.queue,
            instant(call.startedAt, bureau.zone),
            over && call.answeredAt
              ? t('hotline.lasted', { time: lasted(Date.parse(call.endedAt!) - Date.parse(call.answeredAt)) })
              : null,
            call.recording ? t('hotline.recording', { reference: call.recording }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="hotline-head-side">
        {!over && call.answeredAt && <Since from={call.answeredAt} />}
        {over && canDial && call.phone && (
          <Button loading={dial.isPending} onClick={() => dial.mutate(null)}>
            {t('hotline.dial')}
          </Button>
        )}
      </div>
      {dial.error && <ProblemNote error={dial.error} />}
    </header>
  )
}

/** What was made of the call, with what the caller is to be told. */
function Done({ made }: { made: Made }) {
  const t = useWords()
  return (
    <Alert
      className="hotline-made"
      type={made.left ? 'warning' : 'success'}
      showIcon
      title={t(made.left ? 'hotline.madeLeft' : 'hotline.made', { number: made.number })}
      description={
        <>
          {t('hotline.code')} <strong className="number">{made.code}</strong> · {t('hotline.codeHelp')}{' '}
          <Link to="/matters/$matterId" params={{ matterId: made.matterId }} target="_blank">
            {t('hotline.openMatter')}
          </Link>
        </>
      }
    />
  )
}

const KINDS = ['answered', 'order', 'linked', 'transferred', 'wrapped', 'called-back', 'dialled'] as const

function Acts({ detail }: { detail: CallDetail }) {
  const t = useWords()
  const { bureau } = useMe()
  if (detail.acts.length === 0) return null
  return (
    <ul className="plain hotline-acts" aria-label={t('hotline.acts')}>
      {detail.acts.map((a) => {
        const kind = KINDS.find((k) => k === a.kind)
        const { number, to, where } = a.details as { number?: string; to?: string; where?: string }
        return (
          <li key={`${a.at} ${a.kind}`}>
            <span className="quiet">{instant(a.at, bureau.zone).slice(11)}</span>{' '}
            {kind ? t(`hotline.act.${kind}`) : a.kind} {number ?? where ?? to ?? ''}
          </li>
        )
      })}
    </ul>
  )
}

function HandOn({ call }: { call: Call }) {
  const t = useWords()
  const [where, setWhere] = useState('')
  const hand = useCommand(
    (v: { to: HandedTo; where: string }, key) => post(`/hotline/calls/${call.callId}/transfers`, key, v),
    { changes: [...CHANGES], done: () => setWhere('') },
  )
  return (
    <section className="sheet pad hotline-hand" aria-labelledby="hotline-hand">
      <h2 id="hotline-hand">{t('hotline.handOn')}</h2>
      <p className="quiet">{t('hotline.handOnHelp')}</p>
      <div className="hotline-buttons">
        {(['110', '119', '120', '122'] as const).map((to) => (
          <Button key={to} danger disabled={hand.isPending} onClick={() => hand.mutate({ to, where: '' })}>
            {t(`hotline.handTo.${to}`)}
          </Button>
        ))}
        <form
          className="hotline-elsewhere"
          onSubmit={(e) => {
            e.preventDefault()
            hand.mutate({ to: 'other', where })
          }}
        >
          <Input
            aria-label={t('hotline.handWhere')}
            placeholder={t('hotline.handWhere')}
            maxLength={200}
            value={where}
            onChange={(e) => setWhere(e.target.value)}
          />
          <Button htmlType="submit" disabled={where.trim() === '' || hand.isPending}>
            {t('hotline.handTo.other')}
          </Button>
        </form>
      </div>
      {hand.error && <ProblemNote error={hand.error} />}
    </section>
  )
}

function WrapUp({ call }: { call: Call }) {
  const t = useWords()
  const guide = useQuery(guideQuery)
  const wrap = useCommand(
    (code: string, key) => post(`/hotline/calls/${call.callId}/wrap-up`, key, { code }),
    { changes: [...CHANGES], done: () => dropScribble(call.callId) },
  )
  return (
    <section className="sheet pad" aria-labelledby="hotline-wrap">
      <h2 id="hotline-wrap">{t('hotline.wrapUp')}</h2>
      <p className="quiet">{t('hotline.wrapUpHelp')}</p>
      <div className="hotline-buttons">
        {(guide.data?.wrapCodes ?? []).map((c) => (
          <Button key={c.code} disabled={wrap.isPending} onClick={() => wrap.mutate(c.code)}>
            {say(c)}
          </Button>
        ))}
      </div>
      {(guide.error ?? wrap.error) && <ProblemNote error={guide.error ?? wrap.error} />}
    </section>
  )
}
