/** Sweeps all living bureaus every minute while the server runs. */
import { isRefusal } from '../../kernel/errors/refusal.ts'
import type { Relay } from '../../kernel/jobs/index.ts'
import { errorForLog, type Logger } from '../../kernel/log/log.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { CaseJobsDeps } from './deps.ts'
import { listLivingBureaus } from './due-store.ts'
import { recomputeProvisional } from './recompute-provisional.ts'
import { sweepDue } from './sweep-due.ts'

export interface SweeperOptions {
  log?: Pick<Logger, 'warn' | 'error'>
  /** Told after a sweep that wrote something. */
  relay?: Pick<Relay, 'wake'>
  /** Default one minute. */
  everyMs?: number
  /** Default: all bureaus but the simulated ones, whose clocks do not follow this one. */
  bureaus?: () => Promise<readonly string[]>
}

export interface Sweeper {
  /** Starts no further sweep, waits for the one that runs. */
  stop(): Promise<void>
}

const DAY = 24 * 3600 * 1000

/** One sweep over all bureaus; one bureau's failure does not stop the others. */
export async function sweepAll(
  deps: CaseJobsDeps,
  options: SweeperOptions = {},
  recompute = false,
): Promise<void> {
  const now = deps.clock.now()
  const recordedAt = deps.recorded?.now() ?? now
  const list = options.bureaus ?? (() => withTx(deps.app, { bureau: null }, listLivingBureaus))
  for (const bureauId of await list()) {
    try {
      if (recompute) await recomputeProvisional(deps, bureauId, now, recordedAt)
      const swept = await sweepDue(deps, bureauId, now, { recordedAt })
      if (isRefusal(swept)) continue
      const { refused, supervised, lapsed, reminded, told } = swept
      if (Object.keys(refused).length > 0) options.log?.warn({ bureauId, refused }, 'due work was refused')
      if (supervised + lapsed + reminded + told > 0) options.relay?.wake()
    } catch (error) {
      options.log?.error({ bureauId, err: errorForLog(error) }, 'sweep failed')
    }
  }
}

/** Sweeps at once and then every minute; provisional dates are looked at when it starts and once a day. */
export function startSweeper(deps: CaseJobsDeps, options: SweeperOptions = {}): Sweeper {
  let stopping = false
  let recomputedAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const once = async () => {
    const now = deps.clock.now().getTime()
    const recompute = now - recomputedAt >= DAY
    try {
      await sweepAll(deps, options, recompute)
      if (recompute) recomputedAt = now
    } catch (error) {
      options.log?.error({ err: errorForLog(error) }, 'sweep failed')
    }
    if (!stopping) timer = setTimeout(next, options.everyMs ?? 60_000)
  }
  let running = once()
  function next() {
    running = once()
  }
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}
