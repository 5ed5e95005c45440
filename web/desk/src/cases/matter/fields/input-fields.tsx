/** The fields of a step, by their kinds in the table. */
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InputField, MatterView } from '../../../api/types.ts'
import { type ControlProps, Field } from '../../../frame/field.tsx'
import { useBureaus, useMe } from '../../../frame/hooks.ts'
import { UnitSelect } from '../../../frame/unit-select.tsx'
import { Offers } from '../../../knowledge/offers.tsx'
import { UnitSuggestion } from '../../../routing/unit-suggestion.tsx'
import { say } from '../../../text/language.ts'
import type { Values } from '../task-form.tsx'
import { DemandsBeside, hasTemplates, TemplateBar } from '../templates.tsx'
import { firstOutcomes, missingOutcomes, OutcomesField, type OutcomeValue } from './outcomes.tsx'
import { missingRating, RatingField, type RatingValue } from './rating.tsx'
import { ReferenceField } from './reference.tsx'

/** What a task asks; `action` is null for opening a procedure. */
export interface Asked {
  action: string | null
  fields: InputField[]
}

export interface FieldsProps {
  values: Values
  set: (part: Values) => void
  errors: Record<string, string>
  matter: MatterView
}

/** The words last given in this same step, to go on from after it was sent back. */
function lastWords(asked: Asked, field: InputField, matter: MatterView): string | undefined {
  if (field.contentKind !== 'reply' && field.contentKind !== 'opinion') return undefined
  const last = matter.timeline.filter((e) => e.action === asked.action).at(-1)
  return last?.texts.find((x) => x.field === field.name)?.text ?? undefined
}

export function firstValues(asked: Asked, matter: MatterView): Values {
  const out: Values = {}
  for (const field of asked.fields) {
    if (field.kind === 'outcomes') out[field.name] = firstOutcomes(matter)
    else if (field.kind === 'text') out[field.name] = lastWords(asked, field, matter) ?? ''
    else if (field.kind === 'choice' && field.required && field.options?.length === 1) {
      out[field.name] = field.options[0]!.value
    }
  }
  return out
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '')

/** Required fields left empty, by field. The server judges the rest. */
export function checkFilled(
  asked: Asked,
  values: Values,
  matter: MatterView,
  missing: string,
): Record<string, string> {
  const out: Record<string, string> = {}
  for (const field of asked.fields) {
    const value = values[field.name]
    if (field.kind === 'outcomes') {
      for (const at of missingOutcomes(value as OutcomeValue[], matter)) out[`${field.name}.${at}`] = missing
    } else if (field.kind === 'rating') {
      for (const at of missingRating(value as RatingValue | undefined)) out[`${field.name}.${at}`] = missing
    } else if (field.required && (isEmpty(value) || (field.kind === 'yes' && value !== true)))
      out[field.name] = missing
  }
  return out
}

/** As the server takes it: optional fields left empty are left out. */
export function toInput(asked: Asked, values: Values): Values {
  const out: Values = {}
  for (const field of asked.fields) {
    const value = values[field.name]
    if (!isEmpty(value) && value !== false) out[field.name] = typeof value === 'string' ? value.trim() : value
  }
  return out
}

interface Props extends FieldsProps {
  fields: InputField[]
  /** Units are suggested for a unit field: steps that say who handles. */
  suggest?: boolean
  onUploaded: (version: number) => void
}

export function InputFields(props: Props) {
  return (
    <>
      {props.fields.map((field) => (
        <OneField key={field.name} {...props} field={field} />
      ))}
    </>
  )
}

function OneField({ field, ...props }: Props & { field: InputField }) {
  const { values, set, errors, matter } = props
  const value = values[field.name]
  const put = (next: unknown) => set({ [field.name]: next })
  if (field.kind === 'outcomes') {
    return (
      <OutcomesField
        field={field}
        matter={matter}
        value={value as OutcomeValue[]}
        errors={errors}
        onChange={put}
      />
    )
  }
  if (field.kind === 'rating') {
    return (
      <RatingField
        field={field}
        matter={matter}
        value={value as RatingValue}
        errors={errors}
        onChange={put}
      />
    )
  }
  if (field.kind === 'choice' && (field.options?.length ?? 0) <= 4) {
    return <RadioField field={field} value={value} error={errors[field.name]} onChange={put} />
  }
  return (
    <Field
      id={`in-${field.name}`}
      label={say(field.label)}
      required={field.required && field.kind !== 'yes'}
      help={field.help && say(field.help)}
      error={errors[field.name]}
    >
      {(control) => <Control {...props} field={field} control={control} value={value} put={put} />}
    </Field>
  )
}

