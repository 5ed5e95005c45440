/** The start page: what to do today, by the roles of who looks; one press leads to the work. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ContinueDrafts } from '../cases/drafts/continue.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { useKeys } from '../frame/keys.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, weekday } from '../look/dates.ts'
import { page } from '../page.ts'
import { say } from '../text/language.ts'
import { Figures } from './figures.tsx'
import { type MyDay, myDayQuery } from './queries.ts'
import { Section } from './section.tsx'

/** Comes with the words of the desk after the page itself. */
const GrowingTopics = page(() => import('../insight/growing-line.tsx'), 'GrowingLine')

export function MyDayPage() {
  const { t } = useTranslation()
  const me = useMe()
  const { data, error, refetch, isPending } = useQuery(myDayQuery)
  useTitle(t('myday.title'))
  useKeys({
    j: { run: () => step(1), says: t('help.next') },
    k: { run: () => step(-1), says: t('help.previous') },
  })
  return (
    <div className="myday">
      <div className="page-head">
        <h1>{t('myday.title')}</h1>
        <p className="quiet">
          {say(me.unit.name)} · {day(me.today, { year: true })} {weekday(me.today)}
        </p>
      </div>
      {data ? (
        <Day of={data} />
      ) : error ? (
        <div className="sheet pad">
          <ProblemNote error={error} focus={false} />
          <Button type="primary" onClick={() => void refetch()}>
            {t('error.again')}
          </Button>
        </div>
      ) : (
        isPending && (
          <div className="sheet pad" aria-busy="true">
            <span className="hidden-text" role="status">
              {t('myday.loading')}
            </span>
            <Skeleton active title={false} paragraph={{ rows: 9 }} />
          </div>
        )
      )}
    </div>
  )
}

/** To the next row of the page; Enter then opens it. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.myday [data-row]')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus()
}

function Day({ of }: { of: MyDay }) {
  const { t } = useTranslation()
  const works = useMay('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'reviewer', 'bureau-head')
  const signs = useMay('unit-head', 'bureau-head', 'supervisor')
  const oversees = useMay('bureau-head', 'supervisor')
  const { due, today } = of
  if (!works && !of.late) {
    return (
      <div className="sheet pad nothing">
        <h2>{t('myday.noMatters')}</h2>
        <p>{t('myday.noMattersHelp')}</p>
      </div>
    )
  }
  const sign = (
    <Section
      key="sign"
      id="sign"
      title={t('myday.toSign')}
      none={t('myday.toSignNone')}
      items={of.toSign}
      today={today}
    />
  )
  return (
    <>
      {works && (
        <ul className="day-tiles">
          <Tile value={due.overdue} label={t('myday.overdue')} tone="red" overdue />
          <Tile value={due.today} label={t('myday.dueToday')} tone="amber" />
          <Tile value={due.soon} label={t('myday.soon')} tone="amber" />
          {signs && <Tile value={of.toSign.length} label={t('myday.toSign')} tone="violet" anchor="sign" />}
          <Tile value={of.cameBack.length} label={t('myday.cameBack')} tone="amber" anchor="back" />
          <Tile value={of.added.length} label={t('myday.added')} tone="green" anchor="added" />
        </ul>
      )}
      <div className="day-grid">
        <div className="day-main">
          {/* Whoever signs is waited for by others: their signature comes first. */}
          {signs && of.toSign.length > 0 && sign}
          {works && (
            <Section
              id="due"
              title={t('myday.due')}
              none={t('myday.dueNone')}
              items={due.items}
              count={due.all}
              today={today}
              more={
                due.all > due.items.length ? (
                  <Link to="/matters">{t('myday.allDue', { count: due.all })}</Link>
                ) : null
              }
            />
          )}
          {of.late && (
            <Section
              id="late"
              title={t('myday.late')}
              none={t('myday.lateNone')}
              items={of.late}
              today={today}
              showUnit
            />
          )}
        </div>
        <div className="day-side">
          {signs && of.toSign.length === 0 && sign}
          <ContinueDrafts />
          {works && (
            <>
              <Section
                id="back"
                title={t('myday.cameBack')}
                none={t('myday.cameBackNone')}
                items={of.cameBack}
                today={today}
              />
              <Section
                id="added"
                title={t('myday.added')}
                none={t('myday.addedNone')}
                items={of.added}
                today={today}
              />
            </>
          )}
          {oversees && (
            <Suspense fallback={null}>
              <GrowingTopics />
            </Suspense>
          )}
          {of.figures && <Figures of={of.figures} />}
        </div>
      </div>
    </>
  )
}

function Tile(props: {
  value: number
  label: string
  tone: 'red' | 'amber' | 'violet' | 'green'
  anchor?: string
  /** Leads to the list of what is overdue instead of all work. */
  overdue?: boolean
}) {
  const inner = (
    <>
      <strong>{props.value}</strong>
      <span>{props.label}</span>
    </>
  )
  const className = props.value > 0 ? `day-tile day-tile-${props.tone}` : 'day-tile'
  return (
    <li>
      {props.anchor ? (
        <a className={className} href={`#day-${props.anchor}`}>
          {inner}
        </a>
      ) : (
        <Link className={className} to="/matters" search={props.overdue ? { list: 'overdue' } : {}}>
          {inner}
        </Link>
      )}
    </li>
  )
}
