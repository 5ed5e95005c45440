/** To whom it goes once it has its number: the unit suggested from what is typed, with why; a person decides. */
import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Transition } from '../../api/types.ts'
import { Field } from '../../frame/field.tsx'
import { UnitSelect } from '../../frame/unit-select.tsx'
import { suggestionsForText } from '../../routing/queries.ts'
import { SuggestedUnits } from '../../routing/unit-suggestion.tsx'
import { say } from '../../text/language.ts'
import { choicesOf } from './assigning.ts'
import { useSettled } from './hints.tsx'
import type { PartProps } from './register.tsx'

const LEAST_TEXT = 4

export function AssignPart({
  fields,
  set,
  errors,
  step,
}: Pick<PartProps, 'fields' | 'set' | 'errors'> & { step: Transition }) {
  const { t } = useTranslation()
  const text = [fields.body, ...fields.demands].map((w) => w.trim()).filter((w) => w !== '')
  const asked = useSettled(
    JSON.stringify({
      subject: fields.subject.trim(),
      text: text.join('\n'),
      place: fields.place.trim(),
      category: fields.category,
    }),
  )
  const ask = JSON.parse(asked) as { subject: string; text: string; place: string; category: string }
  const enough = `${ask.subject}${ask.text}`.length >= LEAST_TEXT || ask.category !== ''
  const found = useQuery({
    ...suggestionsForText(ask),
    // A matter kept secret as a whole is not compared with anything, not even with the duty list.
    enabled: enough && fields.secrecy !== 'matter',
    placeholderData: (old) => old,
  })
  const choose = (assignTo: string) => set({ assignTo })
  return (
    <section className="sheet pad" aria-labelledby="part-assign">
      <h2 id="part-assign">{t('register.assign')}</h2>
      <Field
        id="assignTo"
        label={t('register.assignTo')}
        help={t('register.assignHelp')}
        error={errors.assignTo}
      >
        {(control) => <UnitSelect {...control} allowClear value={fields.assignTo} onChange={choose} />}
      </Field>
      {enough && found.data && (
        <SuggestedUnits found={found.data} value={fields.assignTo} onChoose={choose} />
      )}
      {fields.assignTo !== '' && (
        <>
          {choicesOf(step).map((field) => (
            <fieldset key={field.name} className="field" id={`assign-${field.name}`}>
              <legend>{say(field.label)}</legend>
              <Radio.Group
                name={`assign-${field.name}`}
                value={fields.assignWith[field.name] ?? field.options?.[0]?.value}
                options={(field.options ?? []).map((o) => ({ value: o.value, label: say(o.label) }))}
                onChange={(e) =>
                  set({ assignWith: { ...fields.assignWith, [field.name]: e.target.value as string } })
                }
              />
            </fieldset>
          ))}
          <p className="field-help">{say(step.consequence)}</p>
        </>
      )}
    </section>
  )
}
