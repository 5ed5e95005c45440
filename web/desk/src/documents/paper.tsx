/** One document: its words beside its page, and what can be done with it now. */
import { ArrowLeftOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PAPER_DRAFT, useKeptAt } from '../cases/drafts/kept.ts'
import { Broken } from '../frame/broken.tsx'
import { useTitle } from '../frame/hooks.ts'
import { say } from '../text/language.ts'
import { Acts } from './acts.tsx'
import { type PaperMarks, type PaperPage, paperQuery } from './api.ts'
import { Editor } from './editor.tsx'
import { Heads } from './heads.tsx'
import { Outrun } from './outrun.tsx'
import { Preview } from './preview.tsx'
import { Stage } from './stage.tsx'
import { Versions } from './versions.tsx'
import './documents.css'

export function PaperDocumentPage() {
  const { t } = useTranslation()
  const { matterId, paperId } = useParams({ from: '/signed-in/matters/$matterId/papers/$paperId' })
  const { data, error, isPending } = useQuery(paperQuery(matterId, paperId))
  useTitle(data ? `${t(`papers.kind.${data.item.kind}`)} ${data.matter.number}` : t('papers.title'))
  if (data) return <Page key={data.item.paperId} page={data} />
  if (isPending) {
    return (
      <div className="sheet pad" aria-busy="true">
        <span className="hidden-text" role="status">
          {t('papers.loading')}
        </span>
        <Skeleton active paragraph={{ rows: 12 }} />
      </div>
    )
  }
  return <Broken error={error} />
}

/** What is edited of a draft. */
export interface Typed {
  paragraphs: string[]
  marks: PaperMarks
}

function Page({ page }: { page: PaperPage }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { item, matter } = page
  // What was typed, and the version it was typed on. It outlives the tab; how secret the matter is this page does not
  // know, so nothing of it is put by on the device.
  const { matterId } = matter
  const kept = useKeptAt<Typed | null>(
    {
      place: `matter:${matterId}:${PAPER_DRAFT}${item.paperId}`,
      matterId,
      version: item.revision,
      here: false,
    },
    `${matter.number} ${t(`papers.kind.${item.kind}`)}`,
    () => null,
  )
  const [said, setSaid] = useState<string | null>(null)
  const own = kept.begun ? kept.values : null
  const outrun = own !== null && kept.seen !== item.revision
  const paragraphs = own?.paragraphs ?? page.paragraphs
  const marks = own?.marks ?? page.marks
  const put = (change: Partial<Typed>) => kept.set({ paragraphs, marks, ...change })
  const approved = item.stage !== 'draft' && item.stage !== 'submitted'
  const refresh = async (words: string) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['papers', matter.matterId] }),
      client.invalidateQueries({ queryKey: ['papers-waiting'] }),
      client.invalidateQueries({ queryKey: ['matter', matter.matterId] }),
    ]).catch(() => undefined)
    setSaid(words)
  }
  return (
    <article className="paper">
      <p className="back no-print">
        <Link to="/matters/$matterId" params={{ matterId: matter.matterId }}>
          <ArrowLeftOutlined aria-hidden /> {t('papers.back', { number: matter.number })}
        </Link>
      </p>
      <header className="paper-head">
        <h1>{t(`papers.kind.${item.kind}`)}</h1>
        <Stage stage={item.stage} />
        <span className="quiet">
          {[item.number ?? t('papers.noNumber'), say(item.unit.name), matter.subject ?? '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      <div role="status" className="said">
        {said && <Alert type="success" showIcon role="none" title={said} />}
      </div>
      {own && (outrun || !item.may.edit) && (
        <Outrun
          page={page}
          typed={own}
          onGoOn={item.may.edit ? () => kept.saw(item.revision) : null}
          onDrop={kept.afresh}
        />
      )}
      <Acts page={page} typed={outrun ? null : own} onSaved={kept.sent} onDone={refresh} />
      {own && (
        <p className="quiet" role="status">
          {t('papers.unsaved')} {t(`drafts.state.${kept.state}`)}
        </p>
      )}
      <div className="paper-grid">
        {item.may.edit && (
          <section className="sheet pad" aria-labelledby="paper-text">
            <h2 id="paper-text">{t('papers.text')}</h2>
            <Editor
              paragraphs={paragraphs}
              fixed={page.paper.fixed}
              onChange={(next) => put({ paragraphs: next })}
            />
            <Heads
              marks={marks}
              allowed={page.headMarks}
              letter={page.paper.letter}
              onChange={(next) => put({ marks: next })}
            />
          </section>
        )}
        <section className="sheet pad paper-view" aria-labelledby="paper-page">
          <h2 id="paper-page">{t('papers.page')}</h2>
          <p className="quiet">{t('papers.pageHelp')}</p>
          <Preview
            paper={page.paper}
            paragraphs={approved ? page.paper.paragraphs : paragraphs}
            marks={approved ? null : marks}
          />
        </section>
      </div>
      <Versions page={page} />
    </article>
  )
}
