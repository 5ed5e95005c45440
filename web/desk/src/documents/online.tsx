/** Whether the person agreed to be served on their page, and writing that down from a signed paper. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, put } from '../api/client.ts'
import type { MatterView } from '../api/types.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import type { PapersOfMatter } from './api.ts'

interface Props {
  matter: MatterView
  online: NonNullable<PapersOfMatter['online']>
}

export function OnlineService({ matter, online }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { today } = useMe()
  const [open, setOpen] = useState(false)
  const [evidence, setEvidence] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const { matterId, attachments } = matter
  const save = async (agreed: boolean) => {
    setBusy(true)
    setError(null)
    try {
      await put(`/matters/${matterId}/online-service`, key.current, {
        agreed,
        evidence: agreed ? evidence : null,
      })
      await Promise.all([
        client.invalidateQueries({ queryKey: ['papers', matterId] }),
        client.invalidateQueries({ queryKey: ['matter', matterId] }),
      ])
      setOpen(false)
      setEvidence(null)
    } catch (problem) {
      setError(problem)
    } finally {
      key.current = newKey()
      setBusy(false)
    }
  }
  const state = online.agreed
    ? t(`papers.online.agreed.${online.by ?? 'unit'}`, { day: online.on ? day(online.on, { today }) : '' })
    : t('papers.online.notAgreed')
  return (
    <div className="papers-online">
      <p>
        <strong>{t('papers.online.title')}</strong>{' '}
        <Chip tone={online.agreed ? 'green' : 'plain'}>
          {t(online.agreed ? 'papers.online.yes' : 'papers.online.no')}
        </Chip>{' '}
        <span className="quiet">{state}</span>
      </p>
      {online.mayRecord && !open && (
        <Button size="small" className="no-print" onClick={() => setOpen(true)}>
          {t(online.agreed ? 'papers.online.end' : 'papers.online.record')}
        </Button>
      )}
      {open && (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            void save(!online.agreed)
          }}
        >
          {!online.agreed && (
            <Field
              id="online-evidence"
              label={t('papers.online.evidence')}
              help={t('papers.online.help')}
              required
            >
              {(control) => (
                <Select
                  id={control.id}
                  value={evidence}
                  placeholder={t('papers.online.choose')}
                  notFoundContent={t('papers.online.noFile')}
                  options={attachments.map((a) => ({ value: a.attachmentId, label: a.name ?? a.mediaType }))}
                  onChange={setEvidence}
                />
              )}
            </Field>
          )}
          {online.agreed && <p className="quiet">{t('papers.online.endHelp')}</p>}
          <div className="paper-buttons">
            <Button
              type="primary"
              htmlType="submit"
              loading={busy}
              disabled={!online.agreed && evidence === null}
            >
              {t(online.agreed ? 'papers.online.endConfirm' : 'papers.online.confirm')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('papers.online.cancel')}</Button>
          </div>
        </form>
      )}
      {error !== null && <ProblemNote error={error} />}
    </div>
  )
}
