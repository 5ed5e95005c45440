/** The page of a matter: what was asked, where it stands, by when and why, and what can be done now. */
import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/client.ts'
import { matterQuery } from '../../api/queries.ts'
import type { MatterView } from '../../api/types.ts'
import { Broken, MissingMatter } from '../../frame/broken.tsx'
import { useTitle } from '../../frame/hooks.ts'
import { useKeys } from '../../frame/keys.ts'
import { day } from '../../look/dates.ts'
import { ActionMenu, primaryTask } from './action-menu.tsx'
import { DerivationDrawer } from './derivation.tsx'
import { Head } from './head.tsx'
import { MAIN_PANELS, SIDE_PANELS } from './panels.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { TaskForm } from './task-form.tsx'

export function MatterPage() {
  const { t } = useTranslation()
  const { matterId } = useParams({ from: '/signed-in/matters/$matterId' })
  const { data, error, isPending } = useQuery(matterQuery(matterId))
  useTitle(data ? `${data.number} ${data.subject ?? ''}` : t('matter.title'))
  if (data) return <Page key={matterId} matter={data} failed={error !== null} />
  if (isPending) {
    return (
      <div className="sheet pad" aria-busy="true">
        <span className="hidden-text" role="status">
          {t('matter.loading')}
        </span>
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    )
  }
  // An address that was cut short reaches no matter either.
  if (isProblem(error) && (error.status === 404 || error.status === 400)) return <MissingMatter />
  return <Broken error={error} />
}

function Page({ matter, failed }: { matter: MatterView; failed: boolean }) {
  const { t } = useTranslation()
  const search = useSearch({ from: '/signed-in/matters/$matterId' })
  const navigate = useNavigate({ from: '/matters/$matterId' })
  const [said, setSaid] = useState<string | null>(null)
  const status = useRef<HTMLDivElement>(null)
  const open = (task: string) => {
    setSaid(null)
    void navigate({ search: (old) => ({ ...old, do: task }) })
  }
  const close = () => void navigate({ search: ({ do: _closed, ...rest }) => rest })
  const showClock = (clock: string) => void navigate({ search: (old) => ({ ...old, clock }) })
  const panel = { matter, onTask: open, onClock: showClock }
  useKeys({
    a: {
      run: () => {
        const task = primaryTask(matter)
        if (task) open(task)
        else document.querySelector<HTMLElement>('.acts button')?.focus()
      },
      says: t('help.act'),
    },
    u: { run: () => void navigate({ to: '/matters' }), says: t('help.matters') },
  })
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])
  return (
    <article className="matter">
      <p className="back no-print">
        <Link to="/matters">
          <ArrowLeftOutlined aria-hidden /> {t('nav.inbox')}
        </Link>
        <Button
          type="text"
          size="small"
          icon={<PrinterOutlined aria-hidden />}
          onClick={() => window.print()}
        >
          {t('matter.print')}
        </Button>
      </p>
      {failed && <Alert type="warning" showIcon title={t('matter.maybeOld')} />}
      <div ref={status} tabIndex={-1} role="status" className="said">
        {said && <Alert type="success" showIcon role="none" title={said} />}
      </div>
      <Head matter={matter} onClock={showClock} />
      {matter.erased && (
        <Alert
          type="warning"
          showIcon
          title={t('matter.erased', { day: day(matter.erased.on, { year: true }) })}
          description={t('matter.erasedHelp', { decision: matter.erased.decision })}
        />
      )}
      <div className="matter-grid">
        <div className="matter-acts no-print">
          <ActionMenu matter={matter} current={search.do} onOpen={open} />
        </div>
        <div className="matter-main">
          {search.do && (
            <TaskForm
              key={search.do}
              task={search.do}
              matter={matter}
              onClose={close}
              onDone={(words) => {
                setSaid(words)
                close()
              }}
            />
          )}
          {MAIN_PANELS.map(({ id, Show }) => (
            <Show key={id} {...panel} />
          ))}
        </div>
        <div className="matter-side">
          {SIDE_PANELS.map(({ id, Show }) => (
            <Show key={id} {...panel} />
          ))}
        </div>
      </div>
      <PrintSheet matter={matter} />
      <DerivationDrawer
        matter={matter}
        clockId={search.clock}
        onClose={() => void navigate({ search: ({ clock: _closed, ...rest }) => rest })}
      />
    </article>
  )
}
