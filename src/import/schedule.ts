/**
 * When the steps of a replayed matter happened. The file knows two moments, letter and answer; those between are set by
 * this rule and say nothing about how fast anybody passed a letter on. Pure.
 */
const HOUR = 3_600_000

export interface Schedule {
  assigned: Date
  signed: Date
  /** When the draft went to be checked. */
  drafted: Date
  /** Approved, posted and thereby served: the moment of the answer. */
  answered: Date
}

/**
 * Assigned within four hours, signed within a day, drafted at most four hours before the answer; of a short span a tenth,
 * a quarter and nine tenths. Never before `at`, never after `end`.
 * @param end the moment of the answer; of a matter without one, the newest moment of the file
 */
export function scheduleOf(at: Date, end: Date): Schedule {
  const start = at.getTime()
  const span = Math.max(0, end.getTime() - start)
  const handOver = Math.min(Math.floor(span / 10), 4 * HOUR)
  return {
    assigned: new Date(start + handOver),
    signed: new Date(start + Math.min(Math.floor(span / 4), 24 * HOUR)),
    drafted: new Date(start + span - handOver),
    answered: new Date(start + span),
  }
}
