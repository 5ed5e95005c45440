/** What every verb of this room begins with: the matter, its key, who looks, and the documents in work. */
import type { BureauFacts } from '../bureau/index.ts'
import {
  type Actor,
  type CasesDeps,
  findMatter,
  isReported,
  keyOf,
  type MatterDoc,
  mayDisclose,
  mayOpenMatter,
  maySign,
  openMatter,
  type PartyInput,
  type Reader,
  randomMint,
  type World,
  worldOf,
} from '../cases/index.ts'
import { decryptText, encryptText, type MatterKey, type Suite } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { PaperText } from './contract.ts'
import { findPaper, listOrgans, listTexts, type OrganRow, type PaperRow, type TextRow } from './store.ts'

export interface DocumentsDeps {
  cases: CasesDeps
}

export interface OpenedMatter {
  facts: BureauFacts
  reader: Reader
  doc: MatterDoc
  key: MatterKey
  world: World
  organs: OrganRow[]
  /** The history, oldest first. */
  events: NonNullable<Awaited<ReturnType<typeof openMatter>>>['events']
}

/** The matter, if this person may open it. A unit that is reported in it has no part in its documents. */
export async function openForPapers(
  deps: DocumentsDeps,
  tx: Tx,
  who: { bureauId: string; actor: Actor; now: Date },
  matterId: string,
): Promise<OpenedMatter | Refusal> {
  const facts = await deps.cases.directory.byId(who.bureauId)
  if (!facts) return refuse('not_found')
  const [opened, stored, organs] = await Promise.all([
    openMatter(deps.cases, tx, facts, matterId),
    findMatter(tx, who.bureauId, matterId),
    listOrgans(tx, who.bureauId),
  ])
  if (!opened || !stored || !mayOpenMatter(opened.reader.doc, who.actor)) return refuse('not_found')
  const world = worldOf(facts, who.now, randomMint(who.now, facts.bureau.hashName))
  const { doc } = opened.reader
  if (isReported(doc, who.actor.unitId, world)) return refuse('not_found')
  const key = keyOf(deps.cases, who.bureauId, matterId, { kekId: stored.kek_id, wrapped: stored.wrapped })
  if (!key) return refuse('case.erased')
  return { facts, reader: opened.reader, doc, key, world, organs, events: opened.events }
}

/** Whether the account works in the unit that issues, on matters. */
export const writesFor = (actor: Actor, unitId: string): boolean =>
  actor.unitId === unitId && WRITERS.some((role) => actor.roles.includes(role))

export const WRITERS = [
  'clerk',
  'operator',
  'handler',
  'unit-head',
  'supervisor',
  'reviewer',
  'bureau-head',
] as const

/**
 * Who sees a document in work: the unit that writes it and who signs for it. An approved one is seen with its matter;
 * where the name of who asked is kept back, only by those who may know it, and by its unit.
 */
export function maySeePaper(o: OpenedMatter, actor: Actor, p: Pick<PaperRow, 'unit_id' | 'state'>): boolean {
  if (writesFor(actor, p.unit_id) || maySign(actor, p.unit_id, o.world)) return true
  if (p.state !== 'approved' && p.state !== 'sealed') return false
  return (o.doc.lane === 'open' && o.doc.secrecy === 'none') || mayDisclose(o.doc, actor)
}

/** The document, if this person may see it. */
export async function paperFor(
  tx: Tx,
  o: OpenedMatter,
  actor: Actor,
  paperId: string,
): Promise<PaperRow | Refusal> {
  const row = await findPaper(tx, o.doc.bureauId, o.doc.matterId, paperId)
  if (!row || row.state === 'dropped' || !maySeePaper(o, actor, row)) return refuse('not_found')
  return row
}

const aad = (o: OpenedMatter, paperId: string, revision: number) => [
  o.doc.bureauId,
  o.doc.matterId,
  'paper',
  paperId,
  String(revision),
]
/** Where the file of a version belongs, apart from its words. */
export const fileAad = (o: OpenedMatter, paperId: string, revision: number) => [
  ...aad(o, paperId, revision),
  'file',
]

export const sealText = (
  suite: Suite,
  o: OpenedMatter,
  paperId: string,
  revision: number,
  text: PaperText,
): Buffer => encryptText(suite, o.key, JSON.stringify(text), aad(o, paperId, revision))

export const openText = (
  o: OpenedMatter,
  paperId: string,
  row: Pick<TextRow, 'revision' | 'cipher'>,
): PaperText => JSON.parse(decryptText(o.key, row.cipher, aad(o, paperId, row.revision))) as PaperText

/** The words of the newest version. */
export async function newestText(tx: Tx, o: OpenedMatter, p: PaperRow): Promise<PaperText> {
  const rows = await listTexts(tx, o.doc.bureauId, o.doc.matterId, p.paper_id)
  return openText(o, p.paper_id, rows.at(-1)!)
}

/** Whom a document for the person is addressed to, in full: only for those who may know, and logged where it is given. */
export function personNamed(o: OpenedMatter): string | null {
  const names = o.doc.partyIds.flatMap((id) => o.reader.json<PartyInput>(id)?.name ?? [])
  return names.length > 0 ? names.join('、') : null
}
