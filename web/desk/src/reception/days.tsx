/** 接访日: days on which offices receive people, as drafts, published, or cancelled with a reason. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, weekday } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { CancelForm } from './cancel-form.tsx'
import { DayForm } from './day-form.tsx'
import { daysQuery, type ReceptionDay } from './queries.ts'
import '../routing/routing.css'
import './reception.css'

export const DAY_TONES: Record<ReceptionDay['state'], Tone> = {
  draft: 'amber',
  published: 'green',
  cancelled: 'red',
}

export function ReceptionDaysPage() {
  const t = useWords()
  const { today, bureau } = useMe()
  const keeps = useMay('clerk', 'supervisor', 'bureau-head')
  const { edit, past } = useSearch({ from: '/signed-in/reception' })
  const navigate = useNavigate({ from: '/reception' })
  const rows = useQuery(daysQuery)
  useTitle(t('reception.title'))
  const close = () => void navigate({ search: past ? { past } : {} })
  return (
    <>
      <div className="page-head">
        <h1>{t('reception.title')}</h1>
        <p className="quiet">{t('reception.about')}</p>
      </div>
      {edit === 'new' && keeps ? (
        <DayForm day={null} onClose={close} />
      ) : (
        <div className="tool-line">
          {keeps && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => void navigate({ search: { edit: 'new' } })}
            >
              {t('reception.new')}
            </Button>
          )}
          <Button
            className={past ? 'toggle on' : 'toggle'}
            aria-pressed={past ?? false}
            onClick={() => void navigate({ search: past ? {} : { past: true } })}
          >
            {t('reception.past')}
          </Button>
          <a href={`/${bureau.slug}/reception`} target="_blank" rel="noreferrer">
            {t('reception.publicPage')}
          </a>
        </div>
      )}
      <Loaded of={rows} empty={{ title: t('reception.none'), help: t('reception.noneHelp') }}>
        {(items) => {
          const shown = items.filter((d) => (past ? d.onDate < today : d.onDate >= today))
          return shown.length === 0 ? (
            <div className="sheet pad nothing">
              <h2>{t(past ? 'reception.nonePast' : 'reception.none')}</h2>
              <p>{t('reception.noneHelp')}</p>
            </div>
          ) : (
            <ul className="reception-days">
              {(past ? shown.toReversed() : shown).map((d) => (
                <li key={d.dayId}>
                  {edit === d.dayId && keeps ? (
                    <DayForm day={d} onClose={close} />
                  ) : (
                    <One
                      day={d}
                      keeps={keeps && d.onDate >= today}
                      onEdit={() => void navigate({ search: { edit: d.dayId } })}
                    />
                  )}
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </>
  )
}

function One({ day: d, keeps, onEdit }: { day: ReceptionDay; keeps: boolean; onEdit: () => void }) {
  const t = useWords()
  const { today } = useMe()
  const [cancelling, setCancelling] = useState(false)
  const publish = useCommand(
    (_: null, key) =>
      post(`/reception-days/${d.dayId}/acts`, key, { act: 'publish', expectedVersion: d.version }),
    { changes: [['reception-days']] },
  )
  const name = `${day(d.onDate, { today })} ${d.host}`
  return (
    <article className="sheet pad reception-day" aria-labelledby={`day-${d.dayId}`}>
      <div className="reception-when">
        <strong>{day(d.onDate, { today })}</strong>
        <span>{d.onDate === today ? t('reception.today') : weekday(d.onDate)}</span>
        <span className="quiet">
          {d.starts}–{d.ends}
        </span>
      </div>
      <div className="reception-what">
        <h2 id={`day-${d.dayId}`}>
          {d.state === 'draft' ? (
            d.host
          ) : (
            <Link to="/reception/$dayId" params={{ dayId: d.dayId }}>
              {d.host}
            </Link>
          )}{' '}
          <Chip tone={DAY_TONES[d.state]}>{t(`reception.state.${d.state}`)}</Chip>
        </h2>
        <p className="quiet">
          {d.place}
          {d.unit && ` · ${say(d.unit)}`} · {t('reception.slots', { count: d.slots, minutes: d.slotMinutes })}
        </p>
        {d.note && <p className="words">{d.note}</p>}
        {d.state === 'published' && (
          <p>{t('reception.taken', { booked: d.booked, free: d.free, waiting: d.waiting })}</p>
        )}
        {d.reason && <p className="reception-reason">{t('reception.cancelledFor', { reason: d.reason })}</p>}
        {publish.error && <ProblemNote error={publish.error} />}
        {cancelling && <CancelForm day={d} onClose={() => setCancelling(false)} />}
      </div>
      {keeps && d.state !== 'cancelled' && !cancelling && (
        <div className="reception-acts">
          {d.state === 'draft' && (
            <Button
              type="primary"
              loading={publish.isPending}
              onClick={() => publish.mutate(null)}
              aria-label={t('reception.publishOne', { name })}
            >
              {t('reception.publish')}
            </Button>
          )}
          <Button onClick={onEdit} aria-label={t('reception.editOne', { name })}>
            {t('reception.edit')}
          </Button>
          {d.state === 'published' && (
            <Button
              danger
              onClick={() => setCancelling(true)}
              aria-label={t('reception.cancelOne', { name })}
            >
              {t('reception.cancel')}
            </Button>
          )}
        </div>
      )}
    </article>
  )
}
