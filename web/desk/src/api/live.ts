/** Live updates: what changed elsewhere is read again here. */
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Changes often come in bursts (a step, its documents, its services); the list is read once for all of them. */
const SETTLE_MS = 400

/** Listens while signed in. The browser reconnects by itself and resumes by `Last-Event-ID`. */
export function useLiveChanges(client: QueryClient, on: boolean): void {
  useEffect(() => {
    if (!on || typeof EventSource === 'undefined') return
    const changed = new Set<string>()
    let timer: number | undefined
    const source = new EventSource('/api/v1/changes')
    const flush = () => {
      timer = undefined
      for (const matterId of changed) void client.invalidateQueries({ queryKey: ['matter', matterId] })
      changed.clear()
      void client.invalidateQueries({ queryKey: ['inbox'] })
    }
    source.addEventListener('change', (event) => {
      try {
        const { matterId } = JSON.parse((event as MessageEvent<string>).data) as { matterId?: string }
        if (matterId) changed.add(matterId)
      } catch {
        // A line that is no JSON still says that something changed.
      }
      timer ??= window.setTimeout(flush, SETTLE_MS)
    })
    return () => {
      source.close()
      window.clearTimeout(timer)
    }
  }, [client, on])
}
