/** The duty roster (值班表): who is on duty now, two weeks at a glance, swaps between two people, notes handed over. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, instant, weekday } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { NotesPart } from './notes.tsx'
import { PlanForm, ShowNames } from './plan.tsx'
import { onDutyQuery, type Roster, rosterQuery, type Shift, type Swap } from './queries.ts'
import './roster.css'

const SHOWN_DAYS = 14
const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const CHANGES = { changes: [['roster']] }

export function RosterPage() {
  const t = useWords()
  const { today } = useMe()
  const search = useSearch({ from: '/signed-in/roster' })
  const navigate = useNavigate()
  const handsOver = useMay('clerk', 'operator', 'supervisor', 'bureau-head')
  const from = search.from ?? today
  const found = useQuery(rosterQuery(from, plus(from, SHOWN_DAYS - 1)))
  useTitle(t('roster.title'))
  const go = (to: string | undefined) =>
    void navigate({ to: '/roster', search: to ? { from: to } : {}, replace: true })
  return (
    <div className="roster-page">
      <div className="page-head">
        <h1>{t('roster.title')}</h1>
        <p className="quiet">{t('roster.lead')}</p>
      </div>
      <Now />
      <div className="tool-line">
        <Button onClick={() => go(plus(from, -SHOWN_DAYS))}>{t('roster.before')}</Button>
        <Button onClick={() => go(undefined)}>{t('roster.today')}</Button>
        <Button onClick={() => go(plus(from, SHOWN_DAYS))}>{t('roster.after')}</Button>
      </div>
      <Loaded of={found} empty={null}>
        {(roster) => (
          <>
            <Asked roster={roster} />
            <Days roster={roster} />
            {roster.mayPlan && <PlanForm people={roster.people} from={from} />}
            {roster.mayPlan && <ShowNames shown={roster.showNames} version={roster.settingsVersion} />}
          </>
        )}
      </Loaded>
      {handsOver && <NotesPart />}
    </div>
  )
}

const clockOf = (iso: string, zone: string) => instant(iso, zone).slice(11)

function Now() {
  const t = useWords()
  const { bureau } = useMe()
  const units = useUnitsById()
  const { data } = useQuery(onDutyQuery)
  return (
    <section className="sheet pad roster-now" aria-labelledby="roster-now">
      <h2 id="roster-now">{t('roster.now')}</h2>
      {data === undefined ? null : data.length === 0 ? (
        <p className="quiet">{t('roster.nobody')}</p>
      ) : (
        <ul className="plain">
          {data.map((s) => (
            <li key={s.shiftId}>
              <Chip tone={s.kind === 'hotline' ? 'blue' : 'green'}>{t(`roster.kind.${s.kind}`)}</Chip>{' '}
              <strong>{s.name}</strong> {say(units.get(s.unitId)?.name)} · {s.phone} ·{' '}
              {t('roster.until', { time: clockOf(s.endsAt, bureau.zone) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Days({ roster }: { roster: Roster }) {
  const t = useWords()
  const { today } = useMe()
  const [swapping, setSwapping] = useState<Shift | null>(null)
  return (
    <>
      <ol className="roster-days">
        {roster.days.map((d) => (
          <li key={d.day} className={d.working ? 'sheet' : 'sheet off'}>
            <h2>
              {day(d.day, { today })} {weekday(d.day)}
              {d.day === today && <Chip tone="blue">{t('roster.today')}</Chip>}
            </h2>
            <p className="quiet">
              {say(d.why)}
              {!d.known && ` · ${t('roster.notKnown')}`}
            </p>
            <ul className="plain">
              {roster.shifts
                .filter((s) => s.day === d.day)
                .map((s) => (
                  <ShiftLine
                    key={s.shiftId}
                    shift={s}
                    mayPlan={roster.mayPlan}
                    onSwap={() => setSwapping(s)}
                  />
                ))}
            </ul>
          </li>
        ))}
      </ol>
      {swapping && <SwapForm mine={swapping} roster={roster} onClose={() => setSwapping(null)} />}
    </>
  )
}

function ShiftLine(props: { shift: Shift; mayPlan: boolean; onSwap: () => void }) {
  const t = useWords()
  const { shift: s, mayPlan, onSwap } = props
  const { accountId, bureau } = useMe()
  const cancel = useCommand(
    (_: null, key) => post(`/roster/shifts/${s.shiftId}/cancellation`, key, { version: s.version }),
    CHANGES,
  )
  const begun = Date.parse(s.startsAt) <= Date.now()
  const [starts, ends] = [clockOf(s.startsAt, bureau.zone), clockOf(s.endsAt, bureau.zone)]
  // One that ends no later than it begins ends on the next day.
  const span = starts === '00:00' && ends === '00:00' ? t('roster.allDay') : `${starts}–${ends}`
  return (
    <li className="roster-shift">
      <Chip tone={s.kind === 'hotline' ? 'blue' : 'green'}>{t(`roster.kind.${s.kind}`)}</Chip>
      <span className={s.accountId === accountId ? 'mine' : undefined}>{s.name}</span>
      <span className="quiet">{span}</span>
      {s.accountId === accountId && !begun && (
        <Button size="small" onClick={onSwap}>
          {t('roster.swap')}
          <span className="hidden-text">{`${s.day} ${span}`}</span>
        </Button>
      )}
      {mayPlan && !begun && (
        <Button size="small" disabled={cancel.isPending} onClick={() => cancel.mutate(null)}>
          {t('roster.cancel')}
          <span className="hidden-text">{`${s.name} ${s.day} ${span}`}</span>
        </Button>
      )}
      {cancel.error && <ProblemNote error={cancel.error} />}
    </li>
  )
}

function useShiftWords(): (s: Shift) => string {
  const t = useWords()
  const { today, bureau } = useMe()
  return (s) =>
    `${day(s.day, { today })} ${clockOf(s.startsAt, bureau.zone)} ${t(`roster.kind.${s.kind}`)} ${s.name}`
}

function SwapForm({ mine, roster, onClose }: { mine: Shift; roster: Roster; onClose: () => void }) {
  const t = useWords()
  const words = useShiftWords()
  const [other, setOther] = useState('')
  const ask = useCommand(
    (otherShiftId: string, key) => post('/roster/swaps', key, { shiftId: mine.shiftId, otherShiftId }),
    { ...CHANGES, done: onClose },
  )
  const others = roster.shifts.filter(
    (s) => s.accountId !== mine.accountId && Date.parse(s.startsAt) > Date.now(),
  )
  return (
    <form
      className="sheet pad"
      aria-labelledby="roster-swap"
      onSubmit={(e) => {
        e.preventDefault()
        if (other) ask.mutate(other)
      }}
    >
      <h2 id="roster-swap">{t('roster.swapOf', { duty: words(mine) })}</h2>
      <Field id="roster-other" label={t('roster.swapWith')} help={t('roster.swapHelp')}>
        {(c) => (
          <Select
            {...c}
            value={other || null}
            options={others.map((s) => ({ value: s.shiftId, label: words(s) }))}
            onChange={(id: string | null) => setOther(id ?? '')}
          />
        )}
      </Field>
      <div className="roster-buttons">
        <Button type="primary" htmlType="submit" disabled={!other} loading={ask.isPending}>
          {t('roster.ask')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
      {ask.error && <ProblemNote error={ask.error} />}
    </form>
  )
}

/** Requests that wait for me, and mine that wait for others. */
function Asked({ roster }: { roster: Roster }) {
  const t = useWords()
  const { accountId } = useMe()
  const words = useShiftWords()
  const answer = useCommand(
    (v: { id: string; answer: 'agreed' | 'declined' | 'withdrawn' }, key) =>
      post(`/roster/swaps/${v.id}/answer`, key, { answer: v.answer }),
    CHANGES,
  )
  const mine = roster.swaps.filter((s) => s.askedBy === accountId || s.askedOf === accountId)
  if (mine.length === 0) return null
  const shift = (id: string) => roster.shifts.find((s) => s.shiftId === id)
  const line = (s: Swap) => {
    const [one, other] = [shift(s.shiftId), shift(s.otherShiftId)]
    return one && other
      ? t('roster.swapLine', { one: words(one), other: words(other) })
      : t('roster.swapElsewhere')
  }
  return (
    <section className="sheet pad" aria-labelledby="roster-asked">
      <h2 id="roster-asked">{t('roster.asked')}</h2>
      <ul className="plain roster-asked">
        {mine.map((s) => (
          <li key={s.swapId}>
            <span>{line(s)}</span>
            {s.askedOf === accountId ? (
              <>
                <Button
                  type="primary"
                  size="small"
                  onClick={() => answer.mutate({ id: s.swapId, answer: 'agreed' })}
                >
                  {t('roster.agree')}
                </Button>
                <Button size="small" onClick={() => answer.mutate({ id: s.swapId, answer: 'declined' })}>
                  {t('roster.decline')}
                </Button>
              </>
            ) : (
              <Button size="small" onClick={() => answer.mutate({ id: s.swapId, answer: 'withdrawn' })}>
                {t('roster.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {answer.error && <ProblemNote error={answer.error} />}
    </section>
  )
}
