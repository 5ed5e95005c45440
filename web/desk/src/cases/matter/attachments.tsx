/** Files of a matter: to look at, to save, and to add. */
import { CameraOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, upload } from '../../api/client.ts'
import type { MatterView } from '../../api/types.ts'
import { useMe, usePhone } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { bytes, day } from '../../look/dates.ts'
import { part } from '../../page.ts'
import { ACCEPT, tooLarge } from '../drafts/pages.tsx'

const ShowFile = part(async () => (await import('./show-file.tsx')).ShowFile)

export function Attachments({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const [shown, setShown] = useState<number | null>(null)
  return (
    <section className="sheet pad" aria-labelledby="attachments">
      <h2 id="attachments">{t('attachment.title')}</h2>
      {matter.attachments.length === 0 && <p className="quiet">{t('attachment.none')}</p>}
      <ul className="plain files">
        {matter.attachments.map((a, i) => (
          <li key={a.attachmentId}>
            <PaperClipOutlined aria-hidden />{' '}
            <button
              type="button"
              className="as-link"
              aria-haspopup="dialog"
              aria-label={t('preview.open', { name: a.name ?? t('matter.gone') })}
              onClick={() => setShown(i)}
            >
              {a.name ?? t('matter.gone')}
            </button>
            <span className="quiet">
              {bytes(a.size)} · {day(a.on, { today })}
            </span>
          </li>
        ))}
      </ul>
      {!matter.erased && <UploadButton matterId={matter.matterId} />}
      <Suspense>
        {shown !== null && (
          <ShowFile
            matterId={matter.matterId}
            files={matter.attachments}
            at={shown}
            onMove={setShown}
            onClose={() => setShown(null)}
          />
        )}
      </Suspense>
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
  const phone = usePhone()
  const input = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState('')
  const [error, setError] = useState<unknown>(null)
  const send = async (files: readonly File[]) => {
    setError(null)
    for (const file of files) {
      const large = tooLarge(file, t)
      if (large) {
        setError(large)
        continue
      }
      setBusy(file.name)
      try {
        // Not within the optional call: that would send nothing where nobody waits for it.
        const sent = await upload<Sent>(`/matters/${matterId}/attachments`, newKey(), file)
        onDone?.(sent)
        await client.invalidateQueries({ queryKey: ['matter', matterId] }).catch(() => undefined)
      } catch (problem) {
        setError(problem)
      }
    }
    setBusy('')
  }
  const chosen = (list: HTMLInputElement) => {
    const files = [...(list.files ?? [])]
    list.value = ''
    void send(files)
  }
  return (
    <div className="no-print">
      <input
        ref={input}
        type="file"
        hidden
        multiple={!onDone}
        accept={ACCEPT}
        aria-label={t('attachment.add')}
        onChange={(e) => chosen(e.currentTarget)}
      />
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={t('pages.photo')}
        onChange={(e) => chosen(e.currentTarget)}
      />
      <span className="pages-buttons">
        <Button
          size="small"
          icon={<UploadOutlined aria-hidden />}
          loading={busy !== ''}
          onClick={() => input.current?.click()}
        >
          {t('attachment.add')}
        </Button>
        {phone && (
          <Button size="small" icon={<CameraOutlined aria-hidden />} onClick={() => camera.current?.click()}>
            {t('pages.photo')}
          </Button>
        )}
      </span>
      <span className="hidden-text" role="status">
        {busy && t('attachment.sending', { name: busy })}
      </span>
      {error !== null && <ProblemNote error={error} />}
    </div>
  )
}
