/**
 * A stream of events that does not end: the browser reconnects by itself while it can; where it gives up (the session
 * is over, a proxy answered), it is opened again here, from the last event on, ever more slowly.
 */
const PAUSES = [1, 2, 5, 10, 30] as const

export interface StreamHandlers {
  /** Named events with their data; `id` is where to go on from. */
  on: Record<string, (data: string, id: string) => void>
  /** Open, for the first time or again: what may have been missed is to be read. */
  opened?: () => void
  /** Given up by the browser. Whoever asks the server now learns why. */
  refused?: () => void
}

/** @param address of the last event id (empty at first); @returns how to stop */
export function openStream(address: (lastId: string) => string, handlers: StreamHandlers): () => void {
  let source: EventSource | null = null
  let timer: number | undefined
  let tries = 0
  let last = ''
  let over = false
  const open = () => {
    source = new EventSource(address(last))
    source.onopen = () => {
      tries = 0
      handlers.opened?.()
    }
    for (const [name, take] of Object.entries(handlers.on)) {
      source.addEventListener(name, (event) => {
        const { data, lastEventId } = event as MessageEvent<string>
        if (lastEventId) last = lastEventId
        take(data, lastEventId)
      })
    }
    source.onerror = () => {
      if (over || source?.readyState !== EventSource.CLOSED) return
      const pause = PAUSES[Math.min(tries, PAUSES.length - 1)]!
      tries += 1
      handlers.refused?.()
      timer = window.setTimeout(open, pause * 1000)
    }
  }
  open()
  return () => {
    over = true
    window.clearTimeout(timer)
    source?.close()
  }
}
