/** The rules that open supervision by themselves, and the numbers a bureau sets for them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post } from '../api/client.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { Loaded } from './parts.tsx'
import { type Setting, settingsQuery, triggersQuery } from './queries.ts'

export function RulesPart() {
  const { t } = useTranslation()
  const rules = useQuery(triggersQuery)
  const settings = useQuery(settingsQuery)
  return (
    <>
      <Loaded of={rules} empty={null}>
        {(items) => (
          <div className="sheet">
            <table className="rows stack">
              <caption className="hidden-text">{t('oversight.tab.rules')}</caption>
              <thead>
                <tr>
                  {(['rule', 'condition', 'opens', 'source'] as const).map((c) => (
                    <th key={c} scope="col">
                      {t(`oversight.col.${c}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((r) => (
                  <tr key={r.id} className="row">
                    <td>
                      <strong>{say(r.name)}</strong>
                      <div className="number nowrap">{r.id}</div>
                    </td>
                    <td data-label={t('oversight.col.condition')}>{say(r.condition)}</td>
                    <td>
                      <Chip tone={r.by === 'hand' ? 'plain' : 'blue'}>
                        {t(r.by === 'hand' ? 'oversight.byHand' : `oversight.opens.${r.opens as 'order'}`)}
                      </Chip>
                    </td>
                    <td data-label={t('oversight.col.source')} className="quiet">
                      {say(r.source)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      <h2 className="group-title">{t('oversight.settings')}</h2>
      <Loaded of={settings} empty={null}>
        {(items) => (
          <ul className="plain sheet">
            {items.map((s) => (
              <li key={s.name} className="pad">
                <SettingLine setting={s} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  )
}

function SettingLine({ setting: s }: { setting: Setting }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const mayChange = useMay('administrator', 'bureau-head')
  const [open, setOpen] = useState(false)
  return (
    <>
      <p>
        <strong>{t(`oversight.setting.${s.name}`, { count: s.value })}</strong>{' '}
        <span className="quiet">
          {s.since
            ? t('oversight.since', { day: day(s.since, { today }), basis: s.basis ?? '' })
            : t('oversight.isDefault')}
          {s.next &&
            ` ${t('oversight.next', { day: day(s.next.validFrom, { today }), value: s.next.value })}`}
        </span>
      </p>
      {mayChange &&
        (open ? (
          <SettingForm setting={s} onClose={() => setOpen(false)} />
        ) : (
          <Button onClick={() => setOpen(true)}>{t('oversight.change')}</Button>
        ))}
    </>
  )
}

function SettingForm({ setting: s, onClose }: { setting: Setting; onClose: () => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const client = useQueryClient()
  const words = useFieldWords()
  const [value, setValue] = useState<number | null>(s.value)
  const [validFrom, setFrom] = useState(today)
  const [basis, setBasis] = useState('')
  const [error, setError] = useState<unknown>(null)
  const key = useRef(newKey())
  const fieldError = (name: string) =>
    isProblem(error) && error.problem.field === name ? words(error) : undefined
  const submit = async () => {
    try {
      await post('/oversight/settings', key.current, { name: s.name, value, validFrom, basis: basis.trim() })
      await client.invalidateQueries({ queryKey: ['oversight'] })
      onClose()
    } catch (problem) {
      key.current = newKey()
      setError(problem)
    }
  }
  const known = ['value', 'validFrom', 'basis'].some((name) => fieldError(name))
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
    >
      {error !== null && !known && <ProblemNote error={error} />}
      <div className="pair">
        <Field id={`${s.name}-value`} label={t('oversight.value')} required error={fieldError('value')}>
          {(control) => (
            <InputNumber
              {...control}
              min={s.least}
              max={s.most}
              precision={0}
              value={value}
              onChange={setValue}
            />
          )}
        </Field>
        <Field
          id={`${s.name}-from`}
          label={t('routing.field.validFrom')}
          required
          error={fieldError('validFrom')}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              min={today}
              value={validFrom}
              onChange={(e) => setFrom(e.target.value)}
            />
          )}
        </Field>
        <Field id={`${s.name}-basis`} label={t('routing.field.basis')} required error={fieldError('basis')}>
          {(control) => (
            <Input {...control} maxLength={300} value={basis} onChange={(e) => setBasis(e.target.value)} />
          )}
        </Field>
      </div>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" disabled={value === null || basis.trim() === ''}>
          {t('routing.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
