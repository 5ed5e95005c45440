/**
 * Whether a person is at this desk. A session stays open by what people do; what the page asks for by itself (lists read
 * again, a stream opened again) says so and does not count. Somebody who writes for a long time without asking the server
 * for anything is told to it now and then.
 */
const ACTS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
/** A request belongs to an act for this long. */
const ACT_MS = 60_000
/** An act without any request is told to the server this often. */
const TELL_MS = 60_000

// Opening the page is an act.
let lastAct = Date.now()
let lastTold = Date.now()
let tell: (() => void) | null = null

function note(): void {
  lastAct = Date.now()
  if (tell && lastAct - lastTold >= TELL_MS) {
    lastTold = lastAct
    tell()
  }
}

for (const act of ACTS) window.addEventListener(act, note, { capture: true, passive: true })

/** The header of a request that nobody stands behind; nothing for one that follows an act. */
export function attendance(): Record<string, string> {
  const now = Date.now()
  if (now - lastAct >= ACT_MS) return { 'x-attended': 'no' }
  lastTold = now
  return {}
}

/** How to tell the server of somebody who only writes; gives back how to stop. */
export function onLongAct(how: () => void): () => void {
  tell = how
  return () => {
    if (tell === how) tell = null
  }
}
