/** `huiyin backup`: database and files of an installation into a folder, while it runs. */
import { createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { keyringPath } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { connect, copyOut } from './copy.ts'
import { copyFiles, listFiles } from './files.ts'
import { copyKeyring } from './keys.ts'
import { FORMAT, type Manifest, sha256Of, tableFile } from './manifest.ts'
import { NOT_KEPT, tablesOf } from './tables.ts'

export interface TakeBackup {
  home: string
  /** Address of the database as the owner of the schema. */
  ownerUrl: string
  /** Made if it is not there; must be empty. */
  folder: string
  /** Also the keyring: whoever has both can read every letter. */
  withKeys: boolean
}

/**
 * Takes a backup. The tables are of one moment; files are copied before and after it, so that each one the tables name is
 * there. Refuses `backup.folder_not_empty`.
 */
export async function takeBackup(ask: TakeBackup): Promise<Manifest | Refusal> {
  const { home, folder } = ask
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    return refuse('backup.folder_not_empty', { details: { folder } })
  }
  // It holds what is told of people in plain text: numbers, units, days.
  mkdirSync(path.join(folder, 'database'), { recursive: true, mode: 0o700 })
  copyFiles(home, folder)
  const client = await connect(ask.ownerUrl)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { rows } = await client.query<{ at: Date; schema: number }>(
      'SELECT now() AS at, max(number)::integer AS schema FROM huiyin_migrations',
    )
    const tables: Manifest['tables'] = []
    const kept = (await tablesOf(client)).filter((t) => !NOT_KEPT.includes(t.name))
    for (const { name, columns } of kept) {
      const file = path.join(folder, tableFile(name))
      const gzip = createGzip({ level: 6 })
      const out = gzip.pipe(createWriteStream(file, { mode: 0o600 }))
      const written = await copyOut(client, name, columns, gzip)
      gzip.end()
      await finished(out)
      tables.push({ name, columns, rows: written, sha256: await sha256Of(file) })
    }
    await client.query('COMMIT')
    copyFiles(home, folder)
    if (ask.withKeys) copyKeyring(path.dirname(keyringPath(home)), path.join(folder, 'keys'))
    const manifest: Manifest = {
      format: FORMAT,
      at: rows[0]!.at.toISOString(),
      schema: rows[0]!.schema,
      tables,
      files: await listFiles(folder),
      withKeys: ask.withKeys,
    }
    writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, {
      mode: 0o600,
    })
    return manifest
  } finally {
    await client.end()
  }
}
