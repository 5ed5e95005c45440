/** Gathers work for one place: while a batch runs, what comes is kept and forms the next one. */

interface Waiting<In, Out> {
  item: In
  resolve(value: Out): void
  reject(error: unknown): void
}

export class Gathering<In, Out extends object> {
  readonly #most: number
  readonly #run: (items: readonly In[]) => Promise<(Out | Error)[]>
  readonly #about: ((item: In) => unknown) | undefined
  readonly #places = new Map<string, Waiting<In, Out>[]>()

  /**
   * @param most items of one batch
   * @param run does a batch and gives for each item its result, or the error that is its answer; when it throws, nothing
   * of the batch was done
   * @param about what an item is about: of items about the same, one goes in a batch, in their order
   */
  constructor(
    most: number,
    run: (items: readonly In[]) => Promise<(Out | Error)[]>,
    about?: (item: In) => unknown,
  ) {
    this.#most = most
    this.#run = run
    this.#about = about
  }

  /** Does the item with others of the place. @throws the error that answers it, or what `run` throws for it alone */
  join(place: string, item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      const queue = this.#places.get(place)
      const mine = { item, resolve, reject }
      if (queue) {
        queue.push(mine)
        return
      }
      this.#places.set(place, [mine])
      void this.#work(place)
    })
  }

  async #work(place: string): Promise<void> {
    for (let queue = this.#places.get(place)!; queue.length > 0; queue = this.#places.get(place)!) {
      const { now, later } = this.#take(queue)
      this.#places.set(place, later)
      await this.#batch(now)
    }
    this.#places.delete(place)
  }

  /** The items of the next batch, oldest first, and those that wait for another. */
  #take(queue: readonly Waiting<In, Out>[]): { now: Waiting<In, Out>[]; later: Waiting<In, Out>[] } {
    const taken = new Set<unknown>()
    const now: Waiting<In, Out>[] = []
    const later: Waiting<In, Out>[] = []
    for (const w of queue) {
      const about = this.#about ? this.#about(w.item) : w
      if (now.length >= this.#most || taken.has(about)) later.push(w)
      else {
        taken.add(about)
        now.push(w)
      }
    }
    return { now, later }
  }

  async #batch(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.#run(batch.map((w) => w.item))
      batch.forEach((w, i) => {
        const result = results[i]!
        if (result instanceof Error) w.reject(result)
        else w.resolve(result)
      })
    } catch (error) {
      // One of them failed all. Alone, each gets what is its own.
      if (batch.length === 1) batch[0]!.reject(error)
      else for (const one of batch) await this.#batch([one])
    }
  }
}
