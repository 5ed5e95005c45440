/** Counts of a rehearsal, line by line. */
import { useWords } from '../text/words.ts'
import { Scroll } from './shared.tsx'

interface CountsProps {
  label: string
  head: string
  rows: readonly { name: string; clocks: number; lateThen: number; lateUnder: number }[]
}

/** How many clocks, how many late by each limit, line by line. */
export function Counts({ label, head, rows }: CountsProps) {
  const t = useWords()
  return (
    <Scroll label={label}>
      <table className="adm-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {(['clocks', 'lateThen', 'lateUnder'] as const).map((c) => (
              <th scope="col" className="num" key={c}>
                {t(`adm.rehearse.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <td>{row.name}</td>
              <td className="num">{row.clocks}</td>
              <td className="num">{row.lateThen}</td>
              <td className="num">{row.lateUnder}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
