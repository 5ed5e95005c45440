/** What the person said on the phone: bureau and unit apart, and whether each demand is solved. */
import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Grade, InputField, MatterView } from '../../../api/types.ts'
import { say } from '../../../text/language.ts'
import { GRADES } from '../../codes.ts'

export interface RatingValue {
  bureau?: Grade
  unit?: Grade
  solved: Record<string, boolean>
}

export const missingRating = (value: RatingValue | undefined): string[] =>
  (['bureau', 'unit'] as const).filter((part) => !value?.[part])

interface Props {
  field: InputField
  matter: MatterView
  value: RatingValue | undefined
  errors: Record<string, string>
  onChange: (value: RatingValue) => void
}

export function RatingField({ field, matter, value, errors, onChange }: Props) {
  const { t } = useTranslation()
  const now: RatingValue = value ?? { solved: {} }
  return (
    <fieldset className="field" id={`in-${field.name}`}>
      <legend>{say(field.label)}</legend>
      {field.help && <p className="field-help">{say(field.help)}</p>}
      {(['bureau', 'unit'] as const).map((part) => {
        const error = errors[`${field.name}.${part}`]
        return (
          <fieldset key={part} className={error ? 'field wrong' : 'field'} id={`in-${field.name}-${part}`}>
            <legend>{t(`rating.${part}`)}</legend>
            <Radio.Group
              name={`${field.name}-${part}`}
              value={now[part]}
              onChange={(e) => onChange({ ...now, [part]: e.target.value as Grade })}
              options={GRADES.map((g) => ({ value: g, label: t(`grade.${g}`) }))}
            />
            {error && <p className="field-error">{error}</p>}
          </fieldset>
        )
      })}
      {matter.demands.map((d, i) => (
        <fieldset key={d.demandId} className="field">
          <legend>
            {t('rating.demand', { n: i + 1 })} {d.text ?? t('matter.gone')}
          </legend>
          <Radio.Group
            name={`${field.name}-${d.demandId}`}
            value={now.solved[d.demandId]}
            onChange={(e) =>
              onChange({ ...now, solved: { ...now.solved, [d.demandId]: e.target.value as boolean } })
            }
            options={[
              { value: true, label: t('rating.solved') },
              { value: false, label: t('rating.unsolved') },
            ]}
          />
        </fieldset>
      ))}
    </fieldset>
  )
}
