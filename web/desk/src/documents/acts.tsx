/** What can be done with a document now: save, hand on, sign, seal, deliver. Confirming says what it does first. */
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Popconfirm } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post, upload } from '../api/client.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { type PaperPage, paperAddress } from './api.ts'
import { Delivery } from './delivery.tsx'
import type { Typed } from './paper.tsx'

interface Props {
  page: PaperPage
  /** What was typed and not saved; null when there is none. */
  typed: Typed | null
  /** What was typed lies with the server as a version of the document. */
  onSaved: () => void
  onDone: (words: string) => Promise<void>
}

interface Kept {
  revision: number
}

const DOCX = '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const SEALED = 'application/pdf,application/ofd,.ofd,image/png,image/jpeg'

/** Browsers do not know the national format by name. */
const typedFile = (file: File): File =>
  file.type === '' && /\.ofd$/i.test(file.name)
    ? new File([file], file.name, { type: 'application/ofd' })
    : file

export function Acts({ page, typed, onSaved, onDone }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { item, matter } = page
  const at = paperAddress(matter.matterId, item.paperId)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState('')
  const key = useRef(newKey())
  const run = async (name: string, act: (key: string) => Promise<string>) => {
    if (busy) return
    setBusy(name)
    setError(null)
    try {
      await onDone(await act(key.current))
    } catch (problem) {
      setError(problem)
    } finally {
      // Each attempt is a new command: what is refused may be tried again after a change.
      key.current = newKey()
      setBusy('')
    }
  }
  const { revision } = item
  const saving = async (k: string, { paragraphs, marks }: Typed) => {
    const kept = await post<Kept>(`${at}/text`, k, { revision, paragraphs, marks })
    onSaved()
    return kept
  }
  const save = (words: Typed) =>
    run('save', async (k) => t('papers.saved', { revision: (await saving(k, words)).revision }))
  const move = (what: 'submit' | 'send-back' | 'drop', words: string) =>
    run(what, async (k) => {
      const seen = what === 'submit' && typed ? (await saving(newKey(), typed)).revision : revision
      await post(`${at}/moves`, k, { revision: seen, move: what })
      if (what === 'drop') await navigate({ to: '/matters/$matterId', params: { matterId: matter.matterId } })
      return words
    })
  const sign = () =>
    run('sign', async (k) => {
      await post(`${at}/approval`, k, { revision })
      return t('papers.approvedPlain')
    })
  const readIn = (file: File) =>
    run('docx', async (k) => {
      const read = await upload<Kept & { left: ('picture' | 'table' | 'footnote')[] }>(
        `${at}/docx?revision=${revision}`,
        k,
        file,
      )
      const left = read.left.map((what) => t(`papers.left.${what}`)).join(t('list.comma'))
      return [t('papers.uploaded', { revision: read.revision }), left && t('papers.leftOut', { what: left })]
        .filter(Boolean)
        .join(' ')
    })
  const seal = (file: File) =>
    run('seal', async (k) => {
      await upload(`${at}/sealed`, k, typedFile(file))
      return t('papers.sealed')
    })
  const { may } = item
  return (
    <div className="paper-acts no-print">
      {page.unverified.length > 0 && !item.approvedOn && (
        <Alert
          type="warning"
          showIcon
          title={t('papers.unverified', { limits: page.unverified.join(t('list.comma')) })}
        />
      )}
      <div className="paper-buttons">
        {may.edit && (
          <>
            <Button
              type={typed ? 'primary' : 'default'}
              disabled={!typed}
              loading={busy === 'save'}
              onClick={() => typed && void save(typed)}
            >
              {t('papers.save')}
            </Button>
            <Button
              loading={busy === 'submit'}
              type={typed ? 'default' : 'primary'}
              onClick={() => void move('submit', t('papers.submitted'))}
            >
              {t('papers.submit')}
            </Button>
          </>
        )}
        {may.sign && (
          <Popconfirm
            title={t('papers.approve')}
            description={
              <span className="paper-confirm">
                {page.takesStep && <span>{t('papers.approveStep', { step: say(page.takesStep) })}</span>}
                <span>{t('papers.approveHelp')}</span>
              </span>
            }
            okText={t('papers.approve')}
            onConfirm={() => void sign()}
          >
            <Button type="primary" loading={busy === 'sign'}>
              {t('papers.approve')}
            </Button>
          </Popconfirm>
        )}
        {may.sendBack && (
          <Button loading={busy === 'send-back'} onClick={() => void move('send-back', t('papers.sentBack'))}>
            {t('papers.sendBack')}
          </Button>
        )}
        <Button icon={<DownloadOutlined aria-hidden />} href={`/api/v1${at}/docx`} download>
          {t('papers.download')}
        </Button>
        {may.edit && (
          <FileButton
            label={t('papers.uploadDocx')}
            accept={DOCX}
            busy={busy === 'docx'}
            onFile={(f) => void readIn(f)}
          />
        )}
        {may.seal && (
          <FileButton
            label={t(item.sealed ? 'papers.replaceSealed' : 'papers.seal')}
            accept={SEALED}
            busy={busy === 'seal'}
            onFile={(f) => void seal(f)}
          />
        )}
        {item.sealed && (
          <a
            href={`/api/v1/matters/${matter.matterId}/attachments/${item.sealed.attachmentId}`}
            target="_blank"
            rel="noreferrer"
          >
            {t('papers.sealedFile')}
          </a>
        )}
        {may.edit && (
          <Button
            danger
            type="text"
            loading={busy === 'drop'}
            onClick={() => void move('drop', t('papers.dropped'))}
          >
            {t('papers.drop')}
          </Button>
        )}
      </div>
      {may.seal && <p className="quiet">{t('papers.sealHelp')}</p>}
      {item.stage === 'sealed' && item.documentId && <p className="quiet">{t('papers.serveThere')}</p>}
      {may.deliver && (
        <Delivery
          busy={busy === 'deliver'}
          onSend={(body) =>
            void run('deliver', async (k) => {
              await post(`${at}/delivery`, k, body)
              return t('papers.delivered')
            })
          }
        />
      )}
      {error !== null && <ProblemNote error={error} />}
    </div>
  )
}

function FileButton(o: { label: string; accept: string; busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <span>
      <input
        ref={input}
        type="file"
        hidden
        accept={o.accept}
        aria-label={o.label}
        onChange={(e) => {
          const file = e.target.files?.[0]
          e.target.value = ''
          if (file) o.onFile(file)
        }}
      />
      <Button icon={<UploadOutlined aria-hidden />} loading={o.busy} onClick={() => input.current?.click()}>
        {o.label}
      </Button>
    </span>
  )
}
