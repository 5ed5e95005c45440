/**
 * The matter on paper: what was asked, what came of it, by when, what happened. Drawn only while it is printed, from the
 * button or the browser's own menu. Who asked stays masked here even where somebody has just
 * looked, and internal notes are left out: paper is read by people nobody logs.
 */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { MatterView, Seat, TimelineEntry } from '../../api/types.ts'
import { papersQuery } from '../../documents/api.ts'
import { useCategoryName } from '../../frame/category-select.tsx'
import { useMe, useUnitsById } from '../../frame/hooks.ts'
import { day, instant } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { useWhose } from './clocks.tsx'
import { nextClock } from './head.tsx'
import { useNaming } from './proceeding-name.ts'
import './print-sheet.css'

const SEATS: readonly Seat[] = ['centre', 'handler', 'reviewer', 'supervisor']
const PARTS = ['name', 'phone', 'address', 'idNumber', 'email'] as const
const dated = (on: string) => day(on, { year: true })

export function PrintSheet({ matter }: { matter: MatterView }) {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // At once: the browser takes the page as it stands when the handler returns.
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return printing ? <Sheet matter={matter} /> : null
}

function Sheet({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const me = useMe()
  const last = matter.timeline.at(-1)
  const kept = matter.lane === 'shielded' || matter.secrecy !== 'none'
  return (
    <div className="print-sheet" data-testid="print-sheet">
      <header>
        <p className="print-bureau">{say(matter.bureau.name)}</p>
        <p className="print-title">{t('sheet.title')}</p>
        <p className="print-number">
          {t('slip.number')} {matter.number}
          {kept && (
            <strong>
              {matter.lane === 'shielded' ? t('matter.shielded') : t(`secrecy.${matter.secrecy}`)}
            </strong>
          )}
        </p>
      </header>
      <Facts matter={matter} />
      <Part title={t('matter.letter')}>
        <p className="words">{matter.body ?? t(matter.erased ? 'matter.gone' : 'matter.unreadable')}</p>
      </Part>
      <Demands matter={matter} />
      <People matter={matter} />
      <Limits matter={matter} />
      <PrintedDocuments matter={matter} />
      <Files matter={matter} />
      <Story matter={matter} />
      <footer className="print-foot">
        <p>{t('sheet.omits')}</p>
        <p>
          {t('sheet.printed', { at: instant(me.now, me.bureau.zone), name: me.name })}
          {last && ` ${t('sheet.stands', { version: last.version, hash: shortHash(last.hash) })}`}
        </p>
      </footer>
    </div>
  )
}

const shortHash = (hash: string) => hash.replace(/^\w+:/, '').slice(0, 16)

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Facts({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const category = useCategoryName()
  const due = matter.end ? undefined : nextClock(matter)
  const contact = matter.contacts.find((c) => c.external)
  const persons = matter.contacts.reduce((n, c) => n + c.persons, 0)
  const facts: [string, ReactNode][] = [
    [t('register.subject'), matter.subject ?? t('inbox.noSubject')],
    [t('register.procedure'), say(matter.procedureLabel)],
    [
      t('filter.state'),
      matter.end
        ? `${say(matter.stateLabel)} · ${t(`end.${matter.end as 'answered'}`)}`
        : say(matter.stateLabel),
    ],
    [t('register.channel'), t(`channel.${matter.channel}`)],
    [t('sheet.received'), matter.undated ? t('matter.undated') : dated(matter.receivedOn)],
    [t('register.class'), t(`class.${matter.class}`)],
    [t('matter.category'), matter.category ? category(matter.category) : '—'],
    [t('sheet.persons'), t('matter.persons', { count: persons })],
    [t('register.place'), matter.place ?? '—'],
    ...SEATS.flatMap((seat): [string, ReactNode][] =>
      matter.seats[seat] ? [[t(`seat.${seat}`), say(matter.seats[seat]?.name)]] : [],
    ),
  ]
  if (contact?.external) {
    const { system, number, sender, due: theirs } = contact.external
    const line = t('external.line', { system, number, sender: sender || '—' })
    facts.push([
      t('external.title'),
      theirs ? `${line} ${t('external.dueLine', { day: dated(theirs) })}` : line,
    ])
  }
  if (due)
    facts.push([
      t('sheet.next'),
      <strong key="due">
        {dated(due.nominal)} {say(due.name)}
        {due.provisional && ` ${t('clock.provisionalShort')}`}
      </strong>,
    ])
  return (
    <dl className="print-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Demands({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const gone = matter.erased ? t('matter.gone') : t('matter.unreadable')
  return (
    <Part title={t('sheet.demands')}>
      <table>
        <thead>
          <tr>
            <th className="print-narrow">{t('sheet.n')}</th>
            <th>{t('matter.demands')}</th>
            <th>{t('sheet.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {matter.demands.map((d, i) => (
            <tr key={d.demandId}>
              <td className="print-narrow">{i + 1}</td>
              <td className="words">{d.text ?? gone}</td>
              <td>
                {d.outcome ? (
                  <>
                    <strong>{say(d.outcome.label)}</strong> {dated(d.outcome.on)}
                    <p className="words">{d.outcome.words ?? gone}</p>
                    {d.outcome.basis && (
                      <p>
                        {t('matter.basis')}
                        {d.outcome.basis}
                      </p>
                    )}
                  </>
                ) : (
                  t('matter.noOutcome')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function People({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const hidden = matter.lane === 'shielded' || matter.secrecy !== 'none'
  return (
    <Part title={t('sheet.people')}>
      {matter.parties.length === 0 ? (
        <p>{t(hidden ? 'party.hidden' : 'party.none')}</p>
      ) : (
        <ul>
          {matter.parties.map((p, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list comes whole
            <li key={i}>
              {[t(`partyRole.${p.role}`), ...PARTS.flatMap((part) => p[part] ?? [])].join(t('list.comma'))}
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

function Limits({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const units = useUnitsById()
  const whose = useWhose()
  if (matter.clocks.length === 0) return null
  const clocks = matter.clocks.toSorted((a, b) => (a.nominal < b.nominal ? -1 : 1))
  return (
    <Part title={t('clock.title')}>
      <table>
        <thead>
          <tr>
            <th>{t('sheet.limit')}</th>
            <th>{t('sheet.whose')}</th>
            <th>{t('sheet.lastDay')}</th>
            <th>{t('filter.state')}</th>
          </tr>
        </thead>
        <tbody>
          {clocks.map((c) => {
            const live = c.status === 'running' || c.status === 'paused'
            const status = c.overdue && live ? 'late' : c.status
            return (
              <tr key={c.clockId}>
                <td>
                  {say(c.name)}
                  <small>{say(c.basis)}</small>
                </td>
                <td>{whose(c, units)}</td>
                <td className="print-day">
                  {dated(c.right ? c.rolled : c.nominal)}
                  {c.provisional && ` ${t('clock.provisionalShort')}`}
                </td>
                <td className="print-day">
                  {t(`clock.status.${status}`)}
                  {!live && c.endedOn && <small>{dated(c.endedOn)}</small>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Part>
  )
}

function PrintedDocuments({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const { data } = useQuery(papersQuery(matter.matterId, matter.version))
  const letters = (data?.items ?? []).filter(
    (p) => p.number !== null && !matter.documents.some((d) => d.documentId === p.documentId),
  )
  if (matter.documents.length + letters.length === 0) return null
  const numberOf = (id: string) => data?.items.find((p) => p.documentId === id)?.number ?? '—'
  return (
    <Part title={t('document.title')}>
      <table>
        <thead>
          <tr>
            <th>{t('sheet.document')}</th>
            <th>{t('sheet.documentNumber')}</th>
            <th>{t('sheet.issued')}</th>
            <th>{t('sheet.served')}</th>
          </tr>
        </thead>
        <tbody>
          {matter.documents.map((d) => (
            <tr key={d.documentId}>
              <td>
                {t(`document.kind.${d.kind}`)}
                <small>{say(d.unit.name)}</small>
              </td>
              <td>{numberOf(d.documentId)}</td>
              <td className="print-day">{dated(d.issuedOn)}</td>
              <td>{d.servedOn ? dated(d.servedOn) : t('document.notServed')}</td>
            </tr>
          ))}
          {letters.map((p) => (
            <tr key={p.paperId}>
              <td>
                {t(`papers.kind.${p.kind}`)}
                <small>{say(p.unit.name)}</small>
              </td>
              <td>{p.number}</td>
              <td>—</td>
              <td>{p.served ? dated(p.served.on) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function Files({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  if (matter.attachments.length === 0) return null
  return (
    <Part title={t('sheet.files')}>
      <ol>
        {matter.attachments.map((a) => (
          <li key={a.attachmentId}>
            {a.name ?? t('matter.gone')} ({dated(a.on)})
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Story({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  const naming = useNaming(matter)
  const names = new Map(matter.proceedings.map((p) => [p.proceedingId, naming(p)]))
  const who = (e: TimelineEntry) =>
    e.actor.kind === 'account'
      ? [say(e.actor.unit?.name), e.actor.name].filter(Boolean).join(' ')
      : t(`timeline.${e.actor.kind}`)
  const what = (e: TimelineEntry) => {
    const attached = e.procedure && e.proceedingId !== 'main' && e.action
    return [say(e.label), attached ? (names.get(e.proceedingId ?? '') ?? say(e.procedure)) : '']
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <Part title={t('timeline.title')}>
      <table>
        <thead>
          <tr>
            <th className="print-narrow">{t('sheet.n')}</th>
            <th>{t('sheet.when')}</th>
            <th>{t('sheet.who')}</th>
            <th>{t('sheet.what')}</th>
          </tr>
        </thead>
        <tbody>
          {matter.timeline.map((e) => (
            <tr key={e.version}>
              <td className="print-narrow">{e.version}</td>
              <td className="print-day">{instant(e.occurredAt, bureau.zone)}</td>
              <td>{who(e)}</td>
              <td>
                {what(e)}
                {e.from && e.to && e.from.zh !== e.to.zh && (
                  <small>
                    {say(e.from)} → {say(e.to)}
                  </small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}
