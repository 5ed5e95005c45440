/** The words of a matter as they are: what was asked, what was answered, and who asked, to be found in them. */
import type { MatterDoc, Reader } from '../../cases/index.ts'
import { mainOf } from '../../cases/index.ts'
import type { Shown } from '../contract.ts'
import type { KnownPerson } from '../hiding/rules.ts'

const ANSWERS: ReadonlySet<string> = new Set([
  'reply',
  'handling-opinion',
  'review-opinion',
  're-review-opinion',
])
/** A matter without a subject is named by how it begins. */
const TITLE = 30

/** Whether there is an answer the person has received. */
export const isAnswered = (doc: MatterDoc): boolean => mainOf(doc).end === 'answered' && !doc.erased

const withBasis = (o: { words: string | null; basis: string | null } | null): string =>
  [o?.words, o?.basis && `（依据：${o.basis}）`].filter(Boolean).join('\n')

export function originalOf(reader: Reader): Shown {
  const { doc } = reader
  const letter = reader.text(doc.bodyId) ?? ''
  const documents = Object.values(doc.documents).filter((d) => ANSWERS.has(d.kind) && d.servedOn !== null)
  return {
    title: reader.text(doc.subjectId) ?? [...letter].slice(0, TITLE).join(''),
    letter,
    demands: reader
      .demands()
      .flatMap((d) =>
        d.text === null
          ? []
          : [{ text: d.text, result: d.outcome?.result ?? null, words: withBasis(d.outcome) }],
      ),
    answer: documents.flatMap((d) => d.contentIds.flatMap((id) => reader.text(id) ?? [])).join('\n\n'),
  }
}

export const personsOf = (reader: Reader): KnownPerson[] =>
  reader.doc.partyIds.flatMap((id) => reader.json<KnownPerson>(id) ?? [])
