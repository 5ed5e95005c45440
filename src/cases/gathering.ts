/** Gathers work for one place: while a batch runs, what comes is kept and forms the next one. */

interface Waiting<In, Out> {
  item: In
  resolve(value: Out): void
  reject(error: unknown): void
}

interface Place<In, Out> {
  waiting: Waiting<In, Out>[]
  /** A batch runs that has not let the next one begin. */
  busy: boolean
  /** What the batches are about that have not ended. */
  held: Set<unknown>
}

/**
 * Does a batch and gives for each item its result, or the error that is its answer; when it throws, nothing of the batch
 * was done. Once all that is left of it is to wait for the disk it may let the next batch begin, by `letNext`.
 */
export type RunBatch<In, Out> = (items: readonly In[], letNext: () => void) => Promise<(Out | Error)[]>

export class Gathering<In, Out extends object> {
  readonly #most: number
  readonly #run: RunBatch<In, Out>
  readonly #about: ((item: In) => unknown) | undefined
  readonly #places = new Map<string, Place<In, Out>>()

  /**
   * @param most items of one batch
   * @param about what an item is about: of items about the same, one goes in a batch, in their order, and none before the
   * batch with the last one has ended
   */
  constructor(most: number, run: RunBatch<In, Out>, about?: (item: In) => unknown) {
    this.#most = most
    this.#run = run
    this.#about = about
  }

  /** Does the item with others of the place. @throws the error that answers it, or what `run` throws for it alone */
  join(name: string, item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      const place = this.#places.get(name) ?? { waiting: [], busy: false, held: new Set() }
      this.#places.set(name, place)
      place.waiting.push({ item, resolve, reject })
      this.#next(name, place)
    })
  }

  #next(name: string, place: Place<In, Out>): void {
    if (place.busy) return
    const batch = this.#take(place)
    if (batch.length === 0) {
      if (place.held.size === 0) this.#places.delete(name)
      return
    }
    place.busy = true
    let mine = true
    const letNext = () => {
      if (!mine) return
      mine = false
      place.busy = false
      this.#next(name, place)
    }
    void this.#batch(batch, letNext).then(() => {
      for (const w of batch) place.held.delete(this.#aboutOf(w))
      if (mine) letNext()
      // What waited for this one alone begins now.
      else this.#next(name, place)
    })
  }

  #aboutOf(w: Waiting<In, Out>): unknown {
    return this.#about ? this.#about(w.item) : w
  }

  /** Takes the items of the next batch, oldest first, and leaves those that wait for another. */
  #take(place: Place<In, Out>): Waiting<In, Out>[] {
    const passed = new Set<unknown>()
    const now: Waiting<In, Out>[] = []
    const later: Waiting<In, Out>[] = []
    for (const w of place.waiting) {
      const about = this.#aboutOf(w)
      if (now.length >= this.#most || place.held.has(about) || passed.has(about)) later.push(w)
      else now.push(w)
      passed.add(about)
    }
    for (const w of now) place.held.add(this.#aboutOf(w))
    place.waiting = later
    return now
  }

  async #batch(batch: readonly Waiting<In, Out>[], letNext: () => void): Promise<void> {
    try {
      const results = await this.#run(
        batch.map((w) => w.item),
        letNext,
      )
      batch.forEach((w, i) => {
        const result = results[i]!
        if (result instanceof Error) w.reject(result)
        else w.resolve(result)
      })
    } catch (error) {
      // One of them failed all. Alone, each gets what is its own.
      if (batch.length === 1) batch[0]!.reject(error)
      else for (const one of batch) await this.#batch([one], () => {})
    }
  }
}
