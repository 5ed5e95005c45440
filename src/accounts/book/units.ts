/** Unit and rounding of a table. Pure. */

import type { Sheet } from '../../tables/index.ts'
import { textOf } from '../../tables/index.ts'
import { MONEY_UNITS, type MoneyUnit } from '../money.ts'

/** 单位：元 or 万元, above the figures; null: the table does not say. */
export function unitOf(sheet: Sheet): MoneyUnit | null {
  for (const row of sheet.rows.slice(0, 8))
    for (const cell of row) {
      const match = /单位[:：]?\s*(?:人民币)?(万元|元)|[(（](万元|元)[)）]/.exec(
        textOf(cell).normalize('NFKC'),
      )
      if (match) return (match[1] ?? match[2]) === '万元' ? MONEY_UNITS[1] : MONEY_UNITS[0]
    }
  return null
}

/** Half a unit of the last digit a table shows, in fen; zero where it shows the fen. */
export function roundingOf(texts: readonly string[], unit: MoneyUnit): number {
  const most = unit === 'wan' ? 6 : 2
  const shown = Math.max(0, ...texts.map((t) => t.split('.')[1]?.length ?? 0))
  // Two digits are what a table program drops where they are zero.
  const digits = Math.min(most, Math.max(shown, unit === 'wan' ? 2 : 0))
  return digits === most ? 0 : 10 ** (most - digits) / 2
}
