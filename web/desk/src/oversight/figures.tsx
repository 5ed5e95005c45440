/** Rates of all units over a period, each with its counts, leading to the page of the unit. Unranked. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { say } from '../text/language.ts'
import { daysBefore, Loaded, Rate, SpanFields } from './parts.tsx'
import { figuresQuery, type Span, type UnitFigures } from './queries.ts'

export function FiguresPart() {
  const { t } = useTranslation()
  const { today } = useMe()
  const search = useSearch({ from: '/signed-in/oversight' })
  const navigate = useNavigate()
  const span = { from: search.from ?? daysBefore(today, 90), to: search.to ?? today }
  const rows = useQuery(figuresQuery(span))
  const units = useUnitsById()
  const figures = rows.data?.[0]?.figures.map((f) => f.figure) ?? []
  return (
    <>
      <SpanFields
        span={span}
        onChange={(next) => void navigate({ to: '/oversight', search: { tab: 'units', ...next } })}
      />
      <Loaded of={rows} empty={{ title: t('oversight.noFigures'), help: t('oversight.noFiguresHelp') }}>
        {(items) => (
          <div className="sheet scroll">
            <table className="rows stack">
              <caption className="hidden-text">{t('oversight.tab.units')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('oversight.col.unit')}</th>
                  {figures.map((f) => (
                    <th key={f} scope="col">
                      {t(`oversight.figure.${f}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((u) => (
                  <Row key={u.unitId} row={u} name={say(units.get(u.unitId)?.name)} span={span} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      <details className="define">
        <summary>{t('oversight.definitions')}</summary>
        <dl>
          {figures.map((f) => (
            <div key={f}>
              <dt>{t(`oversight.figure.${f}`)}</dt>
              <dd>{t(`oversight.define.${f}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}

function Row(props: { row: UnitFigures; name: string; span: Span }) {
  const { t } = useTranslation()
  const page = { to: '/oversight/units/$unitId', params: { unitId: props.row.unitId } } as const
  return (
    <tr className="row">
      <th scope="row">
        <Link {...page} search={props.span}>
          {props.name}
        </Link>
      </th>
      {props.row.figures.map((f) => (
        <td key={f.figure} data-label={t(`oversight.figure.${f.figure}`)}>
          {f.of === 0 ? (
            <Rate figure={f} />
          ) : (
            <Link {...page} search={{ ...props.span, figure: f.figure }} className="figure-link">
              <span className="hidden-text">
                {t('oversight.openFigure', {
                  unit: props.name,
                  figure: t(`oversight.figure.${f.figure}`),
                })}
              </span>
              <Rate figure={f} />
            </Link>
          )}
        </td>
      ))}
    </tr>
  )
}
