/**
 * In which tab of this browser a call is open. Two tabs of one operator both hear of a call; the first that opens it has
 * it, the other says so and lets it be taken over. Only a name made for the tab is put by, nothing of the call.
 */
import { useCallback, useEffect, useState } from 'react'
import { newKey } from '../api/client.ts'

const KEY = 'huiyin.call.'
const TAB = newKey()
/** A tab that was killed leaves its claim; a hidden one may be let run once a minute only. */
const HOLDS_MS = 90_000
const AGAIN_MS = 20_000

interface Claim {
  tab: string
  at: number
}

function read(callId: string): Claim | null {
  try {
    const text = localStorage.getItem(KEY + callId)
    const claim = text ? (JSON.parse(text) as Claim) : null
    return claim && Date.now() - claim.at < HOLDS_MS ? claim : null
  } catch {
    return null
  }
}

function write(callId: string): void {
  try {
    localStorage.setItem(KEY + callId, JSON.stringify({ tab: TAB, at: Date.now() }))
  } catch {
    // Without storage a tab knows of no other.
  }
}

function drop(callId: string): void {
  try {
    if (read(callId)?.tab === TAB) localStorage.removeItem(KEY + callId)
  } catch {
    // As above.
  }
}

/** Whether another tab of this browser has the call open. */
export const isElsewhere = (callId: string): boolean => {
  const claim = read(callId)
  return claim !== null && claim.tab !== TAB
}

/** Tells when claims change in another tab. */
export function useClaims(): number {
  const [changes, setChanges] = useState(0)
  useEffect(() => {
    const onStorage = (e: StorageEvent) => {
      if (e.key?.startsWith(KEY)) setChanges((n) => n + 1)
    }
    window.addEventListener('storage', onStorage)
    return () => window.removeEventListener('storage', onStorage)
  }, [])
  return changes
}

/** Has the call while mounted, unless another tab has it; `take` takes it over. */
export function useClaim(callId: string | undefined): { elsewhere: boolean; take: () => void } {
  const changes = useClaims()
  const [, again] = useState(0)
  const elsewhere = callId !== undefined && isElsewhere(callId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a claim that came or went is looked at anew
  useEffect(() => {
    if (callId === undefined || isElsewhere(callId)) return
    write(callId)
    const timer = window.setInterval(() => {
      if (isElsewhere(callId)) again((n) => n + 1)
      else write(callId)
    }, AGAIN_MS)
    const leave = () => drop(callId)
    window.addEventListener('pagehide', leave)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [callId, changes, elsewhere])
  const take = useCallback(() => {
    if (callId === undefined) return
    write(callId)
    again((n) => n + 1)
  }, [callId])
  return { elsewhere, take }
}
