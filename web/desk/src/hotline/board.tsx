/** The board (话务看板): queue, levels of service with what is counted over what, missed calls, who sits where; figures. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { lasted } from '../look/lasted.ts'
import { Loaded } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import { TONES } from './hotline.tsx'
import { type Board, boardQuery, type Call, type FigureRow, figuresQuery } from './queries.ts'
import { Since } from './since.tsx'
import './hotline.css'

export function BoardPage() {
  const t = useWords()
  const search = useSearch({ from: '/signed-in/hotline/board' })
  const navigate = useNavigate()
  useTitle(t('hotline.board'))
  const figures = search.tab === 'figures'
  const show = (tab?: 'figures') =>
    void navigate({ to: '/hotline/board', search: { ...search, tab }, replace: true })
  return (
    <>
      <div className="page-head">
        <h1>{t('hotline.board')}</h1>
        <p className="quiet">{t('hotline.boardLead')}</p>
      </div>
      <div className="tabs-line hotline-tabs">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
        <div className="switcher" role="group" aria-label={t('hotline.boardParts')}>
          <button type="button" aria-pressed={!figures} onClick={() => show()}>
            {t('hotline.now')}
          </button>
          <button type="button" aria-pressed={figures} onClick={() => show('figures')}>
            {t('hotline.figures')}
          </button>
        </div>
      </div>
      {figures ? <Figures /> : <Now />}
    </>
  )
}

function Now() {
  const board = useQuery(boardQuery)
  return (
    <Loaded of={board} empty={null}>
      {(data) => <BoardNow board={data} />}
    </Loaded>
  )
}

const LEVELS = ['answeredIn15', 'connected', 'otherMedia', 'mailbox'] as const
/** What a level is to reach, in hundredths, where the text names one. */
const AIM: Readonly<Record<(typeof LEVELS)[number], number | null>> = {
  answeredIn15: null,
  connected: 95,
  otherMedia: null,
  mailbox: null,
}

const percent = (met: number, of: number): string => `${((100 * met) / of).toFixed(1)}%`

