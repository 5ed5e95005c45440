/** One matter against its events, its seals and its content. No IO: the caller has read everything. */
import {
  CHILD_TABLES,
  type ChildTable,
  type ContentRef,
  draftOf,
  type EventData,
  foldEvents,
  type IssuedPaper,
  type MatterDoc,
  openContent,
  project,
} from '../cases/index.ts'
import { type MatterKey, opensCommitment } from '../kernel/crypto/index.ts'
import {
  compareWithSeals,
  type Finding,
  type LedgerEvent,
  type Seal,
  verifyChain,
} from '../kernel/ledger/index.ts'
import { compareRow, compareRows, firstDifference, type Row } from './compare-rows.ts'
import { type Found, fromKernel } from './findings.ts'

/** Key columns of each projection within its matter. */
const KEYS: Record<ChildTable, readonly string[]> = {
  proceedings: ['proceeding_id'],
  clocks: ['clock_id'],
  demands: ['demand_id'],
  contacts: ['contact_id'],
  documents: ['document_id'],
  links: ['kind', 'other_bureau_id', 'other_matter_id'],
  ratings: ['proceeding_id'],
}

/**
 * A command reads its clock before it waits for the bureau's lock, so an event may be written after a seal with a time
 * shortly before it. No command waits longer than this.
 */
export const LOCK_GRACE_MS = 5 * 60_000

export interface ContentRow {
  content_id: string
  kind: string
  version: number
  cipher: Buffer
  commitment: string
}

export interface AttachmentRow {
  attachment_id: string
  name_content_id: string
  media_type: string
  size: number
  commitment: string
  version: number
}

/** The row of `matters` as read, or null when events are left without it. */
export type MatterRow = Row & {
  number: string
  version: number
  head_hash: string
  sealed_version: number
  recorded_at: Date
  doc: MatterDoc
}

export type KeyState =
  | { state: 'open'; key: MatterKey }
  | { state: 'unopenable' }
  | { state: 'destroyed'; decision: string | null }
  | { state: 'missing' }

export interface Evidence {
  matterId: string
  row: MatterRow | null
  key: KeyState
  events: readonly LedgerEvent[]
  contents: readonly ContentRow[]
  attachments: readonly AttachmentRow[]
  children: Readonly<Record<ChildTable, readonly Row[]>>
  /** Seals that list events of this matter, reduced to them. */
  seals: readonly Seal[]
}

export interface Ground {
  bureauId: string
  zone: string
  /** When the seal before this one was made; `null` asks for the last seal. */
  sealedBefore: (sealNo: number | null) => string | null
}

export interface FileToCheck {
  attachmentId: string
  size: number
  commitment: string
  salt: Buffer
  key: MatterKey
}

export interface Checked {
  number: string | undefined
  /** Documents approved in it, as the ledger has them. */
  papers: IssuedPaper[]
  found: Found[]
  /** Files on disk that must be there, and those that must be gone. */
  files: FileToCheck[]
  gone: string[]
  contents: number
  erased: { on: string; decision: string } | null
}

/** Everything wrong with one matter. What follows from an altered history is not named a second time. */
export function checkMatter(e: Evidence, ground: Ground): Checked {
  const history = checkHistory(e, ground)
  const damaged = history.length > 0
  const folded = fold(e, ground.zone)
  // With an altered history the stored state is the better witness for the rows that hang on it.
  const doc = damaged ? (e.row?.doc ?? folded.doc) : folded.doc
  const number = doc?.number ?? e.row?.number
  const found: Found[] = history.map((f) => fromKernel(f, number))
  if (!damaged) {
    if (folded.error) found.push({ code: 'fold-failed', ...folded.error })
    found.push(...checkHead(e, folded.doc))
  }
  if (doc) found.push(...checkRows(e, doc))
  const files: FileToCheck[] = []
  const gone: string[] = []
  if (doc && !folded.error) {
    found.push(...checkKey(e, doc))
    found.push(...checkContents(e, damaged))
    if (!damaged) found.push(...checkAttachments(e, files, gone, doc.erased !== null))
  }
  for (const f of found) {
    f.matter = e.matterId
    if (number !== undefined) f.number = number
  }
  return {
    number,
    papers: Object.values(doc?.papers ?? {}),
    found,
    files,
    gone,
    contents: e.contents.length,
    erased: doc?.erased ?? null,
  }
}

