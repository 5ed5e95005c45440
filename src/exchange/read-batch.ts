/** Reading batches: the list, one with its mapping, its preview by cell, its rows, its bad rows as a file. */
import { localMs } from '../kernel/calendar/index.ts'
import { isRefusal, type Lang, problemOf, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import {
  type Cell,
  CSV_TYPE,
  columnLetter,
  type SheetOut,
  textOf,
  writeCsv,
  writeXlsx,
  XLSX_TYPE,
} from '../tables/index.ts'
import {
  type BatchRow,
  findBatch,
  listBatches,
  listRows,
  type RowSeen,
  readTableCipher,
} from './batch-store.ts'
import { batchView, fieldViews } from './batch-view.ts'
import { KEPT_DAYS } from './bring-file.ts'
import { choicesOf, type Fault, isBad, meaningfulRows } from './check-row.ts'
import type { Choice } from './choices.ts'
import type {
  BatchKind,
  BatchPage,
  BatchView,
  CellProblem,
  ChoiceField,
  FieldId,
  Preview,
  RowOutcome,
} from './contract.ts'
import { type Asker, contextOf, type ExchangeDeps, importProcedures } from './deps.ts'
import { shown } from './difference.ts'
import { fieldsOf } from './fields.ts'
import { checkRows, type Judged, judge } from './judge.ts'
import { isRefusedHeading } from './mapping.ts'
import { openTable } from './sealed.ts'
import type { Table } from './table.ts'

/** A batch is the business of the unit that brought it. */
export const inSight = (b: BatchRow | undefined, who: Asker): b is BatchRow =>
  b !== undefined && (b.unit_id === who.unitId || (b.unit_id === null && who.roles.includes('bureau-head')))

interface Opened {
  batch: BatchRow
  table: Table | null
}

async function open(deps: ExchangeDeps, tx: Tx, who: Asker, batchId: string): Promise<Opened | Refusal> {
  const batch = await findBatch(tx, who.bureauId, batchId)
  if (!inSight(batch, who)) return refuse('not_found')
  const cipher = batch.wrapped ? await readTableCipher(tx, who.bureauId, batchId) : null
  return { batch, table: openTable(deps.cases.keyring, who.bureauId, batch, cipher) }
}

export async function readBatches(
  deps: ExchangeDeps,
  who: Asker,
  q: { kind: BatchKind | null; after: { at: string; id: string } | null; limit: number; lang: Lang },
): Promise<BatchView[]> {
  const rows = await withTx(deps.cases.app, contextOf(who), (tx) =>
    listBatches(tx, who.bureauId, { unitId: who.unitId, kind: q.kind, after: q.after, limit: q.limit }),
  )
  return rows.map((b) => batchView(deps.cases.keyring, who.bureauId, b, q.lang))
}

export async function readBatch(
  deps: ExchangeDeps,
  who: Asker,
  batchId: string,
  lang: Lang,
): Promise<BatchPage | Refusal> {
  const opened = await withTx(deps.cases.app, contextOf(who), (tx) => open(deps, tx, who, batchId))
  return isRefusal(opened) ? opened : pageOf(deps, who, opened, lang)
}

function pageOf(deps: ExchangeDeps, who: Asker, { batch, table }: Opened, lang: Lang): BatchPage {
  const headers = table?.headers ?? batch.headers
  return {
    ...batchView(deps.cases.keyring, who.bureauId, batch, lang),
    table: {
      headers,
      headerRow: table?.headerRow ?? 1,
      encoding: table?.encoding ?? null,
      examples: headers.map((header, i) => (table && !isRefusedHeading(header) ? exampleOf(table, i) : '')),
    },
    refusedHeaders: headers.filter(isRefusedHeading),
    mapping: batch.mapping,
    fields: fieldViews(batch.kind, who.roles),
  }
}

const LONGEST_EXAMPLE = 40

/** What stands first in a column. */
function exampleOf(table: Table, at: number): string {
  for (const { cells } of meaningfulRows(table)) {
    const text = textOf(cells[at]).replace(/\s+/g, ' ')
    if (text !== '') return [...text].slice(0, LONGEST_EXAMPLE).join('')
  }
  return ''
}

/** Problems listed at once; the file of bad rows has them all. */
const MOST_PROBLEMS = 200
const SAMPLES = 8
const MOST_DIFFERENCES = 100

interface Look {
  zone: string
  procedures: readonly Choice[]
  batch: BatchRow
  table: Table
  rows: Judged[]
  cellsOf: ReadonlyMap<number, readonly Cell[]>
  placeOf: (field: FieldId | null) => number | null
}

/** All rows judged as they would be carried out now, or as they were when the import began. */
async function look(deps: ExchangeDeps, who: Asker, batchId: string): Promise<Look | Refusal> {
  const facts = await deps.cases.directory.byId(who.bureauId)
  if (!facts) return refuse('not_found')
  const opened = await withTx(deps.cases.app, contextOf(who), (tx) => open(deps, tx, who, batchId))
  if (isRefusal(opened)) return opened
  const { batch, table } = opened
  if (!table) return refuse('batch.file_gone', { details: { days: KEPT_DAYS } })
  const at = batch.started_at ?? who.now
  const { rows, placeOf } = checkRows(facts, batch.kind, table, batch.mapping, who.roles, at)
  const about = { batchId, kind: batch.kind, system: batch.system }
  // What is on record is asked as the program: of a matter out of this reader's sight nothing but "known" is shown.
  const judged = await withTx(
    deps.cases.app,
    { bureau: who.bureauId, system: true },
    (tx) => judge(deps, tx, who.bureauId, about, rows),
    { readOnly: true },
  )
  return {
    zone: facts.bureau.zone,
    procedures: importProcedures(who.roles),
    batch,
    table,
    rows: judged,
    cellsOf: new Map(table.rows.map((r) => [r.row, r.cells])),
    placeOf,
  }
}

const LONGEST_VALUE = 80

function problemAt(l: Look, r: Judged, f: Fault, lang: Lang): CellProblem {
  const at = l.placeOf(f.field)
  const choices = f.refusal.refused === 'cell.choice' && f.field && choicesOf(f.field, l.procedures)
  const details = choices ? { options: choices.map((c) => c.label[lang]) } : f.refusal.details
  const said = problemOf({ ...f.refusal, details, field: f.field ?? undefined } as Refusal, lang, '')
  const value = at === null ? '' : textOf(l.cellsOf.get(r.row)?.[at])
  return {
    row: r.row,
    column: at === null ? null : columnLetter(at),
    header: at === null ? null : l.table.headers[at]!,
    field: f.field,
    code: f.refusal.refused,
    level: f.level,
    title: said?.title ?? f.refusal.refused,
    remedy: said?.detail ?? '',
    value: value === '' ? null : [...value].slice(0, LONGEST_VALUE).join(''),
  }
}

export async function previewBatch(
  deps: ExchangeDeps,
  who: Asker,
  batchId: string,
  lang: Lang,
): Promise<Preview | Refusal> {
  const l = await look(deps, who, batchId)
  if (isRefusal(l)) return l
  const { rows } = l
  const faults = rows.flatMap((r) => r.faults.map((f) => ({ r, f })))
  // What keeps a row out comes before what only deserves a look.
  faults.sort(
    (a, b) => Number(a.f.level === 'warning') - Number(b.f.level === 'warning') || a.r.row - b.r.row,
  )
  const count = (outcome: RowOutcome) => rows.filter((r) => r.outcome === outcome).length
  const changed = rows.filter((r) => r.outcome === 'changed')
  return {
    rows: rows.length,
    good: count('made'),
    bad: count('bad'),
    warnings: rows.filter((r) => !isBad(r) && r.faults.length > 0).length,
    known: count('known'),
    changed: changed.length,
    problems: faults.slice(0, MOST_PROBLEMS).map(({ r, f }) => problemAt(l, r, f, lang)),
    more: Math.max(0, faults.length - MOST_PROBLEMS),
    samples: rows
      .slice(0, SAMPLES)
      .map((r) => ({ row: r.row, values: sampleOf(l, r, lang), outcome: r.outcome })),
    differences: changed.slice(0, MOST_DIFFERENCES).map((r) => ({
      row: r.row,
      externalNumber: r.values.externalNumber!,
      number: r.order?.matter_number ?? null,
      matterId: r.matterId!,
      fields: r.differences,
    })),
    unknown: unknownWords(l),
  }
}

const MOST_WORDS = 50

function unknownWords(l: Look): Preview['unknown'] {
  const words = new Map<string, Preview['unknown'][number]>()
  for (const r of l.rows) {
    for (const { field, refusal } of r.faults) {
      if (refusal.refused !== 'cell.choice') continue
      const word = textOf(l.cellsOf.get(r.row)?.[l.placeOf(field)!])
      const known = words.get(`${field}/${word}`)
      if (known) known.count++
      else words.set(`${field}/${word}`, { field: field as ChoiceField, word: word.slice(0, 100), count: 1 })
    }
  }
  return [...words.values()].sort((a, b) => b.count - a.count).slice(0, MOST_WORDS)
}

function sampleOf(l: Look, r: Judged, lang: Lang): { field: FieldId; value: string }[] {
  const procedures = importProcedures('system')
  return fieldsOf(l.batch.kind).flatMap((f) => {
    const came = f.id === 'receivedAt' || f.id === 'sentAt'
    const value = came ? r.values.receivedAt && localTime(l.zone, r.values.receivedAt) : shown(r.values, f.id)
    if (!value) return []
    const choice = choicesOf(f.id, procedures)?.find((c) => c.value === value)
    return [{ field: f.id, value: choice ? choice.label[lang] : value }]
  })
}

/** `2026-03-21 15:04` as a wall clock of the zone shows an instant. */
const localTime = (zone: string, instant: string): string =>
  new Date(localMs(zone, Date.parse(instant))).toISOString().slice(0, 16).replace('T', ' ')

export interface RowView {
  row: number
  outcome: RowOutcome
  matterId: string | null
  number: string | null
  cancelled: boolean
  reason: { code: string; title: string } | null
}

/** What became of the rows, in order. Numbers are shown of matters the reader may see. */
export async function readRows(
  deps: ExchangeDeps,
  who: Asker,
  batchId: string,
  q: { outcome: RowOutcome | null; after: number; limit: number; lang: Lang },
): Promise<RowView[] | Refusal> {
  return withTx(deps.cases.app, contextOf(who), async (tx) => {
    const batch = await findBatch(tx, who.bureauId, batchId)
    if (!inSight(batch, who)) return refuse('not_found')
    const rows = await listRows(tx, who.bureauId, batchId, q)
    return rows.map((r) => rowView(r, q.lang))
  })
}

function rowView(r: RowSeen, lang: Lang): RowView {
  const why = r.code ? problemOf({ refused: r.code }, lang, '') : null
  return {
    row: r.row_no,
    outcome: r.outcome,
    matterId: r.number === null ? null : r.matter_id,
    number: r.number,
    cancelled: r.cancelled,
    reason: r.code ? { code: r.code, title: why?.title ?? r.code } : null,
  }
}

const REASON = { zh: '未导入的原因（改好后可整份再导入，已导入的行不会重复）', en: 'Why it was left out' }

/**
 * The rows left out, as they stood, with the reasons behind each: mended, the file is brought again. Columns that mark
 * people are left out of it.
 */
export async function badRowsFile(
  deps: ExchangeDeps,
  who: Asker,
  batchId: string,
  format: 'xlsx' | 'csv',
  lang: Lang,
): Promise<{ bytes: Buffer; type: string } | Refusal> {
  const l = await look(deps, who, batchId)
  if (isRefusal(l)) return l
  const stored = await withTx(deps.cases.app, contextOf(who), (tx) =>
    listRows(tx, who.bureauId, batchId, { outcome: 'bad', after: 0, limit: null }),
  )
  const refusedLater = new Map(stored.map((r) => [r.row_no, r.code]))
  const kept = l.table.headers.flatMap((header, i) => (isRefusedHeading(header) ? [] : [i]))
  const rows: SheetOut['rows'] = [
    [...kept.map((i) => l.table.headers[i]!), REASON[lang]],
    ...l.rows
      .filter((r) => isBad(r) || refusedLater.has(r.row))
      .map((r) => [
        ...kept.map((i) => l.cellsOf.get(r.row)?.[i] ?? null),
        reasonsOf(l, r, refusedLater.get(r.row), lang),
      ]),
  ]
  return format === 'csv'
    ? { bytes: writeCsv(rows), type: CSV_TYPE }
    : {
        bytes: await writeXlsx([{ name: lang === 'zh' ? '未导入的行' : 'Rows left out', rows }]),
        type: XLSX_TYPE,
      }
}

function reasonsOf(l: Look, r: Judged, code: string | null | undefined, lang: Lang): string {
  const lines = r.faults
    .filter((f) => f.level === 'error')
    .map((f) => {
      const p = problemAt(l, r, f, lang)
      const where = p.header ? `${p.column}${p.row} ${p.header}` : `${p.row}`
      return lang === 'zh' ? `${where}：${p.title}。${p.remedy}` : `${where}: ${p.title}. ${p.remedy}`
    })
  if (lines.length === 0 && code) {
    const said = problemOf({ refused: code }, lang, '')
    lines.push(said ? `${said.title}${lang === 'zh' ? '。' : '. '}${said.detail}` : code)
  }
  return lines.join('\n')
}
