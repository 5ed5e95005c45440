import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { openingStatement, type Tx, withTx } from './transaction.ts'

const BUREAU = '018f0000-0000-7000-8000-000000000001'
const ACCOUNT = '018F0000-0000-7000-8000-00000000000A'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  await database.owner.query('CREATE TABLE items (id integer PRIMARY KEY, label text)')
})
beforeEach(async () => {
  await database.owner.query("TRUNCATE items; INSERT INTO items VALUES (1, 'first')")
})
afterAll(() => database.drop())

async function stored(): Promise<number[]> {
  const { rows } = await database.owner.query<{ id: number }>('SELECT id FROM items ORDER BY id')
  return rows.map((row) => row.id)
}
const run = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => withTx(database.owner, { bureau: BUREAU }, fn)
const insert = (tx: Tx, id: number) => tx.query('INSERT INTO items (id) VALUES ($1)', [id])
/** A statement that would have worked alone, then another. */
const afterInsert = (fn: (tx: Tx) => Promise<unknown>) => async (tx: Tx) => {
  await insert(tx, 2)
  return fn(tx)
}
const SETTINGS = `SELECT current_setting('app.bureau', true) AS bureau, current_setting('app.unit', true) AS unit,
  current_setting('app.account', true) AS account`

describe('a transaction with its context', () => {
  it('shows bureau, unit and account to the first statement already', async () => {
    const context = { bureau: BUREAU, account: ACCOUNT }
    const rows = await withTx(database.owner, context, (tx) => tx.query(SETTINGS))
    expect(rows).toEqual([{ bureau: BUREAU, unit: '', account: ACCOUNT.toLowerCase() }])
  })

  it('leaves nothing of the context for the next user of the connection: empty, not NULL', async () => {
    const client = await database.owner.connect()
    client.release()
    await run((tx) => tx.commitWith('SELECT 1'))
    const { rows } = await database.owner.query(SETTINGS)
    expect(rows).toEqual([{ bureau: '', unit: '', account: '' }])
  })

  it('refuses a context that is no UUID before a connection is used', async () => {
    const injection = withTx(database.owner, { bureau: "'; DROP TABLE items; --" }, (tx) =>
      tx.query('SELECT 1'),
    )
    await expect(injection).rejects.toThrow(TypeError)
    expect(await stored()).toEqual([1])
  })

  it('opens in the asked isolation', async () => {
    expect(openingStatement({ bureau: null }, { isolation: 'repeatable read', readOnly: true })).toMatch(
      /^BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL app.bureau = ''/,
    )
    const write = withTx(database.owner, { bureau: null }, (tx) => insert(tx, 9), { readOnly: true })
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })
})

describe('what is committed and what is not', () => {
  it('commits when the function resolves', async () => {
    await run((tx) => insert(tx, 2))
    expect(await stored()).toEqual([1, 2])
  })

  it('commits with the last statement and refuses a further one', async () => {
    const late = run(async (tx) => {
      await tx.commitWith('INSERT INTO items (id) VALUES ($1)', [2])
      await insert(tx, 3)
    })
    await expect(late).rejects.toThrow('the transaction has ended')
    expect(await stored()).toEqual([1, 2])
  })

  const failures: [string, (tx: Tx) => Promise<unknown>, object][] = [
    ['the function throws', afterInsert(() => Promise.reject(new Error('mine'))), { message: 'mine' }],
    ['a later statement fails', afterInsert((tx) => insert(tx, 1)), { code: '23505' }],
    [
      'one of several at once fails',
      (tx) => Promise.all([insert(tx, 2), insert(tx, 1), insert(tx, 3)]),
      { code: '23505' },
    ],
    ['an error is swallowed', afterInsert((tx) => insert(tx, 1).catch(() => 'fine')), { code: '23505' }],
    [
      'the statement sent with COMMIT fails',
      afterInsert((tx) => tx.commitWith('INSERT INTO items (id) VALUES (1)')),
      { code: '23505' },
    ],
    ['a parameter cannot be sent', afterInsert((tx) => tx.query('SELECT $1::jsonb', [{ n: 1n }])), {}],
    ['a value cannot be read', afterInsert((tx) => tx.query('SELECT 9007199254740993')), {}],
    [
      'the connection is lost',
      afterInsert((tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())')),
      {},
    ],
  ]
  it.each(failures)('rolls back and goes on working when %s', async (_, fn, error) => {
    await expect(run(fn)).rejects.toMatchObject(error)
    expect(await stored()).toEqual([1])
    await run((tx) => insert(tx, 7))
    expect(await stored()).toEqual([1, 7])
  })

  it('names the cause, not its consequence, when the failing statement was not awaited first', async () => {
    const fn = async (tx: Tx) => {
      const failing = insert(tx, 1).catch(() => [])
      await insert(tx, 2)
      await failing
    }
    await expect(run(fn)).rejects.toMatchObject({ code: '23505' })
  })

  it('keeps what a savepoint saved', async () => {
    await run(async (tx) => {
      await tx.query('SAVEPOINT before')
      await insert(tx, 1).catch(() => tx.query('ROLLBACK TO SAVEPOINT before'))
      await insert(tx, 2)
    })
    expect(await stored()).toEqual([1, 2])
  })

  it('prepares a statement again after its parameters could not be sent', async () => {
    const ask = (value: object) => run((tx) => tx.query('SELECT $1::jsonb AS value', [value]))
    await expect(ask({ n: 1n })).rejects.toThrow('BigInt')
    expect(await ask({ n: 1 })).toEqual([{ value: { n: 1 } }])
  })

  it('fails a hundred times in a row without losing a connection', async () => {
    for (let round = 0; round < 100; round += 1) await run((tx) => insert(tx, 1)).catch(() => {})
    expect(database.owner.totalCount).toBeLessThanOrEqual(4)
    expect(database.owner.idleCount).toBe(database.owner.totalCount)
  })
})

describe('one round trip', () => {
  it('sends opening, statement and COMMIT before the first answer is read', async () => {
    const client = await database.owner.connect()
    const stream = (client as unknown as { connection: { stream: NodeJS.ReadWriteStream } }).connection.stream
    client.release()
    let answers = 0
    stream.on('data', () => {
      answers += 1
    })
    const written: number[] = []
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean
    stream.write = ((...args: unknown[]) => {
      written.push(answers)
      return write(...args)
    }) as typeof stream.write
    await run((tx) => tx.commitWith('SELECT id FROM items WHERE id = $1', [1]))
    expect(written.length).toBeGreaterThan(2)
    expect(new Set(written)).toEqual(new Set([0]))
  })
})

describe('values', () => {
  it('come as number, plain date, instant and exact text', async () => {
    const rows = await run((tx) =>
      tx.query(`SELECT 42::bigint AS number, '{1,2,NULL}'::bigint[] AS numbers, date '2026-02-28' AS day,
        '{2026-02-28}'::date[] AS days, timestamptz '2026-02-28 08:00+08' AS at, 1.50 AS amount, '{1.50}'::numeric[] AS amounts`),
    )
    expect(rows).toEqual([
      {
        number: 42,
        numbers: [1, 2, null],
        day: '2026-02-28',
        days: ['2026-02-28'],
        at: new Date('2026-02-28T00:00:00Z'),
        amount: '1.50',
        amounts: ['1.50'],
      },
    ])
  })
})
