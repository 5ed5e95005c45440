/** Units suggested for a matter, each with why. A click fills the field; nothing is sent and nobody is decided for. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { type Reason, type Suggestion, suggestionsQuery } from './queries.ts'
import './routing.css'

interface Props {
  matterId: string
  version: number
  value: string
  onChoose: (unitId: string) => void
}

const TONES: Record<Suggestion['strength'], Tone> = {
  strong: 'green',
  fair: 'blue',
  weak: 'plain',
  against: 'amber',
}

export function UnitSuggestion({ matterId, version, value, onChoose }: Props) {
  const found = useQuery(suggestionsQuery(matterId, version))
  // Advice that cannot be had must not stand in the way of who assigns.
  if (found.isPending || found.error || !found.data) return null
  return <SuggestedUnits found={found.data} value={value} onChoose={onChoose} />
}

interface SuggestedProps {
  found: readonly Suggestion[]
  value: string
  onChoose: (unitId: string) => void
}

/** Suggestions as a list, best first, each with its reasons. */
export function SuggestedUnits({ found, value, onChoose }: SuggestedProps) {
  const { t } = useTranslation()
  const units = useUnitsById()
  const known = found.filter((s) => units.has(s.unitId))
  return (
    <section className="suggested" aria-label={t('routing.suggested')}>
      <p className="suggested-head">
        <strong>{t('routing.suggested')}</strong> <span className="quiet">{t('routing.adviceOnly')}</span>
      </p>
      {known.length === 0 && <p className="quiet">{t('routing.noSuggestion')}</p>}
      <ul className="plain">
        {known.map((s) => (
          <li key={s.unitId} className={s.unitId === value ? 'suggested-unit chosen' : 'suggested-unit'}>
            <p className="suggested-line">
              <Chip tone={TONES[s.strength]}>{t(`routing.strength.${s.strength}`)}</Chip>
              <strong>{say(units.get(s.unitId)?.name)}</strong>
              {/* Never disabled: who uses the keyboard would lose their place in the form. */}
              {s.strength !== 'against' && (
                <Button size="small" aria-pressed={s.unitId === value} onClick={() => onChoose(s.unitId)}>
                  {t(s.unitId === value ? 'routing.used' : 'routing.use')}
                  <span className="hidden-text">{say(units.get(s.unitId)?.name)}</span>
                </Button>
              )}
            </p>
            <ul className="suggested-why">
              {s.reasons.map((r) => (
                <li key={`${r.kind} ${r.entry?.entryId ?? r.precedent?.precedentId ?? r.found.join()}`}>
                  <Why reason={r} />
                </li>
              ))}
              {s.coUnitIds.length > 0 && (
                <li>
                  {t('routing.coUnits', {
                    units: s.coUnitIds.map((id) => say(units.get(id)?.name)).join(t('list.comma')),
                  })}
                </li>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Why({ reason }: { reason: Reason }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const found = reason.found.join(t('list.comma'))
  if (reason.precedent) {
    const { facts, reason: why, decidedOn } = reason.precedent
    return (
      <>
        {t(reason.kind === 'returned' ? 'routing.why.returned' : 'routing.why.precedent', {
          day: day(decidedOn, { today }),
        })}
        <q>{facts}</q> {why}
      </>
    )
  }
  return (
    <>
      {t(`routing.why.${reason.kind}`, { found, day: '' })}
      {reason.entry && (
        <span className="quiet">
          {' '}
          {t('routing.entry', { title: reason.entry.title, basis: reason.entry.basis })}
        </span>
      )}
    </>
  )
}
