/**
 * Fills a database with very many matters in little time. Each story is decided once a day by the engine; what it wrote
 * is multiplied with ids, numbers, units, times and words of each matter's own, encrypted under keys of their own, and
 * copied in while indexes and keys are away. Two processes make rows; progress goes to `say`.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { RUNTIME_FLAGS } from '../../src/kernel/config/runtime.ts'
import { layoutOf } from '../../src/kernel/postgres/layout.ts'
import { clientOptions } from '../../src/kernel/postgres/pool.ts'
import { type Installation, openInstallation } from '../../src/main/installation.ts'
import { BLOCK } from '../../src/search/postings.ts'
import { GATHERERS, putPast } from '../followed.ts'
import { environment, removeHome } from '../place.ts'
import { indexesOf, planFor } from './catalogue.ts'
import { MOST_NEWS } from './make.ts'
import { type DeskPeople, makeDeskPeople } from './people.ts'

const PART = path.resolve(import.meta.dirname, 'load-part.ts')
/** Written when everything is in: a folder without it is not used. */
const DONE = 'bench-desk.json'
/** Says that a folder may be emptied. */
const MINE = 'bench-desk.txt'

/** Tables the loader fills; what else a matter leaves (idempotency keys, jobs done long ago) no page reads. */
const FILLED = [
  'matters',
  'matter_keys',
  'events',
  'contents',
  'blind_index',
  'proceedings',
  'clocks',
  'demands',
  'contacts',
  'documents',
  'links',
  'ratings',
  'search_documents',
  'search_postings',
  'notifications',
] as const

export interface Loaded {
  stored: number
  loadedAt: string
  seconds: number
}

/** What a folder holds; null when nothing, or a load that was cut off. */
export function loadedIn(home: string): Loaded | null {
  const file = path.join(home, DONE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Loaded) : null
}

/**
 * Makes sure that a folder holds an installation with `stored` matters: as it is when it holds that many, else made anew.
 * @throws Error when the folder holds something that is no benchmark
 */
export async function loadDesk(home: string, stored: number, say: (line: string) => void): Promise<Loaded> {
  const known = loadedIn(home)
  if (known?.stored === stored) return known
  const files = existsSync(home) ? readdirSync(home) : []
  if (files.length > 0 && !files.includes(MINE))
    throw new Error(`${home} holds something that is no benchmark; give another folder with --home`)
  if (files.length > 0) {
    await leaveServer(home)
    removeHome(home)
  }
  mkdirSync(home, { recursive: true })
  writeFileSync(path.join(home, MINE), 'Made by the benchmark of the desk; may be deleted.\n')
  const begun = performance.now()
  const now = new Date()
  const bulk = await forBulk(home)
  const i = await openInstallation({
    env: environment(home),
    logToStderr: true,
    applicationName: 'huiyin-bench',
  })
  try {
    await fill(home, i, stored, now, say)
  } finally {
    await i.close()
    bulk.end()
  }
  const loaded = {
    stored,
    loadedAt: now.toISOString(),
    seconds: Math.round((performance.now() - begun) / 1000),
  }
  writeFileSync(path.join(home, DONE), `${JSON.stringify(loaded)}\n`)
  say(`${stored}: loaded in ${loaded.seconds} s`)
  return loaded
}

/** A load that was killed has left its server running; it must not go on over the folder of the next. */
async function leaveServer(home: string): Promise<void> {
  const pidFile = path.join(layoutOf(home).data, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  await (await openInstallation({ env: environment(home), logToStderr: true })).close()
}

/** Settings of the server while rows go in: nothing needs to outlast a crash, for then all is made anew. */
const BULK = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  autovacuum: 'off',
  maintenance_work_mem: '1GB',
}

