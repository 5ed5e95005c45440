/** COPY … FROM STDIN over the driver: rows go in without being parsed as SQL or wrapped in JSON. */
import type { Client } from 'pg'

type Row = Record<string, unknown>

/** The connection as a query object of the driver sees it. */
interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

const CHUNK_ROWS = 500

/** A value in the text format of COPY. */
export function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (Array.isArray(value) && value.every((v) => typeof v === 'string'))
    return escaped(`{${value.join(',')}}`)
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  if (typeof value === 'object') return escaped(JSON.stringify(value))
  return String(value)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c]!)

/**
 * Copies rows into a table; all have the columns of the first. Arrays of texts go in as SQL arrays (of values without
 * commas), objects as JSON, bytes as bytea.
 * @throws pg.DatabaseError
 */
export function copyRows(client: Client, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return Promise.resolve()
  return copyLines(client, table, columns, chunksOf(rows, columns))
}

function* chunksOf(rows: readonly Row[], columns: readonly string[]): Iterable<string> {
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    let text = ''
    for (const row of rows.slice(from, from + CHUNK_ROWS))
      text += `${columns.map((c) => copyText(row[c])).join('\t')}\n`
    yield text
  }
}

/**
 * Copies lines that are in the text format of COPY already, each with its end.
 * @throws pg.DatabaseError
 */
export function copyLines(
  client: Client,
  table: string,
  columns: readonly string[],
  chunks: Iterable<string>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | null = null
    const query = {
      submit(wire: Wire) {
        wire.query(`copy ${table} (${columns.join(', ')}) from stdin`)
      },
      handleCopyInResponse(wire: Wire) {
        for (const text of chunks) wire.sendCopyFromChunk(Buffer.from(text))
        wire.endCopyFrom()
      },
      handleCommandComplete() {},
      handleReadyForQuery() {
        if (failed) reject(failed)
        else resolve()
      },
      handleError(error: Error) {
        failed = error
        reject(error)
      },
    }
    client.query(query as never)
  })
}
