/** Takes a duty list from a table. A row with the same title, unit and first day is the same entry, changed. */
import { once, todayIn } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { readTable } from '../tables/index.ts'
import { codeReader, readCategoryPaths } from './category-paths.ts'
import type { DutyEntry, DutyFields, DutyImportResult } from './contract.ts'
import { DUTY_COLUMNS, readDutyTable } from './read-duty-table.ts'
import type { Command, RoutingRoom } from './room.ts'
import { listEntries, saveEntry } from './store.ts'

const MOST_ROWS = 5000

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
 * @returns how many rows were new, changed, the same, or what `readTable` of tables refuses
 */
export async function importDuties(
  room: RoutingRoom,
  c: Command,
  ask: ImportAsk,
): Promise<DutyImportResult | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const table = await readTable({ name: ask.fileName, content: ask.content }, DUTY_COLUMNS, MOST_ROWS)
  if (isRefusal(table)) return table
  const today = todayIn(facts, c.now)
  const { entries, problems } = readDutyTable(table, [...facts.units.values()], today)
  return once(room.pool, c, ['import-duties', ask.fileName, ask.content, ask.dryRun], async (tx) => {
    const code = codeReader(await readCategoryPaths(tx, bureauId))
    const known = new Map<string, DutyEntry>((await listEntries(tx, bureauId)).map((e) => [sameKey(e), e]))
    const result = { rows: table.rows.length, added: 0, changed: 0, same: 0, problems }
    for (const read of entries) {
      const fields = { ...read, categories: read.categories.map(code) }
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
