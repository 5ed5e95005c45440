/**
 * Transactions with a context. Row security reads `app.bureau`, `app.unit` and `app.account`; they are set with
 * `SET LOCAL`, so they end with the transaction and hold on the shards of a distributed engine too.
 */
import pg from 'pg'
import { type Pool, statementName } from './pool.ts'

/** For whom a transaction runs. Each is a UUID, or null for "none" (the policies then show nothing). */
export interface TxContext {
  bureau: string | null
  unit?: string | null
  account?: string | null
  /** The one matter a citizen opened with its code; row security then shows it even in a shielded lane. */
  matter?: string | null
  /** The program itself, after its rules allowed the act (saving, jobs, sealing): shielded lanes are open to it. */
  system?: boolean
}

export interface TxOptions {
  /** Default: read committed. `repeatable read` gives one snapshot for many reads. */
  isolation?: 'repeatable read' | 'serializable'
  readOnly?: boolean
  /**
   * Plan each statement once a connection instead of for each set of values first. For look-ups by key and writes, whose
   * plan is the same for all values; not for lists, whose best plan depends on what is asked.
   */
  plansOnce?: boolean
}

export interface Tx {
  /**
   * Runs one statement and gives its rows. It is prepared under a name made from its text; pass another name, or null
   * for "do not prepare" (SQL composed at run time). Statements given without awaiting go out together, in order.
   * @throws pg.DatabaseError as the server reports it; the transaction is then rolled back by `withTx`.
   */
  query<Row = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
    name?: string | null,
  ): Promise<Row[]>
  /**
   * The last statement: goes out together with COMMIT in one round trip, resolves once both are done. What it decides
   * must be decided in SQL (raise, or a CTE that writes nothing), for it is committed before its rows are seen here.
   * @param onDone called when the statement is done and its commit waits for the disk; that may still fail
   */
  commitWith<Row = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
    name?: string | null,
    onDone?: () => void,
  ): Promise<Row[]>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function contextValue(what: string, value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  if (!UUID.test(value)) throw new TypeError(`the ${what} of a transaction must be a UUID`)
  return value.toLowerCase()
}

/** The text that opens a transaction: always well-formed, for a BEGIN that failed to parse would leave no transaction. */
export function openingStatement(context: TxContext, options: TxOptions = {}): string {
  const bureau = contextValue('bureau', context.bureau)
  const unit = contextValue('unit', context.unit)
  const account = contextValue('account', context.account)
  const matter = contextValue('matter', context.matter)
  const isolation = options.isolation ? ` ISOLATION LEVEL ${options.isolation.toUpperCase()}` : ''
  const access = options.readOnly ? ' READ ONLY' : ''
  const plans = options.plansOnce ? '; SET LOCAL plan_cache_mode = force_generic_plan' : ''
  return (
    `BEGIN${isolation}${access}; SET LOCAL app.bureau = '${bureau}'; ` +
    `SET LOCAL app.unit = '${unit}'; SET LOCAL app.account = '${account}'; ` +
    `SET LOCAL app.matter = '${matter}'; SET LOCAL app.system = '${context.system ? 'on' : ''}'${plans}`
  )
}

interface Sent<Row> {
  command: string
  rows: Row[]
}

class Transaction implements Tx {
  state: 'open' | 'committing' | 'closed' = 'open'
  /** The first error: what a later "transaction is aborted" is really about. */
  failure: unknown = null
  /** True once something failed other than by the server's answer; the connection is then in an unknown state. */
  broken = false
  commit: Promise<void> | null = null
  readonly #client: pg.PoolClient
  /** Settles with the error of the opening statement, or null. Never rejects: `fn` may fail before anybody looks. */
  readonly #begun: Promise<unknown>

