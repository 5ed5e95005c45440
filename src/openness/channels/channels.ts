/** The bureau's own channels and addresses: saved by its administrator as a new version, read by everybody. */
import { audit, type Command, once } from '../../bureau/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import type { OpennessRoom } from '../room.ts'
import {
  CHANNEL_FIELDS,
  type ChannelField,
  type Channels,
  type ChannelsView,
  REQUIRED_FIELDS,
} from './contract.ts'

const EMPTY = Object.fromEntries(CHANNEL_FIELDS.map((f) => [f, { zh: '', en: '' }])) as Channels

interface Row {
  version: number
  channels: Channels
  saved_at: Date
}

const LATEST = `select version, channels, saved_at from bureau_channels where bureau_id = $1 order by version desc limit 1`

const latest = async (tx: Tx, bureauId: string): Promise<Row | undefined> =>
  (await tx.query<Row>(LATEST, [bureauId]))[0]

/** What is published now; empty before the first version. */
export async function readChannels(room: OpennessRoom, bureauId: string): Promise<ChannelsView> {
  const row = await withTx(room.cases.app, { bureau: bureauId }, (tx) => latest(tx, bureauId), {
    readOnly: true,
  })
  const channels = { ...EMPTY, ...row?.channels }
  return {
    channels,
    version: row?.version ?? 0,
    savedAt: row?.saved_at.toISOString() ?? null,
    missing: REQUIRED_FIELDS.filter((f) => channels[f].zh.trim() === ''),
  }
}

/** @returns refusal `write.stale_version` when somebody saved meanwhile */
export function saveChannels(
  room: OpennessRoom,
  command: Command,
  input: { channels: Channels; expectedVersion: number },
): Promise<{ version: number } | Refusal> {
  const { bureauId, accountId } = command.session
  return once(room.cases.app, command, ['bureau-channels', input], async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('channels:' || $1, 0))", [bureauId])
    const version = (await latest(tx, bureauId))?.version ?? 0
    if (version !== input.expectedVersion) return refuse('write.stale_version', { details: { version } })
    await tx.query(
      'insert into bureau_channels (bureau_id, version, channels, saved_at, account_id) values ($1, $2, $3, $4, $5)',
      [bureauId, version + 1, JSON.stringify(input.channels), command.now, accountId],
    )
    await audit(tx, {
      bureauId,
      accountId,
      action: 'channels.saved',
      details: { version: version + 1 },
      now: command.now,
    })
    return { version: version + 1 }
  })
}

/** Fields with words, in their order, in one language; English falls back to Chinese rather than to nothing. */
export const shownChannels = (c: Channels, lang: 'zh' | 'en'): { field: ChannelField; text: string }[] =>
  CHANNEL_FIELDS.flatMap((field) => {
    const text = c[field][lang].trim() || c[field].zh.trim()
    return text ? [{ field, text }] : []
  })
