/** What a bureau has set for its campaigns: approval, quiet hours, signature. */
import { audit, type Command, once } from '../bureau/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Settings } from './contract.ts'
import type { MessagesRoom } from './room.ts'

/** Where a bureau has set nothing: nobody is woken, and more than a village street needs a second person. */
export const QUIET = { from: '21:00', to: '08:00' } as const
export const APPROVE_ABOVE = 200
const LONGEST_SIGNATURE = 20

const READ = `
select version, approve_above as "approveAbove", quiet_from as "quietFrom", quiet_to as "quietTo", signature
from campaign_settings where bureau_id = $1`

/** @param name of the bureau, which signs where no other signature was set */
export async function settingsIn(tx: Tx, bureauId: string, name: string): Promise<Settings> {
  const [row] = await tx.query<Settings>(READ, [bureauId])
  return (
    row ?? {
      version: 0,
      approveAbove: APPROVE_ABOVE,
      quietFrom: QUIET.from,
      quietTo: QUIET.to,
      signature: name.replace(/[【】]/g, '').slice(0, LONGEST_SIGNATURE),
    }
  )
}

export async function readSettings(room: MessagesRoom, bureauId: string): Promise<Settings | Refusal> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(room.pool, { bureau: bureauId }, (tx) => settingsIn(tx, bureauId, facts.bureau.name.zh), {
    readOnly: true,
  })
}

const SAVE = `
insert into campaign_settings (bureau_id, version, approve_above, quiet_from, quiet_to, signature, changed_by, changed_at)
values ($1, 1, $3, $4, $5, $6, $7, $8)
on conflict (bureau_id) do update set version = campaign_settings.version + 1, approve_above = $3, quiet_from = $4,
  quiet_to = $5, signature = $6, changed_by = $7, changed_at = $8
where campaign_settings.version = $2
returning version`

/** @returns the settings as they are now; refuses `write.stale_version` */
export async function saveSettings(
  room: MessagesRoom,
  c: Command,
  s: Omit<Settings, 'version'> & { expectedVersion: number },
): Promise<Settings | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['message-settings', s], async (tx) => {
    const { approveAbove, quietFrom, quietTo, signature, expectedVersion } = s
    const values = [bureauId, expectedVersion, approveAbove, quietFrom, quietTo, signature, accountId, c.now]
    const [row] = await tx.query<{ version: number }>(SAVE, values)
    if (!row || row.version !== expectedVersion + 1) return refuse('write.stale_version')
    const details = { approveAbove, quietFrom, quietTo, signature }
    await audit(tx, { bureauId, accountId, action: 'message.settings-changed', details, now: c.now })
    return { version: row.version, approveAbove, quietFrom, quietTo, signature }
  })
}
