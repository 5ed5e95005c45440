/** One of the processes that fill the desk's database: `load-part.ts HOME FROM TO STORED NOW`; prints what it stored. */
import pg from 'pg'
import { searchDigest } from '../../src/kernel/crypto/index.ts'
import { clientOptions } from '../../src/kernel/postgres/pool.ts'
import { openInstallation } from '../../src/main/installation.ts'
import { add, type Bits, BLOCK, bitsOf, stored as storedBits } from '../../src/search/postings.ts'
import { copyLines, copyText } from '../copy.ts'
import { catalogue, planFor } from './catalogue.ts'
import { fateOf, type Lines, Maker } from './make.ts'
import { makeDeskPeople } from './people.ts'
import { tell } from './teller.ts'
import { type Template, templateOf } from './template.ts'

const BATCH = 256
const DAY = 86_400_000
/** As long as notifications are kept. */
const NEWS_DAYS = 90

const [home = '', from = '', to = '', stored = '', at = ''] = process.argv.slice(2)
const now = new Date(at)
const i = await openInstallation({
  env: { ...process.env, HUIYIN_HOME: home },
  logToStderr: true,
  applicationName: 'huiyin-bench',
})
const owner = new pg.Client(clientOptions(i.database.urls.owner, 'huiyin-bench'))

/** Columns of the tables that are no part of a template. */
const COPIED: Record<string, readonly string[]> = {
  matter_keys: ['bureau_id', 'matter_id', 'kek_id', 'wrapped'],
  blind_index: ['bureau_id', 'kind', 'blind', 'matter_id'],
  search_documents: ['bureau_id', 'doc_no', 'matter_id'],
  search_postings: ['bureau_id', 'block', 'term', 'docs'],
}

try {
  await owner.connect()
  await owner.query('set synchronous_commit = off')
  const people = await makeDeskPeople(i.bureau, i.database.owner, now)
  const facts = (await i.cases.directory.byId(people.bureauId))!
  const columns = await catalogue(owner)
  const plan = planFor(Number(stored), now, facts.bureau.zone)
  const maker = new Maker(i.cases, people, plan, facts.bureau.hashName)
  const copied = new Map<string, readonly string[]>(Object.entries(COPIED))
  const digests = new Map<string, string>()
  const digest = (term: string) => {
    let known = digests.get(term)
    if (known === undefined) {
      known = searchDigest(i.cases.keyring, people.bureauId, term)
      digests.set(term, known)
    }
    return known
  }

  let day = Number.NaN
  let ofDay = new Map<unknown, Template>()
  const templateFor = (n: number): Template => {
    const onDay = plan.dayOf(n)
    if (onDay.getTime() !== day) {
      day = onDay.getTime()
      ofDay = new Map()
    }
    const { story } = fateOf(n)
    const known = ofDay.get(story)
    if (known) return known
    const told = tell(i.cases, facts, people, story, onDay, now)
    const made = templateOf(told, people.bureauId, columns, new Date(now.getTime() - NEWS_DAYS * DAY))
    for (const [table, names] of made.copied) copied.set(table, names)
    ofDay.set(story, made)
    return made
  }

  const write = async (lines: Lines, count: number) => {
    await owner.query('begin')
    for (const [table, rows] of lines) await copyLines(owner, table, copied.get(table)!, [rows.join('')])
    await owner.query('commit')
    if (count > 0) process.stdout.write(`${count}\n`)
  }

  let writing: Promise<void> = Promise.resolve()
  const hand = async (lines: Lines, count: number) => {
    await writing
    writing = write(lines, count)
    writing.catch(() => {})
  }
  let block = -1
  let places = new Map<string, Bits>()
  const postings = (): Lines => {
    const rows = [...places].map(
      ([term, bits]) =>
        `${people.bureauId}\t${block}\t${digest(term)}\t${copyText(Buffer.from(storedBits(bits)))}\n`,
    )
    places = new Map()
    return new Map([['search_postings', rows]])
  }
  let lines: Lines = new Map()
  let inBatch = 0
  for (let n = Number(from); n <= Number(to); n++) {
    const doc = n - 1
    if (Math.floor(doc / BLOCK) !== block) {
      if (places.size > 0) await hand(postings(), 0)
      block = Math.floor(doc / BLOCK)
    }
    const { terms } = maker.make(n, templateFor(n), lines)
    for (const term of terms ?? []) {
      let bits = places.get(term)
      if (!bits) {
        bits = bitsOf(new Uint8Array())
        places.set(term, bits)
      }
      add(bits, doc % BLOCK)
    }
    if (++inBatch === BATCH || n === Number(to)) {
      await hand(lines, inBatch)
      lines = new Map()
      inBatch = 0
    }
  }
  await hand(postings(), 0)
  await writing
} finally {
  await owner.end()
  await i.close()
}
