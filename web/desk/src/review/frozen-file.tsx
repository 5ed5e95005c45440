/** On the page of a review: that there is a sealed file, whether it still agrees with the ledger, and the way to it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MatterView } from '../api/types.ts'
import { useMe } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import { useWords } from '../text/words.ts'
import { chainQuery, isSealed } from './api.ts'
import { FileCheck } from './file-check.tsx'

export function FrozenFile({ matter }: { matter: MatterView }) {
  const t = useWords()
  const { bureau } = useMe()
  const { file } = matter
  const { data } = useQuery({ ...chainQuery(matter.matterId), enabled: file !== null })
  if (file === null || file === undefined) return null
  return (
    <section className="sheet pad" aria-labelledby="file">
      <h2 id="file">{t('file.title')}</h2>
      <p className="quiet">{t('file.help')}</p>
      {isSealed(file) && (
        <p>
          <span className="number">{file.number}</span> ·{' '}
          {t('review.sealedAt', { at: instant(file.asOf.at, bureau.zone) })} ·{' '}
          {t('review.inFile', { documents: file.documents.length, attachments: file.attachments.length })}
        </p>
      )}
      {data?.file && <FileCheck check={data.file} />}
      <p>
        <Link to="/matters/$matterId/file" params={{ matterId: matter.matterId }}>
          {t('file.open')}
        </Link>
      </p>
    </section>
  )
}
