/** Files of a matter: to read, and to add. */
import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, newKey, upload } from '../../api/client.ts'
import type { MatterView } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { bytes, day } from '../../look/dates.ts'

/** The server's limit; said here before a large file has gone over a slow line. */
const MAX_BYTES = 20 * 1024 * 1024
const ACCEPT =
  '.pdf,.jpg,.jpeg,.png,.webp,.heic,.txt,.doc,.docx,.xls,.xlsx,.mp3,.m4a,.amr,.mp4,application/pdf,image/*'

export function Attachments({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const { today } = useMe()
  return (
    <section className="sheet pad" aria-labelledby="attachments">
      <h2 id="attachments">{t('attachment.title')}</h2>
      {matter.attachments.length === 0 && <p className="quiet">{t('attachment.none')}</p>}
      <ul className="plain files">
        {matter.attachments.map((a) => (
          <li key={a.attachmentId}>
            <PaperClipOutlined aria-hidden />{' '}
            <a
              href={`/api/v1/matters/${matter.matterId}/attachments/${a.attachmentId}`}
              download={a.name ?? a.attachmentId}
            >
              {a.name ?? t('matter.gone')}
            </a>
            <span className="quiet">
              {bytes(a.size)} · {day(a.on, { today })}
            </span>
          </li>
        ))}
      </ul>
      {!matter.erased && <UploadButton matterId={matter.matterId} />}
    </section>
  )
}

interface Sent {
  attachmentId: string
  version: number
}

export function UploadButton({ matterId, onDone }: { matterId: string; onDone?: (sent: Sent) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState('')
  const [error, setError] = useState<unknown>(null)
  const send = async (file: File) => {
    setError(null)
    if (file.size > MAX_BYTES) {
      const title = t('attachment.tooLarge', { size: bytes(file.size) })
      const detail = t('attachment.tooLargeHelp', { max: bytes(MAX_BYTES) })
      setError(new ApiProblem({ type: 'about:blank', status: 413, code: 'file.too_large', title, detail }))
      return
    }
    setBusy(file.name)
    try {
      const sent = await upload<Sent>(`/matters/${matterId}/attachments`, newKey(), file)
      onDone?.(sent)
      await client.invalidateQueries({ queryKey: ['matter', matterId] }).catch(() => undefined)
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy('')
    }
  }
  return (
    <div className="no-print">
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPT}
        aria-label={t('attachment.add')}
        onChange={(e) => {
          const file = e.target.files?.[0]
          e.target.value = ''
          if (file) void send(file)
        }}
      />
      <Button
        size="small"
        icon={<UploadOutlined aria-hidden />}
        loading={busy !== ''}
        onClick={() => input.current?.click()}
      >
        {t('attachment.add')}
      </Button>
      <span className="hidden-text" role="status">
        {busy && t('attachment.sending', { name: busy })}
      </span>
      {error !== null && <ProblemNote error={error} />}
    </div>
  )
}
