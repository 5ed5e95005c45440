/** What was typed on a version that is no longer the last: whose the newer one is, and what of one's own it lacks. */
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import type { PaperPage } from './api.ts'
import type { Typed } from './paper.tsx'

interface Props {
  page: PaperPage
  typed: Typed
  /** Goes on with one's own words over the newer version; null where nobody edits any more. */
  onGoOn: (() => void) | null
  onDrop: () => void
}

export function Outrun({ page, typed, onGoOn, onDrop }: Props) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  const last = page.revisions.find((r) => r.revision === page.item.revision)
  const lacking = typed.paragraphs.filter((p) => p.trim() !== '' && !page.paragraphs.includes(p))
  return (
    <Alert
      className="no-print"
      type="warning"
      showIcon
      title={
        onGoOn && last
          ? t('papers.outrun', {
              revision: last.revision,
              who: last.by,
              time: instant(last.at, bureau.zone),
            })
          : t('papers.outrunClosed')
      }
      description={
        <>
          {t(lacking.length > 0 ? 'papers.outrunWords' : 'papers.outrunNothing')}
          <ul>
            {lacking.map((words) => (
              <li key={words} lang="zh-CN">
                {words}
              </li>
            ))}
          </ul>
          <span className="paper-buttons">
            {onGoOn && <Button onClick={onGoOn}>{t('papers.outrunGoOn')}</Button>}
            <Button onClick={onDrop}>{t('papers.outrunDrop')}</Button>
          </span>
        </>
      }
    />
  )
}
