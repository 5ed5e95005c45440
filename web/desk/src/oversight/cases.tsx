/** Orders, reminders and advice, with what the units answered. */
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { MatterLink } from './parts.tsx'
import type { SupervisionCase } from './queries.ts'

export function CaseTable({ items, caption }: { items: readonly SupervisionCase[]; caption: string }) {
  const { t } = useTranslation()
  return (
    <div className="sheet">
      <table className="rows stack">
        <caption className="hidden-text">{caption}</caption>
        <thead>
          <tr>
            {(['kind', 'matter', 'ground', 'unit', 'state', 'due'] as const).map((c) => (
              <th key={c} scope="col">
                {t(`oversight.col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((c) => (
            <CaseRow key={`${c.matterId} ${c.proceedingId}`} row={c} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const KIND_TONES = { supervision: 'red', reminder: 'amber', advice: 'violet' } as const

function CaseRow({ row: c }: { row: SupervisionCase }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  return (
    <tr className="row">
      <td>
        <Chip tone={KIND_TONES[c.procedure]}>{t(`oversight.kind.${c.procedure}`)}</Chip>
      </td>
      <td>
        <MatterLink matterId={c.matterId} number={c.number} />
      </td>
      <td data-label={t('oversight.col.ground')}>
        {say(c.ground ?? undefined)}
        {c.rule && <span className="quiet"> {t('oversight.byRule', { rule: say(c.rule) })}</span>}
      </td>
      <td data-label={t('oversight.col.unit')}>{say(units.get(c.unitId)?.name)}</td>
      <td data-label={t('oversight.col.state')}>
        {say(c.stateLabel)}
        {c.adoption && <span className="quiet"> {say(c.adoption)}</span>}
      </td>
      <td data-label={t('oversight.col.due')}>
        {c.endedOn ? (
          <span className="quiet">{t('oversight.doneOn', { day: day(c.endedOn, { today }) })}</span>
        ) : (
          c.due && <span className={c.overdue ? 'late' : ''}>{day(c.due, { today })}</span>
        )}
      </td>
    </tr>
  )
}
