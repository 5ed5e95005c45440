/** 批示与要情: what leaders have asked and what was reported urgently, due first. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { DueWords } from './due-words.tsx'
import { type InstructionSearch, instructionsQuery, type RecordSummary } from './queries.ts'
import './instructions.css'

export const toneOf = (r: Pick<RecordSummary, 'state'>): Tone =>
  r.state === 'closed' || r.state === 'ended'
    ? 'green'
    : r.state === 'open' || r.state === 'noticed'
      ? 'amber'
      : r.state === 'cancelled'
        ? 'plain'
        : 'blue'

export function InstructionsPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/signed-in/instructions' })
  const navigate = useNavigate({ from: '/instructions' })
  const keeps = useMay('clerk', 'supervisor', 'bureau-head')
  const notices = useMay('clerk', 'operator', 'supervisor', 'bureau-head')
  const overseeing = useMay('clerk', 'supervisor', 'bureau-head', 'auditor')
  const { data, error, isPending } = useQuery(instructionsQuery(search))
  useTitle(t('instruction.listTitle'))
  const put = (part: Partial<InstructionSearch>) =>
    void navigate({
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...part }).filter(([, v]) => v)),
    })
  const filtered = Object.keys(search).length > 0
  return (
    <section className="instructions">
      <div className="instructions-head">
        <h1>{t('instruction.listTitle')}</h1>
        <div className="instructions-new">
          {keeps && <NewButton primary label={t('instruction.newInstruction')} />}
          {notices && <NewButton kind="urgent-report" label={t('instruction.newUrgent')} />}
        </div>
      </div>
      <search className="filters" aria-label={t('instruction.filter')}>
        <fieldset className="switcher" aria-label={t('instruction.kindLabel')}>
          {([undefined, 'instruction', 'urgent-report'] as const).map((kind) => (
            <button
              key={kind ?? 'all'}
              type="button"
              aria-pressed={search.kind === kind}
              onClick={() => put({ kind })}
            >
              {kind ? t(`instruction.kind.${kind}`) : t('instruction.all')}
            </button>
          ))}
        </fieldset>
        <fieldset className="switcher" aria-label={t('instruction.progress')}>
          {[false, true].map((ended) => (
            <button
              key={String(ended)}
              type="button"
              aria-pressed={(search.ended ?? false) === ended}
              onClick={() => put({ ended })}
            >
              {t(ended ? 'instruction.ended' : 'instruction.running')}
            </button>
          ))}
        </fieldset>
        <Button
          className={`toggle${search.overdue ? ' on' : ''}`}
          aria-pressed={search.overdue ?? false}
          onClick={() => put({ overdue: !search.overdue })}
        >
          {t('instruction.overdue')}
        </Button>
        {overseeing && (
          <div className="instructions-unit">
            <label className="hidden-text" htmlFor="instruction-unit">
              {t('instruction.unit')}
            </label>
            <UnitSelect
              id="instruction-unit"
              value={search.unit ?? 'any'}
              none={{ value: 'any', label: t('instruction.anyUnit') }}
              onChange={(unit) => put({ unit: unit === 'any' ? undefined : unit })}
            />
          </div>
        )}
      </search>
      {error && <ProblemNote error={error} />}
      {isPending && (
        <div className="sheet pad" aria-busy="true">
          <span className="hidden-text" role="status">
            {t('instruction.loading')}
          </span>
          <Skeleton active paragraph={{ rows: 6 }} />
        </div>
      )}
      {data && data.length === 0 && (
        <div className="sheet nothing">
          <h2>{t(filtered ? 'instruction.noneFiltered' : 'instruction.none')}</h2>
          {filtered ? (
            <Button onClick={() => void navigate({ search: {} })}>{t('instruction.clear')}</Button>
          ) : (
            <p className="quiet">{t('instruction.noneHelp')}</p>
          )}
        </div>
      )}
      {data && data.length > 0 && <Rows records={data} />}
    </section>
  )
}

/** A link that looks as the act it leads to; opens in a new tab like any link. */
function NewButton({ label, kind, primary }: { label: string; kind?: 'urgent-report'; primary?: true }) {
  const router = useRouter()
  const to = { to: '/instructions/new', search: kind ? { kind } : {} } as const
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      href={router.history.createHref(router.buildLocation(to).href)}
      onClick={(e) => {
        if (e.metaKey || e.ctrlKey || e.shiftKey) return
        e.preventDefault()
        void router.navigate(to)
      }}
    >
      {label}
    </Button>
  )
}

function Rows({ records }: { records: readonly RecordSummary[] }) {
  const { t } = useTranslation()
  return (
    <div className="sheet">
      <ul className="instruction-rows" aria-label={t('instruction.caption')}>
        {records.map((r) => (
          <li key={r.recordId} data-record={r.recordId}>
            <div className="instruction-due">
              <DueWords record={r} />
            </div>
            <div className="instruction-what">
              <Link to="/instructions/$recordId" params={{ recordId: r.recordId }} className="subject">
                {r.title}
              </Link>
              <p className="quiet">
                <Origin record={r} />
              </p>
            </div>
            <div className="instruction-where">
              <Chip tone={toneOf(r)}>{t(`instruction.state.${r.state}`)}</Chip>
              {r.kind === 'instruction' && (
                <span className="quiet">{r.unit ? say(r.unit.name) : t('instruction.noUnit')}</span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Who gave it and when, or when it was noticed. */
export function Origin({ record: r }: { record: RecordSummary }) {
  const { t } = useTranslation()
  const me = useMe()
  const origin =
    r.kind === 'instruction'
      ? t('instruction.given', { office: r.office ?? '', day: day(r.madeOn!, { today: me.today }) })
      : t('instruction.noticed', { at: instant(r.noticedAt!, me.bureau.zone) })
  return (
    <>
      {t(`instruction.kind.${r.kind}`)} · {origin}
    </>
  )
}
