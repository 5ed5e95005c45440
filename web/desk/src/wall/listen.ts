/**
 * The stream of a wall display. Read by `fetch`, for the key of a screen is sent in a body and never stands in an
 * address. Opened again when it breaks or falls silent, ever more slowly; a screen hangs for months.
 */
import type { Wall } from '../../../../src/wall/contract.ts'

const PAUSES = [1, 2, 5, 10, 30] as const
/** The server speaks every 15 seconds at least; a line that is silent for longer is dead. */
const SILENT_MS = 40_000

export interface WallHandlers {
  onWall: (w: Wall) => void
  /** The stream is gone for now; it is tried again. */
  onBroken: () => void
  /** The key was revoked or the session is over; it is not tried again. */
  onOver: () => void
}

/** One block of a stream: its event and data. */
export function blockOf(block: string): { event: string; data: string } {
  const of = (name: string) =>
    block
      .split('\n')
      .find((l) => l.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  return { event: of('event') ?? 'message', data: of('data') ?? '' }
}

/** @param key of the screen; empty for who is signed in. @returns how to stop */
export function listenToWall(key: string, h: WallHandlers): () => void {
  let over = false
  let timer: number | undefined
  let tries = 0
  let aborting = new AbortController()
  const listen = async (): Promise<'over' | 'broken'> => {
    aborting = new AbortController()
    let silence = window.setTimeout(() => aborting.abort(), SILENT_MS)
    try {
      const answer = await fetch(key === '' ? '/api/v1/wall/stream' : '/api/v1/wall/screen/stream', {
        method: key === '' ? 'GET' : 'POST',
        credentials: 'same-origin',
        headers: {
          accept: 'text/event-stream',
          'x-attended': 'no',
          ...(key === '' ? {} : { 'content-type': 'application/json' }),
        },
        body: key === '' ? undefined : JSON.stringify({ key }),
        signal: aborting.signal,
      })
      if ([401, 403, 404].includes(answer.status)) return 'over'
      if (!answer.ok || !answer.body) return 'broken'
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      let left = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return 'broken'
        window.clearTimeout(silence)
        silence = window.setTimeout(() => aborting.abort(), SILENT_MS)
        const blocks = (left + value).split('\n\n')
        left = blocks.pop()!
        for (const { event, data } of blocks.map(blockOf)) {
          if (event === 'over') return 'over'
          if (event !== 'wall') continue
          tries = 0
          h.onWall(JSON.parse(data) as Wall)
        }
      }
    } catch {
      return 'broken'
    } finally {
      window.clearTimeout(silence)
      aborting.abort()
    }
  }
  const open = async () => {
    const why = await listen()
    if (over) return
    if (why === 'over') {
      h.onOver()
      return
    }
    h.onBroken()
    const pause = PAUSES[Math.min(tries, PAUSES.length - 1)]!
    tries += 1
    timer = window.setTimeout(() => void open(), pause * 1000)
  }
  void open()
  return () => {
    over = true
    window.clearTimeout(timer)
    aborting.abort()
  }
}
