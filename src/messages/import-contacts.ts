/** Contacts from a table: tried first, told cell by cell what is wrong; none without the consent it rests on. */
import { audit, type Command, once } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Column, type NamedTable, readMoment, readTable } from '../tables/index.ts'
import type { ContactImport, Via } from './contract.ts'
import { contactsOf, countGroup, lockGroup, type NewContact, optedOutOf, putContacts } from './group-store.ts'
import { addressIn, boxes, digestOf, type MessagesRoom, type Person } from './room.ts'

export const CONTACT_COLUMNS = [
  {
    id: 'address',
    label: { zh: '手机号码', en: 'phone' },
    required: true,
    also: ['手机', '电话', '联系电话', '号码', '手机号', '邮箱', '电子邮箱', 'email', 'mobile'],
  },
  { id: 'name', label: { zh: '称呼', en: 'name' }, required: false, also: ['姓名', '名称'] },
  {
    id: 'consentSource',
    label: { zh: '同意方式', en: 'consent' },
    required: false,
    also: ['同意来源', '来源', 'consent source'],
  },
  { id: 'consentOn', label: { zh: '同意日期', en: 'consent date' }, required: false, also: ['日期', 'date'] },
] as const satisfies readonly Column[]
type ColumnId = (typeof CONTACT_COLUMNS)[number]['id']

const MOST_ROWS = 50_000

export interface ReadRow {
  line: number
  via: Via
  address: string
  name: string
  consentSource: string
  consentOn: string
}

/** Consent of rows that say nothing of it. */
export interface Otherwise {
  consentSource: string
  consentOn: string | null
}

/** Rows that can be taken, and what is wrong with the others. @param today in the bureau's zone */
export function readRows(
  table: NamedTable,
  otherwise: Otherwise,
  today: string,
): { rows: ReadRow[]; problems: ContactImport['problems'] } {
  const problems: ContactImport['problems'] = []
  const seen = new Set<string>()
  const rows = table.rows.flatMap(({ line, cells }): ReadRow[] => {
    const before = problems.length
    const cell = (c: ColumnId) => (cells[c] ?? '').trim()
    const wrong = (c: ColumnId, problem: string) => {
      const letter = table.letters[c]
      const column = CONTACT_COLUMNS.find((x) => x.id === c)!.label.zh
      const value = cell(c).slice(0, 60)
      problems.push({ row: line, cell: letter ? `${letter}${line}` : null, column, problem, value })
    }
    const via: Via = cell('address').includes('@') ? 'email' : 'sms'
    const address = addressIn(via, cell('address'))
    if (cell('address') === '') wrong('address', 'empty')
    else if (address === null) wrong('address', via === 'sms' ? 'not-a-mobile' : 'not-an-address')
    else if (seen.has(address)) wrong('address', 'twice')
    if (cell('name').length > 40) wrong('name', 'too-long')
    const consentSource = cell('consentSource') || otherwise.consentSource.trim()
    if (consentSource === '') wrong('consentSource', 'no-consent')
    if (consentSource.length > 100) wrong('consentSource', 'too-long')
    let consentOn = otherwise.consentOn
    if (cell('consentOn') !== '') {
      const read = readMoment(cell('consentOn'))
      if (typeof read === 'string') wrong('consentOn', 'not-a-date')
      else consentOn = read.day
    } else if (consentOn === null) wrong('consentOn', 'no-consent')
    if (consentOn !== null && consentOn > today) wrong('consentOn', 'in-future')
    if (problems.length > before) return []
    seen.add(address!)
    return [{ line, via, address: address!, name: cell('name'), consentSource, consentOn: consentOn! }]
  })
  return { rows, problems }
}

export interface ContactImportAsk extends Otherwise {
  groupId: string
  fileName: string
  content: string
  dryRun: boolean
}

/** Digests a statement looks up at once. */
const SLICE = 5000

/** @returns what would be or was done; refuses `not_found` and what reading the file refuses */
export async function importContacts(
  room: MessagesRoom,
  c: Command,
  ask: ContactImportAsk,
): Promise<ContactImport | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const table = await readTable({ name: ask.fileName, content: ask.content }, CONTACT_COLUMNS, MOST_ROWS)
  if (isRefusal(table)) return table
  const read = readRows(table, ask, plainDateIn(facts.bureau.zone, c.now.getTime()))
  const { groupId, dryRun } = ask
  const meaning = [
    'import-contacts',
    groupId,
    ask.fileName,
    ask.content,
    ask.consentSource,
    ask.consentOn,
    dryRun,
  ]
  return once(room.pool, c, meaning, async (tx) => {
    if (!(await lockGroup(tx, bureauId, groupId))) return refuse('not_found')
    const box = boxes(room.keyring, bureauId)
    const result: ContactImport = {
      rows: table.rows.length,
      added: 0,
      changed: 0,
      same: 0,
      optedOut: 0,
      problems: read.problems.slice(0, 500),
    }
    for (let from = 0; from < read.rows.length; from += SLICE) {
      const rows = read.rows
        .slice(from, from + SLICE)
        .map((r) => ({ ...r, digest: digestOf(room.keyring, bureauId, r.via, r.address) }))
      const digests = rows.map((r) => r.digest)
      const known = new Map((await contactsOf(tx, bureauId, groupId, digests)).map((k) => [k.digest, k]))
      result.optedOut += (await optedOutOf(tx, bureauId, digests)).size
      const writes = rows.flatMap((r): NewContact[] => {
        const old = known.get(r.digest)
        const same =
          old &&
          old.consentSource === r.consentSource &&
          old.consentOn === r.consentOn &&
          box.open<Person>('contact', r.digest, old.box).name === r.name
        if (same) result.same++
        else if (old) result.changed++
        else result.added++
        if (same || dryRun) return []
        const { digest, via, address, name, consentSource, consentOn } = r
        const sealed = box.seal('contact', digest, { address, name } satisfies Person).toString('base64')
        return [{ digest, via, box: sealed, consentSource, consentOn }]
      })
      if (writes.length > 0) await putContacts(tx, bureauId, groupId, writes, { accountId, now: c.now })
    }
    if (!dryRun) {
      await countGroup(tx, bureauId, groupId)
      const details = { groupId, added: result.added, changed: result.changed }
      await audit(tx, { bureauId, accountId, action: 'message.contacts-imported', details, now: c.now })
    }
    return result
  })
}
