/** Telephone systems: keys made and revoked by the administrator, where to dial; and the settings of the hotline. */
import { randomBytes } from 'node:crypto'
import { audit, once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Settings, System } from './contract.ts'
import { type Command, type HotlineRoom, seal } from './room.ts'
import { WRAP_CODES } from './rules.ts'
import * as store from './system-store.ts'

/** Who makes or revokes a key, where it is not an account at the desk: the operator at the machine. */
export interface By {
  bureauId: string
  accountId: string | null
  now: Date
}

type Room = Pick<HotlineRoom, 'cases'>

/** Null, or an address that a signed request can be sent to. @returns refusal `input.invalid` otherwise */
function dialAddress(given: string | null): string | null | Refusal {
  const text = given?.trim() ?? ''
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    return refuse('input.invalid', { field: 'dialUrl' })
  return url.href
}

/** @returns the secret, which is not shown again */
export async function addSystem(
  room: Room,
  by: By,
  given: { name: string; dialUrl: string | null },
): Promise<{ systemId: string; secret: string } | Refusal> {
  const name = given.name.trim()
  if (name === '') return refuse('input.required', { field: 'name' })
  const dialUrl = dialAddress(given.dialUrl)
  if (dialUrl !== null && typeof dialUrl !== 'string') return dialUrl
  const systemId = uuidv7(by.now)
  const secret = `hytel_${randomBytes(32).toString('base64url')}`
  const { bureauId, accountId, now } = by
  await withTx(room.cases.app, { bureau: bureauId, account: accountId }, async (tx) => {
    const box = seal(room, bureauId, 'secret', systemId, secret)
    await store.insertSystem(tx, { bureauId, systemId, name, secret: box, dialUrl, now, accountId })
    const details = { systemId, name }
    await audit(tx, { bureauId, accountId, action: 'hotline.key-made', details, now })
  })
  return { systemId, secret }
}

/** @returns refusal `hotline.unknown_system` for one that is revoked already or never was */
export async function revokeSystem(
  room: Room,
  by: By,
  systemId: string,
): Promise<{ systemId: string } | Refusal> {
  const { bureauId, accountId, now } = by
  return withTx(room.cases.app, { bureau: bureauId, account: accountId }, async (tx) => {
    const name = await store.revokeSystem(tx, bureauId, systemId, now, accountId)
    if (name === undefined) return refuse('hotline.unknown_system')
    const details = { systemId, name }
    await audit(tx, { bureauId, accountId, action: 'hotline.key-revoked', details, now })
    return { systemId }
  })
}

/** Where click-to-dial goes; null switches it off. */
export async function setDial(
  room: Room,
  command: Command,
  systemId: string,
  given: string | null,
): Promise<{ systemId: string } | Refusal> {
  const dialUrl = dialAddress(given)
  if (dialUrl !== null && typeof dialUrl !== 'string') return dialUrl
  const { bureauId, accountId } = command.session
  return once(room.cases.app, command, ['hotline-dial', systemId, dialUrl], async (tx) => {
    if (!(await store.setDialUrl(tx, bureauId, systemId, dialUrl))) return refuse('hotline.unknown_system')
    const details = { systemId, dialUrl }
    await audit(tx, { bureauId, accountId, action: 'hotline.dial-set', details, now: command.now })
    return { systemId }
  })
}

export const readSystems = (room: Room, bureauId: string): Promise<System[]> =>
  withTx(room.cases.app, { bureau: bureauId }, (tx) => store.listSystems(tx, bureauId), { readOnly: true })

const DEFAULTS: Settings = { wrapCodes: [...WRAP_CODES], keepDays: 180, version: 0 }

/** The bureau's settings, or those of the program. */
export const readSettings = (room: Room, bureauId: string): Promise<Settings> =>
  withTx(
    room.cases.app,
    { bureau: bureauId },
    async (tx) => (await store.findSettings(tx, bureauId)) ?? DEFAULTS,
    { readOnly: true },
  )

/** @returns refusal `write.stale_version`; `input.invalid` where a code stands twice */
export async function changeSettings(
  room: Room,
  command: Command,
  s: Settings,
): Promise<{ version: number } | Refusal> {
  const codes = s.wrapCodes.map((c) => c.code)
  if (new Set(codes).size < codes.length) return refuse('input.invalid', { field: 'wrapCodes' })
  const { bureauId, accountId } = command.session
  return once(room.cases.app, command, ['hotline-settings', s], async (tx) => {
    if (!(await store.saveSettings(tx, bureauId, s))) return refuse('write.stale_version')
    const details = { codes, keepDays: s.keepDays }
    await audit(tx, { bureauId, accountId, action: 'hotline.settings-changed', details, now: command.now })
    return { version: s.version + 1 }
  })
}
