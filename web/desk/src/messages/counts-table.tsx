/** Figures of messages, a line each. */
import { useWords } from '../text/words.ts'
import { yuan } from './parts.tsx'
import type { Counts } from './queries.ts'

const COLUMNS = ['sent', 'delivered', 'undelivered', 'uncertain', 'optedOut', 'segments'] as const

interface Props {
  caption: string
  /** Heading of the first column. */
  first: string
  rows: readonly { key: string; name: string; counts: Counts; strong?: boolean }[]
}

export function CountsTable({ caption, first, rows }: Props) {
  const t = useWords()
  return (
    <table className="rows stack">
      <caption className="hidden-text">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {COLUMNS.map((c) => (
            <th key={c} scope="col" className="messages-number">
              {t(`messages.count.${c}`)}
            </th>
          ))}
          <th scope="col" className="messages-number">
            {t('messages.count.cost')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.key} className={r.strong ? 'row sum' : 'row'}>
            <th scope="row">{r.name}</th>
            {COLUMNS.map((c) => (
              <td key={c} className="messages-number" data-label={t(`messages.count.${c}`)}>
                {r.counts[c]}
              </td>
            ))}
            <td className="messages-number" data-label={t('messages.count.cost')}>
              {yuan(r.counts.costFen)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
