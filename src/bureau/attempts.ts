/**
 * Lets sign-ins of one name through one by one, so that guesses sent at once are counted as those sent in turn, and
 * bounds how many wait: each costs 19 MiB and some 50 ms of work. Names that do not exist are counted here alike, so
 * that being locked does not tell which names exist.
 */
const MOST_WAITING = 256
const MOST_UNKNOWN = 10_000

export class AttemptGate {
  readonly #turns = new Map<string, Promise<unknown>>()
  readonly #unknown = new Map<string, { failed: number; lockedUntil: number }>()
  #waiting = 0

  /** Runs `attempt` after all earlier ones of the same name. @returns its result, or null when too many wait. */
  async inTurn<T>(login: string, attempt: () => Promise<T>): Promise<T | null> {
    if (this.#waiting >= MOST_WAITING) return null
    this.#waiting++
    const before = this.#turns.get(login) ?? Promise.resolve()
    const mine = before.then(attempt, attempt)
    this.#turns.set(login, mine)
    try {
      return await mine
    } finally {
      this.#waiting--
      if (this.#turns.get(login) === mine) this.#turns.delete(login)
    }
  }

  /** Until when a name that does not exist is locked, as it would be if it existed. */
  unknownLockedUntil(login: string, now: Date): Date | null {
    const until = this.#unknown.get(login)?.lockedUntil ?? 0
    return until > now.getTime() ? new Date(until) : null
  }

  /** Counts a failure of a name that does not exist. */
  countUnknown(login: string, now: Date, lockAfter: (failures: number) => number): void {
    const failed = (this.#unknown.get(login)?.failed ?? 0) + 1
    if (this.#unknown.size >= MOST_UNKNOWN) this.#unknown.clear()
    const lock = lockAfter(failed)
    this.#unknown.set(login, { failed, lockedUntil: lock > 0 ? now.getTime() + lock : 0 })
  }
}
