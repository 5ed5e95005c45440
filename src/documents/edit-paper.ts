/** The words of a draft are changed, in the browser or by a file that was finished in Word. */
import { createHash } from 'node:crypto'
import { once } from '../bureau/index.ts'
import { callerOf } from '../cases/index.ts'
import { encryptBytes } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Command } from './command.ts'
import type { HeadMark, PaperMarks, PaperText } from './contract.ts'
import type { Drafted } from './draft-paper.ts'
import { checkedMarks } from './marks.ts'
import {
  type DocumentsDeps,
  fileAad,
  newestText,
  type OpenedMatter,
  openForPapers,
  paperFor,
  sealText,
  writesFor,
} from './open-paper.ts'
import { organOf } from './organs.ts'
import { addresseeFor, factsFor, marksOf, paperNow } from './put-together.ts'
import { type ReadBack, readDocx } from './read-docx.ts'
import { reportedIn } from './shield.ts'
import { insertText, lockPaper, type PaperRow, type TextSource, updatePaper } from './store.ts'

/** Most characters of one document, with room for the longest opinion. */
const MAX_CHARACTERS = 60_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const BROKEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

function checkedText(paragraphs: readonly string[]): PaperText | Refusal {
  const kept = paragraphs.map((p) => p.trim()).filter((p) => p !== '')
  if (kept.length === 0) return refuse('input.required', { field: 'paragraphs' })
  if (kept.join('').length > MAX_CHARACTERS)
    return refuse('input.too_long', { field: 'paragraphs', details: { max: MAX_CHARACTERS } })
  if (kept.some((p) => BROKEN.test(p) || !p.isWellFormed()))
    return refuse('input.invalid_characters', { field: 'paragraphs' })
  return { paragraphs: kept }
}

/** A draft of the own unit in the version the writer saw, held until the transaction ends. */
export async function lockDraft(
  tx: Tx,
  o: OpenedMatter,
  paperId: string,
  revision: number,
): Promise<PaperRow | Refusal> {
  const row = await lockPaper(tx, o.doc.bureauId, o.doc.matterId, paperId)
  if (!row || row.state === 'dropped') return refuse('not_found')
  if (row.revision !== revision) return refuse('document.changed', { details: { revision: row.revision } })
  return row
}

async function keepText(
  deps: DocumentsDeps,
  tx: Tx,
  o: OpenedMatter,
  row: PaperRow,
  text: PaperText,
  from: { source: TextSource; file: Buffer | null; accountId: string; at: Date },
): Promise<Drafted> {
  const revision = row.revision + 1
  const { suite } = deps.cases.keyring
  const { bureauId, matterId } = o.doc
  await insertText(
    tx,
    bureauId,
    { matterId, paperId: row.paper_id },
    {
      revision,
      source: from.source,
      cipher: sealText(suite, o, row.paper_id, revision, text),
      file: from.file && encryptBytes(suite, o.key, from.file, fileAad(o, row.paper_id, revision)),
      account_id: from.accountId,
      at: from.at,
    },
  )
  await updatePaper(tx, bureauId, { ...row, revision, changed_at: from.at })
  return { paperId: row.paper_id, revision, state: row.state }
}

interface Edit {
  matterId: string
  paperId: string
  /** Version the writer saw. */
  revision: number
}

async function openDraft(
  deps: DocumentsDeps,
  tx: Tx,
  command: Command,
  ask: Edit,
): Promise<{ o: OpenedMatter; row: PaperRow } | Refusal> {
  const { actor, bureauId } = callerOf(command)
  const o = await openForPapers(deps, tx, { bureauId, actor, now: command.now }, ask.matterId)
  if (isRefusal(o)) return o
  const seen = await paperFor(tx, o, actor, ask.paperId)
  if (isRefusal(seen)) return seen
  if (!writesFor(actor, seen.unit_id)) return refuse('access.denied')
  const row = await lockDraft(tx, o, ask.paperId, ask.revision)
  if (isRefusal(row)) return row
  return row.state === 'draft' ? { o, row } : refuse('document.not_draft')
}

/** Head and foot as its organ may use them, with no copy to a unit that is reported in the matter. */
function checkedHeads(o: OpenedMatter, row: PaperRow, given: PaperMarks): PaperMarks | Refusal {
  if (given.copyTo.some((name) => BROKEN.test(name) || !name.isWellFormed()))
    return refuse('input.invalid_characters', { field: 'copyTo' })
  const marks = checkedMarks(given, headMarksOf(o, row.unit_id))
  if (isRefusal(marks)) return marks
  return reportedIn(o, marks.copyTo) ? refuse('shield.unit_reported', { field: 'copyTo' }) : marks
}

/** Which marks the organ uses. */
export const headMarksOf = (o: OpenedMatter, unitId: string): readonly HeadMark[] =>
  organOf(
    o.facts.units.get(unitId),
    o.facts.bureau,
    o.organs.find((s) => s.unit_id === unitId),
  ).headMarks

/**
 * A new version of words, head and foot; without `marks` head and foot stay.
 * @returns refusals `not_found`, `access.denied`, `document.*`, `input.*`, `shield.unit_reported`
 */
export function editPaper(
  deps: DocumentsDeps,
  command: Command,
  ask: Edit & { paragraphs: string[]; marks?: PaperMarks },
): Promise<Drafted | Refusal> {
  return once(deps.cases.app, command, ['edit-paper', ask], async (tx) => {
    const words = checkedText(ask.paragraphs)
    if (isRefusal(words)) return words
    const opened = await openDraft(deps, tx, command, ask)
    if (isRefusal(opened)) return opened
    const { o, row } = opened
    const marks = ask.marks ? checkedHeads(o, row, ask.marks) : marksOf(row, await newestText(tx, o, row))
    if (isRefusal(marks)) return marks
    const text = { ...words, marks }
    const { accountId } = command.session
    return keepText(deps, tx, opened.o, opened.row, text, {
      source: 'browser',
      file: null,
      accountId,
      at: command.now,
    })
  })
}

export interface Uploaded extends Drafted {
  left: ReadBack['left']
}

/** Reads a .docx into the next version; the file itself is kept beside it. Refuses as `editPaper`, and `document.not_docx`. */
export function uploadPaper(
  deps: DocumentsDeps,
  command: Command,
  ask: Edit & { file: Buffer },
): Promise<Uploaded | Refusal> {
  const { file, ...rest } = ask
  const digest = createHash('sha256').update(file).digest('hex')
  return once(deps.cases.app, command, ['upload-paper', rest, digest], async (tx) => {
    const opened = await openDraft(deps, tx, command, ask)
    if (isRefusal(opened)) return opened
    const { o, row } = opened
    const { actor } = callerOf(command)
    const facts = await factsFor(deps.cases, o, row)
    const { addressee } = addresseeFor(o, row, actor, facts, true)
    const before = await newestText(tx, o, row)
    const read = await readDocx(file, paperNow(o, row, facts, before, addressee))
    if (isRefusal(read)) return read
    const words = checkedText(read.text.paragraphs)
    if (isRefusal(words)) return words
    const text = { ...words, marks: marksOf(row, before) }
    const from = { source: 'word' as const, file, accountId: command.session.accountId, at: command.now }
    return { ...(await keepText(deps, tx, o, row, text, from)), left: read.left }
  })
}
