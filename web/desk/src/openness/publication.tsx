/** One publication: the original beside the public version, what is proposed to be hidden, release by a second person. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, instant } from '../look/dates.ts'
import { Loaded, MatterLink } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { PlaceEditor } from './place-editor.tsx'
import { follow, placesOf, standing, textAt, withText } from './places.ts'
import { TONES } from './publications.tsx'
import {
  type PublicationActionInput,
  type PublicationDetail,
  type PublicationDone,
  publicationQuery,
  type Shown,
} from './queries.ts'
import { ReleaseBox } from './release-box.tsx'
import '../routing/routing.css'
import './openness.css'

export function PublicationPage() {
  const t = useWords()
  const { publicationId } = useParams({ from: '/signed-in/publications/$publicationId' })
  const found = useQuery(publicationQuery(publicationId))
  useTitle(found.data?.number ?? t('openness.title'))
  return (
    <>
      <p className="back">
        <Link to="/publications">{t('openness.back')}</Link>
      </p>
      {!found.data && <h1>{t('openness.title')}</h1>}
      <Loaded of={found} empty={null}>
        {(detail) => <Editor key={detail.version} detail={detail} />}
      </Loaded>
    </>
  )
}

function Editor({ detail }: { detail: PublicationDetail }) {
  const t = useWords()
  const [draft, setDraft] = useState<Shown>(detail.draft)
  const edits = detail.may.includes('save')
  const act = useCommand(
    (input: PublicationActionInput, key) =>
      post<PublicationDone>(`/publications/${detail.publicationId}/acts`, key, input),
    { changes: [['publications']] },
  )
  const save = (shown: Shown) => act.mutate({ act: 'save', expectedVersion: detail.version, shown })
  const found = [...detail.found, ...detail.left]
  const open = placesOf(draft).flatMap((field) =>
    standing(
      textAt(draft, field),
      found.filter((f) => f.field === field),
    ),
  )
  const dirty = JSON.stringify(draft) !== JSON.stringify(detail.draft)
  const followAll = () =>
    setDraft(
      placesOf(draft).reduce(
        (now, field) =>
          withText(
            now,
            field,
            follow(
              textAt(now, field),
              found.filter((f) => f.field === field),
            ),
          ),
        draft,
      ),
    )
  return (
    <div className="publication">
      <Head detail={detail} />
      {act.error && <ProblemNote error={act.error} />}
      <div className="publication-grid">
        <div className="publication-main">
          {edits && (
            <div className="tool-line publication-tools">
              <Button
                type={open.length > 0 ? 'primary' : 'default'}
                disabled={open.length === 0}
                onClick={followAll}
              >
                {t('openness.followAll', { count: open.length })}
              </Button>
              <Button
                disabled={!dirty && detail.state !== 'agreed'}
                loading={act.isPending}
                onClick={() => save(draft)}
              >
                {t('openness.save')}
              </Button>
              <span className="quiet" role="status">
                {dirty
                  ? t('openness.unsaved')
                  : t(open.length > 0 ? 'openness.stillOpen' : 'openness.nothingOpen', {
                      count: open.length,
                    })}
              </span>
            </div>
          )}
          {placesOf(detail.original).map((field) => (
            <PlaceEditor
              key={field}
              field={field}
              original={textAt(detail.original, field)}
              found={detail.found.filter((f) => f.field === field)}
              open={open.filter((f) => f.field === field)}
              value={textAt(draft, field)}
              result={/^demands\[\d+\]\.words$/.test(field) ? resultAt(detail.original, field) : null}
              onChange={edits ? (text) => setDraft((now) => withText(now, field, text)) : null}
            />
          ))}
        </div>
        <aside className="publication-side">
          <ReleaseBox
            detail={detail}
            dirty={dirty}
            open={open.length}
            busy={act.isPending}
            onAct={(name, reason) =>
              act.mutate({
                act: name,
                expectedVersion: detail.version,
                ...(reason.trim() ? { reason: reason.trim() } : {}),
              })
            }
          />
          <History steps={detail.steps} />
        </aside>
      </div>
    </div>
  )
}

const resultAt = (shown: Shown, field: string) =>
  shown.demands[Number(/\d+/.exec(field)?.[0] ?? 0)]?.result ?? null

function Head({ detail: d }: { detail: PublicationDetail }) {
  const t = useWords()
  const { today } = useMe()
  return (
    <header className="sheet pad publication-head">
      <h1>{d.draft.title}</h1>
      <p>
        <Chip tone={TONES[d.state]}>{t(`openness.state.${d.state}`)}</Chip>{' '}
        <MatterLink matterId={d.matterId} number={d.number} />
        {d.unit && <span className="quiet"> · {say(d.unit)}</span>}
        {d.answeredOn && (
          <span className="quiet"> · {t('openness.answeredOn', { day: day(d.answeredOn, { today }) })}</span>
        )}
      </p>
      <p className={d.consent?.given ? 'quiet' : 'publication-warn'}>
        {d.consent?.given
          ? t('openness.consentGiven', {
              where: t(`openness.where.${d.consent.where}`),
              day: day(d.consent.on, { today }),
            })
          : t('openness.consentGone')}
      </p>
      {!d.ready && <p className="publication-warn">{t('openness.notReady')}</p>}
    </header>
  )
}

const STEPS = ['agreed', 'taken-back', 'save', 'submit', 'return', 'approve', 'unpublish'] as const

function History({ steps }: { steps: PublicationDetail['steps'] }) {
  const t = useWords()
  const { bureau } = useMe()
  const nameOf = (what: string) => STEPS.find((s) => s === what)
  return (
    <section className="sheet pad" aria-labelledby="publication-history">
      <h2 id="publication-history">{t('openness.history')}</h2>
      <ol className="publication-steps" reversed>
        {steps.toReversed().map((s) => {
          const step = nameOf(s.what)
          return (
            <li key={s.version}>
              <strong>{step ? t(`openness.step.${step}`) : s.what}</strong>
              <span className="quiet">
                {instant(s.at, bureau.zone)} · {s.by ?? t('openness.byPerson')}
              </span>
              {s.reason && <p className="words">{s.reason}</p>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
