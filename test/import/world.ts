/** An installation on a database of its own, and files to import into it. All letters are made up. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBureauRoom } from '../../src/bureau/index.ts'
import type { ImportReport } from '../../src/import/contract.ts'
import { type ImportDeps, runImport } from '../../src/import/index.ts'
import { createKeyring, openKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../../src/kernel/errors/index.ts'
import { type VerifyReport, verifyBureaus } from '../../src/ledgerkeeping/index.ts'
import { createTestDatabase } from '../harness/database.ts'

export function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

export async function createWorld(home = mkdtempSync(path.join(tmpdir(), 'huiyin-import-'))) {
  const database = await createTestDatabase()
  const opened = openKeyring(home)
  if (isRefusal(opened)) granted(createKeyring(home, { now: new Date(), databaseHasData: false }))
  const keyring = granted(openKeyring(home))
  const room = createBureauRoom({ pool: database.app, keyring })
  const filesRoot = path.join(home, 'files')
  const deps: ImportDeps = {
    cases: { app: database.app, keyring, directory: room.directory, filesRoot },
    room,
    clock: { now: () => new Date() },
    progress: () => {},
  }
  let files = 0
  const file = (content: string | Buffer): string => {
    const name = path.join(home, `letters-${++files}.jsonl`)
    writeFileSync(name, content)
    return name
  }
  const run = (name: string, bureau: string, ...more: string[]) =>
    runImport([name, '--bureau', bureau, '--procedure', 'letter-box', ...more], deps)
  /** A replay that is expected to be carried out. */
  const replay = async (name: string, bureau: string): Promise<ImportReport> => {
    const { exitCode, json, text } = await run(name, bureau, '--replay')
    if (exitCode !== 0) throw new Error(text)
    return json as ImportReport
  }
  const verify = (slug: string): Promise<VerifyReport> =>
    verifyBureaus({ pool: database.owner, keyring, filesRoot }, slug, () => [])
  const close = async () => {
    await database.drop()
    rmSync(home, { recursive: true, force: true })
  }
  return { database, home, keyring, room, deps, file, run, replay, verify, close }
}

export type ImportWorld = Awaited<ReturnType<typeof createWorld>>

/** Letters of a made-up town: some answered in time, some late, some not at all. */
export function letters(count: number): Record<string, unknown>[] {
  const topics = ['A3区路灯不亮', '小区电梯常坏', '公交站牌看不清', '关于一件说不清归谁管的事']
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.UTC(2018 + (i % 3), i % 12, 1 + (i % 28), 1, i % 60))
    const answered = i % 4 !== 3
    const days = i % 5 === 0 ? 60 : 1 + (i % 9)
    return {
      id: `t${i}`,
      citizen: `测试${i % 7}`,
      subject: topics[i % topics.length],
      at: at.toISOString(),
      body: `第${i}封测试来信，请处理。`,
      ...(answered
        ? {
            reply: `第${i}封的测试答复。`,
            repliedAt: new Date(at.getTime() + days * 86_400_000 + 3_600_000).toISOString(),
          }
        : {}),
    }
  })
}

export const jsonl = (records: readonly unknown[]): string =>
  records.map((r) => `${JSON.stringify(r)}\n`).join('')
