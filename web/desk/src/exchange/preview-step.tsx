/** Before anything is registered: what would be, and what is wrong with which cell. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip, type Tone } from '../frame/chip.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import {
  type BatchPage,
  batchQuery,
  type CellProblem,
  type Difference,
  type FieldId,
  type Mapping,
  type Preview,
  previewQuery,
  setMapping,
  startBatch,
} from './api.ts'
import { SaveButton, useCommand } from './parts.tsx'

export function PreviewStep({ batch, onBack }: { batch: BatchPage; onBack: () => void }) {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const preview = useQuery(previewQuery(batch.batchId, batch.version, i18n.language))
  const { busy, error, run } = useCommand()
  const p = preview.data
  const wordsOf = ({ good, changed, known }: Preview) => {
    if (changed > 0) return t('batch.preview.goChanged', { count: good, changed })
    if (good > 0) return t('batch.preview.go', { count: good })
    return t(known > 0 ? 'batch.preview.allKnown' : 'batch.preview.nothing')
  }
  const start = () =>
    run(async (key) => {
      const begun = await startBatch(batch.batchId, key)
      client.setQueryData(batchQuery(batch.batchId).queryKey, begun)
      void client.invalidateQueries({ queryKey: ['imports', batch.kind] })
    })
  if (preview.error && !p)
    return (
      <div className="sheet pad">
        <ProblemNote error={preview.error} />
        <Button onClick={onBack}>{t('batch.preview.back')}</Button>
      </div>
    )
  if (!p)
    return (
      <div className="sheet pad" aria-busy="true">
        <p role="status">{t('batch.preview.checking')}</p>
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      </div>
    )
  const carried = p.good + p.changed
  return (
    <>
      {error !== null && <ProblemNote error={error} />}
      <Tally p={p} />
      {p.unknown.length > 0 && <Words batch={batch} unknown={p.unknown} />}
      <section className="sheet pad" aria-labelledby="problems">
        <h2 id="problems">{t('batch.preview.head')}</h2>
        {p.problems.length === 0 ? (
          <p>{t('batch.preview.noProblems')}</p>
        ) : (
          <Problems problems={p.problems} />
        )}
        {p.more > 0 && <p className="quiet">{t('batch.preview.more', { count: p.more })}</p>}
        {p.bad > 0 && (
          <div className="form-foot">
            <SaveButton path={`/imports/${batch.batchId}/bad-rows`} name={t('batch.badRowsName')}>
              {t('batch.preview.download')}
            </SaveButton>
          </div>
        )}
      </section>
      {p.differences.length > 0 && <Differences batch={batch} list={p.differences} />}
      <Samples batch={batch} p={p} />
      <div className="form-foot sticky-foot">
        <Button onClick={onBack}>{t('batch.preview.back')}</Button>
        <Button type="primary" loading={busy} disabled={carried + p.known === 0} onClick={() => void start()}>
          {wordsOf(p)}
        </Button>
      </div>
    </>
  )
}

function Tally({ p }: { p: Preview }) {
  const { t } = useTranslation()
  const parts: [Tone, number, string][] = [
    ['green', p.good, t('batch.preview.good')],
    ['red', p.bad, t('batch.preview.bad')],
    ['amber', p.warnings, t('batch.preview.warnings')],
    ['plain', p.known, t('batch.preview.known')],
    ['blue', p.changed, t('batch.preview.changed')],
  ]
  return (
    <div role="status">
      <ul className="tally">
        {parts
          .filter(([, n], i) => n > 0 || i < 2)
          .map(([tone, n, word]) => (
            <li key={word} className={`tally-${tone}`}>
              <strong>{n}</strong> {word}
            </li>
          ))}
      </ul>
    </div>
  )
}

function Problems({ problems }: { problems: readonly CellProblem[] }) {
  const { t } = useTranslation()
  return (
    <table className="map problems">
      <thead>
        <tr>
          {(['row', 'column', 'value', 'problem', 'remedy'] as const).map((c) => (
            <th key={c} scope="col">
              {t(`batch.preview.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {problems.map((p) => (
          <tr key={`${p.row}/${p.field}/${p.code}`}>
            <th scope="row" className="cell-name">
              {p.column ?? ''}
              {p.row}
            </th>
            <td>{p.header}</td>
            <td className="example">{p.value}</td>
            <td>
              <Chip tone={p.level === 'error' ? 'red' : 'amber'}>{t(`batch.preview.${p.level}`)}</Chip>
              {p.title}
            </td>
            <td>{p.remedy}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Words of the table no choice is known by: said once what they mean, they are kept with the mapping. */
