/** A list as a file: the bytes are taken as they come, and how far it is is asked for meanwhile. */
import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Progress, Radio } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchFile, get, newKey } from '../../api/client.ts'
import type { ExportState } from '../../api/types.ts'
import { useFocusBack } from '../../frame/dialog-focus.ts'
import { useKeys } from '../../frame/keys.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { type Column, type InboxSearch, queryOf } from './search.ts'

interface Props {
  search: InboxSearch
  columns: Column[]
}

export function ExportButton(props: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useKeys({ e: { run: () => setOpen(true), says: t('lists.keys.export') } })
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('lists.export.button')}
      </Button>
      {open && <ExportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

type Stage = 'asking' | 'running' | 'done' | 'stopped'

function ExportDialog({ search, columns, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation()
  useFocusBack()
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [stage, setStage] = useState<Stage>('asking')
  const [error, setError] = useState<unknown>(null)
  const [exportId, setExportId] = useState('')
  const stopping = useRef<AbortController | null>(null)
  const { data: state } = useQuery({
    queryKey: ['export', exportId],
    queryFn: ({ signal }) => get<ExportState>(`/lists/exports/${exportId}`, signal),
    enabled: exportId !== '' && stage !== 'asking',
    refetchInterval: stage === 'running' ? 700 : false,
    // It is only known once the first rows were found.
    retry: 5,
  })

  const start = async () => {
    const id = newKey()
    const stop = new AbortController()
    stopping.current = stop
    setExportId(id)
    setError(null)
    setStage('running')
    try {
      const body = { exportId: id, format, query: queryOf(search), columns }
      const answer = await fetchFile('/lists/exports', id, body, stop.signal)
      const named = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
      saveFile(await answer.blob(), named ?? `huiyin.${format}`)
      setStage('done')
    } catch (problem) {
      setStage(stop.signal.aborted ? 'stopped' : 'asking')
      if (!stop.signal.aborted) setError(problem)
    }
  }
  const close = () => {
    stopping.current?.abort()
    onClose()
  }
  const rows = state?.rows ?? 0
  const expected = state?.expected ?? 0
  return (
    <Modal open title={t('lists.export.title')} onCancel={close} footer={null}>
      <p>{t('lists.export.what')}</p>
      <p className="quiet">{t('lists.export.audit')}</p>
      {error !== null && <ProblemNote error={error} />}
      <fieldset className="field plain">
        <legend>{t('lists.export.format')}</legend>
        <Radio.Group
          value={format}
          disabled={stage === 'running'}
          onChange={(e) => setFormat(e.target.value as 'xlsx' | 'csv')}
          options={[
            { value: 'xlsx', label: t('lists.export.xlsx') },
            { value: 'csv', label: t('lists.export.csv') },
          ]}
        />
      </fieldset>
      <div role="status" className="export-state">
        {stage === 'running' && (
          <>
            {expected > 0 && (
              <Progress
                percent={Math.min(99, Math.floor((rows * 100) / expected))}
                showInfo={false}
                aria-label={t('lists.export.title')}
              />
            )}
            {expected > rows
              ? t('lists.export.rowsOf', { rows: rows.toLocaleString(), expected: expected.toLocaleString() })
              : t('lists.export.rows', { rows: rows.toLocaleString() })}
          </>
        )}
        {stage === 'done' && t('lists.export.done', { rows: (state?.rows ?? 0).toLocaleString() })}
        {stage === 'stopped' && t('lists.export.stopped')}
      </div>
      <div className="dialog-foot">
        {stage === 'running' ? (
          <Button onClick={() => stopping.current?.abort()}>{t('lists.export.stop')}</Button>
        ) : (
          <>
            <Button onClick={close}>{t('lists.batch.close')}</Button>
            <Button type="primary" onClick={() => void start()}>
              {t('lists.export.go')}
            </Button>
          </>
        )}
      </div>
    </Modal>
  )
}

function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has taken the bytes over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
