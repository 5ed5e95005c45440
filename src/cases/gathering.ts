/** Gathers work for one place: while a batch runs, what comes is kept and forms the next one. */

interface Waiting<In, Out> {
  item: In
  resolve(value: Out): void
  reject(error: unknown): void
}

export class Gathering<In, Out extends object> {
  readonly #most: number
  readonly #run: (items: readonly In[]) => Promise<(Out | Error)[]>
  readonly #places = new Map<string, Waiting<In, Out>[]>()

  /**
   * @param most items of one batch
   * @param run does a batch and gives for each item its result, or the error that is its answer; when it throws, nothing
   * of the batch was done
   */
  constructor(most: number, run: (items: readonly In[]) => Promise<(Out | Error)[]>) {
    this.#most = most
    this.#run = run
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
      const first = [mine]
      this.#places.set(place, first)
      void this.#work(place, first)
    })
  }

  async #work(place: string, queue: Waiting<In, Out>[]): Promise<void> {
    while (queue.length > 0) await this.#batch(queue.splice(0, this.#most))
    this.#places.delete(place)
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
