/** Open matters of the person one is speaking with, on a stated reason; each look-up is logged. */
import { Link } from '@tanstack/react-router'
import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../api/client.ts'
import type { MatterSummary } from '../api/types.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { focusWhenOpen, useFocusBack } from './dialog-focus.ts'
import type { LookUpKind } from './find-kind.ts'
import { useMe, useProcedures } from './hooks.ts'
import { ProblemNote } from './problem.tsx'

export function LookUp({
  first,
  onClose,
}: {
  first: { kind: LookUpKind; value: string }
  onClose: () => void
}) {
  useFocusBack()
  const { t } = useTranslation()
  const [kind, setKind] = useState(first.kind)
  const [value, setValue] = useState(first.value)
  const [reason, setReason] = useState('')
  const [items, setItems] = useState<MatterSummary[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const go = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      setItems((await post<{ items: MatterSummary[] }>('/look-ups', newKey(), { kind, value, reason })).items)
    } catch (problem) {
      setItems(null)
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      title={t('find.lookUp')}
      afterOpenChange={focusWhenOpen('look-up-reason')}
    >
      <p>{t('find.why')}</p>
      {error !== null && <ProblemNote error={error} />}
      <form onSubmit={go}>
        <div className="field">
          <label htmlFor="look-up-kind">{t('find.by')}</label>
          <Select
            id="look-up-kind"
            value={kind}
            onChange={setKind}
            options={(['phone', 'name', 'id-number'] as const).map((k) => ({
              value: k,
              label: t(`find.kind.${k}`),
            }))}
          />
        </div>
        <div className="field">
          <label htmlFor="look-up-value">{t(`find.kind.${kind}`)}</label>
          <Input id="look-up-value" value={value} onChange={(e) => setValue(e.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="look-up-reason">{t('find.reason')}</label>
          <Input
            id="look-up-reason"
            value={reason}
            placeholder={t('find.reasonExample')}
            onChange={(e) => setReason(e.target.value)}
          />
        </div>
        <Button type="primary" htmlType="submit" loading={busy} disabled={reason.trim().length < 2}>
          {t('find.go')}
        </Button>
      </form>
      <div aria-live="polite">{items && <Found items={items} onOpen={onClose} />}</div>
    </Modal>
  )
}

function Found({ items, onOpen }: { items: MatterSummary[]; onOpen: () => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const procedures = useProcedures()
  if (items.length === 0) return <p className="quiet">{t('find.nothing')}</p>
  return (
    <ul className="found">
      {items.map((m) => {
        const table = procedures.find((p) => p.id === m.procedure)
        return (
          <li key={m.matterId}>
            <Link to="/matters/$matterId" params={{ matterId: m.matterId }} onClick={onOpen}>
              {m.number}
            </Link>
            <span>
              {[
                say(table?.label),
                say(table?.states.find((s) => s.id === m.state)?.label),
                say(m.responsible.name),
                m.nextDue && t('find.due', { day: day(m.nextDue, { today }) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
