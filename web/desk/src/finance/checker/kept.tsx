/** Reports that were kept: the list, and one of them opened again. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Popconfirm, Skeleton } from 'antd'
import { useCommand } from '../../api/command.ts'
import { useMay, useMe, useTitle } from '../../frame/hooks.ts'
import { ProblemNote, Unread } from '../../frame/problem.tsx'
import { instant } from '../../look/dates.ts'
import { useWords } from '../../text/words.ts'
import { forget, type KeptRow, keptListQuery, keptQuery } from './api.ts'
import { Result } from './result.tsx'
import './checker.css'

export function KeptList() {
  const say = useWords()
  const { data, error, isPending } = useQuery(keptListQuery)
  return (
    <section aria-labelledby="kept-checks">
      <h2 id="kept-checks">{say('checker.keptTitle')}</h2>
      {isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {error && <ProblemNote error={error} focus={false} />}
      {data?.length === 0 && <p className="quiet">{say('checker.keptNone')}</p>}
      {data && data.length > 0 && (
        <ul className="sheet kept-list">
          {data.map((k) => (
            <li key={k.checkId}>
              <KeptLine kept={k} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function KeptLine({ kept: k }: { kept: KeptRow }) {
  const say = useWords()
  const me = useMe()
  const may = useMay('finance', 'bureau-head')
  const gone = useCommand((checkId: string, key) => forget(checkId, key), {
    changes: [['disclosure-checks']],
  })
  return (
    <>
      <div className="line-head">
        <Link to="/finance/checker/$checkId" params={{ checkId: k.checkId }}>
          {k.document}
        </Link>
        {may && (
          <Popconfirm
            title={say('checker.forgetAsk')}
            okText={say('checker.forget')}
            cancelText={say('checker.forgetNot')}
            onConfirm={() => gone.mutate(k.checkId)}
          >
            <Button
              size="small"
              loading={gone.isPending}
              aria-label={`${say('checker.forget')} ${k.document}`}
            >
              {say('checker.forget')}
            </Button>
          </Popconfirm>
        )}
      </div>
      <p className="quiet">
        {instant(k.keptAt, me.bureau.zone)} · {k.keptBy}
        {k.previous && ` · ${say('checker.against', { name: k.previous })}`} ·{' '}
        {say('checker.summary', { error: k.errors, tail: k.tails, review: k.reviews })}
      </p>
      {gone.error && <ProblemNote error={gone.error} />}
    </>
  )
}

export function KeptCheckPage() {
  const say = useWords()
  const navigate = useNavigate()
  const { checkId } = useParams({ from: '/signed-in/finance/checker/$checkId' })
  const search = useSearch({ from: '/signed-in/finance/checker/$checkId' })
  const { data, error, isPending, refetch } = useQuery(keptQuery(checkId))
  useTitle(data?.document ?? say('checker.title'))
  return (
    <div className="checker">
      <div className="page-head">
        <h1>{say('checker.keptOne')}</h1>
        <p className="quiet">
          <Link to="/finance/checker">{say('checker.back')}</Link>
        </p>
      </div>
      {isPending && <Skeleton active />}
      {error && <Unread error={error} again={refetch} />}
      {data && (
        <Result
          report={data.report}
          severity={search.severity}
          onSeverity={(severity) =>
            void navigate({
              to: '/finance/checker/$checkId',
              params: { checkId },
              search: severity ? { severity } : {},
              replace: true,
            })
          }
        />
      )}
    </div>
  )
}
