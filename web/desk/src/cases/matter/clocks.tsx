/** The clocks of a matter: the citizen's and each organ's, what runs and what has been met. */
import { useTranslation } from 'react-i18next'
import type { ClockView, MatterView, Unit } from '../../api/types.ts'
import { Chip, type Tone } from '../../frame/chip.tsx'
import { useMe, useUnitsById } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'

const isLive = (c: ClockView) => c.status === 'running' || c.status === 'paused'

export function Clocks({ matter, onOpen }: { matter: MatterView; onOpen: (clockId: string) => void }) {
  const { t } = useTranslation()
  const byDue = [...matter.clocks].sort((a, b) => (a.nominal < b.nominal ? -1 : 1))
  // A right that still runs after its matter ended is alive; so is one whose last day has rolled past a holiday.
  const live = byDue.filter((c) => isLive(c) && (!c.right || c.open))
  const past = byDue.filter((c) => !live.includes(c)).reverse()
  return (
    <section className="sheet pad" aria-labelledby="clocks">
      <h2 id="clocks">{t('clock.title')}</h2>
      {live.length === 0 && <p className="quiet">{t('clock.none')}</p>}
      <ul className="clocks">
        {live.map((c) => (
          <OneClock key={c.clockId} clock={c} onOpen={onOpen} />
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary>{t('clock.past', { count: past.length })}</summary>
          <ul className="clocks">
            {past.map((c) => (
              <OneClock key={c.clockId} clock={c} onOpen={onOpen} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Whose a clock is, in words: a duty to the person, a right of the person, or a unit's own, duty or right. */
export function useWhose(): (c: ClockView, units: ReadonlyMap<string, Unit>) => string {
  const { t } = useTranslation()
  return (c, units) => {
    if (c.owner === 'citizen') return t(c.right ? 'clock.right' : 'clock.citizens')
    const unit = c.unitId ? say(units.get(c.unitId)?.name) : ''
    return c.right ? t('clock.unitsRight', { unit }) : unit
  }
}

function OneClock({ clock: c, onOpen }: { clock: ClockView; onOpen: (clockId: string) => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  const whose = useWhose()
  const status = c.overdue && isLive(c) ? 'late' : c.status
  const colour = (
    { late: 'red', running: 'blue', paused: 'amber', met: 'green', stopped: 'plain' } satisfies Record<
      typeof status,
      Tone
    >
  )[status]
  return (
    <li className={`clock clock-${status}`}>
      <button type="button" onClick={() => onOpen(c.clockId)} aria-haspopup="dialog">
        <span className="clock-name">{say(c.name)}</span>
        <span className="clock-day">
          {isLive(c)
            ? day(c.right ? c.rolled : c.nominal, { today })
            : c.endedOn
              ? t('clock.endedOn', { day: day(c.endedOn, { today }) })
              : day(c.nominal, { today })}
        </span>
        <span className="clock-facts">
          <Chip tone={colour}>{t(`clock.status.${status}`)}</Chip>
          <span>{whose(c, units)}</span>
          {c.provisional && <span>{t('clock.provisionalShort')}</span>}
          {c.mark !== 'V' && <span>{t(`mark.${c.mark}.short`)}</span>}
        </span>
      </button>
    </li>
  )
}
