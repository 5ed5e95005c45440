/** Choosing a unit by name, code or pinyin, whole or initials. */
import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchPinyin, usePinyin } from '../look/pinyin.ts'
import { unitOptions } from '../look/unit-search.ts'
import type { ControlProps } from './field.tsx'
import { useUnits } from './hooks.ts'

interface Props extends ControlProps {
  value: string
  onChange: (unitId: string) => void
  /** An answer that is no unit, listed first. */
  none?: { value: string; label: string }
  allowClear?: boolean
}

export function UnitSelect({ value, onChange, none, ...control }: Props) {
  const { t, i18n } = useTranslation()
  const units = useUnits()
  const read = usePinyin()
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language
  const options = useMemo(() => unitOptions(units, read), [units, read, i18n.language])
  return (
    <Select
      {...control}
      onFocus={fetchPinyin}
      value={value === '' ? null : value}
      placeholder={t('form.unitSearch')}
      options={none ? [{ ...none, find: '' }, ...options] : options}
      showSearch={{
        filterOption: (text, option) =>
          `${option?.label} ${option?.find ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
      }}
      onChange={(unitId) => onChange(unitId ?? '')}
    />
  )
}
