/** The map of places with its table: how much, where, and the list behind each number. */
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { AreaMap, type AreaValue } from './area-map.tsx'
import { Against, Behind } from './parts.tsx'
import { PictureButtons } from './picture-buttons.tsx'
import { type Asked, type Figures, mapQuery, type Statistics, statisticsQuery } from './queries.ts'

const SHOWN = ['received', 'open', 'ended', 'persons'] as const
type Shown = (typeof SHOWN)[number]

const countOf = (f: Figures, code: Shown) => f.counts.find((c) => c.code === code)!

export function MapSection({ asked, nameOf }: { asked: Asked; nameOf: (code: string) => string }) {
  const { t } = useTranslation()
  const figures = useQuery(statisticsQuery({ ...asked, group: 'area', level: undefined }))
  return (
    <section className="sheet pad" aria-labelledby="stat-map">
      <h2 id="stat-map">{t('statistics.map.title')}</h2>
      <Loaded of={figures} empty={null}>
        {(s) => <Mapped s={s} nameOf={nameOf} />}
      </Loaded>
    </section>
  )
}

function Mapped({ s, nameOf }: { s: Statistics; nameOf: (code: string) => string }) {
  const { t } = useTranslation()
  const shapes = useQuery(mapQuery)
  const [shown, setShown] = useState<Shown>('received')
  const box = useRef<HTMLDivElement>(null)
  const values = new Map<string, AreaValue>(
    s.rows.map((r) => {
      const { value, behind } = countOf(r.now, shown)
      return [r.key, { value, to: behind }]
    }),
  )
  const label = t('statistics.map.label', { figure: nameOf(shown) })
  return (
    <>
      <div className="stat-choices">
        <label>
          {t('statistics.map.figure')}
          <select value={shown} onChange={(e) => setShown(SHOWN.find((c) => c === e.target.value)!)}>
            {SHOWN.map((c) => (
              <option key={c} value={c}>
                {nameOf(c)}
              </option>
            ))}
          </select>
        </label>
        {shapes.data && <PictureButtons of={box} name={`map-${shown}-${s.span.from}-${s.span.to}`} />}
      </div>
      <div className="stat-two stat-mapped">
        <div ref={box}>
          {shapes.data ? (
            <>
              <AreaMap shapes={shapes.data} values={values} label={label} />
              <p className="quiet">{t('statistics.map.source', { source: shapes.data.source })}</p>
            </>
          ) : (
            shapes.data === null && <p className="quiet">{t('statistics.map.none')}</p>
          )}
        </div>
        <table className="rows stack">
          <caption className="hidden-text">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{t('statistics.group.area')}</th>
              <th scope="col">{t('statistics.col.now')}</th>
              <th scope="col">{t('statistics.col.before')}</th>
              <th scope="col">{t('statistics.col.year')}</th>
            </tr>
          </thead>
          <tbody>
            {s.rows.map((r) => {
              const now = countOf(r.now, shown)
              return (
                <tr key={r.key} className="row">
                  <th scope="row">{say(r.name)}</th>
                  <td data-label={t('statistics.col.now')}>
                    <Behind to={now.behind} name={`${say(r.name)} ${nameOf(shown)}`}>
                      {String(now.value)}
                    </Behind>
                  </td>
                  <td data-label={t('statistics.col.before')}>
                    <Against now={now.value} then={countOf(r.before, shown).value} />
                  </td>
                  <td data-label={t('statistics.col.year')}>
                    <Against now={now.value} then={countOf(r.year, shown).value} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="quiet">{t('statistics.map.help')}</p>
    </>
  )
}
