/** Adds or changes an entry of the duty list. Every form it had stays in its history. */
import { once, todayIn } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { DutyEntry, DutyFields } from './contract.ts'
import type { Command, RoutingRoom } from './room.ts'
import { lockEntry, saveEntry } from './store.ts'

/** Refuses `routing.unknown_unit`, `routing.nothing_to_find_it_by`, `input.invalid_date`. */
async function checkFields(room: RoutingRoom, bureauId: string, f: DutyFields): Promise<Refusal | null> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  for (const [field, ids] of [
    ['unitId', [f.unitId]],
    ['coUnitIds', f.coUnitIds],
  ] as const)
    for (const id of ids) if (!facts.units.get(id)?.active) return refuse('input.unknown_unit', { field })
  if (f.words.length === 0 && f.categories.length === 0)
    return refuse('routing.nothing_to_find_it_by', { field: 'words' })
  if (f.validTo !== null && f.validTo < f.validFrom) return refuse('input.invalid_date', { field: 'validTo' })
  return null
}

const clean = (fields: DutyFields): DutyFields => {
  const tidy = (list: readonly string[]) => [...new Set(list.map((x) => x.trim()).filter(Boolean))]
  return {
    ...fields,
    title: fields.title.trim(),
    basis: fields.basis.trim(),
    words: tidy(fields.words),
    categories: tidy(fields.categories),
    places: tidy(fields.places),
    coUnitIds: [...new Set(fields.coUnitIds)].filter((id) => id !== fields.unitId),
  }
}

export async function addDuty(
  room: RoutingRoom,
  c: Command,
  given: DutyFields,
): Promise<DutyEntry | Refusal> {
  const fields = clean(given)
  const { bureauId, accountId } = c.session
  const refused = await checkFields(room, bureauId, fields)
  if (refused) return refused
  return once(room.pool, c, ['add-duty', fields], async (tx) => {
    const entryId = uuidv7(c.now)
    await saveEntry(tx, { bureauId, entryId, fields, version: 1, at: c.now, accountId, what: 'added' })
    return { entryId, ...fields, version: 1, changedAt: c.now.toISOString() }
  })
}

/** Ends an entry by its last day; nothing is ever taken out of the list. */
export async function changeDuty(
  room: RoutingRoom,
  c: Command,
  entryId: string,
  given: DutyFields,
  expectedVersion: number,
): Promise<DutyEntry | Refusal> {
  const fields = clean(given)
  const { bureauId, accountId } = c.session
  const refused = await checkFields(room, bureauId, fields)
  if (refused) return refused
  const facts = await room.directory.byId(bureauId)
  const today = facts ? todayIn(facts, c.now) : ''
  return once(room.pool, c, ['change-duty', entryId, fields, expectedVersion], async (tx: Tx) => {
    const before = await lockEntry(tx, bureauId, entryId)
    if (!before) return refuse('not_found')
    if (before.version !== expectedVersion)
      return refuse('write.stale_version', { details: { version: before.version } })
    const version = before.version + 1
    const what = fields.validTo !== null && fields.validTo <= today ? 'ended' : 'changed'
    await saveEntry(tx, { bureauId, entryId, fields, version, at: c.now, accountId, what })
    return { entryId, ...fields, version, changedAt: c.now.toISOString() }
  })
}
