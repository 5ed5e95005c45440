/** Every version of a document's words, and how each differs from the one before. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import { comparisonQuery, type PaperPage, paperAddress } from './api.ts'

export function Versions({ page }: { page: PaperPage }) {
  const { t } = useTranslation()
  const { zone } = useMe().bureau
  const [compared, setCompared] = useState<number | null>(null)
  const { matterId } = page.matter
  const { paperId } = page.item
  return (
    <section className="sheet pad" aria-labelledby="versions">
      <h2 id="versions">{t('papers.versions')}</h2>
      <ul className="paper-versions">
        {page.revisions.toReversed().map((r) => (
          <li key={r.revision}>
            <strong>{t('papers.version', { revision: r.revision })}</strong>
            <span className="quiet">
              {[t(`papers.source.${r.source}`), r.by, instant(r.at, zone)].filter(Boolean).join(' · ')}
            </span>
            {r.revision > 1 && (
              <Button
                size="small"
                type="link"
                aria-expanded={compared === r.revision}
                onClick={() => setCompared(compared === r.revision ? null : r.revision)}
              >
                {t('papers.compare')}
              </Button>
            )}
            {r.hasFile && page.item.may.write && (
              <a href={`/api/v1${paperAddress(matterId, paperId)}/docx?revision=${r.revision}`} download>
                {t('papers.originalFile')}
              </a>
            )}
            {compared === r.revision && <Changes matterId={matterId} paperId={paperId} to={r.revision} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Changes({ matterId, paperId, to }: { matterId: string; paperId: string; to: number }) {
  const { t } = useTranslation()
  const { data } = useQuery(comparisonQuery(matterId, paperId, to))
  if (!data) return null
  const changed = data.changes.filter((c) => c.kind !== 'same')
  return (
    <div className="paper-changes">
      <h3>{t('papers.compareTitle', { from: data.from, to: data.to })}</h3>
      {changed.length === 0 && <p className="quiet">{t('papers.same')}</p>}
      {changed.map((c, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of changes never moves
        <p key={i} lang="zh-CN" className={c.kind}>
          <span className="hidden-text">{t(c.kind === 'added' ? 'papers.added' : 'papers.removed')}</span>
          {c.kind === 'added' ? <ins>{c.text}</ins> : <del>{c.text}</del>}
        </p>
      ))}
    </div>
  )
}
