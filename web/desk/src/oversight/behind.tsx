/** The matters behind a figure of a unit, those that speak against it first. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { Loaded, MatterLink } from './parts.tsx'
import { behindQuery, type FigureItem, type ListedName, type Span } from './queries.ts'

/** The server sends one more than this when there are more. */
const MOST = 500

/** A figure that only counts judges none of its matters. */
const judged = (items: readonly FigureItem[]) => items.some((i) => i.good !== null)

export function BehindFigure(props: {
  span: Span
  unitId: string
  figure: ListedName
  title: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { today } = useMe()
  const rows = useQuery(behindQuery(props.span, props.unitId, props.figure))
  return (
    <section className="sheet pad task" aria-labelledby="behind">
      <h2 id="behind">{props.title}</h2>
      <Loaded of={rows} empty={{ title: t('oversight.noFigures'), help: t('oversight.noFiguresHelp') }}>
        {(items) => (
          <>
            {items.length > MOST && <p className="quiet">{t('oversight.unit.more', { count: MOST })}</p>}
            <table className="rows stack">
              <thead>
                <tr>
                  {(['good', 'matter', 'what', 'day'] as const)
                    .filter((c) => c !== 'good' || judged(items))
                    .map((c) => (
                      <th key={c} scope="col">
                        {t(`oversight.col.${c}`)}
                      </th>
                    ))}
                </tr>
              </thead>
              <tbody>
                {items.slice(0, MOST).map((i, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: one matter may stand twice, with two limits
                  <tr key={`${i.matterId} ${at}`} className="row">
                    {i.good !== null && (
                      <td>
                        <Chip tone={i.good ? 'green' : 'red'}>
                          {t(i.good ? 'oversight.good' : 'oversight.notGood')}
                        </Chip>
                      </td>
                    )}
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
          </>
        )}
      </Loaded>
      <div className="form-foot no-print">
        <Button onClick={props.onClose}>{t('routing.close')}</Button>
      </div>
    </section>
  )
}
