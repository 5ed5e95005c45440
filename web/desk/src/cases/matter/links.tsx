/** Matters tied to this one, matter to matter, and those that may be about the same. */
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../../api/client.ts'
import type { MatterView } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'
import { Field } from '../../frame/field.tsx'
import { useMay, useMe } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { usePossible } from '../register/hints.tsx'

export function Links({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const me = useMe()
  const [looking, setLooking] = useState(false)
  const mayLink =
    useMay('clerk', 'operator', 'supervisor', 'bureau-head') &&
    matter.seats.centre?.unitId === me.unit.unitId &&
    matter.lane === 'open' &&
    !matter.erased
  // Review and re-review stand in the chain, with what became of them.
  const links = matter.links.filter((l) => l.kind !== 'review-of' && l.kind !== 'reviewed-by')
  if (links.length === 0 && !mayLink) return null
  return (
    <section className={links.length === 0 ? 'sheet pad no-print' : 'sheet pad'} aria-labelledby="links">
      <h2 id="links">{t('link.title')}</h2>
      <ul className="plain">
        {links.map((l) => (
          <li key={`${l.kind} ${l.matterId}`}>
            <span className="quiet">{t(`link.${l.kind}`)}</span>{' '}
            <Link to="/matters/$matterId" params={{ matterId: l.matterId }}>
              {l.number ?? t('link.noNumber')}
            </Link>
          </li>
        ))}
      </ul>
      {links.some((l) => l.kind !== 'same-matter') && <p className="quiet">{t('link.elsewhere')}</p>}
      {mayLink &&
        (looking ? (
          <FindSame matter={matter} onClose={() => setLooking(false)} />
        ) : (
          <Button size="small" className="no-print" onClick={() => setLooking(true)}>
            {t('same.look')}
          </Button>
        ))}
    </section>
  )
}

function FindSame({ matter, onClose }: { matter: MatterView; onClose: () => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const client = useQueryClient()
  const text = [matter.subject, matter.body, ...matter.demands.map((d) => d.text), matter.place]
    .filter(Boolean)
    .join('\n')
  const possible = usePossible(text, '', matter.matterId)
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const linked = new Set(matter.links.map((l) => l.number))
  const items = possible?.items.filter((m) => !linked.has(m.number)) ?? []
  const tie = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await post(`/matters/${matter.matterId}/links`, key.current, {
        number: number.trim(),
        reason: reason.trim(),
      })
      await client.invalidateQueries({ queryKey: ['matter', matter.matterId] }).catch(() => undefined)
      onClose()
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <div className="find-same no-print">
      <p className="field-help">{t('same.helpTie')}</p>
      <div aria-live="polite">
        {!possible && text.length >= 12 && <p className="quiet">{t('same.looking')}</p>}
        {possible && items.length === 0 && <p className="quiet">{t('same.none')}</p>}
        <ul className="plain">
          {items.map((m) => (
            <li key={m.matterId} className="same-one">
              <p>
                <Link to="/matters/$matterId" params={{ matterId: m.matterId }} target="_blank">
                  {m.number}
                </Link>{' '}
                <Chip tone={m.alike >= 60 ? 'amber' : 'plain'}>{t('same.alike', { percent: m.alike })}</Chip>
              </p>
              {m.subject && <p>{m.subject}</p>}
              <p className="quiet">
                {say(m.stateLabel)} · {say(m.responsible.name)} · {day(m.receivedOn, { today })}
              </p>
              <p className="quiet">{t('same.shared', { words: m.shared.join(t('list.comma')) })}</p>
              <Button
                size="small"
                onClick={() => {
                  key.current = newKey()
                  setNumber(m.number)
                  setReason(t('same.reason', { words: m.shared.slice(0, 2).join(t('list.comma')) }))
                  document.getElementById('same-reason')?.focus()
                }}
              >
                {t('same.tie')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <form onSubmit={tie}>
        {error !== null && <ProblemNote error={error} />}
        <Field id="same-number" label={t('same.number')} required>
          {(control) => (
            <Input
              {...control}
              maxLength={60}
              value={number}
              onChange={(e) => {
                key.current = newKey()
                setNumber(e.target.value)
              }}
            />
          )}
        </Field>
        <Field id="same-reason" label={t('same.why')} required>
          {(control) => (
            <Input
              {...control}
              maxLength={300}
              value={reason}
              onChange={(e) => {
                key.current = newKey()
                setReason(e.target.value)
              }}
            />
          )}
        </Field>
        <span className="same-acts">
          <Button
            type="primary"
            size="small"
            htmlType="submit"
            loading={busy}
            disabled={number.trim() === '' || reason.trim().length < 2}
          >
            {t('same.tie')}
          </Button>
          <Button size="small" onClick={onClose}>
            {t('form.cancel')}
          </Button>
        </span>
      </form>
    </div>
  )
}
