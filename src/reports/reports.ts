/** A report is looked at, saved as a version, approved by another person, and then stays as it is. */
import { createHash } from 'node:crypto'
import { audit, type Command, once } from '../bureau/index.ts'
import { writeDocx } from '../disclosurepackage/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type TxContext, withTx } from '../kernel/postgres/connect.ts'
import type { Reader, StatisticsRoom } from '../statistics/index.ts'
import { compose, countIn } from './compose.ts'
import type { Report, ReportDoc, ReportRow, Wanted, Words } from './contract.ts'
import { materialOf } from './material.ts'
import { approveReport, findFile, findReport, insertReport, type Kept, listReports } from './store.ts'

const NO_WORDS: Words = { advice: '', other: '' }

const contextOf = (x: Pick<Session, 'bureauId' | 'unitId' | 'accountId'>): TxContext => ({
  bureau: x.bureauId,
  unit: x.unitId,
  account: x.accountId,
})

/** The report as the figures are now, with how many matters it tells of. @returns the refusals of `materialOf` */
export async function reportOf(
  room: StatisticsRoom,
  reader: Reader,
  wanted: Wanted,
  words: Words,
  now: Date,
): Promise<{ doc: ReportDoc; received: number } | Refusal> {
  const material = await materialOf(room, reader, wanted, now)
  if (isRefusal(material)) return material
  return { doc: compose(material, words), received: countIn(material.total.total.now, 'received') }
}

/** The report alone. @returns the refusals of `materialOf` */
export async function previewReport(
  room: StatisticsRoom,
  reader: Reader,
  wanted: Wanted,
  words: Words,
  now: Date,
): Promise<ReportDoc | Refusal> {
  const made = await reportOf(room, reader, wanted, words, now)
  return isRefusal(made) ? made : made.doc
}

/** What was written for the last version of the same period, to go on from. */
export async function lastWords(room: StatisticsRoom, session: Session, wanted: Wanted): Promise<Words> {
  const all = await withTx(room.pool, contextOf(session), (tx) => listReports(tx, session.bureauId), {
    readOnly: true,
  })
  const last = all.find(
    (r) => r.kind === wanted.kind && r.period === wanted.period && r.audience === wanted.audience,
  )
  return last?.words ?? NO_WORDS
}

/** Saves a version: the figures of this moment, with the words given. */
export async function saveReport(
  room: StatisticsRoom,
  command: Command,
  input: Wanted & { words: Words },
): Promise<{ reportId: string; version: number } | Refusal> {
  const { session, now } = command
  const { words, ...wanted } = input
  const doc = await previewReport(room, session, wanted, words, now)
  if (isRefusal(doc)) return doc
  return once(room.pool, command, ['save-report', input], async (tx) => {
    const reportId = uuidv7(now)
    const made = { reportId, ...wanted, words, doc, madeAt: now, madeBy: session.accountId }
    const version = await insertReport(tx, session.bureauId, made)
    await audit(tx, {
      bureauId: session.bureauId,
      accountId: session.accountId,
      action: 'report.saved',
      details: { reportId, ...wanted, version },
      now,
    })
    return { reportId, version }
  })
}

/**
 * Approves a version, which stays as it is from then on, with its file.
 * @returns `not_found`, `reports.approved` for one that is, `reports.same_person` for who made it
 */
export function approve(
  room: StatisticsRoom,
  command: Command,
  reportId: string,
): Promise<{ reportId: string; version: number } | Refusal> {
  const { session, now } = command
  return once(room.pool, command, ['approve-report', reportId], async (tx) => {
    const kept = await findReport(tx, session.bureauId, reportId)
    if (!kept) return refuse('not_found')
    if (kept.state === 'approved') return refuse('reports.approved')
    if (kept.madeBy === session.accountId) return refuse('reports.same_person')
    const file = await writeDocx(kept.doc)
    const sha256 = createHash('sha256').update(file).digest('hex')
    const done = { reportId, at: now, by: session.accountId, file, sha256 }
    if (!(await approveReport(tx, session.bureauId, done))) return refuse('reports.approved')
    await audit(tx, {
      bureauId: session.bureauId,
      accountId: session.accountId,
      action: 'report.approved',
      details: { reportId, version: kept.version, sha256 },
      now,
    })
    return { reportId, version: kept.version }
  })
}

const rowOf = (k: Kept, session: Session): ReportRow => ({
  reportId: k.reportId,
  kind: k.kind,
  period: k.period,
  audience: k.audience,
  version: k.version,
  state: k.state,
  title: k.doc.title,
  madeAt: k.madeAt.toISOString(),
  madeBy: k.madeByName ?? '',
  approvedAt: k.approvedAt?.toISOString() ?? null,
  approvedBy: k.approvedByName,
  sha256: k.sha256,
  mayApprove: k.state === 'draft' && session.roles.includes('bureau-head') && k.madeBy !== session.accountId,
})

export async function readReports(room: StatisticsRoom, session: Session): Promise<ReportRow[]> {
  const kept = await withTx(room.pool, contextOf(session), (tx) => listReports(tx, session.bureauId), {
    readOnly: true,
  })
  return kept.map((k) => rowOf(k, session))
}

export async function readReport(
  room: StatisticsRoom,
  session: Session,
  reportId: string,
): Promise<Report | Refusal> {
  const kept = await withTx(
    room.pool,
    contextOf(session),
    (tx) => findReport(tx, session.bureauId, reportId),
    { readOnly: true },
  )
  return kept ? { ...rowOf(kept, session), words: kept.words, doc: kept.doc } : refuse('not_found')
}

/** The .docx: of an approved version as it was frozen. */
export async function reportFile(
  room: StatisticsRoom,
  session: Session,
  reportId: string,
): Promise<{ name: string; file: Buffer } | Refusal> {
  const found = await withTx(
    room.pool,
    contextOf(session),
    async (tx) => {
      const kept = await findReport(tx, session.bureauId, reportId)
      return kept && { kept, frozen: await findFile(tx, session.bureauId, reportId) }
    },
    { readOnly: true },
  )
  if (!found) return refuse('not_found')
  const { kept, frozen } = found
  const name = `report-${kept.period}-${kept.audience}-v${kept.version}.docx`
  return { name, file: frozen ?? (await writeDocx(kept.doc)) }
}