function BoardNow({ board: b }: { board: Board }) {
  const t = useWords()
  const { today } = b
  return (
    <>
      <ul className="hotline-levels">
        {LEVELS.map((level) => {
          const { met, of } = b.levels[level]
          const aim = AIM[level]
          const low = aim !== null && of > 0 && (met / of) * 100 < aim
          return (
            <li key={level} className="sheet pad">
              <h2>{t(`hotline.level.${level}`)}</h2>
              <p className={low ? 'hotline-figure late' : 'hotline-figure'}>
                {of === 0 ? '—' : percent(met, of)}
              </p>
              <p className="quiet">{t('hotline.metOf', { met, of })}</p>
              <p className="quiet">{t(`hotline.levelHelp.${level}`)}</p>
            </li>
          )
        })}
      </ul>
      <dl className="sheet pad hotline-sums">
        {(
          [
            ['calls', today.calls],
            ['answered', today.answered],
            ['abandoned', today.abandoned],
            ['waiting', today.waiting],
            ['talking', today.talking],
            ['answeredAtOnce', today.answeredAtOnce],
            ['orders', today.orders],
            ['handedOn', today.handedOn],
            ['meanWait', today.meanWait === null ? '—' : lasted(today.meanWait * 1000)],
            ['meanTalk', today.meanTalk === null ? '—' : lasted(today.meanTalk * 1000)],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`hotline.sum.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="hotline-board">
        <Lines title={t('hotline.inQueue')} none={t('hotline.noQueue')} calls={b.queue} />
        <Lines title={t('hotline.speaking')} none={t('hotline.noneSpeaking')} calls={b.talking} />
        <Missed calls={b.missed} />
        <Seats board={b} />
      </div>
      <Hours board={b} />
    </>
  )
}

function Lines({ title, none, calls }: { title: string; none: string; calls: readonly Call[] }) {
  const t = useWords()
  return (
    <section className="sheet pad" aria-label={title}>
      <h2>{title}</h2>
      {calls.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul className="plain hotline-rows">
          {calls.slice(0, 30).map((c) => (
            <li key={c.callId}>
              <span>{c.phone ?? t('hotline.withheld')}</span>
              <Chip tone={TONES[c.state]}>{t(`hotline.state.${c.state}`)}</Chip>
              <span className="quiet">{c.extension ?? ''}</span>
              <Since from={c.answeredAt ?? c.startedAt} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Missed({ calls }: { calls: readonly Call[] }) {
  const t = useWords()
  const { bureau } = useMe()
  const mayDial = useMay('operator', 'clerk')
  const mayMark = useMay('operator', 'clerk', 'supervisor', 'bureau-head')
  const back = useCommand(
    (v: { id: string; reached: boolean }, key) =>
      post(`/hotline/calls/${v.id}/call-backs`, key, { reached: v.reached }),
    { changes: [['hotline', 'board']] },
  )
  const dial = useCommand((id: string, key) => post(`/hotline/calls/${id}/dials`, key, undefined))
  return (
    <section className="sheet pad" aria-labelledby="hotline-missed">
      <h2 id="hotline-missed">{t('hotline.missed')}</h2>
      <p className="quiet">{t('hotline.missedHelp')}</p>
      {calls.length === 0 ? (
        <p className="quiet">{t('hotline.noneMissed')}</p>
      ) : (
        <ul className="plain hotline-rows">
          {calls.map((c) => (
            <li key={c.callId}>
              <span>{c.phone}</span>
              <span className="quiet">{instant(c.startedAt, bureau.zone)}</span>
              {mayDial && (
                <Button size="small" disabled={dial.isPending} onClick={() => dial.mutate(c.callId)}>
                  {t('hotline.dial')}
                  <span className="hidden-text">{c.phone}</span>
                </Button>
              )}
              {mayMark && (
                <>
                  <Button
                    size="small"
                    disabled={back.isPending}
                    onClick={() => back.mutate({ id: c.callId, reached: true })}
                  >
                    {t('hotline.reached')}
                    <span className="hidden-text">{c.phone}</span>
                  </Button>
                  <Button
                    size="small"
                    disabled={back.isPending}
                    onClick={() => back.mutate({ id: c.callId, reached: false })}
                  >
                    {t('hotline.notReached')}
                    <span className="hidden-text">{c.phone}</span>
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {(back.error ?? dial.error) && <ProblemNote error={back.error ?? dial.error} />}
    </section>
  )
}

function Seats({ board }: { board: Board }) {
  const t = useWords()
  return (
    <section className="sheet pad" aria-labelledby="hotline-seats">
      <h2 id="hotline-seats">{t('hotline.seats')}</h2>
      {board.agents.length === 0 ? (
        <p className="quiet">{t('hotline.noSeats')}</p>
      ) : (
        <ul className="plain hotline-rows">
          {board.agents.map((a) => (
            <li key={a.accountId}>
              <span>
                {a.extension} {a.name}
              </span>
              <Chip>{t(`hotline.agent.${a.state}`)}</Chip>
              <Since from={a.since} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Hours({ board }: { board: Board }) {
  const t = useWords()
  if (board.hours.length === 0) return null
  return (
    <section className="sheet pad" aria-labelledby="hotline-hours">
      <h2 id="hotline-hours">{t('hotline.hours')}</h2>
      <table className="hotline-table">
        <thead>
          <tr>
            {(['hour', 'calls', 'answered', 'in15'] as const).map((c) => (
              <th key={c} scope="col">
                {t(`hotline.col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.hours.map((h) => (
            <tr key={h.hour}>
              <th scope="row">{`${String(h.hour).padStart(2, '0')}:00`}</th>
              <td>{h.calls}</td>
              <td>{h.answered}</td>
              <td>{h.in15}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const monthBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 29 * 86_400_000).toISOString().slice(0, 10)

const COLUMNS = [
  'calls',
  'answered',
  'in15',
  'abandoned',
  'calledBack',
  'answeredAtOnce',
  'orders',
  'linked',
  'handedOn',
  'outgoing',
] as const

function Figures() {
  const t = useWords()
  const { today } = useMe()
  const search = useSearch({ from: '/signed-in/hotline/board' })
  const navigate = useNavigate()
  const from = search.from ?? monthBefore(today)
  const to = search.to ?? today
  const rows = useQuery(figuresQuery(from, to))
  const set = (part: { from?: string; to?: string }) =>
    void navigate({ to: '/hotline/board', search: { ...search, ...part }, replace: true })
  return (
    <>
      <div className="tool-line hotline-period">
        <Field id="figures-from" label={t('hotline.from')}>
          {(c) => (
            <Input
              {...c}
              type="date"
              value={from}
              max={to}
              onChange={(e) => e.target.value && set({ from: e.target.value })}
            />
          )}
        </Field>
        <Field id="figures-to" label={t('hotline.until')}>
          {(c) => (
            <Input
              {...c}
              type="date"
              value={to}
              min={from}
              onChange={(e) => e.target.value && set({ to: e.target.value })}
            />
          )}
        </Field>
      </div>
      <Loaded of={rows} empty={{ title: t('hotline.noFigures'), help: t('hotline.noFiguresHelp') }}>
        {(items) => <FigureTable rows={items} />}
      </Loaded>
      <p className="quiet">{t('hotline.figuresHelp')}</p>
    </>
  )
}

function FigureTable({ rows }: { rows: readonly FigureRow[] }) {
  const t = useWords()
  const seconds = (s: number | null) => (s === null ? '—' : lasted(s * 1000))
  return (
    <div className="sheet">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="hotline-scroll" tabIndex={0} aria-label={t('hotline.figures')}>
        <table className="hotline-table">
          <thead>
            <tr>
              <th scope="col">{t('hotline.col.day')}</th>
              {COLUMNS.map((c) => (
                <th key={c} scope="col">
                  {t(`hotline.col.${c}`)}
                </th>
              ))}
              <th scope="col">{t('hotline.sum.meanWait')}</th>
              <th scope="col">{t('hotline.sum.meanTalk')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.day}>
                <th scope="row" className="nowrap">
                  {r.day}
                </th>
                {COLUMNS.map((c) => (
                  <td key={c}>{r[c]}</td>
                ))}
                <td>{seconds(r.meanWait)}</td>
                <td>{seconds(r.meanTalk)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('hotline.col.sum')}</th>
              {COLUMNS.map((c) => (
                <td key={c}>{rows.reduce((n, r) => n + r[c], 0)}</td>
              ))}
              <td />
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  )
}