function checkHistory(e: Evidence, ground: Ground): Finding[] {
  const of = { bureauId: ground.bureauId, matterId: e.matterId }
  const head = e.row ? { version: e.row.version, hash: e.row.head_hash } : undefined
  const hashes = new Map(e.events.map((event) => [event.version, event.hash]))
  const sealed = compareWithSeals(e.seals, (_matter, version) => hashes.get(version))
  const chain = verifyChain(e.events, of, head)
  const findings = [...chain]
  const named = (f: Finding) =>
    chain.some(
      (c) =>
        c.code === f.code &&
        (c.version === f.version ||
          (c.details?.from !== undefined && f.version !== undefined && inRange(f.version, c.details))),
    )
  for (const f of sealed) if (!named(f)) findings.push(f)
  // An event that was altered and hashed again no longer fits its successor: the seal has named the cause.
  const causes = new Set(sealed.map((f) => f.version))
  const kept = findings.filter(
    (f) => f.code !== 'link-broken' || f.version === undefined || !causes.has(f.version - 1),
  )
  const known = new Set(kept.map((f) => f.version))
  if (!kept.some((f) => f.code === 'chain-rebuilt')) {
    for (const f of backDated(e, ground)) if (!known.has(f.version)) kept.push(f)
  }
  return kept
}

const inRange = (version: number, range: Readonly<Record<string, unknown>>): boolean =>
  version >= Number(range.from) && version <= Number(range.to)

/** Events that claim a time at which a seal was made that does not list them. */
function backDated(e: Evidence, ground: Ground): Finding[] {
  const sealOf = new Map<number, number>()
  for (const seal of e.seals) for (const entry of seal.entries) sealOf.set(entry.version, seal.sealNo)
  const findings: Finding[] = []
  for (const event of e.events) {
    const sealedAt = ground.sealedBefore(sealOf.get(event.version) ?? null)
    if (sealedAt === null || Date.parse(event.recordedAt) >= Date.parse(sealedAt) - LOCK_GRACE_MS) continue
    findings.push({
      code: 'event-back-dated',
      bureauId: ground.bureauId,
      matterId: e.matterId,
      version: event.version,
      eventId: event.eventId,
      details: { recordedAt: event.recordedAt, sealedAt },
    })
  }
  return findings
}

function fold(
  e: Evidence,
  zone: string,
): { doc: MatterDoc | null; error?: Pick<Found, 'details' | 'version'> } {
  try {
    return { doc: foldEvents(e.events, zone) }
  } catch (error) {
    return { doc: e.row?.doc ?? null, error: { details: { reason: (error as Error).message } } }
  }
}

/** The row of the matter against its chain and seals: version, head, what was sealed. */
function checkHead(e: Evidence, folded: MatterDoc | null): Found[] {
  const last = e.events.at(-1)
  if (!e.row || !last) return []
  const found: Found[] = []
  for (const event of e.events) {
    if (event.version > e.row.version)
      found.push({ code: 'event-beyond-head', version: event.version, eventId: event.eventId })
  }
  if (found.length > 0) return found
  const sealedVersion = Math.max(0, ...e.seals.flatMap((seal) => seal.entries.map((entry) => entry.version)))
  found.push(
    ...compareRow('matters', undefined, e.row, {
      recorded_at: last.recordedAt,
      sealed_version: sealedVersion,
    }),
  )
  const difference = folded && firstDifference(e.row.doc, folded)
  if (difference)
    found.push({ code: 'doc-differs', table: 'matters', column: 'doc', details: { path: difference } })
  return found
}

function checkRows(e: Evidence, doc: MatterDoc): Found[] {
  const made = project(doc)
  const found = e.row
    ? compareRow('matters', undefined, e.row, made.matters)
    : [{ code: 'projection-missing' as const, table: 'matters' }]
  for (const table of CHILD_TABLES)
    found.push(...compareRows(table, KEYS[table], e.children[table], made[table]))
  return found
}

