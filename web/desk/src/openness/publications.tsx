/** 公开事项: what people agreed to have published, by where each stands. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { day, instant } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type PublicationState, type PublicationSummary, publicationsQuery, STATES } from './queries.ts'
import '../routing/routing.css'
import './openness.css'

export const TONES: Record<PublicationState, Tone> = {
  agreed: 'blue',
  draft: 'amber',
  submitted: 'violet',
  published: 'green',
  withdrawn: 'plain',
  'taken-back': 'red',
}

export function PublicationsPage() {
  const t = useWords()
  const search = useSearch({ from: '/signed-in/publications' })
  const navigate = useNavigate({ from: '/publications' })
  const rows = useQuery(publicationsQuery(search.state))
  useTitle(t('openness.title'))
  return (
    <>
      <div className="page-head">
        <h1>{t('openness.title')}</h1>
        <p className="quiet">{t('openness.about')}</p>
      </div>
      <div className="tabs-line">
        <fieldset className="switcher" aria-label={t('openness.stateLabel')}>
          {([undefined, ...STATES] as const).map((state) => (
            <button
              key={state ?? 'all'}
              type="button"
              aria-pressed={search.state === state}
              onClick={() => void navigate({ search: state ? { state } : {} })}
            >
              {state ? t(`openness.state.${state}`) : t('openness.all')}
            </button>
          ))}
        </fieldset>
      </div>
      <Loaded
        of={rows}
        empty={{
          title: t(search.state ? 'openness.noneOfState' : 'openness.none'),
          help: t('openness.noneHelp'),
        }}
      >
        {(items) => <Rows items={items} />}
      </Loaded>
    </>
  )
}

function Rows({ items }: { items: readonly PublicationSummary[] }) {
  const t = useWords()
  const { today, bureau } = useMe()
  return (
    <div className="sheet">
      <table className="rows stack">
        <caption className="hidden-text">{t('openness.title')}</caption>
        <thead>
          <tr>
            {(['matter', 'state', 'unit', 'answered', 'changed', 'page'] as const).map((c) => (
              <th key={c} scope="col">
                {t(`openness.col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((p) => (
            <tr key={p.publicationId} className="row">
              <th scope="row">
                <Link to="/publications/$publicationId" params={{ publicationId: p.publicationId }}>
                  {p.number}
                </Link>
              </th>
              <td>
                <Chip tone={TONES[p.state]}>{t(`openness.state.${p.state}`)}</Chip>
                {p.state === 'agreed' && !p.ready && (
                  <span className="quiet"> {t('openness.notAnswered')}</span>
                )}
              </td>
              <td data-label={t('openness.col.unit')}>{p.unit ? say(p.unit) : '—'}</td>
              <td data-label={t('openness.col.answered')}>
                {p.answeredOn ? day(p.answeredOn, { today }) : '—'}
              </td>
              <td data-label={t('openness.col.changed')}>{instant(p.changedAt, bureau.zone)}</td>
              <td>
                {p.path ? (
                  <a href={p.path} target="_blank" rel="noreferrer">
                    {t('openness.publicPage')}
                  </a>
                ) : (
                  <span className="quiet">—</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
