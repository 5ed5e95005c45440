/** A new query code for the person, on a stated reason: shown this once, to be given by hand; the old one is void. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../../api/client.ts'
import type { MatterView } from '../../api/types.ts'
import { Field } from '../../frame/field.tsx'
import { ProblemNote } from '../../frame/problem.tsx'

export function NewCode({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  if (!matter.canRenewCode) return null

  const issue = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || reason.trim() === '') return
    setBusy(true)
    setError(null)
    try {
      const path = `/matters/${matter.matterId}/query-code`
      const body = { reason: reason.trim(), expectedVersion: matter.version }
      setCode((await post<{ code: string }>(path, key.current, body)).code)
      setAsking(false)
      setReason('')
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
      key.current = newKey()
      await client.invalidateQueries({ queryKey: ['matter', matter.matterId] }).catch(() => undefined)
    }
  }

  if (code !== null)
    return (
      <Alert
        className="new-code no-print"
        type="success"
        showIcon
        role="status"
        title={
          <>
            {t('newCode.is')} <strong data-testid="new-code">{code}</strong>
          </>
        }
        description={
          <>
            <p>{t('newCode.once', { number: matter.number })}</p>
            <Button size="small" onClick={() => setCode(null)}>
              {t('newCode.given')}
            </Button>
          </>
        }
      />
    )
  if (!asking)
    return (
      <Button size="small" className="no-print new-code-ask" onClick={() => setAsking(true)}>
        {t('newCode.ask')}
      </Button>
    )
  return (
    <form onSubmit={issue} className="new-code">
      {error !== null && <ProblemNote error={error} />}
      <Field id="new-code-reason" label={t('newCode.reason')} required help={t('newCode.help')}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={500}
            value={reason}
            placeholder={t('newCode.example')}
            onChange={(e) => setReason(e.target.value)}
          />
        )}
      </Field>
      <div className="form-foot">
        <Button type="primary" size="small" htmlType="submit" loading={busy} disabled={reason.trim() === ''}>
          {t('newCode.go')}
        </Button>
        <Button size="small" onClick={() => setAsking(false)}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  )
}
