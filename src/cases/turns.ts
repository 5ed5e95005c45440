/**
 * Turns at a lock of the database. Creations of one bureau follow one another at its number counter; were all of them to
 * wait there, each would hold a connection meanwhile and everything else would wait for them. A few wait in the
 * database, so that the lock is passed on without a round trip; the others wait here and hold nothing.
 */
const IN_THE_DATABASE = 3

interface Queue {
  running: number
  waiting: (() => void)[]
}

export class Turns {
  readonly #queues = new Map<string, Queue>()

  /** Runs `work` once fewer than three of the same place run. */
  async take<T>(place: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(place) ?? { running: 0, waiting: [] }
    this.#queues.set(place, queue)
    if (queue.running >= IN_THE_DATABASE) await new Promise<void>((resolve) => queue.waiting.push(resolve))
    else queue.running++
    try {
      return await work()
    } finally {
      // The turn goes to the one who waited longest, or ends.
      const next = queue.waiting.shift()
      if (next) next()
      else if (--queue.running === 0) this.#queues.delete(place)
    }
  }
}