async function forBulk(home: string): Promise<{ end(): void }> {
  // The first opening makes the data; the second starts the server with what is added to its settings.
  await (await openInstallation({ env: environment(home), logToStderr: true })).close()
  const { data } = layoutOf(home)
  const file = path.join(data, 'postgresql.conf')
  const before = readFileSync(file, 'utf8')
  appendFileSync(
    file,
    `\n${Object.entries(BULK)
      .map(([k, v]) => `${k} = '${v}'`)
      .join('\n')}\n`,
  )
  return { end: () => writeFileSync(file, before) }
}

async function fill(
  home: string,
  i: Installation,
  stored: number,
  now: Date,
  say: (line: string) => void,
): Promise<void> {
  const people = await makeDeskPeople(i.bureau, i.database.owner, now)
  const owner = new pg.Client(clientOptions(i.database.urls.owner, 'huiyin-bench'))
  await owner.connect()
  try {
    const taken = await indexesOf(owner, FILLED)
    for (const t of taken.toReversed()) await owner.query(t.drop)
    await makeRows(home, stored, now, say)
    for (const t of taken) {
      const begun = performance.now()
      await owner.query(t.make)
      say(`${stored}: ${t.name} made in ${Math.round((performance.now() - begun) / 1000)} s`)
    }
    await settle(owner, i, people, stored, now)
    say(`${stored}: gathering statistics`)
    await owner.query('vacuum (analyze)')
  } finally {
    await owner.end()
  }
}

/** Counters and positions, as if all of it had been done step by step. */
async function settle(
  owner: pg.Client,
  i: Installation,
  people: DeskPeople,
  stored: number,
  now: Date,
): Promise<void> {
  const { bureauId } = people
  const facts = (await i.cases.directory.byId(bureauId))!
  for (const { year, last } of planFor(stored, now, facts.bureau.zone).years())
    await owner.query('insert into number_counters (bureau_id, year, last_number) values ($1, $2, $3)', [
      bureauId,
      year,
      last,
    ])
  await owner.query('insert into search_numbers (bureau_id, next_doc) values ($1, $2)', [bureauId, stored])
  await owner.query('insert into notification_heads (bureau_id, last_no) values ($1, $2)', [
    bureauId,
    (stored + 1) * MOST_NEWS,
  ])
  // It was entered where they would enter it, but for the figures, which `huiyin statistics rebuild` counts when wanted.
  await putPast(owner, bureauId, ['words', 'bell', 'statistics', ...GATHERERS])
}

/**
 * Rows are made by two processes for each processor, one making while another waits for its rows to be taken; each has
 * whole blocks of the index of words.
 */
async function makeRows(home: string, stored: number, now: Date, say: (line: string) => void): Promise<void> {
  const count = Math.max(1, Math.min(2 * availableParallelism(), Math.ceil(stored / BLOCK)))
  const each = Math.ceil(stored / count / BLOCK) * BLOCK
  const parts = Array.from({ length: count }, (_, i) => [
    i * each + 1,
    Math.min((i + 1) * each, stored),
  ]).filter(([from, to]) => from! <= to!)
  const begun = performance.now()
  const every = Math.max(1, Math.floor(stored / 100))
  let done = 0
  const tell = (count: number) => {
    const before = Math.floor(done / every)
    done += count
    if (Math.floor(done / every) === before) return
    const seconds = (performance.now() - begun) / 1000
    const left = Math.round((seconds / done) * (stored - done))
    say(`${done} of ${stored} stored, ${Math.round(done / seconds)} a second, ${left} s to go`)
  }
  await Promise.all(
    parts.map(
      ([from, to]) =>
        new Promise<void>((resolve, reject) => {
          const args = [PART, home, String(from), String(to), String(stored), now.toISOString()]
          const child = spawn(process.execPath, [...RUNTIME_FLAGS, ...args], {
            env: environment(home),
            stdio: ['ignore', 'pipe', 'inherit'],
          })
          createInterface({ input: child.stdout }).on('line', (line) => tell(Number(line)))
          child.once('error', reject)
          child.once('exit', (code) =>
            code === 0 ? resolve() : reject(new Error(`the loader ended with ${code}`)),
          )
        }),
    ),
  )
}
