/** The files as they went out: what everybody can fetch, byte by byte. */
import { useTranslation } from 'react-i18next'
import { useMe } from '../../frame/hooks.ts'
import type { PackageDetail } from './queries.ts'

const FORMATS = ['docx', 'xlsx', 'html', 'zip'] as const

export function Released({ detail }: { detail: PackageDetail }) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  return (
    <section className="sheet pad" aria-labelledby="pack-published">
      <h3 id="pack-published">{t('pack.published')}</h3>
      <p>{t('pack.publishedHelp', { n: detail.tables.length })}</p>
      <div className="pack-files">
        {FORMATS.map((format) => (
          <a key={format} href={`/${bureau.slug}/finance/${detail.packageId}/${format}`} download>
            {t(`pack.file.${format}`)}
          </a>
        ))}
      </div>
    </section>
  )
}
