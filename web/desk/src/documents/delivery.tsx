/** When and how a letter reached the unit it is for. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'

const METHODS = ['in-system', 'in-person', 'post', 'other'] as const
type Method = (typeof METHODS)[number]

export interface DeliveryBody {
  on: string
  method: Method
  detail: string
}

export function Delivery({ busy, onSend }: { busy: boolean; onSend: (body: DeliveryBody) => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const [body, setBody] = useState<DeliveryBody>({ on: today, method: 'in-system', detail: '' })
  return (
    <form
      className="paper-delivery"
      onSubmit={(e) => {
        e.preventDefault()
        onSend(body)
      }}
    >
      <Field id="delivery-on" label={t('papers.deliverOn')} required>
        {(control) => (
          <Input
            {...control}
            type="date"
            max={today}
            value={body.on}
            onChange={(e) => setBody({ ...body, on: e.target.value })}
          />
        )}
      </Field>
      <Field id="delivery-by" label={t('papers.deliverBy')} required>
        {(control) => (
          <Select
            id={control.id}
            value={body.method}
            options={METHODS.map((value) => ({ value, label: t(`papers.method.${value}`) }))}
            onChange={(method: Method) => setBody({ ...body, method })}
          />
        )}
      </Field>
      <Field id="delivery-detail" label={t('papers.deliverDetail')}>
        {(control) => (
          <Input
            {...control}
            value={body.detail}
            onChange={(e) => setBody({ ...body, detail: e.target.value })}
          />
        )}
      </Field>
      <Button htmlType="submit" type="primary" loading={busy}>
        {t('papers.deliver')}
      </Button>
    </form>
  )
}
