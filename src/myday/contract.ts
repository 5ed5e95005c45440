/** What the start page of the desk asks and answers; the browser takes these types. */

/**
 * registered: received in the period. answered: ended with an answer in it. onTime: of these, with no limit of the
 * organs missed. late: the rest of these. overdue: not ended, and past the day of its next limit now.
 */
export type FigureId = 'registered' | 'answered' | 'onTime' | 'late' | 'overdue'
export const FIGURES: readonly FigureId[] = ['registered', 'answered', 'onTime', 'late', 'overdue']

/** unit: what my unit handles. centre: what my centre took in. bureau: all that my role oversees. */
export type Scope = 'unit' | 'centre' | 'bureau'

export interface Figure {
  id: FigureId
  /** From the first of this month to today; `overdue` is as of now. */
  now: number
  /** The same days of last month; null where the past cannot be told from what is kept. */
  before: number | null
}

/** Why a row stands under "came back" or "added by citizens", and since when. */
export interface Back {
  kind: 'returned' | 'redo' | 'rated' | 'citizen'
  at: string
}

/** `Item`: a row as the inbox has it. */
export type DayItemOf<Item> = Item & { back: Back | null }

export interface MyDayOf<Item> {
  today: string
  /** Of the unit's open work; `soon`: within two working days after today. */
  due: { overdue: number; today: number; soon: number; all: number; items: DayItemOf<Item>[] }
  /** Returned, objected to, to be done again, unsatisfied: still as it came back. */
  cameBack: DayItemOf<Item>[]
  /** Waits for the signature of somebody with my roles. */
  toSign: DayItemOf<Item>[]
  /** What the persons added to open matters and I have not read. */
  added: DayItemOf<Item>[]
  /** For those who oversee the bureau: what is past its day anywhere, longest first. */
  late: DayItemOf<Item>[] | null
  figures: {
    scope: Scope
    from: string
    to: string
    beforeFrom: string
    beforeTo: string
    list: Figure[]
  } | null
}
