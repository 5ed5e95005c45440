/** 公开材料: from the accounts to what everybody reads, one step after another for the department and year chosen above. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { Chip, type Tone } from '../../frame/chip.tsx'
import { useMay, useTitle } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { day } from '../../look/dates.ts'
import { useWhere } from '../layout.tsx'
import { CheckPanel } from './check.tsx'
import { History } from './history.tsx'
import { type Kind, type PackageDetail, type PackageRow, packageQuery, packagesQuery } from './queries.ts'
import { Released } from './released.tsx'
import { Steps } from './steps.tsx'
import './package.css'
import { Writing } from './writing.tsx'
import { Written } from './written.tsx'

const KINDS: readonly Kind[] = ['budget', 'final']
const DECISIONS = ['release', 'return', 'withdraw'] as const
const TONES: Readonly<Record<PackageDetail['state'], Tone>> = {
  draft: 'amber',
  submitted: 'blue',
  released: 'green',
  withdrawn: 'red',
}

/** Looked at first is what waits for a decision, else the final accounts. */
const firstKind = (packages: readonly PackageRow[]): Kind =>
  packages.find((p) => p.state === 'submitted')?.kind ?? 'final'

export function PackagePage() {
  const { t } = useTranslation()
  const where = useWhere()
  const { data, error, isPending } = useQuery(packagesQuery)
  useTitle(t('pack.title'))
  if (error) return <ProblemNote error={error} />
  if (isPending || !where) return <Skeleton active />
  const { departmentId, year } = where
  const ofYear = data.filter((p) => p.departmentId === departmentId && p.year === year)
  return (
    <PackagesOfYear
      key={`${departmentId} ${year}`}
      departmentId={departmentId}
      year={year}
      packages={ofYear}
    />
  )
}

function PackagesOfYear(props: { departmentId: string; year: number; packages: readonly PackageRow[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/finance/package' })
  // What is looked at first stays, also once its decision is taken.
  const [first] = useState<Kind>(() => firstKind(props.packages))
  const kind = search.kind ?? first
  const own = props.packages.find((p) => p.kind === kind)
  return (
    <div className="pack">
      <div className="pack-head">
        <h2>{t('pack.title')}</h2>
        <fieldset className="switcher" aria-label={t('pack.kindLabel')}>
          {KINDS.map((k) => (
            <button
              key={k}
              type="button"
              aria-pressed={k === kind}
              onClick={() => void navigate({ to: '.', search: { ...search, kind: k } })}
            >
              {t(`pack.kind.${k}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {own ? (
        <Package key={own.packageId} packageId={own.packageId} />
      ) : (
        <Begin departmentId={props.departmentId} year={props.year} kind={kind} />
      )}
    </div>
  )
}

function Begin({ departmentId, year, kind }: { departmentId: string; year: number; kind: Kind }) {
  const { t } = useTranslation()
  const may = useMay('finance')
  const begin = useCommand(
    (_: null, key) => post<{ packageId: string }>('/finance/packages', key, { departmentId, year, kind }),
    { changes: [['packages']] },
  )
  return (
    <div className="sheet pad">
      <p>{t(may ? 'pack.none' : 'pack.noneWait')}</p>
      {begin.error && <ProblemNote error={begin.error} />}
      {may && (
        <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate(null)}>
          {t('pack.begin')}
        </Button>
      )}
    </div>
  )
}

function Package({ packageId }: { packageId: string }) {
  const { t } = useTranslation()
  const { data, error, isPending } = useQuery(packageQuery(packageId))
  if (error) return <ProblemNote error={error} />
  if (isPending) return <Skeleton active />
  // Who decides finds the check and the decision first; who writes comes to them last.
  const deciding = DECISIONS.some((step) => data.may.includes(step))
  const toRelease = (
    <>
      {data.state === 'released' ? <Released detail={data} /> : <CheckPanel detail={data} />}
      <Steps key={`steps ${data.version}`} detail={data} />
    </>
  )
  return (
    <>
      <p className="pack-state">
        <Chip tone={TONES[data.state]}>{t(`pack.state.${data.state}`)}</Chip>
        {data.releasedOn &&
          data.state === 'released' &&
          t('pack.releasedOn', { day: day(data.releasedOn, { year: true }) })}
        {data.stale && data.state === 'submitted' && <strong>{t('pack.stale')}</strong>}
        {data.stale && data.state === 'released' && <strong>{t('pack.changedSince')}</strong>}
      </p>
      {deciding && toRelease}
      <section className="sheet pad" aria-labelledby="pack-figures">
        <h3 id="pack-figures">{t('pack.step.figures')}</h3>
        {data.missing.length === 0 ? (
          <p>{t('pack.figuresComplete')}</p>
        ) : (
          <>
            <p>{t('pack.figuresMissing')}</p>
            <ul>
              {data.missing.map((m) => (
                <li key={m.figure}>{m.figure}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      {data.may.includes('save') ? <Writing key={data.version} detail={data} /> : <Written detail={data} />}
      {!deciding && toRelease}
      <History packageId={packageId} questions={data.questions} />
    </>
  )
}
