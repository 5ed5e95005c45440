/** A word from one of the bureau's code lists, found by name, code or pinyin; what the list lacks is written down. */
import { useQuery } from '@tanstack/react-query'
import { AutoComplete } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeList } from '../../../../src/administration/contract.ts'
import { codeListsQuery } from '../api/queries.ts'
import { fetchPinyin, usePinyin } from '../look/pinyin.ts'
import { say } from '../text/language.ts'
import type { ControlProps } from './field.tsx'
import { useMe } from './hooks.ts'

export function useCodeList(list: string): CodeList['items'] {
  const { data } = useQuery(codeListsQuery)
  return data?.find((l) => l.list === list)?.items ?? []
}

interface Props extends ControlProps {
  list: string
  maxLength: number
  value: string
  /** The Chinese name of the code chosen, or the words typed: it is what stands on the papers of the sender. */
  onChange: (words: string) => void
}

export function CodeInput({ list, maxLength, value, onChange, status, ...control }: Props) {
  const { i18n } = useTranslation()
  const { today } = useMe()
  const items = useCodeList(list)
  const read = usePinyin()
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language
  const options = useMemo(
    () =>
      items
        .filter((i) => (i.validFrom ?? '') <= today && (i.validTo === null || today <= i.validTo))
        .map(({ code, name }) => ({
          value: name.zh,
          label: say(name),
          find: `${code} ${name.zh} ${name.en} ${read(name.zh)}`.toLowerCase(),
        })),
    [items, today, read, i18n.language],
  )
  return (
    <AutoComplete
      {...control}
      {...(status ? { status } : {})}
      value={value}
      options={options}
      onFocus={fetchPinyin}
      // Enter takes the one marked; what is typed to its end and is no name of the list stays as it is.
      defaultActiveFirstOption={value !== '' && !options.some((o) => o.value === value)}
      showSearch={{
        filterOption: (text, option) => (option?.find ?? '').includes(text.trim().toLowerCase()),
      }}
      onChange={(words: string | undefined) => onChange((words ?? '').slice(0, maxLength))}
    />
  )
}
