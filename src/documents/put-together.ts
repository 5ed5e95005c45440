/** The document as it stands: approved ones as they were approved, the others from matter and newest words. */
import type { Actor, CasesDeps } from '../cases/index.ts'
import { mayDisclose } from '../cases/index.ts'
import { composePaper } from './compose.ts'
import { isPaperKind, type Paper, type PaperFacts, type PaperMarks, type PaperText } from './contract.ts'
import { gatherFacts } from './gather.ts'
import { KINDS } from './kinds/index.ts'
import { defaultMarks } from './marks.ts'
import { type OpenedMatter, personNamed } from './open-paper.ts'
import type { PaperPlace } from './places.ts'
import type { PaperRow } from './store.ts'

export const placeOf = (p: PaperRow): PaperPlace => ({
  kind: isPaperKind(p.kind) ? p.kind : 'reply',
  proceedingId: p.proceeding_id,
  documentId: p.document_id,
  toUnitId: p.to_unit_id,
})

/** Head and foot of a version. */
export const marksOf = (p: PaperRow, text: PaperText): PaperMarks =>
  text.marks ?? defaultMarks(placeOf(p).kind)

export const factsFor = (cases: CasesDeps, o: OpenedMatter, p: PaperRow): Promise<PaperFacts> =>
  gatherFacts(cases.directory, {
    reader: o.reader,
    place: placeOf(p),
    unitId: p.unit_id,
    organs: o.organs,
    events: o.events,
    today: o.world.today,
  })

/** What stands where a name is kept back. */
const NAMELESS = '信访人'

/** The line a document is addressed with, for this reader. `full`: with the name, where the reader may know it. */
export function addresseeFor(
  o: OpenedMatter,
  p: PaperRow,
  actor: Actor,
  facts: Pick<PaperFacts, 'toUnit'>,
  full: boolean,
): { addressee: string | null; named: boolean } {
  const { audience } = KINDS[placeOf(p).kind]
  if (audience === 'file') return { addressee: null, named: false }
  if (audience === 'unit') return { addressee: facts.toUnit, named: false }
  const name = full && mayDisclose(o.doc, actor) ? personNamed(o) : null
  return { addressee: name ?? NAMELESS, named: name !== null }
}

/** The approved document as it was kept; null before approval. */
export function approvedPaper(o: OpenedMatter, paperId: string): Paper | null {
  const issued = o.doc.papers?.[paperId]
  const kept = issued ? o.reader.json<Paper>(issued.contentId) : null
  return kept && { ...BEFORE_HEADS, ...kept }
}

/** What documents approved before there was a head, a foot and the letter form do not say. */
const BEFORE_HEADS = {
  markings: [],
  upward: false,
  letter: false,
  signedBy: null,
  copyTo: [],
  imprintBy: null,
}

export function paperNow(
  o: OpenedMatter,
  p: PaperRow,
  facts: PaperFacts,
  text: PaperText,
  addressee: string | null,
): Paper {
  const approved = approvedPaper(o, p.paper_id)
  if (approved) return { ...approved, addressee }
  return composePaper(placeOf(p).kind, text, facts, {
    number: null,
    date: null,
    addressee,
    signedBy: null,
  })
}
