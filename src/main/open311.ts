/** Keys of Open311 from the command line, for who sets up an installation. */
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { issueKey, readKeys, revoke } from '../open311/index.ts'
import { type Installation, OperatorError } from './installation.ts'

export interface KeyCommand {
  bureau: string
  add?: string
  revoke?: string
}

/** Issues, revokes or lists. A key issued is printed once and kept as a hash. */
export async function open311Key(i: Installation, o: KeyCommand): Promise<{ json: unknown; text: string }> {
  const facts = await i.bureau.directory.bySlug(o.bureau)
  if (!facts) throw new OperatorError(refuse('not_found'))
  const { bureauId } = facts.bureau
  const room = { pool: i.database.app }
  const by = { bureauId, accountId: null, now: i.clock.now() }
  if (o.add !== undefined) {
    const made = await issueKey(room, by, o.add)
    if (isRefusal(made)) throw new OperatorError(made)
    return { json: made, text: `${made.key}\n` }
  }
  if (o.revoke !== undefined) {
    const done = await revoke(room, by, o.revoke)
    if (isRefusal(done)) throw new OperatorError(done)
    return { json: done, text: `${done.keyId} 已吊销 · revoked\n` }
  }
  const keys = await readKeys(room, bureauId)
  const line = (k: (typeof keys)[number]) =>
    `${k.keyId}  ${k.revokedAt ? '已吊销 revoked' : '有效 in force  '}  ${String(k.filed).padStart(6)}  ${k.name}`
  return { json: { items: keys }, text: keys.map(line).join('\n') }
}
