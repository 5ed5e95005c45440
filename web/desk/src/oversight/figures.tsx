/** Rates of units over a period, each with its counts, and the matters behind any of them. Unranked. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { daysBefore, Loaded, MatterLink, Rate, SpanFields } from './parts.tsx'
import { behindQuery, type FigureName, figuresQuery, type Span, type UnitFigures } from './queries.ts'

export function FiguresPart() {
  const { t } = useTranslation()
  const { today } = useMe()
  const search = useSearch({ from: '/signed-in/oversight' })
  const navigate = useNavigate()
  const span = { from: search.from ?? daysBefore(today, 90), to: search.to ?? today }
  const rows = useQuery(figuresQuery(span))
  const units = useUnitsById()
  const go = (part: Partial<typeof search>) =>
    void navigate({ to: '/oversight', search: { tab: 'units', ...search, ...part } })
  const figures = rows.data?.[0]?.figures.map((f) => f.figure) ?? []
  const unit = search.unit && units.get(search.unit)
  const figure = figures.find((f) => f === search.figure)
  return (
    <>
      <SpanFields span={span} onChange={(next) => go({ ...next, unit: undefined, figure: undefined })} />
      {unit && figure && (
        <Behind
          span={span}
          unitId={unit.unitId}
          name={say(unit.name)}
          figure={figure}
          onClose={() => go({ unit: undefined, figure: undefined })}
        />
      )}
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
                  <Row
                    key={u.unitId}
                    row={u}
                    name={say(units.get(u.unitId)?.name)}
                    onOpen={(name) => go({ unit: u.unitId, figure: name })}
                  />
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

function Row(props: { row: UnitFigures; name: string; onOpen: (figure: FigureName) => void }) {
  const { t } = useTranslation()
  return (
    <tr className="row">
      <th scope="row">{props.name}</th>
      {props.row.figures.map((f) => (
        <td key={f.figure} data-label={t(`oversight.figure.${f.figure}`)}>
          {f.of === 0 ? (
            <Rate figure={f} />
          ) : (
            <Button type="text" className="figure-button" onClick={() => props.onOpen(f.figure)}>
              <span className="hidden-text">
                {t('oversight.openFigure', {
                  unit: props.name,
                  figure: t(`oversight.figure.${f.figure}`),
                })}
              </span>
              <Rate figure={f} />
            </Button>
          )}
        </td>
      ))}
    </tr>
  )
}

function Behind(props: {
  span: Span
  unitId: string
  name: string
  figure: FigureName
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { today } = useMe()
  const rows = useQuery(behindQuery(props.span, props.unitId, props.figure))
  return (
    <section className="sheet pad task" aria-labelledby="behind">
      <h2 id="behind">
        {t('oversight.behind', { unit: props.name, figure: t(`oversight.figure.${props.figure}`) })}
      </h2>
      <p className="quiet">{t(`oversight.define.${props.figure}`)}</p>
      <Loaded of={rows} empty={{ title: t('oversight.noFigures'), help: t('oversight.noFiguresHelp') }}>
        {(items) => (
          <table className="rows stack">
            <thead>
              <tr>
                {(['good', 'matter', 'what', 'day'] as const).map((c) => (
                  <th key={c} scope="col">
                    {t(`oversight.col.${c}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((i, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one matter may stand twice, with two limits
                <tr key={`${i.matterId} ${at}`} className="row">
                  <td>
                    <Chip tone={i.good ? 'green' : 'red'}>
                      {t(i.good ? 'oversight.good' : 'oversight.notGood')}
                    </Chip>
                  </td>
                  <td>
                    <MatterLink matterId={i.matterId} number={i.number} />{' '}
                    <span className="quiet">{say(i.procedure)}</span>
                  </td>
                  <td>{say(i.what)}</td>
                  <td>{day(i.day, { today })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
      <div className="form-foot">
        <Button onClick={props.onClose}>{t('routing.close')}</Button>
      </div>
    </section>
  )
}
