/** How and when it came, and the number another system gave it. */
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CategorySelect } from '../../frame/category-select.tsx'
import { CodeInput } from '../../frame/code-input.tsx'
import { Field, focusField } from '../../frame/field.tsx'
import { useMe } from '../../frame/hooks.ts'
import { Offers } from '../../knowledge/offers.tsx'
import { CategoryProposal } from '../../routing/category-proposal.tsx'
import { CLASSES } from '../codes.ts'
import { type ExternalFields, emptyExternal } from './draft.ts'
import { useSettled } from './hints.tsx'
import type { PartProps } from './register.tsx'

export function WherePart({ fields, set, errors, table }: PartProps) {
  const { t } = useTranslation()
  const me = useMe()
  const subject = useSettled(fields.subject.trim())
  const text = useSettled([fields.body, ...fields.demands].join('\n').trim())
  return (
    <section className="sheet pad" aria-labelledby="part-where">
      <h2 id="part-where">{t('register.where')}</h2>
      <Field id="class" label={t('register.class')} help={t('register.classHelp')} error={errors.class}>
        {(control) => (
          <Select
            {...control}
            value={fields.class}
            onChange={(value) => set({ class: value })}
            options={[
              { value: '' as const, label: t('register.classByProcedure') },
              ...CLASSES.map((c) => ({ value: c, label: t(`class.${c}`) })),
            ]}
          />
        )}
      </Field>
      <Field
        id="category"
        label={t('lists.category')}
        help={t('register.categoryHelp')}
        error={errors.category}
      >
        {(control) => (
          <CategorySelect {...control} value={fields.category} onChange={(category) => set({ category })} />
        )}
      </Field>
      {/* A matter kept secret as a whole, or through the shielded lane, is compared with nothing. */}
      {fields.secrecy !== 'matter' && !table?.shielded && (
        <CategoryProposal
          subject={subject}
          text={text}
          value={fields.category}
          onChoose={(category) => set({ category })}
        />
      )}
      {fields.secrecy !== 'matter' && !table?.shielded && <KnownAnswers subject={subject} text={text} />}
      <ExternalPart
        value={fields.external}
        errors={errors}
        today={me.today}
        onChange={(external) => set({ external })}
      />
    </section>
  )
}

/** What the knowledge base answers already, so that the person can be told at once. */
function KnownAnswers({ subject, text }: { subject: string; text: string }) {
  const settled = useSettled(`${subject}\n${text}`)
  return <Offers text={settled} />
}

/** The master's own number and limit; asked for only when there is one. */
export function ExternalPart(props: {
  value: ExternalFields | null
  errors: Record<string, string>
  today: string
  onChange: (value: ExternalFields | null) => void
}) {
  const { t } = useTranslation()
  const { value, errors } = props
  if (!value) {
    return (
      <Button
        id="external-add"
        onClick={() => {
          props.onChange(emptyExternal(props.today))
          requestAnimationFrame(() => focusField('external-system'))
        }}
      >
        {t('external.add')}
      </Button>
    )
  }
  const put = (part: Partial<ExternalFields>) => props.onChange({ ...value, ...part })
  return (
    <fieldset className="party">
      <legend>{t('external.title')}</legend>
      <p className="field-help">{t('external.help')}</p>
      <div className="party-grid">
        {(['system', 'number', 'sender', 'receivedOn', 'due'] as const).map((part) => (
          <Field
            key={part}
            id={`external-${part}`}
            label={t(`external.${part}`)}
            required={part !== 'due' && part !== 'sender'}
            error={errors[`external.${part}`] ?? (part === 'system' ? errors.external : undefined)}
          >
            {(control) =>
              part === 'system' || part === 'sender' ? (
                <CodeInput
                  {...control}
                  list={part === 'system' ? 'external-system' : 'sending-organ'}
                  maxLength={part === 'sender' ? 200 : 100}
                  value={value[part]}
                  onChange={(words) => put({ [part]: words })}
                />
              ) : (
                <Input
                  {...control}
                  type={part === 'number' ? 'text' : 'date'}
                  max={part === 'receivedOn' ? props.today : undefined}
                  maxLength={100}
                  value={value[part]}
                  onChange={(e) => put({ [part]: e.target.value })}
                />
              )
            }
          </Field>
        ))}
      </div>
      <Button
        size="small"
        onClick={() => {
          props.onChange(null)
          requestAnimationFrame(() => focusField('external-add'))
        }}
      >
        {t('external.remove')}
      </Button>
    </fieldset>
  )
}
