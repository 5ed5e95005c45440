/** The words of a draft are changed, in the browser or by a file that was finished in Word. */
import { createHash } from 'node:crypto'
import { once } from '../bureau/index.ts'
import { callerOf } from '../cases/index.ts'
import { encryptBytes } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Command } from './command.ts'
import type { PaperText } from './contract.ts'
import type { Drafted } from './draft-paper.ts'
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
import { addresseeFor, factsFor, paperNow } from './put-together.ts'
import { type ReadBack, readDocx } from './read-docx.ts'
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

/** @returns refusals `not_found`, `access.denied`, `document.changed`, `document.not_draft`, `input.*` */
export function editPaper(
  deps: DocumentsDeps,
  command: Command,
  ask: Edit & { paragraphs: string[] },
): Promise<Drafted | Refusal> {
  return once(deps.cases.app, command, ['edit-paper', ask], async (tx) => {
    const text = checkedText(ask.paragraphs)
    if (isRefusal(text)) return text
    const opened = await openDraft(deps, tx, command, ask)
    if (isRefusal(opened)) return opened
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
    const read = await readDocx(file, paperNow(o, row, facts, await newestText(tx, o, row), addressee))
    if (isRefusal(read)) return read
    const text = checkedText(read.text.paragraphs)
    if (isRefusal(text)) return text
    const from = { source: 'word' as const, file, accountId: command.session.accountId, at: command.now }
    return { ...(await keepText(deps, tx, o, row, text, from)), left: read.left }
  })
}
