/** 主办、协办: who leads, who contributes, and how far each is. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MatterView } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'
import { useMe } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { openTask, stepTask } from './tasks.ts'

const CONTRIBUTION = 'contribution'

/** The task that asks another unit for its part: opened by hand, or a step of the table in the present state. */
function askTask(matter: MatterView): string | null {
  if (matter.openable.some((o) => o.procedure === CONTRIBUTION)) return openTask(CONTRIBUTION)
  const main = matter.proceedings.find((p) => p.proceedingId === 'main')
  const step = main?.actions.find((a) => a.id.includes('contribution'))
  return step ? stepTask('main', step.id) : null
}

export function JointHandling({ matter, onTask }: { matter: MatterView; onTask: (task: string) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const lead = matter.seats.handler
  const parts = matter.proceedings.filter((p) => p.procedure === CONTRIBUTION)
  const ask = askTask(matter)
  if (!lead && parts.length === 0 && !ask) return null
  const own = (unitId: string | undefined) => unitId === me.unit.unitId
  return (
    <section className="sheet pad" aria-labelledby="joint">
      <h2 id="joint">{t('joint.title')}</h2>
      <ul className="plain joint">
        <li>
          <Chip tone="blue">{t('joint.lead')}</Chip>{' '}
          {lead ? (
            <span className={own(lead.unitId) ? 'joint-own' : undefined}>{say(lead.name)}</span>
          ) : (
            <span className="quiet">{t('joint.none')}</span>
          )}
        </li>
        {parts.map((p) => {
          const act = p.actions.find((a) => a.primary) ?? p.actions[0]
          return (
            <li key={p.proceedingId}>
              <Chip>{t('joint.help')}</Chip>{' '}
              <span className={own(p.responsible.unitId) ? 'joint-own' : undefined}>
                {say(p.responsible.name)}
              </span>{' '}
              <span className="quiet">
                {say(p.stateLabel)}
                {!p.end && p.nextDue && ` · ${t('find.due', { day: day(p.nextDue, { today: me.today }) })}`}
              </span>{' '}
              {act && (
                <Button
                  size="small"
                  className="no-print"
                  onClick={() => onTask(stepTask(p.proceedingId, act.id))}
                >
                  {say(act.label)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {ask && (
        <Button size="small" className="no-print" onClick={() => onTask(ask)}>
          {t('joint.ask')}
        </Button>
      )}
    </section>
  )
}
