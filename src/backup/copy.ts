/** Whole tables out of a database and into one, by the COPY of PostgreSQL. */
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import pg from 'pg'

/** The parts of the driver's connection that a copy speaks to; its types leave them out. */
interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
  stream: Writable & { pause(): void; resume(): void }
}

/** A connection of its own, not in pipeline mode: a copy has the wire to itself. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'huiyin-backup' })
  await client.connect()
  return client
}

/** One statement that copies, as the driver takes it up. */
abstract class Copy {
  readonly done: Promise<number>
  protected wire!: Wire
  readonly #text: string
  #settle!: { resolve: (rows: number) => void; reject: (error: Error) => void }
  #rows = 0
  #failed: Error | null = null

  constructor(text: string) {
    this.#text = text
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
  }

  submit(wire: Wire): null {
    this.wire = wire
    wire.query(this.#text)
    return null
  }
  fail(error: Error): void {
    this.#failed ??= error
  }
  handleError(error: Error): void {
    this.fail(error)
  }
  handleCommandComplete(message: { text: string }): void {
    this.#rows = Number(/^COPY (\d+)$/.exec(message.text)?.[1] ?? 0)
  }
  handleReadyForQuery(): void {
    // Stopped for a slow writer by the last of the rows: the next statement needs the wire.
    this.wire.stream.resume()
    if (this.#failed) this.#settle.reject(this.#failed)
    else this.#settle.resolve(this.#rows)
  }
}

class CopyOut extends Copy {
  readonly #to: Writable
  #waiting = false
  constructor(text: string, to: Writable) {
    super(text)
    this.#to = to
  }
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The chunk is a window into the driver's own buffer, which goes on to be filled.
    // What the driver has read already still comes after the wire was stopped.
    if (this.#to.write(Buffer.from(chunk)) || this.#waiting) return
    this.#waiting = true
    this.wire.stream.pause()
    this.#to.once('drain', () => {
      this.#waiting = false
      this.wire.stream.resume()
    })
  }
}

class CopyIn extends Copy {
  readonly #from: Readable
  constructor(text: string, from: Readable) {
    super(text)
    this.#from = from
  }
  handleCopyInResponse(): void {
    const send = async () => {
      for await (const chunk of this.#from) {
        this.wire.sendCopyFromChunk(chunk as Buffer)
        if (this.wire.stream.writableNeedDrain) await once(this.wire.stream, 'drain')
      }
      this.wire.endCopyFrom()
    }
    send().catch((error: Error) => {
      this.fail(error)
      this.wire.sendCopyFail(error.message)
    })
  }
}

const run = (client: pg.Client, copy: Copy): Promise<number> => {
  client.query(copy as unknown as pg.Submittable)
  return copy.done
}

const quoted = (names: readonly string[]): string => names.map((n) => pg.escapeIdentifier(n)).join(', ')

/** Writes a table's rows in PostgreSQL's own text form. @returns how many; `to` is left open */
export const copyOut = (
  client: pg.Client,
  table: string,
  columns: readonly string[],
  to: Writable,
): Promise<number> =>
  run(client, new CopyOut(`COPY ${pg.escapeIdentifier(table)} (${quoted(columns)}) TO STDOUT`, to))

/** Reads rows in that form into a table. @returns how many */
export const copyIn = (
  client: pg.Client,
  table: string,
  columns: readonly string[],
  from: Readable,
): Promise<number> =>
  run(client, new CopyIn(`COPY ${pg.escapeIdentifier(table)} (${quoted(columns)}) FROM STDIN`, from))
