/**
 * Wakes the open streams of this process. What another process wrote is found by asking each listened-to bureau once a
 * second for its last number: one question a bureau, however many people listen.
 */
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import { lastNumber } from './store.ts'

export interface Listener {
  /** Waits until rung since the last call, until `ms` have passed, or until the signal aborts. */
  next(ms: number, signal: AbortSignal): Promise<void>
  /** Hears no more. */
  close(): void
}

export interface Bell {
  /** Something may be new for the bureau, or for one account only (marks set in another browser). */
  ring(bureauId: string, accountId?: string): void
  /** Listens from now on: what is rung between two waits is not missed. */
  listen(who: { bureauId: string; accountId: string }): Listener
  stop(): void
}

/** @param newest the number that grows with each change of a bureau; default that of the notifications */
export function createBell(
  app: Pool,
  log: Pick<Logger, 'error'>,
  everyMs = 1000,
  newest: (tx: Tx, bureauId: string) => Promise<number> = lastNumber,
): Bell {
  const listening = new Map<string, Set<{ accountId: string; wake: () => void }>>()
  const last = new Map<string, number>()
  let asking = false
  const ring = (bureauId: string, accountId?: string) => {
    for (const one of listening.get(bureauId) ?? []) {
      if (accountId === undefined || one.accountId === accountId) one.wake()
    }
  }
  const ask = async () => {
    if (asking) return
    asking = true
    try {
      for (const bureauId of [...listening.keys()]) {
        const no = await withTx(app, { bureau: bureauId }, (tx) => newest(tx, bureauId), {
          readOnly: true,
        })
        if (last.get(bureauId) !== no) ring(bureauId)
        last.set(bureauId, no)
      }
    } catch (error) {
      log.error({ err: errorForLog(error) }, 'the bell could not look for news')
    } finally {
      asking = false
    }
  }
  const timer = setInterval(() => void ask(), everyMs)
  timer.unref()
  return {
    ring,
    listen({ bureauId, accountId }) {
      let rung = false
      let waiter: (() => void) | null = null
      const entry = {
        accountId,
        wake: () => {
          rung = true
          waiter?.()
        },
      }
      const all = listening.get(bureauId) ?? new Set()
      listening.set(bureauId, all.add(entry))
      return {
        next: (ms, signal) =>
          new Promise((resolve) => {
            const done = () => {
              clearTimeout(timeout)
              signal.removeEventListener('abort', done)
              waiter = null
              rung = false
              resolve()
            }
            const timeout = setTimeout(done, ms)
            timeout.unref()
            signal.addEventListener('abort', done)
            waiter = done
            if (rung || signal.aborted) done()
          }),
        close() {
          all.delete(entry)
          if (all.size === 0) listening.delete(bureauId)
        },
      }
    },
    stop: () => clearInterval(timer),
  }
}
