/** Server-sent events: heartbeat, resumption by `Last-Event-ID`, an orderly end when the server drains. */
import type { ServerResponse } from 'node:http'

export interface SseEvent {
  /** Sent back by the browser as `Last-Event-ID` when it reconnects. One line. */
  id?: string
  event?: string
  /** Written as JSON. */
  data: unknown
}

/** Sends one event; false when the reader is slow or gone, and the sender should wait for `signal` or less to say. */
export type Send = (event: SseEvent) => boolean

export class EventStream {
  readonly start: (send: Send, signal: AbortSignal) => void | Promise<void>
  constructor(start: EventStream['start']) {
    this.start = start
  }
}

/**
 * Makes the answer of a streaming route. `start` subscribes and returns or runs on; it must stop when `signal` aborts
 * (reader gone, session over, server draining).
 */
export function eventStream(start: EventStream['start']): EventStream {
  return new EventStream(start)
}

const HEARTBEAT_MS = 15_000
/** Bytes a slow reader may owe before it is cut off; it comes back with `Last-Event-ID`. */
const MOST_OWED = 1_048_576

export interface OpenStreams {
  readonly size: number
  serve(
    stream: EventStream,
    response: ServerResponse,
    options: {
      headers: Record<string, string | string[] | number | undefined>
      /** Asked at each heartbeat: whether who is reading still may. */
      stillAllowed: () => Promise<boolean>
      onError: (error: unknown) => void
    },
  ): void
  closeAll(): void
}

/** The streams of one server. */
export function openStreams(heartbeatMs = HEARTBEAT_MS): OpenStreams {
  const open = new Set<() => void>()
  return {
    get size() {
      return open.size
    },
    closeAll() {
      for (const close of open) close()
    },
    serve(stream, response, { headers, stillAllowed, onError }) {
      const ending = new AbortController()
      const close = (): void => {
        if (!open.delete(close)) return
        clearInterval(heartbeat)
        ending.abort()
        response.end()
      }
      open.add(close)
      response.on('close', close)
      response.on('error', close)
      response.writeHead(200, {
        ...headers,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const write = (text: string): boolean => {
        if (ending.signal.aborted) return false
        const flowing = response.write(text)
        if (response.writableLength > MOST_OWED) close()
        return flowing
      }
      const heartbeat = setInterval(() => {
        write(': still here\n\n')
        stillAllowed().then((allowed) => allowed || close(), close)
      }, heartbeatMs)
      heartbeat.unref()
      write('retry: 3000\n\n')
      const fail = (error: unknown): void => {
        onError(error)
        close()
      }
      try {
        Promise.resolve(stream.start((event) => write(format(event)), ending.signal)).catch(fail)
      } catch (error) {
        fail(error)
      }
    },
  }
}

function format({ id, event, data }: SseEvent): string {
  const oneLine = (text: string): string => text.replace(/[\r\n\0]/g, ' ')
  return (
    (id === undefined ? '' : `id: ${oneLine(id)}\n`) +
    (event === undefined ? '' : `event: ${oneLine(event)}\n`) +
    `data: ${JSON.stringify(data)}\n\n`
  )
}
