/**
 * The wall display: sums of the day as they change. What was read last stays when the line is broken, and is asked for
 * once a minute until the stream is there again.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wall } from '../../../../src/wall/contract.ts'
import { get, isProblem, newKey, post } from '../api/client.ts'
import { useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { AreaMap } from '../statistics/area-map.tsx'
import { language, say } from '../text/language.ts'
import { listenToWall } from './listen.ts'
import './wall.css'

const EVERY_MS = 60_000

/** Only a lost or foreign key ends it: a broken line comes back. */
const isOver = (error: unknown): boolean => isProblem(error) && [401, 403, 404].includes(error.status)

export function WallPage() {
  const { t } = useTranslation()
  const { look } = useSearch({ from: '/wall' })
  const key = useLocation({ select: (l) => l.hash })
  useTitle(t('wall.title'))
  const client = useQueryClient()
  const [live, setLive] = useState(false)
  const wall = useQuery({
    queryKey: ['wall', key],
    queryFn: ({ signal }) =>
      key === '' ? get<Wall>('/wall', signal) : post<Wall>('/wall/screen', newKey(), { key }),
    refetchInterval: (q) => (live || (q.state.error && isOver(q.state.error)) ? false : EVERY_MS),
    refetchIntervalInBackground: true,
    retry: (_, error) => !isOver(error),
    retryDelay: (tries) => Math.min(30_000, 1000 * 2 ** tries),
    gcTime: Number.POSITIVE_INFINITY,
  })
  const ended = wall.error !== null && isOver(wall.error)
  useEffect(() => {
    if (ended) return
    return listenToWall(key, {
      onWall: (w) => {
        client.setQueryData(['wall', key], w)
        setLive(true)
      },
      onBroken: () => setLive(false),
      // The question says why, and the page shows it.
      onOver: () => {
        setLive(false)
        void client.invalidateQueries({ queryKey: ['wall', key] })
      },
    })
  }, [client, key, ended])
  // A wall is light or dark as its link says; else as the device does.
  useEffect(() => {
    const before = document.documentElement.dataset.theme
    if (look) document.documentElement.dataset.theme = look
    return () => {
      if (look && before) document.documentElement.dataset.theme = before
    }
  }, [look])
  return (
    <main id="main" className="wall">
      {wall.data && !ended ? (
        <Shown w={wall.data} live={live} broken={!live && (wall.failureCount > 0 || wall.isError)} />
      ) : (
        <>
          <h1>{t('wall.title')}</h1>
          {wall.error ? (
            <ProblemNote error={wall.error} focus={false} />
          ) : (
            <p role="status">{t('wall.loading')}</p>
          )}
        </>
      )}
    </main>
  )
}

/** The time of the room, told anew every ten seconds. */
function useClock(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), 10_000)
    return () => window.clearInterval(timer)
  }, [])
  return now
}

/** In the time of the bureau, whatever the screen's own. */
const time = (at: Date, timeZone: string): string =>
  at.toLocaleTimeString(language() === 'en' ? 'en-GB' : 'zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })

function Shown({ w, live, broken }: { w: Wall; live: boolean; broken: boolean }) {
  const { t } = useTranslation()
  const now = useClock()
  return (
    <>
      <header className="wall-head">
        <h1>{say(w.bureau)}</h1>
        <p>
          {w.today} <strong>{time(now, w.zone)}</strong>
        </p>
      </header>
      <section className="wall-numbers" aria-label={t('wall.now')}>
        {(['received', 'ended', 'open', 'dueToday', 'overdue'] as const).map((name) => (
          <div
            key={name}
            className={name === 'overdue' && w.overdue > 0 ? 'wall-number late' : 'wall-number'}
          >
            <p>{t(`wall.${name}`)}</p>
            <strong>{w[name]}</strong>
          </div>
        ))}
      </section>
      {w.calls && <Calls calls={w.calls} now={now} />}
      <div className="wall-parts">
        <Rates w={w} />
        <Topics w={w} />
        <Places w={w} />
      </div>
      <footer className="wall-foot" role="status">
        {broken
          ? t('wall.broken', { at: time(new Date(w.at), w.zone) })
          : t(live ? 'wall.live' : 'wall.read', { at: time(new Date(w.at), w.zone) })}
        {' · '}
        {t('wall.foot')}
      </footer>
    </>
  )
}

const share = ({ met, of }: { met: number; of: number }): string =>
  of === 0 ? '—' : `${((100 * met) / of).toFixed(1)}%`

/** The hotline: today, who waits now, and the levels of the last 24 hours. */
function Calls({ calls: c, now }: { calls: NonNullable<Wall['calls']>; now: Date }) {
  const { t } = useTranslation()
  const waited =
    c.waitingSince === null ? 0 : Math.floor((now.getTime() - Date.parse(c.waitingSince)) / 60_000)
  return (
    <section className="wall-calls" aria-labelledby="wall-calls">
      <h2 id="wall-calls">{t('wall.calls')}</h2>
      <dl>
        {(['calls', 'answered', 'abandoned', 'atOnce', 'orders', 'talking'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`wall.call.${name}`)}</dt>
            <dd>{c[name]}</dd>
          </div>
        ))}
        <div className={c.waiting > 0 ? 'waits' : undefined}>
          <dt>{t('wall.call.waiting')}</dt>
          <dd>
            {c.waiting}
            {waited > 0 && <small> {t('wall.waited', { n: waited })}</small>}
          </dd>
        </div>
        {(['in15', 'connected'] as const).map((level) => (
          <div key={level}>
            <dt>{t(`wall.level.${level}`)}</dt>
            <dd>
              {share(c[level])}{' '}
              <small>
                {c[level].met}/{c[level].of}
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Rates({ w }: { w: Wall }) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="wall-rates">
      <h2 id="wall-rates">{t('wall.rates')}</h2>
      <dl>
        {w.rates.map((r) => (
          <div key={r.code}>
            <dt>{say(r.name)}</dt>
            <dd>
              {r.denominator === 0 ? (
                '—'
              ) : (
                <>
                  {((100 * r.numerator) / r.denominator).toFixed(1)}%{' '}
                  <small>
                    {r.numerator}/{r.denominator}
                  </small>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Topics({ w }: { w: Wall }) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="wall-topics">
      <h2 id="wall-topics">{t('wall.topics')}</h2>
      {w.topics.length === 0 ? (
        <p>{t('wall.noTopics')}</p>
      ) : (
        <ol>
          {w.topics.map((topic, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: topics have no name here, only their place
            <li key={at}>
              <span>{say(topic.branch)}</span>
              <span>{t('wall.letters', { n: topic.letters })}</span>
              <span>{t('wall.heat', { n: topic.heat })}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Places({ w }: { w: Wall }) {
  const { t } = useTranslation()
  const values = new Map(w.areas.map((a) => [a.code, { value: a.received, to: null }]))
  const unknown = values.get('')?.value ?? 0
  return (
    <section aria-labelledby="wall-places">
      <h2 id="wall-places">{t('wall.places')}</h2>
      {w.map ? (
        <AreaMap
          shapes={w.map}
          values={values}
          label={w.areas.map((a) => `${say(a.name)} ${a.received}`).join('；')}
          plain
        />
      ) : (
        <dl>
          {w.areas
            .filter((a) => a.code !== '')
            .map((a) => (
              <div key={a.code}>
                <dt>{say(a.name)}</dt>
                <dd>{a.received}</dd>
              </div>
            ))}
        </dl>
      )}
      {unknown > 0 && <p>{t('wall.unknown', { n: unknown })}</p>}
    </section>
  )
}
