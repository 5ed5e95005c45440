/**
 * A told story as lines of COPY with holes: what each matter has of its own (id, number, unit, time, words) is filled in,
 * all else is joined on. Rows so made are those of the engine; only event ids and the hashes of the chain repeat.
 */
import { CHILD_TABLES, project } from '../../src/cases/index.ts'
import { draftsOf } from '../../src/notifications/from-events.ts'
import { copyText } from '../copy.ts'
import { CATEGORY, CHANNEL, type Told } from './teller.ts'

type Row = Record<string, unknown>

/** Holes that every template has, by their place among the values; those of the contents come after them. */
export const HOLE = {
  matterId: 0,
  number: 1,
  unitId: 2,
  accountId: 3,
  receivedAt: 4,
  channel: 5,
  category: 6,
  newsNo: 7,
} as const
const FIXED = Object.keys(HOLE).length
/** Of the i-th content: its commitment and its cipher. */
export const commitmentHole = (i: number): number => FIXED + 2 * i
export const cipherHole = (i: number): number => FIXED + 2 * i + 1

/** Text with holes: the numbers are places of values. */
type Line = (string | number)[]

export interface Template {
  told: Told
  lines: ReadonlyMap<string, readonly Line[]>
  /** Columns the lines of each table are made of. */
  copied: ReadonlyMap<string, readonly string[]>
}

/** Columns of each table that take values, as the catalogue names them: the schema may be newer than this file. */
export type Columns = ReadonlyMap<string, readonly string[]>

/** @param newsSince nothing that happened before is told to anybody (notifications are kept for a while only) */
export function templateOf(told: Told, bureauId: string, columns: Columns, newsSince: Date): Template {
  const cut = cutter(told)
  const lines = new Map<string, Line[]>()
  const copied = new Map<string, readonly string[]>()
  const keep = (table: string, rows: readonly Row[]) => {
    const full = rows.map((row): Row => ({ bureau_id: bureauId, matter_id: told.matterId, ...row }))
    const names = columns.get(table)?.filter((c) => c in (full[0] ?? {})) ?? []
    if (full.length === 0) return
    copied.set(table, names)
    lines.set(
      table,
      full.map((row) => cut(`${names.map((c) => copyText(row[c])).join('\t')}\n`)),
    )
  }
  for (const [table, rows] of rowsOf(told)) keep(table, rows)
  keep('notifications', newsOf(told, newsSince))
  return { told, lines, copied }
}

/** Joins a line with the values of one matter. */
export function filled(line: Line, values: readonly string[]): string {
  let text = ''
  for (const part of line) text += typeof part === 'string' ? part : values[part]
  return text
}

const NEWS_NO = '@news-no@'
const cipherMark = (i: number) => `@cipher-${i}@`

function cutter(told: Told): (text: string) => Line {
  const holes = new Map<string, number>([
    [told.matterId, HOLE.matterId],
    [told.number, HOLE.number],
    [told.handler.unitId!, HOLE.unitId],
    [told.handler.id!, HOLE.accountId],
    [told.receivedAt, HOLE.receivedAt],
    [CHANNEL, HOLE.channel],
    [CATEGORY, HOLE.category],
    [NEWS_NO, HOLE.newsNo],
  ])
  told.contents.forEach((c, i) => {
    holes.set(c.commitment, commitmentHole(i))
    holes.set(cipherMark(i), cipherHole(i))
  })
  const any = new RegExp(`(${[...holes.keys()].map((h) => h.replaceAll('.', '\\.')).join('|')})`)
  return (text) => text.split(any).map((part) => holes.get(part) ?? part)
}

function rowsOf(told: Told): Map<string, Row[]> {
  const { doc } = told
  const projection = project(doc)
  const rows = new Map<string, Row[]>()
  rows.set('matters', [
    {
      ...projection.matters,
      version: doc.version,
      head_hash: told.headHash,
      // Nothing is left to seal: a seal over all of it would be one document of a million lines.
      sealed_version: doc.version,
      recorded_at: told.recordedAt,
      doc,
    },
  ])
  rows.set(
    'events',
    told.events.map((e) => ({
      version: e.version,
      event_id: e.eventId,
      type: e.type,
      schema_version: e.schemaVersion,
      occurred_at: e.occurredAt,
      recorded_at: e.recordedAt,
      actor: e.actor,
      procedure: e.procedure,
      procedure_version: e.procedureVersion,
      data: e.data,
      prev_hash: e.prevHash,
      hash: e.hash,
    })),
  )
  rows.set(
    'contents',
    told.contents.map((c, i) => ({
      content_id: c.contentId,
      kind: c.kind,
      version: c.version,
      cipher: cipherMark(i),
      commitment: c.commitment,
    })),
  )
  for (const table of CHILD_TABLES) rows.set(table, projection[table])
  return rows
}

function newsOf(told: Told, since: Date): Row[] {
  return told.events
    .filter((e) => new Date(e.occurredAt) >= since)
    .flatMap((e) =>
      draftsOf(e.type, e.data, e.actor, told.doc).map((d) => ({
        notification_no: NEWS_NO,
        unit_id: d.unitId,
        kind: d.kind,
        roles: d.roles,
        at: e.occurredAt,
        version: e.version,
        proceeding_id: d.proceedingId,
        procedure: d.procedure,
        state: d.state,
        actor_kind: e.actor.kind,
        actor_unit_id: e.actor.unitId,
        link: null,
        words: null,
      })),
    )
}
