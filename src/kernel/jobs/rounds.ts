/** Work that goes round the bureaus once in a while, beside the server. */

export interface RoundsOptions {
  now: () => Date
  bureaus: () => Promise<readonly string[]>
  onError: (error: unknown) => void
  /** Milliseconds between the end of a round and the next; an hour if not told. */
  everyMs?: number
}

export interface Rounds {
  /** Begins no further bureau, and waits for the one in hand. */
  stop(): Promise<void>
}

export const HOUR_MS = 3_600_000

/** Goes round at once and then again and again, never twice at a time. One bureau's failure does not stop the others. */
export function startRounds(
  o: RoundsOptions,
  work: (bureauId: string, now: Date) => Promise<unknown>,
): Rounds {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    try {
      for (const bureauId of await o.bureaus()) {
        if (stopping) return
        await work(bureauId, o.now()).catch(o.onError)
      }
    } catch (error) {
      o.onError(error)
    }
    if (!stopping) timer = setTimeout(next, o.everyMs ?? HOUR_MS).unref()
  }
  let running = round()
  function next() {
    running = round()
  }
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}