  constructor(client: pg.PoolClient, opening: string) {
    this.#client = client
    this.#begun = client.query(opening).then(
      () => null,
      (error: unknown) => {
        this.#note(error)
        return error
      },
    )
  }

  #note(error: unknown): void {
    this.failure ??= error
    this.broken ||= !(error instanceof pg.DatabaseError)
  }

  async #send<Row>(sql: string, params?: readonly unknown[], name?: string | null): Promise<Sent<Row>> {
    const prepared = name === null ? undefined : (name ?? statementName(sql))
    try {
      const result = await this.#client.query({
        text: sql,
        values: params as unknown[] | undefined,
        name: prepared,
      })
      return result as unknown as Sent<Row>
    } catch (error) {
      this.#note(error)
      // Every statement after a failed one is told only "transaction is aborted"; the cause is what helps.
      throw isAborted(error) ? this.failure : error
    }
  }

  async query<Row>(sql: string, params?: readonly unknown[], name?: string | null): Promise<Row[]> {
    if (this.state !== 'open') throw new Error('the transaction has ended; no statement may follow')
    return (await this.#send<Row>(sql, params, name)).rows
  }

  async commitWith<Row>(
    sql: string,
    params?: readonly unknown[],
    name?: string | null,
    onDone?: () => void,
  ): Promise<Row[]> {
    if (this.state !== 'open') throw new Error('the transaction has ended; no statement may follow')
    // Corked: the statement and COMMIT leave in one write and wake the server once.
    const stream = streamOf(this.#client)
    stream?.cork()
    const last = this.#send<Row>(sql, params, name)
    this.commit = this.#sendCommit()
    stream?.uncork()
    if (onDone) void last.then(onDone, () => {})
    const [rows, committed] = await Promise.allSettled([last, this.commit])
    if (rows.status === 'rejected') throw rows.reason
    if (committed.status === 'rejected') throw committed.reason
    return rows.value.rows
  }

  /** COMMIT of an aborted transaction succeeds as ROLLBACK; here that is an error. */
  async #sendCommit(): Promise<void> {
    this.state = 'committing'
    const result = await this.#send('COMMIT', undefined, null)
    const notBegun = await this.#begun
    if (notBegun !== null) throw notBegun
    if (result.command !== 'COMMIT') {
      throw this.failure ?? new Error('the transaction was rolled back instead of committed')
    }
  }

  async finish(): Promise<void> {
    this.commit ??= this.#sendCommit()
    await this.commit
    this.state = 'closed'
  }

  async abandon(): Promise<void> {
    const committing = this.commit
    this.state = 'closed'
    if (committing) await committing.catch(() => {})
    // After a failed COMMIT this is only a warning; without one it ends the transaction behind all that was sent.
    await this.#client.query('ROLLBACK')
  }
}

function isAborted(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25P02'
}

/**
 * Runs `fn` in one transaction under `context` and commits it when `fn` resolves.
 *
 * `BEGIN` and the context are sent with the first statement of `fn` (one round trip); with `tx.commitWith` the last one
 * takes COMMIT along, so one read or one CTE alone costs a single round trip in all. If `fn` throws, or a statement
 * failed and `fn` swallowed its error (without a savepoint), everything is rolled back and the error is thrown on. An error thrown
 * by `fn` after `commitWith` is thrown on too, but what was committed stays.
 * @throws TypeError when a context value is no UUID; pg.DatabaseError; whatever `fn` throws.
 */
export async function withTx<T>(
  pool: Pool,
  context: TxContext,
  fn: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  const opening = openingStatement(context, options)
  const client = await pool.connect()
  const stream = streamOf(client)
  // Corked until `fn` first yields: the opening and the first statements leave in one write.
  stream?.cork()
  const tx = new Transaction(client, opening)
  try {
    let running: Promise<T>
    try {
      running = fn(tx)
    } finally {
      stream?.uncork()
    }
    const value = await running
    await tx.finish()
    return value
  } catch (error) {
    await tx.abandon().catch(() => {
      tx.broken = true
    })
    throw error
  } finally {
    client.release(tx.broken)
  }
}

function streamOf(client: pg.PoolClient): { cork(): void; uncork(): void } | undefined {
  return (client as unknown as { connection?: { stream?: { cork(): void; uncork(): void } } }).connection
    ?.stream
}
