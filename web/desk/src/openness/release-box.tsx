/** What can be done with a publication now, and by whom: writing and releasing are never one person's. */
import { EyeOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { useWords } from '../text/words.ts'
import type { PublicationAct, PublicationDetail } from './queries.ts'

interface Props {
  detail: PublicationDetail
  dirty: boolean
  /** Proposals not followed in the version on the page. */
  open: number
  busy: boolean
  onAct: (act: PublicationAct, reason: string) => void
}

export function ReleaseBox({ detail: d, dirty, open, busy, onAct }: Props) {
  const t = useWords()
  const { bureau } = useMe()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<'return' | 'unpublish' | 'submit' | null>(null)
  const may = (act: PublicationAct) => d.may.includes(act)
  const saved = d.steps.some((s) => s.what === 'save')
  const submits = may('submit') && saved
  const asks = may('return') || may('unpublish') || (submits && open > 0)
  const go = (act: PublicationAct, needs: boolean) => {
    if (needs && reason.trim() === '') return setMissing(act as 'return' | 'unpublish' | 'submit')
    onAct(act, reason)
  }
  return (
    <section className="sheet pad release" aria-labelledby="release-title">
      <h2 id="release-title">{t('openness.release')}</h2>
      <p className="quiet">{t(`openness.next.${d.state}`)}</p>
      {d.state === 'submitted' && !may('approve') && <p>{t('openness.waitsForOther')}</p>}
      <p>
        <a href={`/${bureau.slug}/published/preview/${d.publicationId}`} target="_blank" rel="noreferrer">
          <EyeOutlined aria-hidden /> {t('openness.preview')}
        </a>
        {dirty && <span className="field-help">{t('openness.previewSaved')}</span>}
      </p>
      {d.path && (
        <p>
          <a href={d.path} target="_blank" rel="noreferrer">
            {t('openness.publicPage')}
          </a>
        </p>
      )}
      {asks && (
        <Field
          id="release-reason"
          label={t(submits ? 'openness.reasonLeft' : 'openness.reason')}
          help={t(submits ? 'openness.reasonLeftHelp' : 'openness.reasonHelp')}
          error={
            missing ? t(missing === 'submit' ? 'openness.reasonLeftMissing' : 'openness.reasonMissing') : null
          }
        >
          {(control) => (
            <Input.TextArea
              {...control}
              value={reason}
              maxLength={2000}
              autoSize={{ minRows: 2, maxRows: 6 }}
              onChange={(e) => {
                setReason(e.target.value)
                setMissing(null)
              }}
            />
          )}
        </Field>
      )}
      <div className="form-foot release-acts">
        {submits && (
          <Button type="primary" loading={busy} disabled={dirty} onClick={() => go('submit', open > 0)}>
            {t('openness.act.submit')}
          </Button>
        )}
        {may('approve') && (
          <Button type="primary" loading={busy} onClick={() => go('approve', false)}>
            {t('openness.act.approve')}
          </Button>
        )}
        {may('return') && (
          <Button loading={busy} onClick={() => go('return', true)}>
            {t('openness.act.return')}
          </Button>
        )}
        {may('unpublish') && (
          <Button danger loading={busy} onClick={() => go('unpublish', true)}>
            {t('openness.act.unpublish')}
          </Button>
        )}
      </div>
      {submits && dirty && <p className="field-help">{t('openness.saveFirst')}</p>}
    </section>
  )
}