function Words({ batch, unknown }: { batch: BatchPage; unknown: Preview['unknown'] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [meant, setMeant] = useState<Record<string, string>>({})
  const { busy, error, run, renew } = useCommand()
  const keyOf = (u: Preview['unknown'][number]) => `${u.field}/${u.word}`
  const keep = () =>
    run(async (key) => {
      const words: Mapping['words'] = { ...batch.mapping.words }
      for (const u of unknown) {
        const value = meant[keyOf(u)]
        if (value) words[u.field] = { ...words[u.field], [u.word]: value }
      }
      const saved = await setMapping(batch, { ...batch.mapping, words }, key)
      client.setQueryData(batchQuery(batch.batchId).queryKey, saved)
    })
  return (
    <section className="sheet pad" aria-labelledby="words">
      <h2 id="words">{t('batch.mapping.words')}</h2>
      <p className="quiet">{t('batch.mapping.wordsHelp')}</p>
      {error !== null && <ProblemNote error={error} />}
      <ul className="plain word-list">
        {unknown.map((u) => {
          const field = batch.fields.find((f) => f.id === u.field)
          const id = `word-${keyOf(u)}`
          return (
            <li key={keyOf(u)}>
              <label htmlFor={id}>
                {field && say(field.label)}: {t('batch.mapping.wordMeans', { word: u.word })}{' '}
                <span className="quiet">{t('batch.mapping.times', { count: u.count })}</span>
              </label>
              <Select
                id={id}
                allowClear
                value={meant[keyOf(u)] ?? null}
                placeholder={t('form.choose')}
                options={field?.choices?.map((c) => ({ value: c.value, label: say(c.label) })) ?? []}
                onChange={(value) => {
                  renew()
                  setMeant((old) => ({ ...old, [keyOf(u)]: value ?? '' }))
                }}
              />
            </li>
          )
        })}
      </ul>
      <Button loading={busy} disabled={!Object.values(meant).some(Boolean)} onClick={() => void keep()}>
        {t('batch.mapping.keepWords')}
      </Button>
    </section>
  )
}

const nameOf = (batch: BatchPage, id: FieldId): ReactNode => {
  const field = batch.fields.find((f) => f.id === id)
  return field ? say(field.label) : id
}

function Differences({ batch, list }: { batch: BatchPage; list: readonly Difference[] }) {
  const { t } = useTranslation()
  return (
    <section className="sheet pad" aria-labelledby="differences">
      <h2 id="differences">{t('batch.preview.differences')}</h2>
      <p className="quiet">{t('batch.preview.differencesHelp')}</p>
      {list.map((d) => (
        <details key={d.externalNumber} className="difference">
          <summary>
            <span className="number">{d.externalNumber}</span>{' '}
            {d.number && (
              <Link to="/matters/$matterId" params={{ matterId: d.matterId }}>
                {d.number}
              </Link>
            )}{' '}
            <span className="quiet">
              {d.fields.map((f) => String(nameOf(batch, f.field))).join(t('list.comma'))}
            </span>
          </summary>
          <table className="map">
            <thead>
              <tr>
                <th scope="col">{t('batch.mapping.field')}</th>
                <th scope="col">{t('batch.preview.before')}</th>
                <th scope="col">{t('batch.preview.after')}</th>
              </tr>
            </thead>
            <tbody>
              {d.fields.map((f) => (
                <tr key={f.field}>
                  <th scope="row">{nameOf(batch, f.field)}</th>
                  <td className="words">{f.before ?? t('batch.preview.empty')}</td>
                  <td className="words">{f.after ?? t('batch.preview.empty')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ))}
    </section>
  )
}

function Samples({ batch, p }: { batch: BatchPage; p: Preview }) {
  const { t } = useTranslation()
  return (
    <section className="sheet pad" aria-labelledby="samples">
      <h2 id="samples">{t('batch.preview.samples')}</h2>
      {p.samples.map((s, i) => (
        <details key={s.row} className="difference" open={i === 0}>
          <summary>
            {t('batch.preview.sampleRow', { row: s.row })}{' '}
            <Chip tone={s.outcome === 'bad' ? 'red' : s.outcome === 'made' ? 'green' : 'plain'}>
              {t(`batch.preview.outcome.${s.outcome}`)}
            </Chip>
            <span className="quiet">{s.values.find((v) => v.field === 'subject')?.value}</span>
          </summary>
          <dl className="facts">
            {s.values.map((v) => (
              <div className="facts-line" key={v.field}>
                <dt>{nameOf(batch, v.field)}</dt>
                <dd className="words">{v.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  )
}
