/** What was said or is planned, who does it, by when: asked the same way for a reception and for a sponsored matter. */
import { Input } from 'antd'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { UnitSelect } from '../frame/unit-select.tsx'
import { useWords } from '../text/words.ts'

export interface Promised {
  words: string
  /** '' = not chosen, NOTHING_LEFT = nothing is left to do. */
  unitId: string
  dueOn: string
}
export const NOTHING_LEFT = 'none'

interface Props {
  kind: 'reception' | 'sponsored'
  value: Promised
  onChange: (value: Promised) => void
  errorOf: (field: 'words' | 'unitId' | 'dueOn') => string | null
}

export function PromiseFields({ kind, value, onChange, errorOf }: Props) {
  const t = useWords()
  const { today } = useMe()
  const set = (part: Partial<Promised>) => onChange({ ...value, ...part })
  return (
    <>
      <Field
        id="promise-words"
        label={t(kind === 'reception' ? 'followUps.said' : 'followUps.plan')}
        help={t('followUps.wordsHelp')}
        required
        error={errorOf('words')}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={4000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={value.words}
            onChange={(e) => set({ words: e.target.value })}
          />
        )}
      </Field>
      <div className="pair">
        <Field id="promise-unit" label={t('followUps.unit')} required error={errorOf('unitId')}>
          {(control) => (
            <UnitSelect
              {...control}
              value={value.unitId}
              {...(kind === 'reception'
                ? { none: { value: NOTHING_LEFT, label: t('followUps.nothingLeft') } }
                : {})}
              onChange={(unitId) => set({ unitId })}
            />
          )}
        </Field>
        {value.unitId !== NOTHING_LEFT && (
          <Field
            id="promise-due"
            label={t('followUps.due')}
            help={t('followUps.dueHelp')}
            required
            error={errorOf('dueOn')}
          >
            {(control) => (
              <Input
                {...control}
                type="date"
                min={today}
                value={value.dueOn}
                onChange={(e) => set({ dueOn: e.target.value })}
              />
            )}
          </Field>
        )}
      </div>
    </>
  )
}
