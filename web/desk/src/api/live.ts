/** Live updates: what changed elsewhere is read again here. */
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery } from './queries.ts'
import { openStream } from './stream.ts'

/** Changes often come in bursts (a step, its documents, its services); the list is read once for all of them. */
const SETTLE_MS = 400
/** Lists that any change of a matter may concern. */
const LISTS = ['inbox', 'myday'] as const

/** Listens while signed in, and resumes by the last event. */
export function useLiveChanges(client: QueryClient, on: boolean): void {
  useEffect(() => {
    if (!on || typeof EventSource === 'undefined') return
    const changed = new Set<string>()
    let timer: number | undefined
    const flush = () => {
      timer = undefined
      for (const matterId of changed) void client.invalidateQueries({ queryKey: ['matter', matterId] })
      changed.clear()
      for (const list of LISTS) void client.invalidateQueries({ queryKey: [list] })
    }
    const stop = openStream(() => '/api/v1/changes', {
      on: {
        change: (data) => {
          try {
            const { matterId } = JSON.parse(data) as { matterId?: string }
            if (matterId) changed.add(matterId)
          } catch {
            // A line that is no JSON still says that something changed.
          }
          timer ??= window.setTimeout(flush, SETTLE_MS)
        },
      },
      // A new stream begins with now: what is shown may be older.
      reopened: () => void client.invalidateQueries(),
      // The stream cannot say why; a question can, and where the session is over the dialog then asks for the password.
      refused: () => void client.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined),
    })
    return () => {
      stop()
      window.clearTimeout(timer)
    }
  }, [client, on])
}
