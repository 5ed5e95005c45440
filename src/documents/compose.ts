/** Puts a document together: words people edited, parts the rules make, the organ's head and signature. Pure. */
import type { Day, Paper, PaperFacts, PaperKind, PaperText } from './contract.ts'
import { KINDS } from './kinds/index.ts'
import { defaultMarks, markingLines } from './marks.ts'

/** The first words of a document, from the matter. */
export const firstText = (kind: PaperKind, facts: PaperFacts): PaperText => ({
  paragraphs: KINDS[kind].merge(facts).filter((p) => p.trim() !== ''),
  marks: defaultMarks(kind),
})

/**
 * @param head number, date and signer are given at approval; `addressee` only to a reader who may know it
 */
export function composePaper(
  kind: PaperKind,
  text: PaperText,
  facts: PaperFacts,
  head: { number: string | null; date: Day | null; addressee: string | null; signedBy: string | null },
): Paper {
  const def = KINDS[kind]
  const marks = text.marks ?? defaultMarks(kind)
  return {
    kind,
    organ: facts.organ,
    number: head.number,
    numbered: def.word !== null,
    markings: markingLines(marks),
    upward: def.upward ?? false,
    letter: def.letter ?? false,
    signedBy: def.upward ? head.signedBy : null,
    title: def.title(facts),
    addressee: def.audience === 'file' ? null : head.addressee,
    paragraphs: text.paragraphs,
    fixed: (def.fixed?.(facts) ?? []).filter((p) => p.trim() !== ''),
    rows: def.rows?.(facts) ?? [],
    signers: [...(def.signers ?? [])],
    signed: def.signed ?? true,
    date: head.date,
    copyTo: marks.copyTo,
    // The foot of a letter has no line of printing (GB/T 9704-2012 10.1).
    imprintBy: marks.imprint && !def.letter ? facts.imprintBy : null,
  }
}
