/** Code lists (代码表): the program's codes with the bureau's own over them. */
import { audit, type BureauRoom, type Command, once, todayIn } from '../../bureau/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import type { CodeItem, CodeList, Words } from '../contract.ts'
import { type BuiltinList, CODE_LISTS } from './builtin.ts'
import { listCodeItems, type StoredCode, saveCodeItem } from './store.ts'

/** All lists with all their items, ended ones too: old matters name them. */
export function readCodeLists(room: BureauRoom, bureauId: string): Promise<CodeList[]> {
  return withTx(
    room.pool,
    { bureau: bureauId },
    async (tx) => {
      const stored = await listCodeItems(tx, bureauId)
      return CODE_LISTS.map((l) =>
        merged(
          l,
          stored.filter((s) => s.list === l.list),
        ),
      )
    },
    { readOnly: true },
  )
}

/** Items of one list, in a transaction of the caller's. */
export async function itemsOf(tx: Tx, bureauId: string, list: string): Promise<CodeItem[]> {
  const builtin = CODE_LISTS.find((l) => l.list === list)
  if (!builtin) return []
  return merged(
    builtin,
    (await listCodeItems(tx, bureauId)).filter((s) => s.list === list),
  ).items
}

/** Whether an item may be chosen on a day. */
export const inForce = (item: CodeItem, day: string): boolean =>
  (item.validFrom === null || item.validFrom <= day) && (item.validTo === null || day <= item.validTo)

function merged(l: BuiltinList, stored: readonly StoredCode[]): CodeList {
  const own = new Map(stored.map((s) => [s.code, s]))
  const items: CodeItem[] = l.codes.map((c, i) => {
    const s = own.get(c.code)
    own.delete(c.code)
    if (s) return { ...itemOf(s), builtIn: true }
    return { ...c, position: i, validFrom: null, validTo: null, builtIn: true, version: 0 }
  })
  for (const s of own.values()) items.push({ ...itemOf(s), builtIn: false })
  items.sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1))
  return { list: l.list, label: l.label, help: l.help, items }
}

const itemOf = ({ code, name, position, validFrom, validTo, version }: StoredCode) => ({
  code,
  name,
  position,
  validFrom,
  validTo,
  version,
})

export interface CodeInput {
  list: string
  code: string
  name: Words
  position?: number
  validFrom: string
  validTo: string | null
  /** 0 for an item that has no row of the bureau's yet. */
  expectedVersion: number
}

/**
 * Adds an item, or changes names and validity of one; a code is never deleted, for old matters name it.
 * Refuses `administration.unknown_list`, `input.invalid_date` (ends before it begins), `bureau.changed_meanwhile`.
 */
export async function saveCode(
  room: BureauRoom,
  command: Command,
  input: CodeInput,
): Promise<CodeItem | Refusal> {
  const { bureauId, accountId } = command.session
  const builtin = CODE_LISTS.find((l) => l.list === input.list)
  if (!builtin) return refuse('administration.unknown_list', { field: 'list' })
  if (input.validTo !== null && input.validTo < input.validFrom) {
    return refuse('input.invalid_date', { field: 'validTo' })
  }
  return once(room.pool, command, ['save-code', input], async (tx) => {
    const items = await itemsOf(tx, bureauId, input.list)
    const before = items.find((i) => i.code === input.code)
    const { expectedVersion, ...code } = input
    if ((before?.version ?? 0) !== expectedVersion) return refuse('bureau.changed_meanwhile')
    const position = input.position ?? before?.position ?? items.length
    const saved = await saveCodeItem(tx, bureauId, { ...code, position, version: expectedVersion + 1 })
    if (!saved) return refuse('bureau.changed_meanwhile')
    const item: CodeItem = {
      ...itemOf({ ...code, position, version: expectedVersion + 1 }),
      builtIn: builtin.codes.some((c) => c.code === input.code),
    }
    const details = { list: input.list, before: before ?? null, after: item }
    await audit(tx, { bureauId, accountId, action: 'code.saved', details, now: command.now })
    return item
  })
}

/** The day it is in the bureau, for what is in force. */
export async function bureauToday(room: BureauRoom, bureauId: string, now: Date): Promise<string> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) throw new Error(`bureau ${bureauId} is not known`)
  return todayIn(facts, now)
}
