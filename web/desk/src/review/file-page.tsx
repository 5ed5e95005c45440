/**
 * The file a review is decided on (原案卷), whole: the letter, the demands with what was answered, the documents, the
 * papers, the steps. Read only, as it was sealed; what came later stands beside it, not in it.
 */
import { ArrowLeftOutlined, PaperClipOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { Suspense, useState } from 'react'
import { isProblem } from '../api/client.ts'
import { matterQuery } from '../api/queries.ts'
import type { AttachmentView, MatterView } from '../api/types.ts'
import { DocumentList } from '../cases/matter/documents.tsx'
import { DemandList } from '../cases/matter/letter.tsx'
import { TimelineList } from '../cases/matter/timeline.tsx'
import { Broken, MissingMatter } from '../frame/broken.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { bytes, day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { chainQuery, isSealed, type SealedFile } from './api.ts'
import { FileCheck } from './file-check.tsx'
import './review.css'
import { part } from '../page.ts'

const ShowFile = part(async () => (await import('../cases/matter/show-file.tsx')).ShowFile)

export function FilePage() {
  const t = useWords()
  const { matterId } = useParams({ from: '/signed-in/matters/$matterId/file' })
  const { data, error, isPending } = useQuery(matterQuery(matterId))
  useTitle(data ? `${t('file.title')} ${data.number}` : t('file.title'))
  if (data) return <Page matter={data} />
  if (isPending)
    return (
      <div className="sheet pad" aria-busy="true">
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    )
  if (isProblem(error) && (error.status === 404 || error.status === 400)) return <MissingMatter />
  return <Broken error={error} />
}

function Page({ matter }: { matter: MatterView }) {
  const t = useWords()
  const { data } = useQuery(chainQuery(matter.matterId))
  const { file } = matter
  return (
    <article className="review-file">
      <p className="back no-print">
        <Link to="/matters/$matterId" params={{ matterId: matter.matterId }}>
          <ArrowLeftOutlined aria-hidden /> {matter.number}
        </Link>
        <Button
          type="text"
          size="small"
          icon={<PrinterOutlined aria-hidden />}
          onClick={() => window.print()}
        >
          {t('matter.print')}
        </Button>
      </p>
      <div className="page-head">
        <h1>{t('file.title')}</h1>
      </div>
      <p className="quiet">{t('file.help')}</p>
      {data?.file && <FileCheck check={data.file} />}
      {file === null || file === undefined ? (
        <Alert type="info" showIcon title={t('review.noFile')} description={t('review.noFileHelp')} />
      ) : (
        <Sealed file={file} matter={matter} />
      )}
    </article>
  )
}

function Sealed({ file, matter }: { file: unknown; matter: MatterView }) {
  const t = useWords()
  if (!isSealed(file)) {
    return (
      <section className="sheet pad">
        <p>{t('file.raw')}</p>
        <pre className="words">{JSON.stringify(file, null, 2)}</pre>
      </section>
    )
  }
  return (
    <>
      <Letter file={file} />
      {file.documents.length > 0 && (
        <section className="sheet pad">
          <h2>{t('document.title')}</h2>
          <DocumentList documents={file.documents} />
        </section>
      )}
      <Papers file={file} matter={matter} />
      <section className="sheet pad">
        <h2>{t('timeline.title')}</h2>
        <TimelineList entries={file.timeline} />
      </section>
      {file.earlier !== null && file.earlier !== undefined && (
        <details className="sheet pad">
          <summary>{t('file.earlier')}</summary>
          <Sealed file={file.earlier} matter={matter} />
        </details>
      )}
    </>
  )
}

function Letter({ file }: { file: SealedFile }) {
  const t = useWords()
  const { bureau, today } = useMe()
  const { at, version, hash } = file.asOf
  return (
    <section className="sheet pad">
      <h2>{file.subject ?? t('matter.letter')}</h2>
      <dl className="facts">
        <dt>{t('review.original')}</dt>
        <dd>
          <span className="number">{file.number}</span> · {say(file.bureau.name)}
        </dd>
        <dt>{t('review.receivedOn')}</dt>
        <dd>{day(file.receivedOn, { today })}</dd>
        <dt>{t('review.sealed')}</dt>
        <dd className="words">{t('review.asOf', { at: instant(at, bureau.zone), version, hash })}</dd>
        {file.place && (
          <>
            <dt>{t('register.place')}</dt>
            <dd>{file.place}</dd>
          </>
        )}
      </dl>
      <p className="words">{file.body ?? t('matter.unreadable')}</p>
      <h3>{t('matter.demands')}</h3>
      <DemandList demands={file.demands} gone={t('matter.unreadable')} />
    </section>
  )
}

/**
 * Papers of the file. Each went along as a copy of the review's own, under an id of its own; which copy is which follows
 * from name, kind and size.
 */
function Papers({ file, matter }: { file: SealedFile; matter: MatterView }) {
  const t = useWords()
  const { today } = useMe()
  const [shown, setShown] = useState<number | null>(null)
  if (file.attachments.length === 0) return null
  const copies: AttachmentView[] = file.attachments.flatMap(
    (a) =>
      matter.attachments.find((c) => c.name === a.name && c.mediaType === a.mediaType && c.size === a.size) ??
      [],
  )
  return (
    <section className="sheet pad">
      <h2>{t('attachment.title')}</h2>
      <ul className="plain files">
        {file.attachments.map((a) => {
          const at = copies.findIndex((c) => c.name === a.name && c.size === a.size)
          return (
            <li key={a.attachmentId}>
              <PaperClipOutlined aria-hidden />{' '}
              {at < 0 ? (
                <>
                  {a.name} <span className="quiet">{t('review.copying')}</span>
                </>
              ) : (
                <button
                  type="button"
                  className="as-link"
                  aria-haspopup="dialog"
                  aria-label={t('preview.open', { name: a.name ?? t('matter.gone') })}
                  onClick={() => setShown(at)}
                >
                  {a.name ?? t('matter.gone')}
                </button>
              )}{' '}
              <span className="quiet">
                {bytes(a.size)} · {day(a.on, { today })}
              </span>
            </li>
          )
        })}
      </ul>
      <Suspense>
        {shown !== null && (
          <ShowFile
            matterId={matter.matterId}
            files={copies}
            at={shown}
            onMove={setShown}
            onClose={() => setShown(null)}
          />
        )}
      </Suspense>
    </section>
  )
}
