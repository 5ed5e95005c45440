/** `huiyin account reset`: lets somebody back in when no administrator can. */
import { resetByOperator } from '../bureau/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { type Installation, OperatorError } from './installation.ts'

/** Resets what is asked for and tells what was done; a one-time password is told once. */
export async function resetAccount(
  i: Installation,
  ask: { login: string; reason: string; password: boolean; secondFactor: boolean },
): Promise<{ json: unknown; text: string }> {
  const done = await resetByOperator(i.bureau, i.clock.now(), ask)
  if (isRefusal(done)) throw new OperatorError(done)
  const lines = [
    `账号 account: ${done.login}`,
    `已结束会话 sessions ended: ${done.sessionsEnded}`,
    ...(done.wasLocked ? ['已解锁 unlocked'] : []),
    ...(done.secondFactorRemoved ? ['已取消动态验证码 second factor taken away'] : []),
    ...(done.password === null
      ? []
      : [
          `一次性密码（只显示这一次）one-time password, shown once: ${done.password}`,
          `有效期至 until: ${done.until}`,
        ]),
  ]
  return { json: done, text: lines.join('\n') }
}
