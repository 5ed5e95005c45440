/** What the figures are narrowed to, and the names of rows that narrow them. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { month } from '../look/dates.ts'
import { say } from '../text/language.ts'
import type { Group, Property, Statistics, StatisticsRow, StatisticsSearch } from './queries.ts'

export type NarrowBy = (part: Partial<StatisticsSearch>) => void

/** By what the rows of something narrowed are told apart next: kept together with it. */
const NEXT: Readonly<Record<Property, Group>> = {
  area: 'category',
  channel: 'category',
  class: 'category',
  category: 'area',
  procedure: 'month',
}

const isProperty = (group: Group): group is Property => group in NEXT

/** A row in words; months as they are said everywhere. */
export const rowName = (group: Group, row: StatisticsRow): string =>
  group === 'month' ? month(row.key) : say(row.name)

/** The name of a row; of a property pressed, it narrows the page to it. */
export function RowName({ row, of, narrow }: { row: StatisticsRow; of: Statistics; narrow: NarrowBy }) {
  const { t } = useTranslation()
  const { group } = of
  if (!isProperty(group) || of.narrowed.length > 0) return rowName(group, row)
  return (
    <button
      type="button"
      className="stat-narrow"
      title={t('statistics.narrow', { name: say(row.name) })}
      onClick={() => narrow({ [group]: row.key, group: of.unit ? 'month' : NEXT[group], level: undefined })}
    >
      {say(row.name)}
    </button>
  )
}

export function Narrowed({ of, go }: { of: Statistics['narrowed']; go: NarrowBy }) {
  const { t } = useTranslation()
  if (of.length === 0) return null
  return (
    <div className="stat-quick">
      <span>{t('statistics.narrowed')}</span>
      {of.map((n) => (
        <Button
          key={n.by}
          aria-label={t('statistics.widen', { name: say(n.name) })}
          onClick={() => go({ [n.by]: undefined, group: n.by })}
        >
          {say(n.name)} ×
        </Button>
      ))}
    </div>
  )
}
