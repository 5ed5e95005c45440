/** While the server is away after a reload: what was typed and not sent, to be read; it comes back into its form by itself. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { holderNow } from '../api/holder.ts'
import { anythingKept, keptOf } from '../cases/drafts/on-device.ts'
import { language } from '../text/language.ts'

export function KeptWords() {
  const { t } = useTranslation()
  const [holder] = useState(() => holderNow())
  const [kept] = useState(() => (holder ? keptOf(holder.accountId) : []))
  if (!holder || kept.length === 0) return anythingKept() ? <p>{t('error.keptOnDevice')}</p> : null
  return (
    <section className="kept-words" aria-labelledby="kept-words">
      <h2 id="kept-words">{t('error.keptOf', { name: holder.name })}</h2>
      <p className="quiet">{t('error.keptHelp')}</p>
      {kept.map((one) => (
        <article key={`${one.at} ${one.title}`}>
          <h3>{one.title || t(`error.kept.${one.kind}`)}</h3>
          <p className="quiet">
            {t('error.keptAt', {
              what: t(`error.kept.${one.kind}`),
              time: new Date(one.at).toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit' }),
            })}
          </p>
          {one.words.map((words, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: read once, and stays as it is
            <p key={i} className="kept-text">
              {words}
            </p>
          ))}
        </article>
      ))}
    </section>
  )
}
