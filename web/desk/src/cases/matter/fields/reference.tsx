/** Picking a file of the matter, or adding it on the spot. */
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MatterView } from '../../../api/types.ts'
import type { ControlProps } from '../../../frame/field.tsx'
import { UploadButton } from '../attachments.tsx'

interface Props {
  control: ControlProps
  value: unknown
  put: (value: unknown) => void
  matter: MatterView
  onUploaded: (version: number) => void
}

export function ReferenceField({ control, value, put, matter, onUploaded }: Props) {
  const { t } = useTranslation()
  return (
    <div className="reference">
      <Select
        {...control}
        allowClear
        value={(value as string) ?? null}
        placeholder={t(matter.attachments.length > 0 ? 'form.chooseFile' : 'form.noFile')}
        options={matter.attachments.map((a) => ({ value: a.attachmentId, label: a.name ?? a.attachmentId }))}
        onChange={put}
      />
      <UploadButton
        matterId={matter.matterId}
        onDone={(sent) => {
          put(sent.attachmentId)
          onUploaded(sent.version)
        }}
      />
    </div>
  )
}
