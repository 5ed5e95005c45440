/** The sealed copy a review is decided on: the file as it was on the day review was asked for. */
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { instant } from '../../look/dates.ts'
import { DocumentList, type ListedDocument } from './documents.tsx'
import { DemandList, type ShownDemand } from './letter.tsx'
import { TimelineList } from './timeline.tsx'

/** What of the sealed copy is shown. Who asked stands on the page itself, masked, and is asked for there. */
interface SealedFile {
  format: 'huiyin-file'
  version: 1
  asOf: { version: number; at: string; hash: string }
  number: string
  body: string | null
  place: string | null
  demands: ShownDemand[]
  documents: ListedDocument[]
  timeline: TimelineEntry[]
  earlier: unknown
}

const isSealed = (file: unknown): file is SealedFile => {
  const f = file as Partial<SealedFile> | null
  return f?.format === 'huiyin-file' && f.version === 1
}

export function FrozenFile({ file }: { file: unknown }) {
  const { t } = useTranslation()
  if (file === null || file === undefined) return null
  return (
    <section className="sheet pad" aria-labelledby="file">
      <h2 id="file">{t('file.title')}</h2>
      <p className="quiet">{t('file.help')}</p>
      <details>
        <summary>{t('file.open')}</summary>
        <Sealed file={file} />
      </details>
    </section>
  )
}

function Sealed({ file }: { file: unknown }) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  if (!isSealed(file)) {
    return (
      <>
        <p>{t('file.raw')}</p>
        <pre className="words">{JSON.stringify(file, null, 2)}</pre>
      </>
    )
  }
  const { at, version, hash } = file.asOf
  return (
    <div className="frozen">
      <p>
        <span className="number">{file.number}</span>
      </p>
      <p className="quiet words">{t('file.asOf', { at: instant(at, bureau.zone), version, hash })}</p>
      <h3>{t('matter.demands')}</h3>
      <DemandList demands={file.demands} gone={t('matter.unreadable')} />
      <h3>{t('matter.letter')}</h3>
      <p className="words">{file.body ?? t('matter.unreadable')}</p>
      {file.place && (
        <p className="quiet">
          {t('register.place')} {file.place}
        </p>
      )}
      {file.documents.length > 0 && (
        <>
          <h3>{t('document.title')}</h3>
          <DocumentList documents={file.documents} />
        </>
      )}
      <h3>{t('timeline.title')}</h3>
      <TimelineList entries={file.timeline} />
      {file.earlier !== null && file.earlier !== undefined && (
        <details>
          <summary>{t('file.earlier')}</summary>
          <Sealed file={file.earlier} />
        </details>
      )}
    </div>
  )
}
