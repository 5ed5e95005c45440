/** One outcome for each demand, with the demand's own words beside it. */
import { Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InputField, MatterView, OutcomeResult } from '../../../api/types.ts'
import { Field } from '../../../frame/field.tsx'
import { say } from '../../../text/language.ts'
import { RESULTS } from '../../codes.ts'

export interface OutcomeValue {
  demandId: string
  result: OutcomeResult | ''
  words: string
  basis: string
}

/** Goes on from the outcomes that stand, if there are any: after a reply was sent back, say. */
export function firstOutcomes(matter: MatterView): OutcomeValue[] {
  return matter.demands.map((d) => ({
    demandId: d.demandId,
    result: d.outcome?.result ?? '',
    words: d.outcome?.words ?? '',
    basis: d.outcome?.basis ?? '',
  }))
}

/** What is still missing, as `q1.result`, `q1.words`. */
export function missingOutcomes(value: OutcomeValue[] | undefined, matter: MatterView): string[] {
  return matter.demands.flatMap((d) => {
    const o = value?.find((x) => x.demandId === d.demandId)
    return [
      ...(o?.result ? [] : [`${d.demandId}.result`]),
      ...(o && o.words.trim() !== '' ? [] : [`${d.demandId}.words`]),
    ]
  })
}

interface Props {
  field: InputField
  matter: MatterView
  value: OutcomeValue[] | undefined
  errors: Record<string, string>
  onChange: (value: OutcomeValue[]) => void
}

export function OutcomesField({ field, matter, value, errors, onChange }: Props) {
  const { t } = useTranslation()
  const list = value ?? firstOutcomes(matter)
  const put = (demandId: string, part: Partial<OutcomeValue>) =>
    onChange(list.map((o) => (o.demandId === demandId ? { ...o, ...part } : o)))
  // A procedure may have its own words for the results: 采纳 of a suggestion.
  const name = (r: OutcomeResult) => {
    const own = field.options?.find((o) => o.value === r)
    return own ? say(own.label) : t(`result.${r}`)
  }
  return (
    <fieldset className="field outcomes" id={`in-${field.name}`}>
      <legend>{say(field.label)}</legend>
      {field.help && <p className="field-help">{say(field.help)}</p>}
      {errors[field.name] && <p className="field-error">{errors[field.name]}</p>}
      {matter.demands.map((demand, i) => {
        const outcome = list.find((o) => o.demandId === demand.demandId)!
        const at = `in-${field.name}-${demand.demandId}`
        const error = (part: string) => errors[`${field.name}.${demand.demandId}.${part}`]
        return (
          <fieldset key={demand.demandId} className="outcome-row" aria-describedby={`${at}-text`}>
            <legend className="hidden-text">{t('outcome.of', { n: i + 1 })}</legend>
            <div className="outcome-demand" id={`${at}-text`}>
              <span className="demand-number">{i + 1}</span>
              <p className="words">{demand.text ?? t('matter.gone')}</p>
            </div>
            <div className="outcome-answer">
              <div className={error('result') ? 'field wrong' : 'field'} id={`${at}-result`}>
                <Radio.Group
                  name={`${at}-result`}
                  aria-label={t('outcome.result')}
                  value={outcome.result}
                  onChange={(e) => put(demand.demandId, { result: e.target.value as OutcomeResult })}
                  options={RESULTS.map((r) => ({ value: r, label: name(r) }))}
                />
                {error('result') && <p className="field-error">{error('result')}</p>}
              </div>
              <Field id={`${at}-words`} label={t('outcome.words')} required error={error('words')}>
                {(control) => (
                  <Input.TextArea
                    {...control}
                    autoSize={{ minRows: 2, maxRows: 12 }}
                    value={outcome.words}
                    onChange={(e) => put(demand.demandId, { words: e.target.value })}
                  />
                )}
              </Field>
              <Field id={`${at}-basis`} label={t('outcome.basis')} error={error('basis')}>
                {(control) => (
                  <Input
                    {...control}
                    placeholder={t('outcome.basisExample')}
                    value={outcome.basis}
                    onChange={(e) => put(demand.demandId, { basis: e.target.value })}
                  />
                )}
              </Field>
            </div>
          </fieldset>
        )
      })}
    </fieldset>
  )
}
