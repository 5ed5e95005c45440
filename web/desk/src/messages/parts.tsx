/** What the pages of the message platform share: their head, states, numbers. */
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useTitle } from '../frame/hooks.ts'
import { Unread } from '../frame/problem.tsx'
import { type Say, useWords } from '../text/words.ts'
import type { Campaign } from './queries.ts'
import '../routing/routing.css'
import './messages.css'

const PARTS = [
  ['campaigns', '/messages'],
  ['replies', '/messages/replies'],
  ['groups', '/messages/groups'],
  ['templates', '/messages/templates'],
  ['figures', '/messages/figures'],
] as const

/** Head of the five parts, with the way between them. */
export function MessagesHead({ part }: { part: (typeof PARTS)[number][0] }) {
  const t = useWords()
  useTitle(t(`messages.part.${part}`))
  return (
    <>
      <div className="page-head">
        <h1>{t('messages.title')}</h1>
        <p className="quiet">{t('messages.lead')}</p>
      </div>
      <nav className="messages-parts" aria-label={t('messages.parts')}>
        {PARTS.map(([key, to]) => (
          <Link key={key} to={to} activeOptions={{ exact: true }}>
            {t(`messages.part.${key}`)}
          </Link>
        ))}
      </nav>
    </>
  )
}

const TONES: Readonly<Record<Campaign['state'], Tone>> = {
  draft: 'plain',
  approval: 'amber',
  scheduled: 'blue',
  preparing: 'blue',
  running: 'blue',
  stopped: 'amber',
  finished: 'green',
  cancelled: 'plain',
}

export function StateChip({ state }: { state: Campaign['state'] }) {
  const t = useWords()
  return <Chip tone={TONES[state]}>{t(`messages.state.${state}`)}</Chip>
}

/** What a line is called: its name in the settings, but the folder of the demo. */
export const lineName = (t: Say, line: string): string => (line === 'file' ? t('messages.fileLine') : line)

const KNOWN = ['name', 'township', 'bureau', 'date', 'time', 'place', 'phone', 'unit', 'matter'] as const

/** What a variable of a text is called, with how it is written there: `日期 {date}`; a name of one's own as it stands. */
export function variableName(t: Say, name: string): string {
  const known = KNOWN.find((k) => k === name)
  return known ? `${t(`messages.variableIs.${known}`)} {${name}}` : `{${name}}`
}

export const yuan = (fen: number): string => (fen / 100).toFixed(2)

interface Loads<T> {
  data: T | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** What is on its way, could not be had, or is there. */
export function Read<T>({ from, children }: { from: Loads<T>; children: (data: T) => ReactNode }) {
  if (from.error && !from.data) return <Unread error={from.error} again={from.refetch} />
  if (from.data === undefined) return <Skeleton active paragraph={{ rows: 5 }} />
  return <>{children(from.data)}</>
}

export function Nothing({ title, help }: { title: string; help: string }) {
  return (
    <div className="sheet pad nothing">
      <h2>{title}</h2>
      <p>{help}</p>
    </div>
  )
}
