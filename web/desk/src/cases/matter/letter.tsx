/** What was asked: the words, and each demand with its answer. */
import { useTranslation } from 'react-i18next'
import type { DemandView, MatterView, Outcome, OutcomeResult } from '../../api/types.ts'
import { useCategoryName } from '../../frame/category-select.tsx'
import { Chip, type Tone } from '../../frame/chip.tsx'
import { useMe } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'

const COLOURS: Record<OutcomeResult, Tone> = {
  supported: 'green',
  'partly-supported': 'green',
  explained: 'blue',
  'not-supported': 'amber',
}

export function Letter({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const category = useCategoryName()
  const gone = matter.erased ? t('matter.gone') : t('matter.unreadable')
  const answered = matter.demands.filter((d) => d.outcome).length
  return (
    <>
      <section className="sheet pad" aria-labelledby="demands">
        <h2 id="demands">
          {t('matter.demands')}{' '}
          <span className="count">{t('matter.answeredOf', { answered, all: matter.demands.length })}</span>
        </h2>
        <DemandList demands={matter.demands} gone={gone} />
      </section>
      <section className="sheet pad" aria-labelledby="letter">
        <h2 id="letter">{t('matter.letter')}</h2>
        <p className="words letter-words">{matter.body ?? gone}</p>
        <dl className="facts">
          {matter.place && (
            <>
              <dt>{t('register.place')}</dt>
              <dd>{matter.place}</dd>
            </>
          )}
          {matter.point && (
            <>
              <dt>{t('place.point')}</dt>
              <dd>
                {matter.point.lat.toFixed(5)}, {matter.point.lng.toFixed(5)}{' '}
                <span className="quiet">{t('place.datum', { datum: matter.point.datum })}</span>
              </dd>
            </>
          )}
          {matter.category && (
            <>
              <dt>{t('matter.category')}</dt>
              <dd>{category(matter.category)}</dd>
            </>
          )}
          <dt>{t('matter.contacts')}</dt>
          <dd>
            <ul className="plain">
              {matter.contacts.map((c) => (
                <li key={c.contactId}>
                  {day(c.receivedOn, { today })} {t(`channel.${c.channel}`)}{' '}
                  {t('matter.persons', { count: c.persons })}
                  {c.representatives > 0 && ` ${t('matter.representatives', { count: c.representatives })}`}
                  {c.queueNumber && ` ${t('register.ticket', { n: c.queueNumber })}`}
                  {c.letterBox && ` ${t('place.letterBox', { name: say(c.letterBox.name) })}`}
                  {c.external && (
                    <span className="quiet">
                      {' '}
                      {t('external.line', {
                        system: c.external.system,
                        number: c.external.number,
                        sender: c.external.sender || '—',
                      })}
                      {c.external.due && ` ${t('external.dueLine', { day: day(c.external.due, { today }) })}`}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </dd>
        </dl>
        {matter.ratings.length > 0 && (
          <>
            <h3>{t('matter.ratings')}</h3>
            <ul className="plain">
              {matter.ratings.map((r) => (
                <li key={r.proceedingId}>
                  {day(r.on, { today })} {t('rating.bureau')} {t(`grade.${r.bureau}`)}
                  {t('list.comma')}
                  {t('rating.unit')} {t(`grade.${r.unit}`)}
                  <Said rating={r} />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  )
}

/** What else was said: solved, the reply true to fact, and on the telephone whether the unit had been in touch. */
function Said({ rating }: { rating: MatterView['ratings'][number] }) {
  const { t } = useTranslation()
  const solved = Object.values(rating.solved)
  const lines = [
    solved.length > 0 && {
      text: t('rating.solvedOf', { n: solved.filter(Boolean).length, of: solved.length }),
      bad: solved.includes(false),
    },
    ...(['connected', 'contacted', 'truthful'] as const).map((what) => {
      const said = rating[what]
      return said !== null && { text: t(`rating.said.${what}.${said ? 'yes' : 'no'}`), bad: !said }
    }),
  ].filter((l) => l !== false)
  return (
    <span className="chip-line">
      {lines.map((l) => (
        <Chip key={l.text} tone={l.bad ? 'amber' : 'plain'}>
          {l.text}
        </Chip>
      ))}
    </span>
  )
}

/** A file sealed by an earlier version of the program carries the code of a result without its words. */
export type ShownDemand = Omit<DemandView, 'outcome'> & {
  outcome: (Omit<Outcome, 'label'> & Partial<Pick<Outcome, 'label'>>) | null
}

export function DemandList({ demands, gone }: { demands: ShownDemand[]; gone: string }) {
  const { t } = useTranslation()
  const resultName = (o: NonNullable<ShownDemand['outcome']>) =>
    o.label ? say(o.label) : t(`result.${o.result}`)
  const { today } = useMe()
  return (
    <ol className="demands">
      {demands.map((d, i) => (
        <li key={d.demandId}>
          <span className="demand-number" aria-hidden="true">
            {i + 1}
          </span>
          <div>
            <p className="words">{d.text ?? gone}</p>
            {d.outcome ? (
              <div className="outcome">
                <p>
                  <Chip tone={COLOURS[d.outcome.result]}>{resultName(d.outcome)}</Chip>
                  <span className="quiet">{day(d.outcome.on, { today })}</span>
                </p>
                <p className="words">{d.outcome.words ?? gone}</p>
                {d.outcome.basis && (
                  <p className="quiet">
                    {t('matter.basis')}
                    {d.outcome.basis}
                  </p>
                )}
              </div>
            ) : (
              <p className="quiet">{t('matter.noOutcome')}</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
