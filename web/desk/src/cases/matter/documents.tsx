/** The documents issued, and whether they have reached the person. */
import { useTranslation } from 'react-i18next'
import type { DocumentView, Label, MatterView } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'
import { useMe } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'

const METHODS = ['in-person', 'post', 'public-notice', 'other', 'page', 'phone', 'refused'] as const

export function Documents({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  if (matter.documents.length === 0) return null
  return (
    <section className="sheet pad" aria-labelledby="documents">
      <h2 id="documents">{t('document.title')}</h2>
      <DocumentList documents={matter.documents.map((d) => ({ ...d, unit: d.unit.name }))} />
    </section>
  )
}

/** A document as the page and the sealed file of a review both have it. */
export type ListedDocument = Omit<DocumentView, 'unit'> & { unit: Label }

export function DocumentList({ documents }: { documents: ListedDocument[] }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const method = (m: string) => (METHODS.includes(m as 'post') ? t(`method.${m as 'post'}`) : m)
  return (
    <ul className="documents">
      {documents.map((d) => (
        <li key={d.documentId}>
          <details open={documents.length === 1}>
            <summary>
              <strong>{t(`document.kind.${d.kind}`)}</strong>
              <span className="quiet">
                {say(d.unit)} · {t('document.issued', { day: day(d.issuedOn, { today }) })}
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
  )
}
