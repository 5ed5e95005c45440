/** Beside the letter while it is typed: matters that may be the same, and routes it may belong to. A person decides. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PossibleMatterView, PossibleView } from '../../../../../src/samematter/contract.ts'
import type { ScopeHintView } from '../../../../../src/scope/contract.ts'
import { newKey, post } from '../../api/client.ts'
import type { MatterClass, Procedure } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'
import { Field } from '../../frame/field.tsx'
import { useMe } from '../../frame/hooks.ts'
import { LookUp } from '../../frame/look-up.tsx'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import type { RegisterFields } from './draft.ts'

const SETTLE_MS = 700
const LEAST_TEXT = 12

/** What was typed, once the typing rests. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Possible same matters of a text; nothing is asked before there is something to compare. */
export function usePossible(text: string, phone: string, except?: string) {
  const settled = useSettled(text)
  const number = useSettled(phone.replace(/\D/g, '').length >= 7 ? phone : '')
  const asks = settled.trim().length >= LEAST_TEXT || number !== ''
  const { data } = useQuery({
    queryKey: ['same-matters', settled, number, except ?? ''],
    queryFn: () =>
      post<PossibleView>('/same-matters', newKey(), {
        text: settled.slice(0, 60_000),
        ...(number ? { phone: number } : {}),
        ...(except ? { except } : {}),
      }),
    enabled: asks,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
    placeholderData: (old) => (asks ? old : undefined),
  })
  return asks ? data : undefined
}

interface SameProps {
  possible: PossibleView | undefined
  phone: string
  linked: string | null
  onLink: (to: { number: string; reason: string } | null) => void
  onContact: (to: PossibleMatterView) => void
}

/** Matters shown before one asks for more. */
const AT_ONCE = 3

export function SameMatters({ possible, phone, linked, onLink, onContact }: SameProps) {
  const { t } = useTranslation()
  const [looking, setLooking] = useState(false)
  const [all, setAll] = useState(false)
  if (!possible || (possible.items.length === 0 && !possible.samePhone)) return null
  // A long list would push the fields below it about while one types in them. What is linked stays in sight.
  const shown = possible.items.filter((m, i) => all || i < AT_ONCE || m.number === linked)
  return (
    <section className="sheet pad same" aria-labelledby="same">
      <h2 id="same">{t('same.title')}</h2>
      <p className="field-help">{t('same.help')}</p>
      <ul className="plain">
        {shown.map((m) => (
          <Candidate key={m.matterId} matter={m} linked={linked} onLink={onLink} onContact={onContact} />
        ))}
      </ul>
      {shown.length < possible.items.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('same.more', { n: possible.items.length - shown.length })}
        </Button>
      )}
      {possible.samePhone && (
        <p className="same-phone">
          {t('same.phone')}{' '}
          <Button size="small" onClick={() => setLooking(true)}>
            {t('same.phoneLook')}
          </Button>
        </p>
      )}
      {looking && <LookUp first={{ kind: 'phone', value: phone }} onClose={() => setLooking(false)} />}
    </section>
  )
}

