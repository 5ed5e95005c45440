/** Continue where you were: what this account has begun and not yet sent, on whatever computer. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { newKey, remove } from '../../api/client.ts'
import { useMe } from '../../frame/hooks.ts'
import { instant } from '../../look/dates.ts'
import { BULLETIN_DRAFT, INSTRUCTION_DRAFT, NOTE_DRAFT, PAPER_DRAFT } from './kept.ts'
import { type DraftSummaryView, draftsQuery } from './queries.ts'

/** @param except the draft that is open on the page */
export function ContinueDrafts({
  place,
  except,
  onOpen,
}: {
  place?: string
  except?: string
  onOpen?: (draft: DraftSummaryView) => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const { data, refetch } = useQuery(draftsQuery(place))
  const drafts = (data ?? []).filter((d) => d.draftId !== except)
  if (drafts.length === 0) return null
  const drop = async (draft: DraftSummaryView) => {
    await remove(`/drafts/${draft.draftId}`, newKey()).catch(() => undefined)
    await refetch()
  }
  return (
    <section className="sheet pad drafts" aria-labelledby="drafts">
      <h2 id="drafts">
        {t('drafts.title')} <span className="count">{drafts.length}</span>
      </h2>
      <ul className="plain">
        {drafts.map((draft) => (
          <li key={draft.draftId}>
            <span className="draft-title">
              <Open draft={draft} onOpen={onOpen} />
              <span className="quiet">
                {instant(draft.savedAt, me.bureau.zone)}
                {draft.files > 0 && ` · ${t('drafts.files', { count: draft.files })}`}
              </span>
            </span>
            <Button
              type="text"
              size="small"
              aria-label={t('drafts.dropOne', { title: draft.title })}
              onClick={() => void drop(draft)}
            >
              {t('drafts.drop')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Open({ draft, onOpen }: { draft: DraftSummaryView; onOpen?: (draft: DraftSummaryView) => void }) {
  const { t } = useTranslation()
  const title = draft.title || t('drafts.untitled')
  if (onOpen) {
    return (
      <Button type="link" className="link-button" onClick={() => onOpen(draft)}>
        {title}
      </Button>
    )
  }
  if (draft.kind === 'registration') {
    return (
      <Link to="/register" search={{ draft: draft.draftId }}>
        {title}
      </Link>
    )
  }
  if (draft.place === BULLETIN_DRAFT) {
    return (
      <Link to="/oversight" search={{ tab: 'bulletins' }}>
        {title}
      </Link>
    )
  }
  if (draft.place.startsWith(INSTRUCTION_DRAFT)) {
    const urgent = draft.place.endsWith('urgent-report')
    return (
      <Link to="/instructions/new" search={urgent ? { kind: 'urgent-report' } : {}}>
        {title}
      </Link>
    )
  }
  const task = draft.place.split(':')[2] ?? ''
  if (task.startsWith(PAPER_DRAFT)) {
    return (
      <Link
        to="/matters/$matterId/papers/$paperId"
        params={{ matterId: draft.matterId ?? '', paperId: task.slice(PAPER_DRAFT.length) }}
      >
        {title}
      </Link>
    )
  }
  return (
    <Link
      to="/matters/$matterId"
      params={{ matterId: draft.matterId ?? '' }}
      search={task === NOTE_DRAFT ? {} : { do: task }}
      {...(task === NOTE_DRAFT ? { hash: 'notes' } : {})}
    >
      {title}
    </Link>
  )
}
