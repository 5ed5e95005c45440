/** How the unit does, against the same days of last month: each figure says what it counts and leads to its list. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { day } from '../look/dates.ts'
import type { MyDay } from './queries.ts'

export function Figures({ of }: { of: NonNullable<MyDay['figures']> }) {
  const { t } = useTranslation()
  const span = (from: string, to: string) => (from === to ? day(from) : `${day(from)}–${day(to)}`)
  return (
    <section className="sheet day-section" aria-labelledby="day-figures">
      <h2 id="day-figures">{t(`myday.figuresOf.${of.scope}`)}</h2>
      <p className="quiet day-span">
        {t('myday.compared', {
          now: span(of.from, of.to),
          before: span(of.beforeFrom, of.beforeTo),
        })}
      </p>
      <dl className="day-figures">
        {of.list.map((f) => (
          <div key={f.id}>
            <dt>
              {t(`myday.figure.${f.id}`)}
              <span className="quiet">{t(`myday.means.${f.id}`)}</span>
            </dt>
            <dd>
              <Link to="/figures/$figure" params={{ figure: f.id }}>
                <span className="hidden-text">{t(`myday.figure.${f.id}`)} </span>
                {f.now}
              </Link>
              {f.before !== null && (
                <span className="quiet">
                  <Link to="/figures/$figure" params={{ figure: f.id }} search={{ before: true }}>
                    <span className="hidden-text">{t(`myday.figure.${f.id}`)} </span>
                    {t('myday.before', { count: f.before })}
                  </Link>
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
