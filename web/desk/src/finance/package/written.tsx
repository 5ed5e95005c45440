/** What the department has said, to be read: nothing can be changed while it waits for the head or is published. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { say } from '../../text/language.ts'
import { inWan } from '../money.ts'
import { type PackageDetail, setsQuery } from './queries.ts'

const TOPICS = ['about', 'reason', 'detail'] as const

export function Written({ detail }: { detail: PackageDetail }) {
  const { t } = useTranslation()
  const { data: sets } = useQuery(setsQuery)
  const { settings } = detail
  const set = sets?.find((s) => s.id === settings.tableSet)
  const digits = set?.digits ?? settings.digits
  return (
    <section className="sheet pad" aria-labelledby="pack-words">
      <h3 id="pack-words">{t('pack.step.words')}</h3>
      <dl className="pack-facts">
        {[
          [t('pack.set'), set ? say(set.name) : settings.tableSet],
          [t('pack.digits'), digits ? t('pack.digitsOf', { n: digits }) : t('pack.digitsAll')],
          [t('pack.percent'), `${settings.percent}%`],
          [t('pack.least'), inWan(settings.leastFen)],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {TOPICS.map((topic) => {
        const said = detail.questions.filter((q) => q.topic === topic && q.answer !== '')
        return said.length === 0 ? null : (
          <section key={topic} aria-label={t(`pack.topic.${topic}`)}>
            <h4>{t(`pack.topic.${topic}`)}</h4>
            <dl className="pack-said">
              {said.map((q) => (
                <div key={q.key}>
                  <dt>
                    {q.label}
                    {q.because && <small>{q.because}</small>}
                  </dt>
                  <dd>{q.answer}</dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
    </section>
  )
}
