/** Groups by township and who is in them: kept with their consent, read with a trace, taken out for good at their wish. */
import { audit, type Command, once } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { masked } from '../notices/index.ts'
import type { Contact, ContactGroup } from './contract.ts'
import { contactsAfter, countGroup, dropContact, listGroups, lockGroup, saveGroup } from './group-store.ts'
import { optOut } from './opt-out.ts'
import { boxes, type MessagesRoom, type Person } from './room.ts'

export const groupsOf = (room: MessagesRoom, bureauId: string): Promise<ContactGroup[]> =>
  withTx(room.pool, { bureau: bureauId }, (tx) => listGroups(tx, bureauId), { readOnly: true })

/** @returns id and version; refuses `not_found`, `write.stale_version`, `input.unknown_unit` */
export async function writeGroup(
  room: MessagesRoom,
  c: Command,
  input: { name: string; unitId: string },
  change: { groupId: string; expectedVersion: number } | null,
): Promise<{ groupId: string; version: number } | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts?.units.get(input.unitId)?.active) return refuse('input.unknown_unit', { field: 'unitId' })
  return once(room.pool, c, ['contact-group', input, change], async (tx) => {
    const before = change && (await lockGroup(tx, bureauId, change.groupId))
    if (change && !before) return refuse('not_found')
    if (before && before.version !== change.expectedVersion)
      return refuse('write.stale_version', { details: { version: before.version } })
    const groupId = before?.groupId ?? uuidv7(c.now)
    const version = (before?.version ?? 0) + 1
    await saveGroup(tx, bureauId, { groupId, version, ...input }, { accountId, now: c.now })
    const details = { groupId, name: input.name }
    await audit(tx, { bureauId, accountId, action: 'message.group-saved', details, now: c.now })
    return { groupId, version }
  })
}

/**
 * A page of a group. With a reason the numbers are shown whole, and the look is written down.
 * @param ask.after key of the last one seen
 */
export async function readContacts(
  room: MessagesRoom,
  c: Command,
  ask: { groupId: string; after: string; limit: number; reason: string | null },
): Promise<{ items: Contact[]; next: string | null }> {
  const { bureauId, accountId } = c.session
  const { open } = boxes(room.keyring, bureauId)
  return withTx(room.pool, { bureau: bureauId }, async (tx) => {
    const rows = await contactsAfter(tx, bureauId, ask.groupId, ask.after, ask.limit + 1)
    const shown = rows.slice(0, ask.limit)
    if (ask.reason !== null && shown.length > 0) {
      const details = { groupId: ask.groupId, reason: ask.reason, persons: shown.length }
      await audit(tx, { bureauId, accountId, action: 'message.contacts-read', details, now: c.now })
    }
    const items = shown.map((r): Contact => {
      const { address, name } = open<Person>('contact', r.digest, r.box)
      return {
        key: r.digest,
        via: r.via,
        address: ask.reason === null ? masked(address) : address,
        name: ask.reason === null ? name.replace(/^(.).*$/u, name.length > 1 ? '$1*' : '$1') : name,
        consentSource: r.consentSource,
        consentOn: r.consentOn,
        optedOut: r.optedOut,
      }
    })
    return { items, next: rows.length > ask.limit ? shown.at(-1)!.digest : null }
  })
}

/**
 * Takes a person out of a group, or out of everything where they said so at the desk.
 * @returns refusal `not_found`
 */
export async function removeContact(
  room: MessagesRoom,
  c: Command,
  o: { groupId: string; key: string; optOut: boolean },
): Promise<{ size: number } | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return once(room.pool, c, ['drop-contact', o], async (tx) => {
    const group = await lockGroup(tx, bureauId, o.groupId)
    if (!group || !(await dropContact(tx, bureauId, o.groupId, o.key))) return refuse('not_found')
    if (o.optOut) {
      const month = plainDateIn(facts.bureau.zone, c.now.getTime()).slice(0, 7)
      await optOut(tx, { bureauId, digest: o.key, now: c.now, month, source: 'desk', accountId })
    }
    const details = { groupId: o.groupId, optOut: o.optOut }
    await audit(tx, { bureauId, accountId, action: 'message.contact-removed', details, now: c.now })
    return { size: await countGroup(tx, bureauId, o.groupId) }
  })
}
