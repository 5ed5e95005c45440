/** What the pages of the administration share: their frame, their states, their commands. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Select, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { CodeList } from '../../../../src/administration/contract.ts'
import { useTitle } from '../frame/hooks.ts'
import { Unread } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'

interface PageProps {
  title: string
  help: string
  actions?: ReactNode
  children: ReactNode
}

export function Page({ title, help, actions, children }: PageProps) {
  useTitle(title)
  return (
    <>
      <div className="adm-head">
        <div>
          <h1>{title}</h1>
          <p className="quiet">{help}</p>
        </div>
        {actions && <div className="adm-actions">{actions}</div>}
      </div>
      {children}
    </>
  )
}

/** Loading, refused, there: each says what it is. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>
  children: (data: T) => ReactNode
}) {
  const t = useWords()
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <Unread error={query.error} again={query.refetch} />
  return (
    <div className="sheet pad" aria-busy="true">
      <span className="hidden-text" role="status">
        {t('adm.loading')}
      </span>
      <Skeleton active title={false} paragraph={{ rows: 8 }} />
    </div>
  )
}

interface ChoiceProps<V extends string> {
  id: string
  label: string
  value: V | undefined
  options: { value: V; label: string }[]
  onChange: (value: V | undefined) => void
}

/** One of some values, or all of them. */
export function Choice<V extends string>({ id, label, value, options, onChange }: ChoiceProps<V>) {
  const t = useWords()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        allowClear
        value={value ?? null}
        placeholder={t('adm.all')}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    </div>
  )
}

/** A table that scrolls by itself where the screen is narrower. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="adm-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}

/** The name of a code, or the code itself where the list does not know it. */
export function codeName(items: CodeList['items'], code: string): string {
  const item = items.find((i) => i.code === code)
  return item ? say(item.name) : code
}

/** An address on the API that the browser downloads by itself. */
export const download = (path: string) => `/api/v1${path}`
