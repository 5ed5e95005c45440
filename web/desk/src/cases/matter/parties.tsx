/** Who asked: masked, and shown in full only on a stated reason, which is logged and which that person can read. */

import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../../api/client.ts'
import type { MatterView, PartyView } from '../../api/types.ts'
import { Field } from '../../frame/field.tsx'
import { ProblemNote } from '../../frame/problem.tsx'
import { NewCode } from './new-code.tsx'

/** What an agent is to the person, as the portal asks it. */
const RELATIONS = ['family', 'guardian', 'lawyer', 'work', 'other'] as const
const isRelation = (x: string): x is (typeof RELATIONS)[number] => RELATIONS.some((r) => r === x)

const PARTS = ['name', 'phone', 'address', 'idNumber', 'email'] as const

export function Parties({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [shown, setShown] = useState<PartyView[] | null>(null)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const parties = shown ?? matter.parties

  const show = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const path = `/matters/${matter.matterId}/disclosures`
      setShown((await post<{ parties: PartyView[] }>(path, key.current, { reason: reason.trim() })).parties)
      setAsking(false)
      setReason('')
      key.current = newKey()
      void client.invalidateQueries({ queryKey: ['access-log', matter.matterId] })
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="sheet pad" aria-labelledby="parties">
      <h2 id="parties">{t('party.title')}</h2>
      {parties.length === 0 && (
        <p className="quiet">
          {t(matter.lane === 'shielded' || matter.secrecy !== 'none' ? 'party.hidden' : 'party.none')}
        </p>
      )}
      <div aria-live="polite">
        {parties.map((p, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list comes whole or not at all
          <dl className="facts" key={i}>
            <dt>{t('party.role')}</dt>
            <dd>
              {t(`partyRole.${p.role}`)}
              {p.relation !== null && isRelation(p.relation) && ` · ${t(`relation.${p.relation}`)}`}
            </dd>
            {PARTS.map(
              (part) =>
                p[part] && (
                  <div key={part} className="facts-line">
                    <dt>{t(`party.${part}`)}</dt>
                    <dd>{part === 'phone' && shown ? <a href={`tel:${p[part]}`}>{p[part]}</a> : p[part]}</dd>
                  </div>
                ),
            )}
          </dl>
        ))}
      </div>
      {shown ? (
        <Button size="small" onClick={() => setShown(null)}>
          {t('party.maskAgain')}
        </Button>
      ) : (
        matter.canDisclose &&
        (asking ? (
          <form onSubmit={show}>
            {error !== null && <ProblemNote error={error} />}
            <Field id="disclose-reason" label={t('party.reason')} required help={t('party.logged')}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  maxLength={500}
                  value={reason}
                  placeholder={t('party.reasonExample')}
                  onChange={(e) => {
                    key.current = newKey()
                    setReason(e.target.value)
                  }}
                />
              )}
            </Field>
            <div className="form-foot">
              <Button
                type="primary"
                size="small"
                htmlType="submit"
                loading={busy}
                disabled={reason.trim().length < 2}
              >
                {t('party.show')}
              </Button>
              <Button size="small" onClick={() => setAsking(false)}>
                {t('form.cancel')}
              </Button>
            </div>
          </form>
        ) : (
          <Button size="small" className="no-print" onClick={() => setAsking(true)}>
            {t('party.ask')}
          </Button>
        ))
      )}
      <NewCode matter={matter} />
    </section>
  )
}