function Candidate({
  matter: m,
  linked,
  onLink,
  onContact,
}: { matter: PossibleMatterView } & Pick<SameProps, 'linked' | 'onLink' | 'onContact'>) {
  const { t } = useTranslation()
  const { today } = useMe()
  const [why, setWhy] = useState<string | null>(null)
  const id = `same-${m.matterId}`
  const isLinked = linked === m.number
  return (
    <li className="same-one">
      <p>
        {m.mayOpen ? (
          <Link to="/matters/$matterId" params={{ matterId: m.matterId }} target="_blank">
            {m.number}
          </Link>
        ) : (
          <strong>{m.number}</strong>
        )}{' '}
        <Chip tone={m.alike >= 30 ? 'amber' : 'plain'}>{t('same.alike', { percent: m.alike })}</Chip>
        {m.samePhone && <Chip tone="amber">{t('same.samePhone')}</Chip>}
        {m.ended && <Chip>{t('same.ended')}</Chip>}
      </p>
      {m.subject && <p>{m.subject}</p>}
      <p className="quiet">
        {say(m.procedureLabel)} · {say(m.stateLabel)} · {say(m.responsible.name)} ·{' '}
        {day(m.receivedOn, { today })}
      </p>
      {m.named.length > 0 && (
        <p>
          {m.named.map(({ kind, words }) => (
            <Chip key={words}>{t(`same.named.${kind}`, { words })}</Chip>
          ))}
        </p>
      )}
      <p className="quiet">{t('same.shared', { words: m.shared.join(t('list.comma')) })}</p>
      {m.mayOpen && why === null && !isLinked && (
        <span className="same-acts">
          <Button size="small" onClick={() => onContact(m)}>
            {t('same.contact')}
          </Button>
          <Button
            size="small"
            onClick={() => setWhy(t('same.reason', { words: m.shared.slice(0, 2).join(t('list.comma')) }))}
          >
            {t('same.link')}
          </Button>
        </span>
      )}
      {why !== null && !isLinked && (
        <>
          <Field id={id} label={t('same.why')} required help={t('same.linkHelp')}>
            {(control) => (
              <Input
                {...control}
                autoFocus
                maxLength={300}
                value={why}
                onChange={(e) => setWhy(e.target.value)}
                onKeyDown={(e) => {
                  // Enter here means this reason, not the registration.
                  if (e.key !== 'Enter' || e.ctrlKey || e.metaKey) return
                  e.preventDefault()
                  if (why.trim().length >= 2) onLink({ number: m.number, reason: why.trim() })
                }}
              />
            )}
          </Field>
          <span className="same-acts">
            <Button
              size="small"
              type="primary"
              disabled={why.trim().length < 2}
              onClick={() => onLink({ number: m.number, reason: why.trim() })}
            >
              {t('same.linkGo')}
            </Button>
            <Button size="small" onClick={() => setWhy(null)}>
              {t('form.cancel')}
            </Button>
          </span>
        </>
      )}
      {isLinked && (
        <p className="same-linked">
          {t('same.linked')}{' '}
          <Button size="small" onClick={() => onLink(null)}>
            {t('same.unlink')}
          </Button>
        </p>
      )}
    </li>
  )
}

/** Routes the words point to, each with the words, the article, and its limit where the article was read. */
export function ScopeHints({
  text,
  tables,
  fields,
  onChoose,
}: {
  text: string
  tables: readonly Procedure[]
  fields: RegisterFields
  onChoose: (part: Partial<RegisterFields>) => void
}) {
  const { t } = useTranslation()
  const settled = useSettled(text)
  const { data } = useQuery({
    queryKey: ['scope-hints', settled],
    queryFn: async () =>
      (await post<{ items: ScopeHintView[] }>('/scope-hints', newKey(), { text: settled.slice(0, 60_000) }))
        .items,
    enabled: settled.trim().length >= 4,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    placeholderData: (old) => old,
  })
  if (!data || data.length === 0 || settled.trim().length < 4) return null
  return (
    <section className="sheet pad scope" aria-labelledby="scope">
      <h2 id="scope">{t('scope.title')}</h2>
      <p className="field-help">{t('scope.help')}</p>
      <ul className="plain">
        {data.map((h) => (
          <li key={h.route} className="scope-one">
            <p>
              <strong>{say(h.label)}</strong> <span className="quiet">{say(h.basis)}</span>
            </p>
            <p className="quiet">{t('scope.found', { words: h.found.join(t('list.comma')) })}</p>
            {h.limits.map((l) => (
              <p key={l.basis.zh} className="scope-limit">
                {say(l.label)} <span className="quiet">{say(l.basis)}</span>
              </p>
            ))}
            <p>{say(h.advice)}</p>
            <Choose hint={h} tables={tables} fields={fields} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Takes the hint up: the procedure of that route where there is one to open, else the class alone. */
function Choose({
  hint,
  tables,
  fields,
  onChoose,
}: {
  hint: ScopeHintView
  tables: readonly Procedure[]
  fields: RegisterFields
  onChoose: (part: Partial<RegisterFields>) => void
}) {
  const { t } = useTranslation()
  const own = tables.find((p) => (hint.class === 'misconduct' ? p.shielded : p.onlyClass === hint.class))
  if (own ? fields.procedure === own.id : fields.class === hint.class)
    return <p className="quiet">{t('scope.classed')}</p>
  if (!own && hint.class === 'misconduct') return null
  return (
    <Button
      size="small"
      onClick={() => onChoose(own ? { procedure: own.id, class: '' } : { class: hint.class as MatterClass })}
    >
      {own ? t('scope.procedure', { name: say(own.label) }) : t('scope.class')}
    </Button>
  )
}
