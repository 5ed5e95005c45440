/** Parts of the pages of import and exchange: bringing a file, saving one, doing one thing at a time. */
import { DownloadOutlined, FileAddOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../api/client.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { ChosenFile } from '../frame/file-button.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { type BatchView, save } from './api.ts'

/** One command at a time with one key kept over retries. */
export function useCommand() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const key = useRef(newKey())
  const run = async (work: (key: string) => Promise<void>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await work(key.current)
      key.current = newKey()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  /** What is asked was changed: sent again it is a new command. */
  const renew = () => {
    key.current = newKey()
  }
  return { busy, error, run, renew }
}

/** Tables as they can be brought. */
export const ACCEPT = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A place to drop a file on, which is also the button that chooses one. */
export function FileDrop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [over, setOver] = useState(false)
  return (
    <label
      htmlFor={id}
      className={over ? 'drop over' : 'drop'}
      aria-busy={busy}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault()
        setOver(false)
        const [file] = e.dataTransfer.files
        if (file && !busy) onFile(file)
      }}
    >
      <FileAddOutlined aria-hidden />
      <strong>{busy ? t('imports.reading') : t('imports.drop')}</strong>
      <span className="quiet">{t('imports.dropHelp')}</span>
      <ChosenFile id={id} accept={ACCEPT} busy={busy} onFile={onFile} />
    </label>
  )
}

export function SaveButton({ path, name, children }: { path: string; name: string; children: ReactNode }) {
  const { busy, error, run } = useCommand()
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={busy}
        onClick={() => void run(() => save(path, name))}
      >
        {children}
      </Button>
      {error !== null && <ProblemNote error={error} />}
    </>
  )
}

const TONES: Record<BatchView['state'], Tone> = {
  ready: 'amber',
  running: 'blue',
  done: 'green',
  stopped: 'red',
  cancelling: 'blue',
  cancelled: 'plain',
}

export function BatchState({ batch }: { batch: BatchView }) {
  const { t } = useTranslation()
  return <Chip tone={TONES[batch.state]}>{t(`imports.stateOf.${batch.state}`)}</Chip>
}
