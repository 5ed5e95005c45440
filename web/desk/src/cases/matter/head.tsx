/** The head of a matter: number, state, who has it, by when. */
import { useTranslation } from 'react-i18next'
import type { ClockView, MatterView, Seat } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'
import { useMe } from '../../frame/hooks.ts'
import { day, weekday } from '../../look/dates.ts'
import { say } from '../../text/language.ts'

const DAY_MS = 86_400_000
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY_MS

/** The duty that falls due first; a citizen's right to ask is no duty of ours. */
export function nextClock(matter: MatterView): ClockView | undefined {
  return matter.clocks
    .filter((c) => c.status === 'running' && !c.right)
    .sort((a, b) => (a.nominal < b.nominal ? -1 : 1))[0]
}

export function Head({ matter, onClock }: { matter: MatterView; onClock: (clockId: string) => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const main = matter.proceedings.find((p) => p.proceedingId === 'main')
  const due = matter.end ? undefined : nextClock(matter)
  const seats = (['centre', 'handler', 'reviewer', 'supervisor'] as Seat[]).filter((s) => matter.seats[s])
  return (
    <header className="sheet pad matter-head">
      <div className="matter-title">
        <p className="matter-tags">
          <span className="number">{matter.number}</span>
          <Chip tone={matter.end ? undefined : 'blue'}>{say(matter.stateLabel)}</Chip>
          <Chip>{say(matter.procedureLabel)}</Chip>
          <Chip>{t(`channel.${matter.channel}`)}</Chip>
          {matter.lane === 'shielded' && <Chip tone="violet">{t('matter.shielded')}</Chip>}
          {matter.secrecy !== 'none' && <Chip tone="violet">{t(`secrecy.${matter.secrecy}`)}</Chip>}
        </p>
        <h1>{matter.subject ?? t('inbox.noSubject')}</h1>
        <p className="matter-who">
          <strong>
            {matter.end
              ? t(`end.${matter.end as 'answered'}`)
              : t('matter.responsible', { unit: say(main?.responsible.name) })}
          </strong>
          {seats.map((seat) => (
            <span key={seat}>
              {t(`seat.${seat}`)} {say(matter.seats[seat]?.name)}
            </span>
          ))}
          <span>
            {matter.undated
              ? t('matter.undated')
              : t('matter.received', { day: day(matter.receivedOn, { today }) })}
          </span>
          <span>{t(`class.${matter.class}`)}</span>
        </p>
      </div>
      {due && <DueBox clock={due} today={today} onOpen={() => onClock(due.clockId)} />}
    </header>
  )
}

function DueBox({ clock, today, onOpen }: { clock: ClockView; today: string; onOpen: () => void }) {
  const { t } = useTranslation()
  const left = dayNumber(clock.nominal) - dayNumber(today)
  const look = clock.overdue ? 'overdue' : left <= 2 ? 'soon' : 'later'
  return (
    <button type="button" className={`due-box due-box-${look}`} onClick={onOpen}>
      <span className="due-box-left">
        {clock.overdue
          ? left < 0
            ? t('due.overCalendar', { count: -left })
            : t('due.overNow')
          : left === 0
            ? t('due.today')
            : t('due.leftCalendar', { count: left })}
      </span>
      <span className="due-box-day">
        <span className="no-break">
          {day(clock.nominal, { today })} {weekday(clock.nominal)}
        </span>
        {clock.provisional && ` ${t('clock.provisionalShort')}`}
      </span>
      <span className="due-box-name">{say(clock.name)}</span>
      <span className="due-box-why no-print">{t('clock.whyThisDay')}</span>
    </button>
  )
}
