/**
 * Whether the server can be reached. Every answer says yes; a request without one says no, and from then on the server
 * is asked by itself, ever more slowly, until it answers. Nothing typed depends on this: it only tells.
 */
import { useSyncExternalStore } from 'react'

export type Reach = 'there' | 'away' | 'back'

const PROBE = '/api/v1/health'
/** Pauses between tries, in seconds; the last one repeats. */
const PAUSES = [2, 3, 5, 8, 15, 30] as const
/** How long "back" is shown, in milliseconds. */
const BACK_MS = 4000

let reach: Reach = 'there'
let tries = 0
let timer: number | undefined
const listeners = new Set<() => void>()

function become(next: Reach): void {
  if (reach === next) return
  reach = next
  for (const listener of listeners) listener()
}

/** An answer came, whatever it said. */
export function noteAnswer(): void {
  if (reach !== 'away') return
  tries = 0
  window.clearTimeout(timer)
  become('back')
  timer = window.setTimeout(() => become('there'), BACK_MS)
}

/** No answer came, or only one of something that stands before the server. */
export function noteSilence(): void {
  if (reach === 'away') return
  window.clearTimeout(timer)
  become('away')
  probeLater()
}

function probeLater(): void {
  const pause = PAUSES[Math.min(tries, PAUSES.length - 1)]!
  tries += 1
  timer = window.setTimeout(() => void tryAgain(), pause * 1000)
}

/** Asks now instead of waiting for the next try. */
export async function tryAgain(): Promise<void> {
  window.clearTimeout(timer)
  if (await answers()) return noteAnswer()
  if (reach === 'away') probeLater()
}

/** Whether the server answers at this moment, and is well. */
export async function answers(): Promise<boolean> {
  try {
    return (await fetch(PROBE, { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

window.addEventListener('offline', noteSilence)
window.addEventListener('online', () => {
  if (reach === 'away') void tryAgain()
})

/** Calls back on each change; gives back how to stop. */
export function onReach(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useReach = (): Reach => useSyncExternalStore(onReach, () => reach)
export const reachNow = (): Reach => reach
