/** Documents in work at one's unit, by stage; the stage stands in the address. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Empty, Radio, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { waitingQuery } from './api.ts'
import { Stage } from './stage.tsx'
import './documents.css'

const STATES = ['draft', 'submitted', 'approved'] as const

export function WaitingPapersPage() {
  const { t } = useTranslation()
  const { state } = useSearch({ from: '/signed-in/documents' })
  const navigate = useNavigate({ from: '/documents' })
  const { zone } = useMe().bureau
  const { data, error } = useQuery(waitingQuery(state))
  useTitle(t('papers.waiting'))
  return (
    <article className="papers-page">
      <header className="paper-head">
        <h1>{t('papers.waiting')}</h1>
        <Link to="/documents/numbers">{t('papers.numbers')}</Link>
      </header>
      <Radio.Group
        aria-label={t('papers.filter')}
        value={state ?? ''}
        optionType="button"
        options={[
          { value: '', label: t('papers.all') },
          ...STATES.map((value) => ({ value, label: t(`papers.stage.${value}`) })),
        ]}
        onChange={(e) => void navigate({ search: e.target.value ? { state: e.target.value } : {} })}
      />
      {error !== null && <ProblemNote error={error} />}
      <div className="sheet pad">
        {!data && !error && <Skeleton active />}
        {data?.length === 0 && (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              <>
                <strong>{t('papers.waitingNone')}</strong>
                <br />
                {t('papers.waitingHelp')}
              </>
            }
          />
        )}
        <ul className="paper-list">
          {data?.map((p) => (
            <li key={p.paperId} data-row>
              <Link
                to="/matters/$matterId/papers/$paperId"
                params={{ matterId: p.matterId, paperId: p.paperId }}
                className="paper-name"
              >
                {t(`papers.kind.${p.kind}`)}
              </Link>
              <span className="number">{p.number ?? p.matterNumber}</span>
              <span className="quiet">
                {say(p.unit.name)} · {instant(p.changedAt, zone)}
              </span>
              <Stage stage={p.stage} />
            </li>
          ))}
        </ul>
      </div>
    </article>
  )
}
