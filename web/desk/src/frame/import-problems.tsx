/** What of a table cannot be taken, row by row, with its cell: one list for every room that imports. */
import { useWords } from '../text/words.ts'
import type { Texts } from '../text/zh.ts'

/** As the imports of knowledge, duties and contacts tell it. */
export interface ImportProblem {
  row: number
  /** As the sheet names it, `C5`; null where the table has no such column. */
  cell: string | null
  column: string
  /** A code of `leftOut.problem`. */
  problem: string
  /** What stands there. */
  value: string
}

const MOST_SHOWN = 50

export function ImportProblems({ problems }: { problems: readonly ImportProblem[] }) {
  const t = useWords()
  if (problems.length === 0) return null
  return (
    <>
      <p>{t('leftOut.rows', { count: new Set(problems.map((p) => p.row)).size })}</p>
      <ul className="import-problems">
        {problems.slice(0, MOST_SHOWN).map((p) => (
          <li key={`${p.row} ${p.column} ${p.problem}`}>
            {t(p.value === '' ? 'leftOut.row' : 'leftOut.rowWith', {
              cell: p.cell ?? t('leftOut.line', { row: p.row }),
              column: p.column,
              problem: t(`leftOut.problem.${p.problem as keyof Texts['leftOut']['problem']}`),
              value: p.value,
            })}
          </li>
        ))}
      </ul>
      {problems.length > MOST_SHOWN && (
        <p className="quiet">{t('leftOut.more', { count: problems.length - MOST_SHOWN })}</p>
      )}
    </>
  )
}
