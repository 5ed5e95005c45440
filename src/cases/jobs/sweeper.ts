/** Sweeps all living bureaus every minute while the server runs. */
import { isRefusal } from '../../kernel/errors/refusal.ts'
import { type Relay, type Rounds, startRounds } from '../../kernel/jobs/index.ts'
import { errorForLog, type Logger } from '../../kernel/log/log.ts'
import type { CaseJobsDeps } from './deps.ts'
import { recomputeProvisional } from './recompute-provisional.ts'
import { sweepDue } from './sweep-due.ts'

export interface SweeperOptions {
  /** Those whose clocks follow this one. */
  bureaus: () => Promise<readonly string[]>
  log?: Pick<Logger, 'warn' | 'error'>
  /** Told after a sweep that wrote something. */
  relay?: Pick<Relay, 'wake'>
  /** Default one minute. */
  everyMs?: number
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 3600_000

/** Sweeps at once and then every minute; provisional dates are looked at when it starts and once a day. */
export function startSweeper(deps: CaseJobsDeps, options: SweeperOptions): Rounds {
  const { bureaus, log, relay } = options
  const recomputedAt = new Map<string, number>()
  const sweep = async (bureauId: string, now: Date) => {
    const recordedAt = deps.recorded?.now() ?? now
    if (now.getTime() - (recomputedAt.get(bureauId) ?? Number.NEGATIVE_INFINITY) >= DAY_MS) {
      await recomputeProvisional(deps, bureauId, now, recordedAt)
      recomputedAt.set(bureauId, now.getTime())
    }
    const swept = await sweepDue(deps, bureauId, now, { recordedAt })
    if (isRefusal(swept)) return
    const { refused, supervised, lapsed, reminded, told } = swept
    if (Object.keys(refused).length > 0) log?.warn({ bureauId, refused }, 'due work was refused')
    if (supervised + lapsed + reminded + told > 0) relay?.wake()
  }
  const onError = (error: unknown, bureauId?: string) =>
    log?.error({ bureauId, err: errorForLog(error) }, 'sweep failed')
  return startRounds(
    { now: () => deps.clock.now(), bureaus, onError, everyMs: options.everyMs ?? MINUTE_MS },
    (bureauId, now) => sweep(bureauId, now).catch((error) => onError(error, bureauId)),
  )
}
