/** One's own tasks: what is asked, where it is done, and what of it is done. */
import { CheckCircleFilled, MinusCircleOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Loaded } from '../administration/shared.tsx'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type Checked, checkQuery, type PracticeTaskView, tasksQuery } from './queries.ts'

export function TasksSection() {
  const t = useWords()
  const tasks = useQuery(tasksQuery)
  return (
    <section className="sheet pad" aria-labelledby="practice-tasks">
      <h2 id="practice-tasks">{t('practice.tasksTitle')}</h2>
      <Loaded query={tasks}>{(items) => <Tasks items={items} />}</Loaded>
    </section>
  )
}

function Tasks({ items }: { items: readonly PracticeTaskView[] }) {
  const t = useWords()
  const { task: open } = useSearch({ from: '/signed-in/practice' })
  const navigate = useNavigate()
  if (items.length === 0)
    return (
      <p>
        <strong>{t('practice.noTasks')}</strong> {t('practice.noTasksHelp')}
      </p>
    )
  const passed = items.filter((i) => i.passedAt !== null).length
  return (
    <>
      <p className="quiet">{t('practice.tasksHelp')}</p>
      <p role="status">{t('practice.progress', { passed, total: items.length })}</p>
      <ul className="practice-tasks">
        {items.map((task) => {
          const isOpen = task.id === open
          return (
            <li key={task.id} className="practice-task">
              <h3>
                <button
                  type="button"
                  aria-expanded={isOpen}
                  onClick={() =>
                    void navigate({
                      to: '/practice',
                      search: isOpen ? {} : { task: task.id },
                      replace: true,
                      resetScroll: false,
                    })
                  }
                >
                  <RightOutlined aria-hidden rotate={isOpen ? 90 : 0} />
                  <span className="practice-name">{say(task.title)}</span>
                  <State of={task} />
                </button>
              </h3>
              {isOpen && <TaskBody task={task} />}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function State({ of }: { of: PracticeTaskView }) {
  const t = useWords()
  if (of.passedAt) return <Chip tone="green">{t('practice.state.passed')}</Chip>
  if (of.begun) return <Chip tone="blue">{t('practice.state.begun')}</Chip>
  return <Chip>{t('practice.state.none')}</Chip>
}

function TaskBody({ task }: { task: PracticeTaskView }) {
  const t = useWords()
  const begin = useCommand((_: void, key) => post(`/practice/tasks/${task.id}/attempts`, key, undefined), {
    changes: [
      ['practice', 'tasks'],
      ['practice', 'check', task.id],
    ],
  })
  return (
    <div className="practice-body">
      <p className="practice-brief">{say(task.brief)}</p>
      <h4>{t('practice.steps')}</h4>
      <ol>
        {task.steps.map((step) => (
          <li key={step.zh}>{say(step)}</li>
        ))}
      </ol>
      <p className="quiet">
        <strong>{t('practice.hint')}</strong> {say(task.hint)}
      </p>
      {task.matters.length > 0 && (
        <p>
          {t('practice.mine')}{' '}
          {task.matters.map((m) => (
            <Link
              key={m.matterId}
              to="/matters/$matterId"
              params={{ matterId: m.matterId }}
              className="practice-matter"
            >
              {m.number}
            </Link>
          ))}
        </p>
      )}
      {begin.error && <ProblemNote error={begin.error} />}
      <div className="practice-acts">
        {task.begun && <Where of={task} />}
        <Button
          type={task.begun ? 'default' : 'primary'}
          loading={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {t(task.begun ? 'practice.beginAnew' : 'practice.begin')}
        </Button>
      </div>
      {task.begun ? <Check task={task} /> : <Asked of={task} />}
    </div>
  )
}

function Where({ of }: { of: PracticeTaskView }) {
  const t = useWords()
  const navigate = useNavigate()
  const go = () => {
    const [first] = of.matters
    if (of.where === 'matter' && first)
      return navigate({ to: '/matters/$matterId', params: { matterId: first.matterId } })
    if (of.where === 'register') return navigate({ to: '/register', search: {} })
    if (of.where === 'hotline') return navigate({ to: '/hotline' })
    if (of.where === 'knowledge') return navigate({ to: '/knowledge' })
    return navigate({ to: '/matters' })
  }
  return (
    <Button type="primary" onClick={() => void go()}>
      {t(`practice.go.${of.where}`)}
    </Button>
  )
}

/** What will be looked at, before the task is begun. */
function Asked({ of }: { of: PracticeTaskView }) {
  const t = useWords()
  return (
    <>
      <h4>{t('practice.checkedFor')}</h4>
      <ul>
        {of.parts.map((part) => (
          <li key={part.zh}>{say(part)}</li>
        ))}
      </ul>
    </>
  )
}

function Check({ task }: { task: PracticeTaskView }) {
  const t = useWords()
  const client = useQueryClient()
  const turn = task.matters.map((m) => m.matterId).join()
  const check = useQuery(checkQuery(task.id, turn))
  const passed = check.data?.passedAt ?? null
  useEffect(() => {
    if (passed && !task.passedAt) void client.invalidateQueries({ queryKey: ['practice', 'tasks'] })
  }, [passed, task.passedAt, client])
  return (
    <>
      <h4>{t('practice.checkedFor')}</h4>
      {check.error && <ProblemNote error={check.error} focus={false} />}
      {check.data && <Parts of={check.data} />}
      <Button loading={check.isFetching} onClick={() => void check.refetch()}>
        {t(check.isFetching ? 'practice.checking' : 'practice.check')}
      </Button>
    </>
  )
}

function Parts({ of }: { of: Checked }) {
  const t = useWords()
  const left = of.parts.filter((p) => !p.done).length
  return (
    <>
      <ul className="practice-parts">
        {of.parts.map((p) => (
          <li key={p.id} className={p.done ? 'practice-done' : 'practice-left'}>
            {p.done ? <CheckCircleFilled aria-hidden /> : <MinusCircleOutlined aria-hidden />}
            <span>{say(p.says)}</span>
            <span className="practice-word">{t(p.done ? 'practice.done' : 'practice.notDone')}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={left === 0 ? 'practice-passed' : undefined}>
        {left === 0 ? t('practice.passed') : t('practice.notPassed', { count: left })}
      </p>
    </>
  )
}
