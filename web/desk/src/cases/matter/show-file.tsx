/**
 * A file of the matter, shown in the browser: pictures and PDF as they are, everything else to download. Nothing of a
 * file runs: a picture is only drawn, a PDF opens in the browser's own viewer under a policy that loads nothing else.
 */
import { DownloadOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '../../api/types.ts'
import { useFocusBack } from '../../frame/dialog-focus.ts'
import { usePhone } from '../../frame/hooks.ts'

const PICTURES = ['image/jpeg', 'image/png', 'image/webp']
/** Also false on most phones: there the file is opened by the phone's own reader. */
const showsPdf = () => navigator.pdfViewerEnabled

interface Props {
  matterId: string
  files: AttachmentView[]
  /** Place in the list. */
  at: number
  onMove: (at: number) => void
  onClose: () => void
}

export const addressOf = (matterId: string, attachmentId: string) =>
  `/api/v1/matters/${matterId}/attachments/${attachmentId}`

export function ShowFile({ matterId, files, at, onMove, onClose }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  useFocusBack()
  const file = files[at]
  if (!file) return null
  const address = addressOf(matterId, file.attachmentId)
  const name = file.name ?? file.attachmentId
  return (
    <Modal
      open
      onCancel={onClose}
      width={phone ? '100%' : 'min(1100px, 94vw)'}
      title={`${name}${files.length > 1 ? ` · ${at + 1} / ${files.length}` : ''}`}
      className="show-file"
      footer={
        <span className="show-file-foot">
          <span className="quiet">{t('preview.logged')}</span>
          {files.length > 1 && (
            <>
              <Button
                icon={<LeftOutlined aria-hidden />}
                disabled={at === 0}
                aria-label={t('preview.previous')}
                onClick={() => onMove(at - 1)}
              />
              <Button
                icon={<RightOutlined aria-hidden />}
                disabled={at === files.length - 1}
                aria-label={t('preview.next')}
                onClick={() => onMove(at + 1)}
              />
            </>
          )}
          <Button icon={<DownloadOutlined aria-hidden />} href={address} download={name}>
            {t('preview.download')}
          </Button>
          <Button onClick={onClose}>{t('preview.close')}</Button>
        </span>
      }
    >
      {PICTURES.includes(file.mediaType) ? (
        <div className="show-picture">
          <img src={address} alt={name} />
        </div>
      ) : file.mediaType !== 'application/pdf' ? (
        <p>{t('preview.none')}</p>
      ) : showsPdf() ? (
        <iframe className="show-pdf" src={`${address}#view=FitH&navpanes=0`} title={name} />
      ) : (
        <p>
          {t('preview.pdf')}{' '}
          <a href={address} target="_blank" rel="noreferrer">
            {t('preview.elsewhere')}
          </a>
        </p>
      )}
    </Modal>
  )
}
