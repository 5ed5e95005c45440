/** The documents issued, and whether they have reached the person. */
import { useTranslation } from 'react-i18next'
import type { MatterView } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'
import { useMe } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'

const METHODS = ['in-person', 'post', 'public-notice', 'other', 'page', 'phone', 'refused'] as const

export function Documents({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const { today } = useMe()
  if (matter.documents.length === 0) return null
  const method = (m: string) => (METHODS.includes(m as 'post') ? t(`method.${m as 'post'}`) : m)
  return (
    <section className="sheet pad" aria-labelledby="documents">
      <h2 id="documents">{t('document.title')}</h2>
      <ul className="documents">
        {matter.documents.map((d) => (
          <li key={d.documentId}>
            <details open={matter.documents.length === 1}>
              <summary>
                <strong>{t(`document.kind.${d.kind}`)}</strong>
                <span className="quiet">
                  {say(d.unit.name)} · {t('document.issued', { day: day(d.issuedOn, { today }) })}
                </span>
                <Chip tone={d.servedOn ? 'green' : 'amber'}>
                  {d.servedOn
                    ? t('document.served', {
                        day: day(d.servedOn, { today }),
                        method: d.method ? method(d.method) : '',
                      })
                    : t('document.notServed')}
                </Chip>
              </summary>
              {d.texts.map((text, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an issued document never move
                <p className="words" key={i}>
                  {text}
                </p>
              ))}
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
