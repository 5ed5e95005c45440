/** Reads of packages: the list, one with its questions and its check, drafts of its files, what is public. */
import type { BureauFacts } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Material } from './asking.ts'
import { build, checkBuilt } from './build.ts'
import { compose } from './compose.ts'
import type { Format, PackageChange, PackageDetail, PackageRow } from './contract.ts'
import { type PackageDoc, tablesOf } from './document.ts'
import { materialOf, previousOf } from './material.ts'
import { stepsOpen, wantedOf } from './packages.ts'
import { contextOf, type PackageRoom } from './room.ts'
import {
  findPackage,
  listChanges,
  listPackages,
  listShown,
  type PackageRecord,
  releasedFile,
} from './store.ts'

type Who = { session: Session }

const rowOf = (p: PackageRecord, facts: BureauFacts): PackageRow => ({
  packageId: p.package_id,
  departmentId: p.department_id,
  department: p.department,
  year: p.year,
  kind: p.kind,
  state: p.state,
  version: p.version,
  releasedOn: p.released_at ? plainDateIn(facts.bureau.zone, new Date(p.released_at).getTime()) : null,
})

export async function readPackages(room: PackageRoom, who: Who): Promise<PackageRow[] | Refusal> {
  const { bureauId } = who.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const rows = await withTx(room.pool, contextOf(who.session), (tx) => listPackages(tx, bureauId, null), {
    readOnly: true,
  })
  return rows.map((r) => rowOf(r, facts))
}

interface Found {
  record: PackageRecord
  material: Material
  previous: Material | null
}

async function find(room: PackageRoom, who: Who, packageId: string): Promise<Found | Refusal> {
  const { bureauId } = who.session
  return withTx(
    room.pool,
    contextOf(who.session),
    async (tx) => {
      const record = await findPackage(tx, bureauId, packageId)
      if (!record) return refuse('not_found')
      const material = await materialOf(tx, bureauId, wantedOf(record))
      if (!material) return refuse('package.no_accounts')
      return { record, material, previous: await previousOf(tx, bureauId, wantedOf(record)) }
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
}

/**
 * One package as the assistant needs it.
 * @param check whether its files are written and checked too, which takes seconds
 */
export async function readPackage(
  room: PackageRoom,
  who: Who,
  packageId: string,
  check: boolean,
): Promise<PackageDetail | Refusal> {
  const facts = await room.directory.byId(who.session.bureauId)
  const found = await find(room, who, packageId)
  if (isRefusal(found)) return found
  if (!facts) return refuse('not_found')
  const { record, material, previous } = found
  const { doc, questions, missing } = compose(material)
  return {
    ...rowOf(record, facts),
    settings: record.settings,
    missing,
    questions,
    tables: tablesOf(doc).map(({ id, title }) => ({ id, title })),
    accountsVersion: material.accounts.version,
    stale: record.accounts_version !== null && record.accounts_version !== material.accounts.version,
    check: check ? await checkBuilt(await build(material), previous ? await build(previous) : null) : null,
    may: stepsOpen(record.state, who.session.roles),
  }
}

/** A draft of one file, for a look before it is submitted. */
export async function draftFile(
  room: PackageRoom,
  who: Who,
  packageId: string,
  format: Format,
): Promise<{ bytes: Buffer; name: string } | Refusal> {
  const found = await find(room, who, packageId)
  if (isRefusal(found)) return found
  const { record, material } = found
  return { bytes: (await build(material)).files[format], name: `${record.kind}-${record.year}-draft` }
}

export async function readChanges(room: PackageRoom, who: Who, packageId: string): Promise<PackageChange[]> {
  const { bureauId } = who.session
  const rows = await withTx(room.pool, contextOf(who.session), (tx) => listChanges(tx, bureauId, packageId), {
    readOnly: true,
  })
  return rows.map((r, i) => {
    const before = rows[i + 1]?.words ?? {}
    const keys = [...new Set([...Object.keys(before), ...Object.keys(r.words)])].sort()
    return {
      version: r.version,
      at: new Date(r.at).toISOString(),
      account: r.name,
      what: r.what,
      reason: r.reason,
      changes: keys
        .filter((k) => (before[k] ?? '') !== (r.words[k] ?? ''))
        .map((key) => ({ key, before: before[key] ?? '', after: r.words[key] ?? '' })),
    }
  })
}

/** What is released, for everybody. */
export async function publicPackages(room: PackageRoom, facts: BureauFacts): Promise<PackageRow[]> {
  const { bureauId } = facts.bureau
  const rows = await withTx(room.pool, { bureau: bureauId }, (tx) => listPackages(tx, bureauId, 'released'), {
    readOnly: true,
  })
  return rows.map((r) => rowOf(r, facts))
}

export interface PublicPackage {
  packageId: string
  year: number
  kind: PackageRow['kind']
  releasedOn: string
  doc: PackageDoc
  /** The same department and kind in other years, as released then; the latest first. */
  others: { packageId: string; year: number; doc: PackageDoc }[]
}

export async function publicPackage(
  room: PackageRoom,
  facts: BureauFacts,
  packageId: string,
): Promise<PublicPackage | Refusal> {
  const { bureauId, zone } = facts.bureau
  const rows = await withTx(room.pool, { bureau: bureauId }, (tx) => listShown(tx, bureauId, packageId), {
    readOnly: true,
  })
  const own = rows.find((r) => r.package_id === packageId)
  if (!own) return refuse('not_found')
  return {
    packageId,
    year: own.year,
    kind: own.kind,
    releasedOn: plainDateIn(zone, new Date(own.released_at).getTime()),
    doc: own.shown,
    others: rows
      .filter((r) => r.package_id !== packageId)
      .map((r) => ({ packageId: r.package_id, year: r.year, doc: r.shown })),
  }
}

/** A released file, byte by byte as it was released. */
export async function publicFile(
  room: PackageRoom,
  facts: BureauFacts,
  packageId: string,
  format: Format,
): Promise<{ bytes: Buffer; sha256: string } | Refusal> {
  const { bureauId } = facts.bureau
  const file = await withTx(
    room.pool,
    { bureau: bureauId },
    (tx) => releasedFile(tx, bureauId, packageId, format),
    { readOnly: true },
  )
  return file ?? refuse('not_found')
}
