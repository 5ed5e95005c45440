/** Pages of a letter dropped, pasted or chosen before it has its number: shown, ordered, taken out again. */

import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CameraOutlined,
  CloseOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  UploadOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, getBytes, newKey, remove, upload } from '../../api/client.ts'
import { usePhone } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { bytes } from '../../look/dates.ts'
import type { DraftFileView } from './queries.ts'

/** The server's limit; said here before a large file has gone over a slow line. */
export const MAX_BYTES = 20 * 1024 * 1024
export const ACCEPT =
  '.pdf,.jpg,.jpeg,.png,.webp,.heic,.txt,.doc,.docx,.xls,.xlsx,.mp3,.m4a,.amr,.mp4,application/pdf,image/*'

export function tooLarge(file: File, t: TFunction): ApiProblem | null {
  if (file.size <= MAX_BYTES) return null
  const title = t('attachment.tooLarge', { size: bytes(file.size) })
  const detail = t('attachment.tooLargeHelp', { max: bytes(MAX_BYTES) })
  return new ApiProblem({ type: 'about:blank', status: 413, code: 'file.too_large', title, detail })
}

interface Props {
  pages: DraftFileView[]
  onChange: (change: (pages: DraftFileView[]) => DraftFileView[]) => void
  /** Makes sure that the draft is on the server, and says under which id. */
  ready: () => Promise<string>
}

export function Pages({ pages, onChange, ready }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const input = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState('')
  const [error, setError] = useState<unknown>(null)
  const queue = useRef<Promise<void>>(Promise.resolve())

  const take = (files: readonly File[]) => {
    setError(null)
    // One after the other, so that the pages stand in the order in which they were dropped.
    queue.current = queue.current.then(async () => {
      for (const [i, file] of files.entries()) {
        const large = tooLarge(file, t)
        if (large) {
          setError(large)
          continue
        }
        setBusy(t('pages.sending', { n: i + 1, all: files.length }))
        try {
          const draftId = await ready()
          const page = await upload<DraftFileView>(`/drafts/${draftId}/files`, newKey(), named(file))
          onChange((old) => [...old, page])
        } catch (problem) {
          setError(problem)
        }
      }
      setBusy('')
    })
  }
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    // A picture in the clipboard belongs to the letter wherever the cursor stands; words go where they are pasted.
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take([...event.dataTransfer.files])
  }
  const move = (from: number, to: number) =>
    onChange((old) => {
      const next = [...old]
      next.splice(to, 0, ...next.splice(from, 1))
      return next
    })
  const takeOut = async (page: DraftFileView) => {
    setError(null)
    try {
      await remove(`/drafts/${await ready()}/files/${page.fileId}`, newKey())
      onChange((old) => old.filter((p) => p.fileId !== page.fileId))
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <section className="sheet pad" aria-labelledby="part-pages">
      <h2 id="part-pages">
        {t('pages.title')} {pages.length > 0 && <span className="count">{pages.length}</span>}
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has a button beside it that does the same */}
      <div
        className={over ? 'pages-drop over' : 'pages-drop'}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {pages.length > 0 && (
          <ol className="pages">
            {pages.map((page, i) => (
              <li key={page.fileId}>
                <PagePicture page={page} ready={ready} />
                <span className="page-name">
                  {i + 1}. {page.name} <span className="quiet">{bytes(page.size)}</span>
                </span>
                <span className="page-acts">
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined aria-hidden />}
                    disabled={i === 0}
                    aria-label={t('pages.up', { name: page.name })}
                    onClick={() => move(i, i - 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowDownOutlined aria-hidden />}
                    disabled={i === pages.length - 1}
                    aria-label={t('pages.down', { name: page.name })}
                    onClick={() => move(i, i + 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined aria-hidden />}
                    aria-label={t('pages.remove', { name: page.name })}
                    onClick={() => void takeOut(page)}
                  />
                </span>
              </li>
            ))}
          </ol>
        )}
        <p className="quiet">{t('pages.help')}</p>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={ACCEPT}
          aria-label={t('pages.choose')}
          data-testid="pages-input"
          onChange={(e) => {
            take([...(e.target.files ?? [])])
            e.target.value = ''
          }}
        />
        <input
          ref={camera}
          type="file"
          hidden
          accept="image/*"
          capture="environment"
          aria-label={t('pages.photo')}
          onChange={(e) => {
            take([...(e.target.files ?? [])])
            e.target.value = ''
          }}
        />
        <span className="pages-buttons">
          <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
            {t('pages.choose')}
          </Button>
          {phone && (
            <Button icon={<CameraOutlined aria-hidden />} onClick={() => camera.current?.click()}>
              {t('pages.photo')}
            </Button>
          )}
        </span>
        <span className="quiet" role="status">
          {busy}
        </span>
      </div>
      {error !== null && <ProblemNote error={error} />}
    </section>
  )
}

/** Pictures from the clipboard are all called image.png; a time tells them apart. */
function named(file: File): File {
  if (file.name !== '' && file.name !== 'image.png') return file
  const at = new Date().toTimeString().slice(0, 8).replaceAll(':', '')
  return new File([file], `${at}.${file.type.split('/')[1] ?? 'png'}`, { type: file.type })
}

const SHOWN = ['image/jpeg', 'image/png', 'image/webp']

function PagePicture({ page, ready }: { page: DraftFileView; ready: () => Promise<string> }) {
  const [url, setUrl] = useState<string | null>(null)
  const shown = SHOWN.includes(page.mediaType)
  const find = useRef(ready)
  useEffect(() => {
    find.current = ready
  })
  useEffect(() => {
    if (!shown) return
    const gone = new AbortController()
    let made: string | null = null
    void find
      .current()
      .then((draftId) => getBytes(`/drafts/${draftId}/files/${page.fileId}`, gone.signal))
      .then((blob) => {
        if (gone.signal.aborted) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      })
      .catch(() => undefined)
    return () => {
      gone.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [shown, page.fileId])
  if (url) return <img className="page-picture" src={url} alt="" />
  return (
    <span className="page-picture" aria-hidden="true">
      {page.mediaType === 'application/pdf' ? <FilePdfOutlined /> : <FileTextOutlined />}
    </span>
  )
}
