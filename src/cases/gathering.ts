/** Gathers work for one place: while a batch runs, what comes is kept and forms the next one. */

interface Waiting<In, Out> {
  item: In
  resolve(value: Out): void
  reject(error: unknown): void
}

interface Place<In, Out> {
  queue: Waiting<In, Out>[]
  running: number
  /** What the running batches are about. */
  busy: Set<unknown>
}

export class Gathering<In, Out extends object> {
  readonly #most: number
  readonly #run: (items: readonly In[]) => Promise<(Out | Error)[]>
  readonly #atOnce: number
  readonly #one: ((item: In) => unknown) | undefined
  readonly #places = new Map<string, Place<In, Out>>()

  /**
   * @param most items of one batch
   * @param run does a batch and gives for each item its result, or the error that is its answer; when it throws, nothing
   * of the batch was done
   * @param o.atOnce batches of a place that may run at once; default one
   * @param o.one what an item is about: of items about the same, one runs at a time, in their order
   */
  constructor(
    most: number,
    run: (items: readonly In[]) => Promise<(Out | Error)[]>,
    o: { atOnce?: number; one?: (item: In) => unknown } = {},
  ) {
    this.#most = most
    this.#run = run
    this.#atOnce = o.atOnce ?? 1
    this.#one = o.one
  }

  /** Does the item with others of the place. @throws the error that answers it, or what `run` throws for it alone */
  join(place: string, item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      const here = this.#places.get(place) ?? { queue: [], running: 0, busy: new Set() }
      this.#places.set(place, here)
      here.queue.push({ item, resolve, reject })
      if (here.running < this.#atOnce) void this.#work(place, here)
    })
  }

  async #work(place: string, here: Place<In, Out>): Promise<void> {
    here.running++
    for (let batch = this.#take(here); batch.length > 0; batch = this.#take(here)) {
      await this.#batch(batch)
      for (const w of batch) here.busy.delete(this.#one?.(w.item))
    }
    here.running--
    if (here.running === 0) this.#places.delete(place)
  }

  /** The next items that may run now, oldest first. */
  #take(here: Place<In, Out>): Waiting<In, Out>[] {
    const one = this.#one
    if (!one) return here.queue.splice(0, this.#most)
    const batch: Waiting<In, Out>[] = []
    const later: Waiting<In, Out>[] = []
    for (const w of here.queue) {
      const about = one(w.item)
      if (batch.length >= this.#most || here.busy.has(about)) later.push(w)
      else {
        here.busy.add(about)
        batch.push(w)
      }
    }
    here.queue = later
    return batch
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
