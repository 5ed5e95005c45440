/**
 * What is typed on each call. It lives here for as long as the tab does, so that a second call, or a look at another
 * page, takes nothing away; and goes encrypted to the server while one types, so that a reload does not either. Nothing
 * of it is put by on this device.
 */
import { useCallback, useEffect, useState } from 'react'
import { actingAs } from '../api/acting-as.ts'
import { newKey, put } from '../api/client.ts'
import type { Scribble } from './queries.ts'

export const EMPTY: Scribble = {
  words: '',
  subject: '',
  place: '',
  category: '',
  kind: 'help',
  urgency: 'general',
  secrecy: 'none',
  name: '',
  phone: '',
  demands: [],
  unitId: '',
  reply: '',
  basis: '',
  articleId: '',
}

interface Kept {
  value: Scribble
  timer: number | undefined
}
const kept = new Map<string, Kept>()
const SETTLE_MS = 400

const address = (callId: string) => `/hotline/calls/${callId}/scribble`

function send(callId: string): void {
  const one = kept.get(callId)
  if (!one) return
  window.clearTimeout(one.timer)
  one.timer = undefined
  // What could not be kept is sent again with the next letter; the words themselves are still here.
  void put(address(callId), newKey(), one.value).catch(() => undefined)
}

/** The page goes away: what was not sent yet goes with it, as a request that outlives the page. */
function sendLast(): void {
  for (const [callId, one] of kept) {
    if (one.timer === undefined) continue
    void fetch(`/api/v1${address(callId)}`, {
      method: 'PUT',
      keepalive: true,
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'idempotency-key': newKey(), ...actingAs() },
      body: JSON.stringify(one.value),
    }).catch(() => undefined)
  }
}

export const isTyped = (callId: string): boolean => {
  const value = kept.get(callId)?.value
  return value !== undefined && (value.words !== '' || value.reply !== '')
}

/** Nothing of a call that is wrapped up stays. */
export function dropScribble(callId: string): void {
  window.clearTimeout(kept.get(callId)?.timer)
  kept.delete(callId)
}

/** @param first what the server has kept, known before the form is drawn */
export function useScribble(callId: string, first: Scribble | null) {
  const [value, setValue] = useState(() => kept.get(callId)?.value ?? first ?? EMPTY)
  useEffect(() => {
    window.addEventListener('pagehide', sendLast)
    return () => {
      window.removeEventListener('pagehide', sendLast)
      if (kept.get(callId)?.timer !== undefined) send(callId)
    }
  }, [callId])
  const set = useCallback(
    (part: Partial<Scribble>) =>
      setValue((old) => {
        const next = { ...old, ...part }
        window.clearTimeout(kept.get(callId)?.timer)
        kept.set(callId, { value: next, timer: window.setTimeout(() => send(callId), SETTLE_MS) })
        return next
      }),
    [callId],
  )
  return [value, set] as const
}
