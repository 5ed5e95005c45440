/** Choosing what a matter is about from the bureau's tree: by name, code or pinyin, whole or initials. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { categoriesQuery } from '../api/queries.ts'
import type { Category } from '../api/types.ts'
import { fetchPinyin, usePinyin } from '../look/pinyin.ts'
import { say } from '../text/language.ts'
import type { ControlProps } from './field.tsx'

const NONE: Category[] = []

/** Names from the top down: `城乡建设 / 市政管理`. What the tree does not hold is shown as it stands. */
export function useCategoryName(): (category: string) => string {
  const tree = useQuery(categoriesQuery).data ?? NONE
  const { i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language
  return useMemo(() => {
    const names = new Map(tree.map((c) => [c.code, say(c.name)]))
    return (category) =>
      names.has(category)
        ? Array.from({ length: category.length / 2 }, (_, i) => names.get(category.slice(0, i * 2 + 2)))
            .filter(Boolean)
            .join(' / ')
        : category
  }, [tree, i18n.language])
}

/** @param retired also those no longer given: older matters still stand under them */
function useOptions(retired = false) {
  const tree = useQuery(categoriesQuery).data ?? NONE
  const name = useCategoryName()
  const read = usePinyin()
  return useMemo(
    () =>
      tree
        .filter((c) => retired || c.retiredOn === null)
        .map((c) => ({
          value: c.code,
          label: name(c.code),
          find: `${c.code} ${c.name.zh} ${c.name.en} ${read(c.name.zh)}`.toLowerCase(),
        })),
    [tree, name, read, retired],
  )
}

type Option = ReturnType<typeof useOptions>[number]
const filterOption = (text: string, option?: Option) =>
  `${option?.label} ${option?.find}`.toLowerCase().includes(text.trim().toLowerCase())

interface Props extends ControlProps {
  value: string
  onChange: (category: string) => void
}

/** One category. A bureau without a tree writes it down in words. */
export function CategorySelect({ value, onChange, ...control }: Props) {
  const { t } = useTranslation()
  const options = useOptions()
  const name = useCategoryName()
  if (options.length === 0)
    return <Input {...control} maxLength={100} value={value} onChange={(e) => onChange(e.target.value)} />
  // One that was retired since, or written in words, stays as it is until another is chosen.
  const own = value !== '' && !options.some((o) => o.value === value)
  return (
    <Select
      {...control}
      allowClear
      onFocus={fetchPinyin}
      value={value === '' ? null : value}
      placeholder={t('form.categorySearch')}
      options={own ? [{ value, label: name(value), find: '' }, ...options] : options}
      showSearch={{ filterOption }}
      onChange={(category) => onChange(category ?? '')}
    />
  )
}

interface ManyProps extends ControlProps {
  value: string[]
  onChange: (categories: string[]) => void
}

/** Several branches of the tree; words where the tree has none for them. */
export function CategoriesSelect({ value, onChange, ...control }: ManyProps) {
  const { t } = useTranslation()
  const options = useOptions()
  const name = useCategoryName()
  const others = value.filter((v) => !options.some((o) => o.value === v))
  return (
    <Select
      {...control}
      mode="tags"
      onFocus={fetchPinyin}
      value={value}
      placeholder={t('form.categorySearch')}
      options={[...options, ...others.map((v) => ({ value: v, label: name(v), find: '' }))]}
      tokenSeparators={['、', ',', '，', ';', '；']}
      showSearch={{ filterOption }}
      onChange={(categories: string[]) => onChange(categories)}
    />
  )
}

interface FilterProps {
  label: string
  value: string | undefined
  onChange: (category: string | undefined) => void
}

/** A branch of the tree to narrow a list by, at whatever level. Words of a bureau without a tree hold when they are whole. */
export function CategoryFilter({ label, value, onChange }: FilterProps) {
  const { t } = useTranslation()
  const options = useOptions(true)
  const name = useCategoryName()
  if (options.length === 0) {
    const take = (text: string) => onChange(text.trim() || undefined)
    return (
      <Input
        // What stands in the address is what is shown, also after it was taken away elsewhere.
        key={value ?? ''}
        className="filter-words"
        aria-label={label}
        placeholder={label}
        maxLength={100}
        allowClear
        defaultValue={value}
        onBlur={(e) => take(e.target.value)}
        onPressEnter={(e) => take(e.currentTarget.value)}
      />
    )
  }
  const own = value !== undefined && !options.some((o) => o.value === value)
  return (
    <Select
      className={value ? 'filter-choice chosen' : 'filter-choice'}
      aria-label={label}
      placeholder={label}
      title={value ? name(value) : t('form.categorySearch')}
      allowClear
      onFocus={fetchPinyin}
      value={value ?? null}
      popupMatchSelectWidth={false}
      options={own ? [{ value, label: name(value), find: '' }, ...options] : options}
      showSearch={{ filterOption }}
      onChange={(category) => onChange(category ?? undefined)}
    />
  )
}