function Control(
  props: Props & { field: InputField; control: ControlProps; value: unknown; put: (v: unknown) => void },
) {
  const { t } = useTranslation()
  const { today } = useMe()
  const { field, control, value, put, matter } = props
  switch (field.kind) {
    case 'text':
      return <TextControl {...props} value={String(value ?? '')} />
    case 'unit':
      return (
        <>
          <UnitSelect {...control} value={String(value ?? '')} onChange={put} />
          {props.suggest && (
            <UnitSuggestion
              matterId={matter.matterId}
              version={matter.version}
              value={String(value ?? '')}
              onChoose={put}
            />
          )}
        </>
      )
    case 'bureau':
      return <BureauSelect control={control} value={value} put={put} own={matter.bureau.slug} />
    case 'date':
      return (
        <Input
          {...control}
          type="date"
          className="short"
          min={field.future ? today : matter.receivedOn}
          max={field.future ? undefined : today}
          value={String(value ?? '')}
          onChange={(e) => put(e.target.value)}
        />
      )
    case 'days':
      return (
        <InputNumber
          {...control}
          className="short"
          min={1}
          max={365}
          precision={0}
          value={value as number | null}
          suffix={t('form.days')}
          onChange={put}
        />
      )
    case 'yes':
      return (
        <Checkbox id={control.id} checked={value === true} onChange={(e) => put(e.target.checked)}>
          {t('form.yes')}
        </Checkbox>
      )
    case 'choice':
      return (
        <Select
          {...control}
          value={(value as string) ?? null}
          placeholder={t('form.choose')}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!field.required}
          options={(field.options ?? []).map((o) => ({ value: o.value, label: say(o.label) }))}
          onChange={put}
        />
      )
    case 'reference':
      return (
        <ReferenceField
          control={control}
          value={value}
          put={put}
          matter={matter}
          onUploaded={props.onUploaded}
        />
      )
    case 'outcomes':
    case 'rating':
      return null
  }
}

/** Words: with the bureau's templates, and for a reply with the demands beside it. */
function TextControl(
  props: FieldsProps & {
    field: InputField
    control: ControlProps
    value: string
    put: (v: unknown) => void
  },
) {
  const { field, control, value, put, matter, values } = props
  const long = field.contentKind === 'reply' || field.contentKind === 'opinion'
  const outcomes = Object.values(values).find((v): v is OutcomeValue[] => Array.isArray(v))
  const asked = [matter.subject ?? '', ...matter.demands.map((d) => d.text ?? '')].join('\n')
  /** At the cursor, or at the end of what is there. */
  const insert = (text: string) => {
    const area = document.getElementById(control.id)
    const at = area instanceof HTMLTextAreaElement ? area.selectionStart : value.length
    const before = value.slice(0, at)
    const gap = before === '' || before.endsWith('\n') ? '' : '\n'
    put(`${before}${gap}${text}${value.slice(at)}`)
    requestAnimationFrame(() => area?.focus())
  }
  return (
    <>
      {hasTemplates(field) && (
        <TemplateBar field={field} matter={matter} outcomes={outcomes} onInsert={insert} />
      )}
      {long && <Offers text={asked} onTake={insert} />}
      <div className={long ? 'writer' : undefined}>
        <Input.TextArea
          {...control}
          autoSize={{ minRows: long ? 10 : 2, maxRows: 24 }}
          value={value}
          onChange={(e) => put(e.target.value)}
        />
        {long && <DemandsBeside matter={matter} />}
      </div>
    </>
  )
}

function RadioField(props: {
  field: InputField
  value: unknown
  error?: string
  onChange: (v: unknown) => void
}) {
  const { field } = props
  return (
    <fieldset className={props.error ? 'field wrong' : 'field'} id={`in-${field.name}`}>
      <legend>
        {say(field.label)}
        {field.required && (
          <span className="required" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      <Radio.Group
        name={field.name}
        value={props.value}
        onChange={(e) => props.onChange(e.target.value)}
        options={(field.options ?? []).map((o) => ({ value: o.value, label: say(o.label) }))}
      />
      {props.error && <p className="field-error">{props.error}</p>}
      {field.help && <p className="field-help">{say(field.help)}</p>}
    </fieldset>
  )
}

function BureauSelect(props: {
  control: ControlProps
  value: unknown
  put: (v: unknown) => void
  own: string
}) {
  const { t } = useTranslation()
  const bureaus = useBureaus().filter((b) => b.slug !== props.own)
  return (
    <Select
      {...props.control}
      value={(props.value as string) ?? null}
      placeholder={t('form.choose')}
      showSearch={{ optionFilterProp: 'label' }}
      options={bureaus.map((b) => ({ value: b.bureauId ?? b.slug, label: say(b.name) }))}
      onChange={props.put}
    />
  )
}
