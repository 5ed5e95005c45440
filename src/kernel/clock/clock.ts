/** One clock for the whole program. It is read once per request or job and the reading is passed on. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands where it was set: for tests, replays and bureaus marked simulated. */
export interface SettableClock extends Clock {
  set(to: Date): void
  /** Moves it on by milliseconds; never back. Throws RangeError for a negative step. */
  advance(milliseconds: number): void
}

export function settableClock(start: Date): SettableClock {
  let ms = start.getTime()
  return {
    now: () => new Date(ms),
    set: (to) => {
      ms = to.getTime()
    },
    advance: (step) => {
      if (!(step >= 0)) throw new RangeError('a clock does not run backwards')
      ms += step
    },
  }
}
