/** 领导包案 and promises of reception days: which office answers for what, by when. By date, never a rank. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { Loaded, MatterLink } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { FOLLOW_UP_TONES } from './follow-up-tones.ts'
import { type FollowUp, followUpsQuery } from './queries.ts'
import { SponsorForm } from './sponsor-form.tsx'
import '../routing/routing.css'
import './reception.css'

export function FollowUpsPage() {
  const t = useWords()
  const search = useSearch({ from: '/signed-in/sponsored' })
  const navigate = useNavigate({ from: '/sponsored' })
  const sponsors = useMay('supervisor', 'bureau-head')
  const kind = search.kind ?? 'sponsored'
  const ended = search.ended ?? false
  const rows = useQuery(followUpsQuery(kind, ended))
  useTitle(t(`followUps.title.${kind}`))
  const go = (next: { kind?: 'reception'; ended?: boolean; new?: boolean }) => void navigate({ search: next })
  const of = search.kind ? { kind: search.kind } : {}
  return (
    <>
      <div className="page-head">
        <h1>{t(`followUps.title.${kind}`)}</h1>
        <p className="quiet">{t(`followUps.about.${kind}`)}</p>
      </div>
      <div className="tool-line">
        <fieldset className="switcher" aria-label={t('followUps.kindLabel')}>
          {(['sponsored', 'reception'] as const).map((k) => (
            <button
              key={k}
              type="button"
              aria-pressed={kind === k}
              onClick={() => go({ ...(k === 'reception' ? { kind: k } : {}), ...(ended ? { ended } : {}) })}
            >
              {t(`followUps.title.${k}`)}
            </button>
          ))}
        </fieldset>
        <Button
          className={ended ? 'toggle on' : 'toggle'}
          aria-pressed={ended}
          onClick={() => go({ ...of, ...(ended ? {} : { ended: true }) })}
        >
          {t('followUps.ended')}
        </Button>
        {sponsors && kind === 'sponsored' && !search.new && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => go({ new: true })}>
            {t('followUps.new')}
          </Button>
        )}
      </div>
      {search.new && sponsors && (
        <SponsorForm matterNumber={search.matter ?? ''} onClose={() => go(ended ? { ended } : {})} />
      )}
      <Loaded of={rows} empty={{ title: t(`followUps.none.${kind}`), help: t(`followUps.noneHelp.${kind}`) }}>
        {(items) => <Rows items={items} caption={t(`followUps.title.${kind}`)} />}
      </Loaded>
    </>
  )
}

function Rows({ items, caption }: { items: readonly FollowUp[]; caption: string }) {
  const t = useWords()
  const { today } = useMe()
  return (
    <div className="sheet">
      <table className="rows stack">
        <caption className="hidden-text">{caption}</caption>
        <thead>
          <tr>
            {(['office', 'matter', 'unit', 'due', 'meetings', 'state'] as const).map((c) => (
              <th key={c} scope="col">
                {t(`followUps.col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((f) => (
            <tr key={f.followUpId} className="row">
              <th scope="row">
                <Link to="/sponsored/$followUpId" params={{ followUpId: f.followUpId }}>
                  {f.office}
                </Link>
              </th>
              <td>
                <MatterLink matterId={f.matterId} number={f.number} />
                {f.ended && <span className="quiet"> {t('followUps.matterEnded')}</span>}
              </td>
              <td data-label={t('followUps.col.unit')}>{f.unit ? say(f.unit) : '—'}</td>
              <td data-label={t('followUps.col.due')}>
                {f.dueOn ? <span className={f.overdue ? 'late' : ''}>{day(f.dueOn, { today })}</span> : '—'}
                {f.overdue && <span className="late"> {t('followUps.overdue')}</span>}
              </td>
              <td data-label={t('followUps.col.meetings')}>{f.meetings}</td>
              <td>
                <Chip tone={FOLLOW_UP_TONES[f.state]}>{t(`followUps.state.${f.state}`)}</Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
