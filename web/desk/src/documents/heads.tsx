/** Head and foot of a draft: copies and the line of printing, and the marks its organ uses. */
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../frame/field.tsx'
import { useUnits } from '../frame/hooks.ts'
import type { HeadMark, PaperMarks } from './api.ts'

const GRADES = ['secret', 'confidential', 'top-secret'] as const
const URGENCIES = ['urgent', 'very-urgent'] as const

interface Props {
  marks: PaperMarks
  /** Marks the organ uses; the others are not offered. */
  allowed: readonly HeadMark[]
  /** In the letter form, which has no line of printing. */
  letter: boolean
  onChange: (next: PaperMarks) => void
}

export function Heads({ marks, allowed, letter, onChange }: Props) {
  const { t } = useTranslation()
  const units = useUnits()
  const put = (change: Partial<PaperMarks>) => onChange({ ...marks, ...change })
  return (
    <fieldset className="paper-heads">
      <legend>{t('papers.heads')}</legend>
      <Field id="heads-copies" label={t('papers.copyTo')} help={t('papers.copyToHelp')}>
        {(control) => (
          <Select
            id={control.id}
            mode="tags"
            tokenSeparators={['，', ',', '、', '；']}
            maxCount={30}
            value={marks.copyTo}
            options={units.map((u) => ({ value: u.name.zh, label: u.name.zh }))}
            onChange={(copyTo: string[]) => put({ copyTo })}
          />
        )}
      </Field>
      {!letter && (
        <Checkbox checked={marks.imprint} onChange={(e) => put({ imprint: e.target.checked })}>
          {t('papers.imprint')}
        </Checkbox>
      )}
      <div className="heads-marks">
        {allowed.includes('urgency') && (
          <Field id="heads-urgency" label={t('papers.urgency')}>
            {(control) => (
              <Select
                id={control.id}
                value={marks.urgency ?? ''}
                options={[
                  { value: '', label: t('papers.unmarked') },
                  ...URGENCIES.map((value) => ({ value, label: t(`papers.urgencies.${value}`) })),
                ]}
                onChange={(value: '' | (typeof URGENCIES)[number]) => put({ urgency: value || null })}
              />
            )}
          </Field>
        )}
        {allowed.includes('secrecy') && (
          <>
            <Field id="heads-secrecy" label={t('papers.secrecy')}>
              {(control) => (
                <Select
                  id={control.id}
                  value={marks.secrecy?.grade ?? ''}
                  options={[
                    { value: '', label: t('papers.unmarked') },
                    ...GRADES.map((value) => ({ value, label: t(`papers.grades.${value}`) })),
                  ]}
                  onChange={(grade: '' | (typeof GRADES)[number]) =>
                    put(
                      grade === ''
                        ? { secrecy: null, copyNumber: null }
                        : { secrecy: { grade, years: marks.secrecy?.years ?? null } },
                    )
                  }
                />
              )}
            </Field>
            {marks.secrecy && (
              <Field id="heads-years" label={t('papers.secrecyYears')}>
                {(control) => (
                  <InputNumber
                    {...control}
                    min={1}
                    max={30}
                    precision={0}
                    value={marks.secrecy?.years}
                    onChange={(years) => put({ secrecy: { grade: marks.secrecy!.grade, years } })}
                  />
                )}
              </Field>
            )}
          </>
        )}
        {allowed.includes('copy-number') && marks.secrecy && (
          <Field id="heads-copy-number" label={t('papers.copyNumber')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                maxLength={6}
                value={marks.copyNumber ?? ''}
                onChange={(e) => put({ copyNumber: e.target.value.replace(/\D/g, '') || null })}
              />
            )}
          </Field>
        )}
      </div>
    </fieldset>
  )
}
