/** Ends one's own session (退出). Doing it again changes nothing. */
import { withTx } from '../kernel/postgres/connect.ts'
import type { BureauRoom, Command } from './room.ts'
import { deleteSession } from './sign-in-store.ts'
import { audit } from './store.ts'

export async function signOut(
  room: BureauRoom,
  { session, now }: Pick<Command, 'session' | 'now'>,
): Promise<void> {
  const { bureauId, accountId, sessionId } = session
  await withTx(room.pool, { bureau: bureauId, account: accountId }, async (tx) => {
    await deleteSession(tx, Buffer.from(sessionId, 'hex'))
    await audit(tx, { bureauId, accountId, action: 'session.ended', details: {}, now })
  })
  room.sessions.forgetSession(sessionId)
}
