/**
 * A stream of events that does not end: the browser reconnects by itself while it can; where it gives up (the session
 * is over, a proxy answered), it is opened again here, from the last event on, ever more slowly. A tab that is not
 * looked at gives its stream up and goes on when it is seen again: a browser holds six connections to one server, and
 * tabs left open must not use them up.
 */
const PAUSES = [1, 2, 5, 10, 30] as const
const UNSEEN_MS = 30_000

export interface StreamHandlers {
  /** Named events with their data; `id` is where to go on from. */
  on: Record<string, (data: string, id: string) => void>
  /** Open again after a time without: what may have been missed is to be read. */
  reopened?: () => void
  /** Kept open also while nobody looks at the tab: for what must not wait until somebody does. */
  evenUnseen?: () => boolean
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
  let before = false
  let unseen: number | undefined
  const open = () => {
    source = new EventSource(address(last))
    source.onopen = () => {
      tries = 0
      if (before) handlers.reopened?.()
      before = true
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
  const seen = () => {
    window.clearTimeout(unseen)
    if (document.hidden) {
      if (handlers.evenUnseen?.()) return
      unseen = window.setTimeout(() => {
        window.clearTimeout(timer)
        source?.close()
        source = null
      }, UNSEEN_MS)
    } else if (!source) open()
  }
  document.addEventListener('visibilitychange', seen)
  open()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', seen)
    window.clearTimeout(unseen)
    window.clearTimeout(timer)
    source?.close()
  }
}
