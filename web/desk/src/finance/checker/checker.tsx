/** 公开文件检查: drop files, see what does not hold; nothing is kept unless it is asked for. */
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { useMay, useTitle } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { useWords } from '../../text/words.ts'
import { type Asked, type Checked, check, countOf, keep, MOST_MB } from './api.ts'
import { KeptList } from './kept.tsx'
import { Drop } from './parts.tsx'
import { Result } from './result.tsx'
import './checker.css'

interface Job {
  id: string
  asked: Asked
  state: 'waiting' | 'checking' | 'done' | 'failed' | 'large'
  report?: Checked
  error?: unknown
  kept?: string
}

export function CheckerPage() {
  const say = useWords()
  const search = useSearch({ from: '/signed-in/finance/checker' })
  const navigate = useNavigate()
  const may = useMay('finance', 'bureau-head', 'supervisor', 'auditor', 'administrator')
  const keeps = useMay('finance', 'bureau-head')
  const [previous, setPrevious] = useState<File | null>(null)
  const { jobs, add, set } = useJobs()
  const [chosen, setChosen] = useState<string | null>(null)
  useTitle(say('checker.title'))
  if (!may) return <Alert type="info" showIcon title={say('checker.notYours')} />
  const job = jobs.find((j) => j.id === chosen) ?? jobs.at(-1)
  const busy = jobs.filter((j) => j.state === 'waiting' || j.state === 'checking').length
  return (
    <div className="checker">
      <div className="page-head">
        <h1>{say('checker.title')}</h1>
        <p className="quiet">{say('checker.intro')}</p>
      </div>
      <section className="sheet pad check-drops">
        <Drop
          several
          title={say('checker.drop')}
          help={say('checker.dropHelp', { mb: MOST_MB })}
          onFiles={(files) => {
            setChosen(null)
            add(files.map((file) => ({ file, previous })))
          }}
        />
        <Drop
          small
          title={previous ? previous.name : say('checker.previous')}
          help={say('checker.previousHelp')}
          onFiles={(files) => setPrevious(files[0] ?? null)}
        />
        {previous && (
          <Button size="small" onClick={() => setPrevious(null)}>
            {say('checker.withoutPrevious')}
          </Button>
        )}
      </section>
      <p role="status" className="check-progress">
        {busy > 0 && say('checker.progress', { done: jobs.length - busy, all: jobs.length })}
      </p>
      {jobs.length > 1 && <Files jobs={jobs} current={job?.id} onChoose={setChosen} />}
      {job?.state === 'failed' && <ProblemNote error={job.error} />}
      {job?.state === 'large' && (
        <Alert
          type="error"
          showIcon
          title={say('checker.tooLarge', { name: job.asked.file.name, mb: MOST_MB })}
        />
      )}
      {job?.report && (
        <Result
          key={job.id}
          report={job.report}
          severity={search.severity}
          onSeverity={(severity) =>
            void navigate({ to: '/finance/checker', search: severity ? { severity } : {}, replace: true })
          }
          actions={<Keep job={job} onKept={(kept) => set(job.id, { kept })} />}
        />
      )}
      {keeps && <KeptList />}
    </div>
  )
}

/** Files one after another, for each takes a processor of the server. */
function useJobs() {
  const [jobs, setJobs] = useState<Job[]>([])
  const line = useRef(Promise.resolve())
  const set = (id: string, part: Partial<Job>) =>
    setJobs((all) => all.map((j) => (j.id === id ? { ...j, ...part } : j)))
  const add = (asked: readonly Asked[]) => {
    const fresh = asked.map((a): Job => {
      const large = [a.file, a.previous].some((f) => f && f.size > MOST_MB * 1024 * 1024)
      return { id: newKey(), asked: a, state: large ? 'large' : 'waiting' }
    })
    setJobs((all) => [...all, ...fresh])
    for (const job of fresh) {
      if (job.state === 'large') continue
      line.current = line.current.then(async () => {
        set(job.id, { state: 'checking' })
        try {
          set(job.id, { state: 'done', report: await check(job.asked, job.id) })
        } catch (error) {
          set(job.id, { state: 'failed', error })
        }
      })
    }
  }
  return { jobs, add, set }
}

function Files(props: { jobs: readonly Job[]; current?: string; onChoose: (id: string) => void }) {
  const say = useWords()
  return (
    <ul className="sheet check-files" aria-label={say('checker.files')}>
      {props.jobs.map((j) => (
        <li key={j.id}>
          <button
            type="button"
            className={j.id === props.current ? 'check-file current' : 'check-file'}
            aria-current={j.id === props.current || undefined}
            onClick={() => props.onChoose(j.id)}
          >
            <strong>{j.asked.file.name}</strong>{' '}
            <span className="quiet">
              {j.report
                ? say('checker.summary', {
                    error: countOf(j.report.findings, 'error'),
                    tail: countOf(j.report.findings, 'tail'),
                    review: countOf(j.report.findings, 'review'),
                  })
                : say(`checker.state.${j.state === 'large' ? 'failed' : j.state}`)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Keep({ job, onKept }: { job: Job; onKept: (checkId: string) => void }) {
  const say = useWords()
  const client = useQueryClient()
  const may = useMay('finance', 'bureau-head')
  const command = useCommand((asked: Asked, key) => keep(asked, key), {
    done: ({ checkId }) => {
      onKept(checkId)
      void client.invalidateQueries({ queryKey: ['disclosure-checks'] })
    },
  })
  if (!may) return null
  if (job.kept)
    return (
      <Link to="/finance/checker/$checkId" params={{ checkId: job.kept }}>
        {say('checker.kept')}
      </Link>
    )
  return (
    <>
      <Button type="primary" loading={command.isPending} onClick={() => command.mutate(job.asked)}>
        {say('checker.keep')}
      </Button>
      {command.error && <ProblemNote error={command.error} />}
    </>
  )
}
