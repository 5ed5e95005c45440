/** What is asked: procedure, subject, words, each demand by itself. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field, focusField } from '../../frame/field.tsx'
import { useMe } from '../../frame/hooks.ts'
import { UnitSelect } from '../../frame/unit-select.tsx'
import { instant } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { CHANNELS } from '../codes.ts'
import { emptyExternal, NOT_LISTED } from './draft.ts'
import type { PartProps } from './register.tsx'

export function WhatPart({ fields, set, errors, tables, table }: PartProps) {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <section className="sheet pad" aria-labelledby="part-what">
      <h2 id="part-what">{t('register.what')}</h2>
      <fieldset className="field" id="procedure">
        <legend>{t('register.procedure')}</legend>
        <Radio.Group
          name="procedure"
          optionType="button"
          buttonStyle="solid"
          value={fields.procedure}
          onChange={(e) => {
            const procedure = e.target.value as string
            // A route of its own has its class with it; one chosen before would be refused.
            const fixed = tables.find((p) => p.id === procedure)?.onlyClass !== undefined
            set({ procedure, ...(fixed ? { class: '' as const } : {}) })
          }}
          options={tables.map((p) => ({ value: p.id, label: say(p.label) }))}
        />
        {errors.procedure && <p className="field-error">{errors.procedure}</p>}
        {table && <p className="field-help">{say(table.source)}</p>}
      </fieldset>
      <div className="pair">
        <Field id="channel" label={t('register.channel')} required error={errors.channel}>
          {(control) => (
            <Select
              {...control}
              showSearch={{ optionFilterProp: 'label' }}
              value={fields.channel}
              onChange={(channel) =>
                set({
                  channel,
                  // What comes from above always has its number there.
                  ...(channel === 'from-above' && !fields.external
                    ? { external: emptyExternal(me.today) }
                    : {}),
                })
              }
              options={CHANNELS.map((c) => ({ value: c, label: t(`channel.${c}`) }))}
            />
          )}
        </Field>
        <Field
          id="receivedAt"
          label={t('register.receivedAt')}
          help={t('register.receivedAtHelp')}
          error={errors.receivedAt}
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              max={instant(me.now, me.bureau.zone).replace(' ', 'T')}
              value={fields.receivedAt}
              onChange={(e) => set({ receivedAt: e.target.value })}
            />
          )}
        </Field>
      </div>
      {table?.shielded && (
        <Field
          id="reportedUnitId"
          label={t('register.reported')}
          required
          help={t('register.reportedHelp')}
          error={errors.reportedUnitId}
        >
          {(control) => (
            <UnitSelect
              {...control}
              value={fields.reportedUnitId}
              onChange={(reportedUnitId) => set({ reportedUnitId })}
              none={{ value: NOT_LISTED, label: t('register.reportedNone') }}
            />
          )}
        </Field>
      )}
      <Field
        id="subject"
        label={t('register.subject')}
        help={t('register.subjectHelp')}
        error={errors.subject}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={fields.subject}
            onChange={(e) => set({ subject: e.target.value })}
          />
        )}
      </Field>
      <Field id="body" label={t('register.body')} required error={errors.body}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 7, maxRows: 22 }}
            value={fields.body}
            onChange={(e) => set({ body: e.target.value })}
          />
        )}
      </Field>
      <fieldset className="field">
        <legend>{t('register.demands')}</legend>
        <p className="field-help">{t('register.demandsHelp')}</p>
        {fields.demands.map((text, i) => {
          const put = (value: string) => set({ demands: fields.demands.map((d, j) => (j === i ? value : d)) })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a demand has no other name than its place
            <div className="demand-line" key={i}>
              <span aria-hidden="true">{i + 1}</span>
              <Input.TextArea
                id={`demands-${i}`}
                aria-label={t('register.demandNumber', { n: i + 1 })}
                aria-describedby={errors[`demands.${i}`] ? `demands-${i}-error` : undefined}
                status={errors[`demands.${i}`] ? 'error' : undefined}
                autoSize={{ minRows: 1, maxRows: 6 }}
                maxLength={2000}
                value={text}
                onChange={(e) => put(e.target.value)}
              />
              {fields.demands.length > 1 && (
                <Button
                  type="text"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('register.removeDemand', { n: i + 1 })}
                  onClick={() => {
                    set({ demands: fields.demands.filter((_, j) => j !== i) })
                    requestAnimationFrame(() => focusField(`demands-${Math.max(0, i - 1)}`))
                  }}
                />
              )}
              {errors[`demands.${i}`] && (
                <p className="field-error" id={`demands-${i}-error`}>
                  {errors[`demands.${i}`]}
                </p>
              )}
            </div>
          )
        })}
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => {
            const at = fields.demands.length
            set({ demands: [...fields.demands, ''] })
            requestAnimationFrame(() => focusField(`demands-${at}`))
          }}
        >
          {t('register.addDemand')} <kbd>Alt</kbd> <kbd>N</kbd>
        </Button>
      </fieldset>
      <Field id="place" label={t('register.place')} help={t('register.placeHelp')} error={errors.place}>
        {(control) => (
          <Input
            {...control}
            maxLength={300}
            value={fields.place}
            onChange={(e) => set({ place: e.target.value })}
          />
        )}
      </Field>
    </section>
  )
}
