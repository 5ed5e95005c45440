/** 电话回访: whom to call, what to say, what came of it, and how anyone can draw the sample again. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../api/client.ts'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import '../routing/routing.css'
import './oversight.css'
import { Loaded } from './parts.tsx'
import { type Call, followUpsQuery, proofQuery, samplesQuery } from './queries.ts'

export function FollowUpPage() {
  const { t } = useTranslation()
  const { today } = useMe()
  const { period } = useSearch({ from: '/signed-in/follow-up' })
  const navigate = useNavigate()
  const samples = useQuery(samplesQuery)
  const list = useQuery(followUpsQuery(period))
  useTitle(t('oversight.followUp'))
  return (
    <>
      <div className="page-head">
        <h1>{t('oversight.followUp')}</h1>
        <p className="quiet">{t('oversight.followUpHelp')}</p>
      </div>
      <Loaded of={list} empty={null}>
        {({ sample, calls }) =>
          sample === null ? (
            <div className="sheet pad nothing">
              <h2>{t('oversight.noSample')}</h2>
              <p>{t('oversight.noSampleHelp')}</p>
            </div>
          ) : (
            <>
              <div className="tool-line">
                <Select
                  aria-label={t('oversight.period')}
                  value={sample.periodFrom}
                  popupMatchSelectWidth={false}
                  options={(samples.data ?? [sample]).map((s) => ({
                    value: s.periodFrom,
                    label: `${day(s.periodFrom, { today })} – ${day(s.periodTo, { today })}`,
                  }))}
                  onChange={(from) => void navigate({ to: '/follow-up', search: { period: from } })}
                />
                <span className="quiet">
                  {t('oversight.sampleSize', {
                    size: sample.size,
                    of: sample.populationSize,
                    share: sample.share,
                  })}
                </span>
              </div>
              <Script />
              {calls.length === 0 ? (
                <div className="sheet pad nothing">
                  <h2>{t('oversight.nobodyToCall')}</h2>
                  <p>{t('oversight.nobodyToCallHelp')}</p>
                </div>
              ) : (
                <ul className="plain sheet">
                  {calls.map((c) => (
                    <li key={`${c.matterId} ${c.proceedingId}`} className="pad precedent">
                      <One call={c} period={sample.periodFrom} />
                    </li>
                  ))}
                </ul>
              )}
              <Proof period={sample.periodFrom} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function Script() {
  const { t } = useTranslation()
  return (
    <details className="define">
      <summary>{t('oversight.script')}</summary>
      <ol className="script">
        {(['hello', 'connected', 'solved', 'satisfied', 'words', 'thanks'] as const).map((line) => (
          <li key={line}>{t(`oversight.say.${line}`)}</li>
        ))}
      </ol>
    </details>
  )
}

const OUTCOMES = ['no-answer', 'call-later', 'refused', 'wrong-number'] as const

function One({ call: c, period }: { call: Call; period: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const units = useUnitsById()
  const client = useQueryClient()
  const mayAsk = useMay('clerk', 'operator', 'supervisor')
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const record = async (outcome: (typeof OUTCOMES)[number]) => {
    setBusy(outcome)
    setError(null)
    try {
      const { matterId, proceedingId } = c
      const body = { periodFrom: period, matterId, proceedingId, outcome }
      await post('/oversight/follow-up-attempts', newKey(), body)
    } catch (problem) {
      setError(problem)
    }
    await client.invalidateQueries({ queryKey: ['oversight', 'follow-ups'] }).catch(() => undefined)
    setBusy(null)
  }
  return (
    <>
      <p>
        <Chip tone={c.open ? 'amber' : 'plain'}>{say(c.stateLabel)}</Chip>
        <Link to="/matters/$matterId" params={{ matterId: c.matterId }}>
          {c.number}
        </Link>{' '}
        <span className="quiet">
          {[
            say(c.procedure),
            c.unitId && say(units.get(c.unitId)?.name),
            t('oversight.answeredOn', { day: day(c.answeredOn, { today: me.today }) }),
            c.until && t('oversight.untilDay', { day: day(c.until, { today: me.today }) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {error !== null && <ProblemNote error={error} />}
      {c.attempts.length > 0 && (
        <p className="quiet">
          {c.attempts
            .map((a) => `${instant(a.at, me.bureau.zone)} ${t(`oversight.outcome.${a.outcome}`)}`)
            .join(t('list.comma'))}
        </p>
      )}
      {c.open && mayAsk && (
        <div className="form-foot">
          <Link
            to="/matters/$matterId"
            params={{ matterId: c.matterId }}
            search={{ do: `${c.proceedingId}.record-rating` }}
            className="ant-btn ant-btn-primary button-link"
          >
            {t('oversight.reached')}
          </Link>
          {OUTCOMES.map((outcome) => (
            <Button key={outcome} loading={busy === outcome} onClick={() => void record(outcome)}>
              {t(`oversight.outcome.${outcome}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

function Proof({ period }: { period: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const proof = useQuery({ ...proofQuery(period), enabled: open })
  return (
    <details className="define" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('oversight.proof')}</summary>
      {open && (
        <Loaded of={proof} empty={null}>
          {(p) => (
            <div className="sheet pad">
              <Alert
                type={p.agrees ? 'success' : 'error'}
                showIcon
                title={t(p.agrees ? 'oversight.agrees' : 'oversight.agreesNot')}
              />
              <p>{say(p.method)}</p>
              <dl className="facts">
                <div className="facts-line">
                  <dt>{t('oversight.seed')}</dt>
                  <dd className="hash proof-seed">{p.seed}</dd>
                </div>
                <div className="facts-line">
                  <dt>{t('oversight.seal')}</dt>
                  <dd>{p.sealNo}</dd>
                </div>
                <div className="facts-line">
                  <dt>{t('oversight.population')}</dt>
                  <dd className="hash proof-seed">
                    {p.population.map((m) => `${m.matterId}/${m.proceedingId}`).join(' ')}
                  </dd>
                </div>
              </dl>
            </div>
          )}
        </Loaded>
      )}
    </details>
  )
}
