/** Takes a duty list from a table. A row with the same title, unit and first day is the same entry, changed. */
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { once, todayIn } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { DutyEntry, DutyFields, DutyImportResult } from './contract.ts'
import { readDutyTable } from './read-duty-table.ts'
import type { Command, RoutingRoom } from './room.ts'
import { listEntries, saveEntry } from './store.ts'

const MOST_ROWS = 5000

/** Cells of a file as text. Refuses `routing.file_unreadable`, `routing.too_many_rows`. */
export async function readTable(fileName: string, bytes: Buffer): Promise<string[][] | Refusal> {
  try {
    const rows = /\.xlsx$/i.test(fileName)
      ? (await readSheet(bytes)).map((row) => row.map(cellText))
      : (parse(textOf(bytes), { relax_column_count: true, skip_empty_lines: true }) as string[][])
    if (rows.length > MOST_ROWS) return refuse('routing.too_many_rows', { details: { most: MOST_ROWS } })
    return rows
  } catch {
    return refuse('routing.file_unreadable', { field: 'file' })
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}

/** Spreadsheets on Chinese Windows still save .csv as GB 18030. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const sameKey = (f: DutyFields) => [f.title, f.unitId, f.validFrom].join('\n')
const formOf = (f: DutyFields) =>
  JSON.stringify([
    f.title,
    f.words,
    f.categories,
    f.places,
    f.unitId,
    f.coUnitIds,
    f.basis,
    f.validFrom,
    f.validTo,
  ])

export interface ImportAsk {
  fileName: string
  content: string
  dryRun: boolean
}

/**
 * Tells for each wrong row what is wrong and takes the others; as a dry run it only tells.
 * @returns how many rows were new, changed, the same
 */
export async function importDuties(
  room: RoutingRoom,
  c: Command,
  ask: ImportAsk,
): Promise<DutyImportResult | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const table = await readTable(ask.fileName, Buffer.from(ask.content, 'base64'))
  if (isRefusal(table)) return table
  const today = todayIn(facts, c.now)
  const { entries, problems } = readDutyTable(table, [...facts.units.values()], today)
  return once(room.pool, c, ['import-duties', ask.fileName, ask.content, ask.dryRun], async (tx) => {
    const known = new Map<string, DutyEntry>((await listEntries(tx, bureauId)).map((e) => [sameKey(e), e]))
    const result = { rows: Math.max(table.length - 1, 0), added: 0, changed: 0, same: 0, problems }
    for (const fields of entries) {
      const before = known.get(sameKey(fields))
      if (before && formOf(before) === formOf(fields)) {
        result.same++
        continue
      }
      result[before ? 'changed' : 'added']++
      const entryId = before?.entryId ?? uuidv7(c.now)
      const version = (before?.version ?? 0) + 1
      // A row that comes twice in one file is one entry, its last form.
      known.set(sameKey(fields), { entryId, ...fields, version, changedAt: c.now.toISOString() })
      if (!ask.dryRun)
        await saveEntry(tx, { bureauId, entryId, fields, version, at: c.now, accountId, what: 'imported' })
    }
    return result
  })
}
