/** Who asks, how many came, and who may know. */
import { Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field, focusField } from '../../frame/field.tsx'
import { PARTY_ROLES, SECRECIES } from '../codes.ts'
import { emptyParty, type PartyFields } from './draft.ts'
import type { PartProps } from './register.tsx'

const MOST_PARTIES = 10
const PARTS = ['name', 'phone', 'address', 'idNumber', 'email'] as const
const MAX: Record<(typeof PARTS)[number], number> = {
  name: 100,
  phone: 40,
  address: 300,
  idNumber: 40,
  email: 200,
}
const TYPES = { phone: 'tel', email: 'email' } as const

/** What it needs of the form it stands in. `ticket`: whether the number of the queue in the hall is asked for. */
type WhoProps = Pick<PartProps, 'set' | 'errors' | 'table'> & {
  fields: Pick<
    PartProps['fields'],
    'channel' | 'parties' | 'queueNumber' | 'persons' | 'representatives' | 'secrecy'
  >
  ticket?: boolean
}

export function WhoPart({ fields, set, errors, table, ticket = true }: WhoProps) {
  const { t } = useTranslation()
  const asksTicket = ticket && fields.channel === 'visit'
  const put = (i: number, part: Partial<PartyFields>) =>
    set({ parties: fields.parties.map((p, j) => (j === i ? { ...p, ...part } : p)) })
  return (
    <section className="sheet pad" aria-labelledby="part-who">
      <h2 id="part-who">{t('register.who')}</h2>
      <p className="field-help">{t('register.whoHelp')}</p>
      {fields.parties.map((party, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a person typed in has no other name than the place
        <fieldset className="party" key={i}>
          <legend className={fields.parties.length > 1 ? '' : 'hidden-text'}>
            {t('register.partyNumber', { n: i + 1 })}
          </legend>
          <div className="party-grid">
            {PARTS.map((part) => (
              <Field
                key={part}
                id={`parties-${i}-${part}`}
                label={t(`party.${part}`)}
                className={`party-${part}`}
                error={errors[`parties.${i}.${part}`]}
              >
                {(control) => (
                  <Input
                    {...control}
                    type={TYPES[part as 'phone'] ?? 'text'}
                    autoComplete="off"
                    maxLength={MAX[part]}
                    value={party[part]}
                    onChange={(e) => put(i, { [part]: e.target.value })}
                  />
                )}
              </Field>
            ))}
            <Field id={`parties-${i}-role`} label={t('party.role')} className="party-role">
              {(control) => (
                <Select
                  {...control}
                  value={party.role}
                  onChange={(role) => put(i, { role })}
                  options={PARTY_ROLES.map((r) => ({ value: r, label: t(`partyRole.${r}`) }))}
                />
              )}
            </Field>
          </div>
          {fields.parties.length > 1 && (
            <Button
              size="small"
              onClick={() => {
                set({ parties: fields.parties.filter((_, j) => j !== i) })
                requestAnimationFrame(() => focusField(`parties-${Math.max(0, i - 1)}-name`))
              }}
            >
              {t('register.removeParty', { n: i + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {fields.parties.length < MOST_PARTIES && (
        <Button
          onClick={() => {
            const at = fields.parties.length
            set({ parties: [...fields.parties, emptyParty()] })
            requestAnimationFrame(() => focusField(`parties-${at}-name`))
          }}
        >
          {t('register.addParty')}
        </Button>
      )}
      <div className={asksTicket ? 'pair pair-three' : 'pair'}>
        {asksTicket && (
          <Field
            id="queueNumber"
            label={t('register.queueNumber')}
            help={t('register.queueNumberHelp')}
            error={errors.queueNumber}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={20}
                autoComplete="off"
                value={fields.queueNumber}
                onChange={(e) => set({ queueNumber: e.target.value })}
              />
            )}
          </Field>
        )}
        <Field id="persons" label={t('register.persons')} error={errors.persons}>
          {(control) => (
            <InputNumber
              {...control}
              min={1}
              max={100_000}
              precision={0}
              value={fields.persons}
              // As it is typed: confirming by key must not send the number before this one.
              onInput={(text) => /^\d{1,6}$/.test(text) && set({ persons: Math.max(1, Number(text)) })}
              onChange={(n) => set({ persons: n ?? 1 })}
            />
          )}
        </Field>
        <Field
          id="representatives"
          label={t('register.representatives')}
          help={t('register.representativesHelp')}
          error={errors.representatives}
        >
          {(control) => (
            <InputNumber
              {...control}
              min={0}
              max={100}
              precision={0}
              value={fields.representatives}
              onInput={(text) => /^\d{1,3}$/.test(text) && set({ representatives: Number(text) })}
              onChange={(n) => set({ representatives: n ?? 0 })}
            />
          )}
        </Field>
      </div>
      <Field
        id="secrecy"
        label={t('register.secrecy')}
        help={t(`secrecyHelp.${table?.shielded ? 'shielded' : fields.secrecy}`)}
        error={errors.secrecy}
      >
        {(control) => (
          <Select
            {...control}
            value={fields.secrecy}
            onChange={(secrecy) => set({ secrecy })}
            options={SECRECIES.map((s) => ({ value: s, label: t(`secrecy.${s}`) }))}
          />
        )}
      </Field>
    </section>
  )
}
