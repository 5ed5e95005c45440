/** Changes one's own password. All other sessions of the account end. */
import { hashPassword } from '../kernel/crypto/index.ts'
import type { Refusal } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { proved, type Self } from './prove.ts'
import type { BureauRoom } from './room.ts'
import { checkPassword } from './rules.ts'
import { deleteSessionsOf, setPassword } from './sign-in-store.ts'
import { audit } from './store.ts'

/**
 * @returns how many other sessions ended
 * Refuses what `proved` refuses, `access.password_*`.
 */
export async function changePassword(
  room: BureauRoom,
  self: Self,
  input: { current: string; next: string },
): Promise<{ sessionsEnded: number } | Refusal> {
  const { session, now } = self
  const { bureauId, accountId, login, sessionId } = session
  const weak = checkPassword(input.next, login, 'next')
  if (weak) return weak
  return proved(room, self, { password: input.current, passwordField: 'current' }, async () => {
    const passwordHash = await hashPassword(input.next)
    const sessionsEnded = await withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
      await setPassword(tx, login, passwordHash, now)
      const ended = await deleteSessionsOf(tx, bureauId, accountId, Buffer.from(sessionId, 'hex'))
      const details = { sessionsEnded: ended }
      await audit(tx, { bureauId, accountId, action: 'password.changed', details, now })
      return ended
    })
    room.sessions.forgetAccount(accountId)
    return { sessionsEnded }
  })
}
