/** What is added to a matter without a step: a note, a further contact, a corrected class. */
import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { areasQuery } from '../../api/queries.ts'
import type { Channel, MatterClass, MatterView } from '../../api/types.ts'
import { CategorySelect } from '../../frame/category-select.tsx'
import { Field } from '../../frame/field.tsx'
import { useMe, useProcedures } from '../../frame/hooks.ts'
import { instantFromLocal } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { CHANNELS, CLASSES } from '../codes.ts'
import type { ExternalFields } from '../register/draft.ts'
import { openTables } from '../register/tables.ts'
import { ExternalPart } from '../register/where.tsx'
import type { FieldsProps } from './fields/input-fields.tsx'
import type { Values } from './task-form.tsx'

const text = (values: Values, name: string) => String(values[name] ?? '')

function Words({
  values,
  set,
  errors,
  name,
  label,
  required,
}: FieldsProps & { name: string; label: string; required: boolean }) {
  return (
    <Field id={`in-${name}`} label={label} required={required} error={errors[name]}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 3, maxRows: 16 }}
          value={text(values, name)}
          onChange={(e) => set({ [name]: e.target.value })}
        />
      )}
    </Field>
  )
}

export function NoteFields(props: FieldsProps) {
  const { t } = useTranslation()
  return <Words {...props} name="words" label={t('acts.noteWords')} required />
}

export function ContactFields(props: FieldsProps) {
  const { t } = useTranslation()
  const { today } = useMe()
  const { values, set, errors, matter } = props
  return (
    <>
      <div className="pair">
        <Field id="in-channel" label={t('register.channel')} required error={errors.channel}>
          {(control) => (
            <Select
              {...control}
              value={(values.channel as Channel) ?? matter.channel}
              onChange={(channel) => set({ channel })}
              options={CHANNELS.map((c) => ({ value: c, label: t(`channel.${c}`) }))}
            />
          )}
        </Field>
        <Field
          id="in-receivedAt"
          label={t('register.receivedAt')}
          help={t('register.receivedAtHelp')}
          error={errors.receivedAt ?? errors.receivedOn}
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={text(values, 'receivedAt')}
              onChange={(e) => set({ receivedAt: e.target.value })}
            />
          )}
        </Field>
        {(['persons', 'representatives'] as const).map((part) => (
          <Field key={part} id={`in-${part}`} label={t(`register.${part}`)} error={errors[part]}>
            {(control) => (
              <InputNumber
                {...control}
                min={part === 'persons' ? 1 : 0}
                max={100_000}
                precision={0}
                value={(values[part] as number) ?? (part === 'persons' ? 1 : 0)}
                onChange={(n) => set({ [part]: n })}
              />
            )}
          </Field>
        ))}
      </div>
      <Words {...props} name="words" label={t('acts.contactWords')} required={false} />
      <ExternalPart
        value={(values.external as ExternalFields) ?? null}
        errors={errors}
        today={today}
        onChange={(external) => set({ external })}
      />
    </>
  )
}

export function contactBody(values: Values, matter: MatterView, zone: string) {
  const external = values.external as ExternalFields | null | undefined
  return {
    channel: (values.channel as Channel) ?? matter.channel,
    persons: (values.persons as number) ?? 1,
    representatives: (values.representatives as number) ?? 0,
    external: external ? { ...external, due: external.due || null } : null,
    ...(values.receivedAt ? { receivedAt: instantFromLocal(text(values, 'receivedAt'), zone) } : {}),
    words: text(values, 'words').trim() || null,
  }
}

export function ClassFields(props: FieldsProps) {
  const { t } = useTranslation()
  const me = useMe()
  const { values, set, errors, matter } = props
  // Lanes are walls: a table of the other lane is not offered.
  const tables = openTables(useProcedures(), me.roles).filter(
    (p) => p.id === matter.procedure || (p.shielded === true) === (matter.lane === 'shielded'),
  )
  return (
    <>
      <Field id="in-class" label={t('register.class')} required error={errors.class}>
        {(control) => (
          <Select
            {...control}
            value={(values.class as MatterClass) ?? matter.class}
            onChange={(value) => set({ class: value })}
            options={CLASSES.map((c) => ({ value: c, label: t(`class.${c}`) }))}
          />
        )}
      </Field>
      <Field id="in-category" label={t('matter.category')} error={errors.category}>
        {(control) => (
          <CategorySelect
            {...control}
            value={values.category === undefined ? (matter.category ?? '') : text(values, 'category')}
            onChange={(category) => set({ category })}
          />
        )}
      </Field>
      <Field
        id="in-procedure"
        label={t('register.procedure')}
        help={t('acts.trackHelp')}
        error={errors.procedure}
      >
        {(control) => (
          <Select
            {...control}
            value={(values.procedure as string) ?? matter.procedure}
            onChange={(procedure) => set({ procedure })}
            options={[
              ...(tables.some((p) => p.id === matter.procedure)
                ? []
                : [{ value: matter.procedure, label: say(matter.procedureLabel) }]),
              ...tables.map((p) => ({ value: p.id, label: say(p.label) })),
            ]}
          />
        )}
      </Field>
      {matter.lane === 'open' && <AreaField {...props} />}
      <Words {...props} name="reason" label={t('acts.classReason')} required />
    </>
  )
}

/** Stand for a place that stays as it is, and for one that nobody knows. */
const AS_IT_IS = '='
const UNKNOWN = '-'

function AreaField({ values, set, errors }: FieldsProps) {
  const { t } = useTranslation()
  const areas = useQuery(areasQuery)
  return (
    <Field id="in-area" label={t('acts.area')} help={t('acts.areaHelp')} error={errors.area}>
      {(control) => (
        <Select
          {...control}
          value={(values.area as string) ?? AS_IT_IS}
          onChange={(area) => set({ area })}
          options={[
            { value: AS_IT_IS, label: t('acts.areaAsItIs') },
            ...(areas.data ?? []).map((a) => ({ value: a.code, label: say(a.name) })),
            { value: UNKNOWN, label: t('acts.areaUnknown') },
          ]}
        />
      )}
    </Field>
  )
}

const areaOf = (chosen: string): { area?: string | null } =>
  chosen === '' || chosen === AS_IT_IS ? {} : { area: chosen === UNKNOWN ? null : chosen }

export function classBody(values: Values, matter: MatterView) {
  const category = values.category === undefined ? matter.category : text(values, 'category').trim() || null
  const procedure = (values.procedure as string) ?? matter.procedure
  return {
    class: values.class ?? matter.class,
    category,
    procedure: procedure === matter.procedure ? null : procedure,
    ...areaOf(text(values, 'area')),
    reason: text(values, 'reason').trim(),
  }
}
