/** `huiyin calls simulate`: plays a day of calls against the running server, under a key made for it and revoked after. */

import { addSystem, playDay, revokeSystem } from '../hotline/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { type Installation, OperatorError } from './installation.ts'
import { runningAddress } from './running.ts'

export interface SimulateCommand {
  bureau?: string
  calls: string
  speed: string
  agents: string
  hours: string
}

/** @returns what was sent and what the server said of it; exit code 1 when anything was not taken */
export async function simulateCalls(
  i: Installation,
  o: SimulateCommand,
): Promise<{ json: unknown; text: string; exitCode: number }> {
  const address = runningAddress(i.config.home)
  if (!address) throw new OperatorError(refuse('start.not_running', { details: { home: i.config.home } }))
  const all = await i.bureau.directory.all()
  const bureau = o.bureau ? all.find((b) => b.slug === o.bureau) : all[0]
  if (!bureau) throw new OperatorError(refuse('not_found'))
  const { bureauId, slug } = bureau
  const room = { cases: i.cases }
  const by = () => ({ bureauId, accountId: null, now: i.clock.now() })
  const key = await addSystem(room, by(), { name: '模拟器 simulator', dialUrl: null })
  if (isRefusal(key)) throw new OperatorError(key)
  try {
    const played = await playDay({
      address: `${address}/hooks/v1/calls/${slug}`,
      systemId: key.systemId,
      secret: key.secret,
      calls: Number(o.calls),
      speed: Number(o.speed),
      hours: Math.min(24, Number(o.hours)),
      agents: o.agents.split(',').map((a) => a.trim()),
      seed: Math.floor(i.clock.now().getTime() / 1000),
    })
    const { calls, answered, abandoned, events, accepted, failed, seconds } = played
    return {
      json: played,
      text:
        `来电 calls ${calls}，接通 answered ${answered}，放弃 abandoned ${abandoned}\n` +
        `事件 events ${events}，收下 taken ${accepted}，未收下 failed ${failed}，${seconds} s\n`,
      exitCode: failed > 0 ? 1 : 0,
    }
  } finally {
    await revokeSystem(room, by(), key.systemId)
  }
}
