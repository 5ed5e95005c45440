/** The window on the day: who booked and came, tickets for who just comes, whose turn it is, and what was said. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, weekday } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import { type Booking, type BookingState, type DayDetail, type DeskAct, dayQuery } from './queries.ts'
import { RecordForm } from './record-form.tsx'
import { WalkInForm } from './walk-in-form.tsx'
import '../routing/routing.css'
import './reception.css'

export const BOOKING_TONES: Record<BookingState, Tone> = {
  booked: 'blue',
  waiting: 'plain',
  arrived: 'amber',
  called: 'violet',
  done: 'green',
  absent: 'plain',
  cancelled: 'plain',
}

export function ReceptionWindowPage() {
  const t = useWords()
  const { dayId } = useParams({ from: '/signed-in/reception/$dayId' })
  const found = useQuery(dayQuery(dayId))
  useTitle(found.data ? found.data.day.host : t('reception.window'))
  return (
    <>
      <p className="back">
        <Link to="/reception">{t('reception.back')}</Link>
      </p>
      {!found.data && <h1>{t('reception.window')}</h1>}
      <Loaded of={found} empty={null}>
        {(detail) => <Window detail={detail} />}
      </Loaded>
    </>
  )
}

function Window({ detail }: { detail: DayDetail }) {
  const t = useWords()
  const { today, bureau } = useMe()
  const { day: d, bookings, next } = detail
  const isToday = d.onDate === today && d.state === 'published'
  const act = useCommand(
    (a: { bookingId: string; act: DeskAct }, key) =>
      post(`/reception-days/${d.dayId}/bookings/${a.bookingId}/acts`, key, { act: a.act }),
    { changes: [['reception-days']] },
  )
  const upNext = bookings.find((b) => b.bookingId === next)
  const shown = bookings.filter((b) => b.state !== 'cancelled')
  const here = shown.filter((b) => b.state === 'arrived').length
  return (
    <>
      <header className="sheet pad reception-window-head">
        <div>
          <h1>{d.host}</h1>
          <p className="quiet">
            {day(d.onDate, { today })} {weekday(d.onDate)} {d.starts}–{d.ends} · {d.place}
          </p>
          {d.state === 'published' && (
            <p>
              <a href={`/${bureau.slug}/reception/${d.dayId}/queue`} target="_blank" rel="noreferrer">
                {t('reception.publicQueue')}
              </a>
            </p>
          )}
        </div>
        <dl className="reception-counts">
          <div>
            <dt>{t('reception.called')}</dt>
            <dd>{d.called ?? '—'}</dd>
          </div>
          <div>
            <dt>{t('reception.here')}</dt>
            <dd>{here}</dd>
          </div>
          <div>
            <dt>{t('reception.free')}</dt>
            <dd>{d.free}</dd>
          </div>
        </dl>
      </header>
      {d.reason && <p className="reception-reason">{t('reception.cancelledFor', { reason: d.reason })}</p>}
      {!isToday && d.state === 'published' && <p className="quiet">{t('reception.notToday')}</p>}
      {act.error && <ProblemNote error={act.error} />}
      {isToday && (
        <div className="tool-line">
          <Button
            type="primary"
            size="large"
            disabled={!upNext}
            loading={act.isPending}
            onClick={() => upNext && act.mutate({ bookingId: upNext.bookingId, act: 'call' })}
          >
            {upNext ? t('reception.callNext', { ticket: upNext.ticket ?? '' }) : t('reception.nobodyHere')}
          </Button>
          <WalkInForm dayId={d.dayId} />
        </div>
      )}
      {shown.length === 0 ? (
        <div className="sheet pad nothing">
          <h2>{t('reception.noBookings')}</h2>
          <p>{t('reception.noBookingsHelp')}</p>
        </div>
      ) : (
        <ul className="reception-bookings" aria-label={t('reception.bookings')}>
          {shown.map((b) => (
            <One
              key={b.bookingId}
              booking={b}
              detail={detail}
              isNext={b.bookingId === next}
              live={isToday}
              busy={act.isPending}
              onAct={(name) => act.mutate({ bookingId: b.bookingId, act: name })}
            />
          ))}
        </ul>
      )}
      <p className="quiet">{t('reception.looked')}</p>
    </>
  )
}

const ACTS: Partial<Record<BookingState, readonly DeskAct[]>> = {
  booked: ['arrive', 'absent'],
  waiting: ['arrive'],
  arrived: ['call', 'absent'],
  called: ['done', 'absent'],
  absent: ['call'],
}

interface OneProps {
  booking: Booking
  detail: DayDetail
  isNext: boolean
  /** It is the day itself. */
  live: boolean
  busy: boolean
  onAct: (act: DeskAct) => void
}

function One({ booking: b, detail, isNext, live, busy, onAct }: OneProps) {
  const t = useWords()
  const records = useMay('clerk', 'supervisor', 'bureau-head')
  const [recording, setRecording] = useState(false)
  const recordable = records && (b.state === 'called' || b.state === 'done') && b.matterNumber === null
  const who = b.name ?? b.number
  return (
    <li className={`sheet pad reception-booking${isNext && live ? ' next' : ''}`}>
      <div className="reception-ticket">
        <strong>{b.ticket ?? b.at ?? '—'}</strong>
        <span className="quiet">
          {b.walkIn
            ? t('reception.walkIn')
            : b.at
              ? t('reception.bookedAt', { at: b.at })
              : t('reception.waitingList')}
        </span>
      </div>
      <div className="reception-who">
        <h2>
          {b.name ?? t('reception.nameGone')}{' '}
          <Chip tone={BOOKING_TONES[b.state]}>{t(`reception.booking.${b.state}`)}</Chip>
          {isNext && live && <Chip tone="amber">{t('reception.isNext')}</Chip>}
        </h2>
        {b.topic && <p className="words">{b.topic}</p>}
        <p className="quiet">
          {b.number}
          {b.phone && ` · ${b.phone}`}
        </p>
        {b.matterNumber && <p>{t('reception.recordedAs', { number: b.matterNumber })}</p>}
        {recording && (
          <RecordForm
            dayId={detail.day.dayId}
            booking={b}
            host={detail.day.host}
            onClose={() => setRecording(false)}
          />
        )}
      </div>
      {!recording && (
        <div className="reception-acts">
          {live &&
            (ACTS[b.state] ?? []).map((act) => (
              <Button
                key={act}
                disabled={busy}
                onClick={() => onAct(act)}
                aria-label={`${t(`reception.act.${act as 'arrive' | 'call' | 'done' | 'absent'}`)} ${who}`}
              >
                {t(`reception.act.${act as 'arrive' | 'call' | 'done' | 'absent'}`)}
              </Button>
            ))}
          {recordable && (
            <Button
              type={b.state === 'called' ? 'primary' : 'default'}
              onClick={() => setRecording(true)}
              aria-label={`${t('reception.record')} ${who}`}
            >
              {t('reception.record')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
