/** `huiyin backup` and `huiyin restore`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadBackup, placeKeys, readBackup, takeBackup } from '../backup/index.ts'
import { readConfig } from '../kernel/config/config.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { openDatabase } from '../kernel/postgres/connect.ts'
import { migrate, readMigrations, schemaVersion } from '../kernel/postgres/migrate.ts'
import { type Installation, OperatorError } from './installation.ts'

type Output = { json: unknown; text: string }

function orStop<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new OperatorError(value)
  return value
}

export async function backup(i: Installation, folder: string, withKeys: boolean): Promise<Output> {
  const to = path.resolve(folder)
  const ownerUrl = i.database.urls.owner
  const done = orStop(await takeBackup({ home: i.config.home, ownerUrl, folder: to, withKeys }))
  const rows = done.tables.reduce((n, t) => n + t.rows, 0)
  const summary = { folder: to, at: done.at, schema: done.schema, rows, files: done.files.length, withKeys }
  return {
    json: summary,
    text: [
      `已备份到 backed up to ${to}`,
      `${done.tables.length} 张表 tables, ${rows} 行 rows, ${done.files.length} 个文件 files, ${done.at}`,
      withKeys
        ? '含密钥：请像保管密钥一样保管 · with the keyring: guard it as the keyring itself'
        : '不含密钥：请另行保管 keys/keyring.json · without the keyring: keep keys/keyring.json elsewhere',
    ].join('\n'),
  }
}

/**
 * Restores into the home and database of the environment, which must be empty.
 * @throws OperatorError (`backup.*`), and what opening an installation throws
 */
export async function restore(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
  keys: string | null,
): Promise<Output> {
  const from = path.resolve(folder)
  const manifest = orStop(await readBackup(from))
  const known = await readMigrations()
  if (manifest.schema > known.length) {
    throw new OperatorError(refuse('backup.newer_program', { details: { schema: manifest.schema } }))
  }
  const config = readConfig(env)
  const wrong = placeKeys(config.home, from, keys === null ? null : path.resolve(keys))
  if (wrong) throw new OperatorError(wrong)
  const database = await openDatabase(config, { applicationName: 'huiyin-restore' })
  const asThen = mkdtempSync(path.join(tmpdir(), 'huiyin-schema-'))
  try {
    if ((await schemaVersion(database.owner)) > 0)
      throw new OperatorError(refuse('backup.database_not_empty'))
    // The schema as it was when the backup was taken; what came since is done to the restored rows.
    for (const m of known.slice(0, manifest.schema)) writeFileSync(path.join(asThen, m.file), m.sql)
    await migrate(database.owner, { directory: asThen })
    const ask = { home: config.home, ownerUrl: database.urls.owner, folder: from }
    const done = orStop(await loadBackup(ask, manifest))
    await migrate(database.owner)
    return {
      json: { home: config.home, at: manifest.at, ...done },
      text: [
        `已恢复到 restored into ${config.home}: ${manifest.at}`,
        `${done.rows} 行 rows, ${done.files} 个文件 files`,
        '请运行 now run: bin/huiyin verify --seals <另存的封印 seals held elsewhere>',
      ].join('\n'),
    }
  } finally {
    rmSync(asThen, { recursive: true, force: true })
    await database.close()
  }
}