function checkKey(e: Evidence, doc: MatterDoc): Found[] {
  const { key } = e
  if (doc.erased) {
    if (key.state === 'open' || key.state === 'unopenable')
      return [{ code: 'erasure-incomplete', table: 'matter_keys', column: 'wrapped' }]
    return key.state === 'destroyed'
      ? compareRow('matter_keys', undefined, { decision: key.decision }, { decision: doc.erased.decision })
      : []
  }
  switch (key.state) {
    case 'open':
      return []
    case 'missing':
      return [{ code: 'key-missing', table: 'matter_keys' }]
    case 'destroyed':
      return [{ code: 'key-destroyed', table: 'matter_keys', column: 'wrapped' }]
    case 'unopenable':
      return [{ code: 'key-unopenable', table: 'matter_keys', column: 'wrapped' }]
  }
}

/** Contents against the references of the events; with an altered history only each against its own row. */
function checkContents(e: Evidence, damaged: boolean): Found[] {
  const refs = new Map<string, ContentRef & { version: number }>()
  if (!damaged) {
    for (const event of e.events) {
      const { data } = draftOf(event)
      if ('contents' in data)
        for (const ref of data.contents) refs.set(ref.contentId, { ...ref, version: event.version })
    }
  }
  const found: Found[] = []
  for (const row of e.contents) {
    const at = { table: 'contents', key: row.content_id }
    const ref = refs.get(row.content_id)
    refs.delete(row.content_id)
    if (!ref && !damaged) {
      found.push({ code: 'content-extra', ...at })
      continue
    }
    if (ref) {
      const { kind, version, commitment } = ref
      found.push(...compareRow('contents', row.content_id, { ...row }, { kind, version, commitment }))
    }
    if (e.key.state !== 'open') continue
    const problem = contentProblem(e, row, ref?.commitment ?? row.commitment, e.key.key)
    if (problem) found.push({ code: problem, ...at, ...(ref && { version: ref.version }) })
  }
  for (const [key, ref] of refs)
    found.push({ code: 'content-missing', table: 'contents', key, version: ref.version })
  return found
}

function contentProblem(
  e: Evidence,
  row: ContentRow,
  commitment: string,
  key: MatterKey,
): 'content-unopenable' | 'content-changed' | null {
  const bureauId = bureauOf(e)
  try {
    const { salt, text } = openContent(
      key,
      { bureauId, matterId: e.matterId, contentId: row.content_id },
      row.cipher,
    )
    return opensCommitment(commitment, salt, text) ? null : 'content-changed'
  } catch {
    return 'content-unopenable'
  }
}

function checkAttachments(e: Evidence, files: FileToCheck[], gone: string[], erased: boolean): Found[] {
  const made: Row[] = []
  for (const event of e.events) {
    if (event.type !== 'matter.attached') continue
    const { attachment, commitment } = draftOf(event).data as EventData['matter.attached']
    made.push({
      attachment_id: attachment.attachmentId,
      name_content_id: attachment.nameContentId,
      media_type: attachment.mediaType,
      size: attachment.size,
      commitment,
      version: event.version,
    })
    if (erased) gone.push(attachment.attachmentId)
    else if (e.key.state === 'open') {
      const salt = saltOfFile(e, attachment.nameContentId, e.key.key)
      if (salt)
        files.push({
          attachmentId: attachment.attachmentId,
          size: attachment.size,
          commitment,
          salt,
          key: e.key.key,
        })
    }
  }
  const stored: Row[] = e.attachments.map((row) => ({ ...row }))
  return compareRows('attachments', ['attachment_id'], stored, made)
}

/** The salt of a file's commitment lies with its name; null when that does not open, which is a finding of its own. */
function saltOfFile(e: Evidence, nameContentId: string, key: MatterKey): Buffer | null {
  const row = e.contents.find((c) => c.content_id === nameContentId)
  if (!row) return null
  try {
    const { text } = openContent(
      key,
      { bureauId: bureauOf(e), matterId: e.matterId, contentId: nameContentId },
      row.cipher,
    )
    return Buffer.from((JSON.parse(text) as { salt: string }).salt, 'base64')
  } catch {
    return null
  }
}

const bureauOf = (e: Evidence): string => e.events[0]?.bureauId ?? e.row?.doc.bureauId ?? ''
