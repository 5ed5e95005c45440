/** A made-up passage: right as it stands, wrong with one change, which the checker has to notice. */
export interface Passage {
  right: string
  from: string
  to: string
  /** The document of the year before, or the budget of the same year, where the passage is compared with it. */
  previous?: string
}
