/** Whether staff had a reason to look at personal data: a sample, judged one by one. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { Review, Sample } from '../../../../src/administration/audit/contract.ts'
import { get, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, instant } from '../look/dates.ts'
import { useLookReason } from '../look/look-reason.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page, Scroll } from './shared.tsx'

const VERDICTS = ['justified', 'unclear', 'unjustified'] as const
const TONES: Record<(typeof VERDICTS)[number], Tone> = {
  justified: 'green',
  unclear: 'amber',
  unjustified: 'red',
}

export function ReviewPage() {
  const t = useWords()
  const search = useSearch({ from: '/signed-in/administration/review' })
  const navigate = useNavigate()
  const open = (sample?: string) =>
    void navigate({ to: '/administration/review', search: sample ? { sample } : {} })
  const samples = useQuery({
    queryKey: ['administration', 'samples'],
    queryFn: async ({ signal }) =>
      (await get<{ items: Sample[] }>('/administration/access-samples', signal)).items,
  })
  if (search.sample) return <SamplePage sampleId={search.sample} onBack={() => open()} />
  return (
    <Page title={t('adm.page.review')} help={t('adm.review.help')}>
      <div className="adm-stack">
        <Draw onDrawn={open} />
        <Loaded query={samples}>
          {(items) =>
            items.length === 0 ? (
              <p className="sheet pad">{t('adm.review.none')}</p>
            ) : (
              <div className="sheet">
                <Scroll label={t('adm.page.review')}>
                  <table className="adm-table stack">
                    <thead>
                      <tr>
                        <th scope="col">{t('adm.review.time')}</th>
                        <th scope="col" className="num">
                          {t('adm.review.size')}
                        </th>
                        <th scope="col" className="num">
                          {t('adm.review.judged')}
                        </th>
                        <th scope="col" className="num">
                          {t('adm.review.unjustified')}
                        </th>
                        <th scope="col">{t('adm.review.seed')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {items.map((s) => (
                        <tr key={s.sampleId}>
                          <th scope="row">
                            <Button type="link" onClick={() => open(s.sampleId)}>
                              {day(s.from, { year: true })} – {day(s.to, { year: true })}
                            </Button>
                          </th>
                          <td className="num" data-label={t('adm.review.size')}>
                            {t('adm.review.of', { size: s.size, population: s.population })}
                          </td>
                          <td className="num" data-label={t('adm.review.judged')}>
                            {s.judged}
                          </td>
                          <td className="num" data-label={t('adm.review.unjustified')}>
                            {s.unjustified}
                          </td>
                          <td className="number" data-label={t('adm.review.seed')}>
                            {s.seed}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              </div>
            )
          }
        </Loaded>
      </div>
    </Page>
  )
}

function Draw({ onDrawn }: { onDrawn: (sampleId: string) => void }) {
  const t = useWords()
  const me = useMe()
  const [from, setFrom] = useState(`${me.today.slice(0, 8)}01`)
  const [to, setTo] = useState(me.today)
  const [size, setSize] = useState(20)
  const draw = useCommand(
    (_: null, key) => post<{ sampleId: string }>('/administration/access-samples', key, { from, to, size }),
    { changes: [['administration', 'samples']], done: ({ sampleId }) => onDrawn(sampleId) },
  )
  return (
    <section className="sheet pad">
      <h2>{t('adm.review.draw')}</h2>
      <form
        className="adm-filters"
        onSubmit={(e) => {
          e.preventDefault()
          draw.mutate(null)
        }}
      >
        <div className="field">
          <label htmlFor="draw-from">{t('adm.from')}</label>
          <Input id="draw-from" type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="draw-to">{t('adm.to')}</label>
          <Input id="draw-to" type="date" value={to} onChange={(e) => setTo(e.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="draw-size">{t('adm.review.howMany')}</label>
          <InputNumber id="draw-size" min={1} max={200} value={size} onChange={(v) => setSize(v ?? 1)} />
        </div>
        <Button type="primary" htmlType="submit" loading={draw.isPending}>
          {t('adm.review.draw')}
        </Button>
      </form>
      {draw.error && <ProblemNote error={draw.error} />}
    </section>
  )
}

function SamplePage({ sampleId, onBack }: { sampleId: string; onBack: () => void }) {
  const t = useWords()
  const reviews = useQuery({
    queryKey: ['administration', 'samples', sampleId],
    queryFn: async ({ signal }) =>
      (await get<{ items: Review[] }>(`/administration/access-samples/${sampleId}`, signal)).items,
  })
  return (
    <Page
      title={t('adm.review.one')}
      help={t('adm.review.oneHelp')}
      actions={<Button onClick={onBack}>{t('adm.review.back')}</Button>}
    >
      <Loaded query={reviews}>
        {(items) => (
          <div className="adm-stack">
            {items.map((r) => (
              <Look key={r.id} review={r} sampleId={sampleId} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

const WHATS = ['matter', 'parties', 'attachment', 'lookup']

function Look({ review: r, sampleId }: { review: Review; sampleId: string }) {
  const t = useWords()
  const reasonOf = useLookReason()
  const me = useMe()
  const units = useUnitsById()
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number] | null>(r.verdict)
  const [words, setWords] = useState(r.words ?? '')
  const save = useCommand(
    (_: null, key) =>
      put(`/administration/access-samples/${sampleId}/${r.id}`, key, {
        verdict,
        words: words.trim() || null,
      }),
    { changes: [['administration', 'samples']] },
  )
  const same = verdict === r.verdict && words.trim() === (r.words ?? '')
  return (
    <section className="sheet pad adm-form" aria-label={`${r.number} ${r.account?.name ?? ''}`}>
      <p>
        <strong>{r.account?.name}</strong>{' '}
        <span className="quiet">{r.unitId ? say(units.get(r.unitId)?.name) : ''}</span>{' '}
        <span className="number">{r.number}</span>{' '}
        {WHATS.includes(r.what) ? t(`log.what.${r.what as 'matter'}`) : r.what}{' '}
        <time dateTime={r.at} className="quiet">
          {instant(r.at, me.bureau.zone)}
        </time>{' '}
        {r.verdict && <Chip tone={TONES[r.verdict]}>{t(`adm.verdict.${r.verdict}`)}</Chip>}
      </p>
      <p>{t('adm.review.reason', { reason: reasonOf(r.reason) })}</p>
      {r.own ? (
        <p className="adm-note">{t('adm.review.own')}</p>
      ) : (
        <>
          <fieldset className="field">
            <legend>{t('adm.review.verdict')}</legend>
            <Radio.Group
              value={verdict}
              onChange={(e) => setVerdict(e.target.value as (typeof VERDICTS)[number])}
              options={VERDICTS.map((v) => ({ value: v, label: t(`adm.verdict.${v}`) }))}
            />
          </fieldset>
          <Field
            id={`words-${r.id}`}
            label={t('adm.review.words')}
            required={verdict !== null && verdict !== 'justified'}
          >
            {(c) => <Input {...c} value={words} onChange={(e) => setWords(e.target.value)} />}
          </Field>
          {save.error && <ProblemNote error={save.error} />}
          <div className="adm-row">
            <Button
              type="primary"
              loading={save.isPending}
              disabled={verdict === null || same || (verdict !== 'justified' && words.trim() === '')}
              onClick={() => save.mutate(null)}
            >
              {t('adm.save')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
