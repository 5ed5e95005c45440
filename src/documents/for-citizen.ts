/** Documents of a matter as the person they are for reads and saves them: what was served, and nothing in work. */
import {
  type CasesDeps,
  CITIZEN,
  DOCUMENT_LABELS,
  openFile,
  openMatter,
  paperOfDocument,
  type Reader,
} from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Day, Paper } from './contract.ts'
import { dateWords } from './words.ts'

interface Label {
  zh: string
  en: string
}

/** One matter, opened by its number and code. */
export interface CitizenLook {
  bureauId: string
  matterId: string
  now: Date
}

export interface CitizenDocument {
  documentId: string
  kind: string
  label: Label
  /** As printed; null where the organ wrote none here. */
  title: string | null
  /** 文号. */
  number: string | null
  /** The organ that decided; null where units are kept back. */
  organ: Label | null
  issuedOn: Day
  servedOn: Day
  /** How it was served, as the ledger has it: in-person, post, portal, ... */
  method: string | null
  /** Its words as they were given; they are the whole of it where `file.sealed` is false. */
  texts: string[]
  /** What is saved: the sealed version, or the words as a plain text file. `size` in bytes, of a sealed version alone. */
  file: { name: string; mediaType: string; size: number | null; sealed: boolean }
}

const TEXT = 'text/plain; charset=utf-8'
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

/** No sign that a file system refuses, and none that leads elsewhere. */
const asFileName = (text: string): string =>
  text
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, 80)

function documentsOf(reader: Reader): CitizenDocument[] {
  const { doc } = reader
  return Object.values(doc.documents).flatMap((d) => {
    if (d.servedOn === null) return []
    const label = DOCUMENT_LABELS[d.kind]
    const paper = paperOfDocument(doc, d.documentId)
    const sealed = doc.attachments.find((a) => a.attachmentId === paper?.sealed?.attachmentId)
    const title = paper ? (reader.json<Paper>(paper.contentId)?.title ?? null) : null
    const ending = sealed ? (ENDINGS[sealed.mediaType] ?? 'bin') : 'txt'
    const number = paper?.number ?? null
    return [
      {
        documentId: d.documentId,
        kind: d.kind,
        label,
        title,
        number,
        organ: doc.lane === 'shielded' ? null : (reader.unit(d.unitId)?.name ?? null),
        issuedOn: d.issuedOn,
        servedOn: d.servedOn,
        method: d.method,
        texts: d.contentIds.flatMap((id) => reader.text(id) ?? []),
        file: {
          name: `${asFileName(`${title ?? label.zh} ${number ?? doc.number}`)}.${ending}`,
          mediaType: sealed?.mediaType ?? TEXT,
          size: sealed?.size ?? null,
          sealed: sealed !== undefined,
        },
      },
    ]
  })
}

/** Read under the citizen's own row security: this one matter and no other. */
export async function openedForCitizen(cases: CasesDeps, l: CitizenLook): Promise<Reader | Refusal> {
  const facts = await cases.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const context = { bureau: l.bureauId, unit: CITIZEN.unitId, matter: l.matterId }
  const found = await withTx(cases.app, context, (tx) => openMatter(cases, tx, facts, l.matterId))
  return found?.reader ?? refuse('not_found')
}

/**
 * The documents the person may read, in the order they were issued.
 * @returns refusal `not_found`
 */
export async function documentsForCitizen(
  cases: CasesDeps,
  l: CitizenLook,
): Promise<CitizenDocument[] | Refusal> {
  const reader = await openedForCitizen(cases, l)
  return isRefusal(reader) ? reader : documentsOf(reader)
}

export interface CitizenFile {
  name: string
  mediaType: string
  /** In bytes. */
  size: number
  content: AsyncIterable<Buffer>
}

/** The words of a document that has no sealed version, headed by what they belong to. */
function textOf(reader: Reader, d: CitizenDocument): Buffer {
  const lines = [
    d.title ?? d.label.zh,
    ...(d.number ? [d.number] : []),
    `事项编号：${reader.doc.number}（${reader.facts.bureau.name.zh}）`,
    ...(d.organ ? [`作出单位：${d.organ.zh}`] : []),
    `送达日期：${dateWords(d.servedOn)}`,
    '',
    ...d.texts,
    '',
  ]
  // Some programs take a text without this mark for one in the system's own encoding.
  return Buffer.from(`\uFEFF${lines.join('\r\n')}`, 'utf8')
}

/**
 * One document to save. A sealed version comes as it was sealed.
 * @returns refusals `not_found` (also for what was not served), `case.erased`
 */
export async function openDocumentForCitizen(
  cases: CasesDeps,
  l: CitizenLook,
  documentId: string,
): Promise<CitizenFile | Refusal> {
  const reader = await openedForCitizen(cases, l)
  if (isRefusal(reader)) return reader
  const found = documentsOf(reader).find((d) => d.documentId === documentId)
  if (!found) return refuse('not_found')
  const { name, mediaType } = found.file
  const paper = paperOfDocument(reader.doc, documentId)
  if (found.file.sealed && paper?.sealed) {
    const { attachmentId } = paper.sealed
    const file = await openFile(
      cases,
      { bureauId: l.bureauId, actor: CITIZEN, now: l.now },
      l.matterId,
      attachmentId,
    )
    return isRefusal(file) ? file : { name, mediaType, size: file.size, content: file.content }
  }
  if (reader.doc.erased) return refuse('case.erased')
  const bytes = textOf(reader, found)
  const once = async function* () {
    yield bytes
  }
  return { name, mediaType, size: bytes.length, content: once() }
}
