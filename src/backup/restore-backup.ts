/** `huiyin restore`: a backup into an empty installation. */
import { copyFileSync, createReadStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { Value } from 'typebox/value'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { connect, copyIn } from './copy.ts'
import { copyKeyring, holdsKeyring } from './keys.ts'
import { FOLDERS, type Manifest, ManifestSchema, sha256Of, tableFile } from './manifest.ts'
import { tablesOf } from './tables.ts'

/** Refuses `backup.no_backup` (no manifest of ours), `backup.damaged` (naming the first file that is not as it was). */
export async function readBackup(folder: string): Promise<Manifest | Refusal> {
  const file = path.join(folder, 'manifest.json')
  if (!existsSync(file)) return refuse('backup.no_backup', { details: { folder } })
  let manifest: Manifest
  try {
    manifest = Value.Parse(ManifestSchema, JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return refuse('backup.no_backup', { details: { folder } })
  }
  const proofs = [
    ...manifest.tables.map((t) => ({ path: tableFile(t.name), sha256: t.sha256 })),
    ...manifest.files,
  ]
  for (const proof of proofs) {
    const full = path.join(folder, proof.path)
    // A manifest that leads out of its folder is none of ours.
    if (
      !full.startsWith(path.join(folder, path.sep)) ||
      !existsSync(full) ||
      (await sha256Of(full)) !== proof.sha256
    )
      return refuse('backup.damaged', { details: { file: proof.path } })
  }
  return manifest
}

/**
 * Puts the keyring where it belongs, before the installation is opened.
 * @param keys folder with `keyring.json`, where it was kept apart from the backup
 * Refuses `backup.home_not_empty`, `backup.keyring_missing`.
 */
export function placeKeys(home: string, folder: string, keys: string | null): Refusal | undefined {
  const own = path.join(home, 'keys')
  const filled = [...FOLDERS, 'postgres'].some(
    (f) => existsSync(path.join(home, f)) && readdirSync(path.join(home, f)).length > 0,
  )
  if (filled || holdsKeyring(own)) return refuse('backup.home_not_empty', { details: { home } })
  const from = keys ?? path.join(folder, 'keys')
  if (!holdsKeyring(from)) return refuse('backup.keyring_missing', { details: { folder: from } })
  copyKeyring(from, own)
  return undefined
}

/** Whether a database holds nothing but the schema yet. */
async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>(
    'SELECT NOT EXISTS (SELECT 1 FROM bureaus) AS empty',
  )
  return rows[0]!.empty
}

/**
 * Loads the tables into a database whose schema is that of the backup, all or none, then the files.
 * Refuses `backup.database_not_empty`.
 */
export async function loadBackup(
  ask: { home: string; ownerUrl: string; folder: string },
  manifest: Manifest,
): Promise<{ rows: number; files: number } | Refusal> {
  const client = await connect(ask.ownerUrl)
  try {
    if (!(await isEmpty(client))) return refuse('backup.database_not_empty')
    const rows = await loadTables(client, ask.folder, manifest)
    await passTransactions(client)
    for (const { path: file } of manifest.files) {
      const to = path.join(ask.home, file)
      mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 })
      copyFileSync(path.join(ask.folder, file), to)
    }
    return { rows, files: manifest.files.length }
  } finally {
    await client.end()
  }
}

async function loadTables(client: pg.Client, folder: string, manifest: Manifest): Promise<number> {
  const names = (await tablesOf(client)).map((t) => pg.escapeIdentifier(t.name))
  await client.query('BEGIN')
  // What the triggers did when the rows were first written is in the tables already.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`)
  await client.query(`TRUNCATE ${names.join(', ')}`)
  let rows = 0
  for (const { name, columns } of manifest.tables) {
    const from = createReadStream(path.join(folder, tableFile(name))).pipe(createGunzip())
    rows += await copyIn(client, name, columns, from)
  }
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`)
  await client.query('COMMIT')
  return rows
}

/** Transactions used up in one go. */
const STEP = 20_000

/**
 * Events are followed in the order of their transactions, and a new database begins to count them afresh: it is brought
 * past those of the backup, so that what is recorded from now on comes after them.
 */
async function passTransactions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ last: string }>(
    'SELECT greatest((SELECT max(feed_xid) FROM events), (SELECT max(feed_xid) FROM feed_positions))::text AS last',
  )
  if (rows[0]!.last === null) return
  const last = BigInt(rows[0]!.last)
  await client.query('SET synchronous_commit = off')
  for (;;) {
    const now = await client.query<{ at: string }>('SELECT pg_current_xact_id()::text AS at')
    const left = last - BigInt(now.rows[0]!.at)
    if (left < 0n) return
    const n = left < BigInt(STEP) ? Number(left) + 1 : STEP
    await client.query(
      `DO $$ BEGIN FOR i IN 1..${n} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`,
    )
  }
}
