/** Looks for practice grounds that wait to be cleared or filled, in the server; also those a killed process left. */
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import { type FillDeps, fillGround } from './fill-ground.ts'
import { waitingGrounds } from './store.ts'

/** @returns `stop` takes no further matter and waits for the one under way */
export function startPractice(
  deps: Omit<FillDeps, 'stopped'>,
  o: { log: Pick<Logger, 'error'>; pollMs?: number },
): { stop(): Promise<void> } {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  /** After a failure a ground is left alone for a while, longer each time. */
  const pauses = new Map<string, { until: number; ms: number }>()
  const look = async () => {
    for (const bureauId of await waitingGrounds(deps.worker)) {
      const pause = pauses.get(bureauId)
      if (stopping) return
      if (pause && performance.now() < pause.until) continue
      try {
        await fillGround({ ...deps, stopped: () => stopping }, bureauId)
        pauses.delete(bureauId)
      } catch (error) {
        const ms = Math.min((pause?.ms ?? 2500) * 2, 300_000)
        pauses.set(bureauId, { until: performance.now() + ms, ms })
        o.log.error({ bureauId, err: errorForLog(error) }, 'a practice ground could not be filled')
      }
    }
  }
  let looking: Promise<void> = Promise.resolve()
  const again = () => {
    if (stopping) return
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) =>
          o.log.error({ err: errorForLog(error) }, 'practice grounds not looked for'),
        )
        .finally(again)
    }, o.pollMs ?? 1000)
  }
  again()
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await looking
    },
  }
}
