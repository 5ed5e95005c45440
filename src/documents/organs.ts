/** How an organ is named in print and what its numbers begin with. Pure. */
import type { HeadMark, PaperKind } from './contract.ts'
import { KINDS } from './kinds/index.ts'

export interface Organ {
  printedName: string
  /** 代字 of the organ; its printed name until one is set. */
  word: string
  kindWords: Readonly<Record<string, string>>
  /** 印发机关; the organ itself until one is set. */
  imprintBy: string
  /** Marks of the head it uses. */
  headMarks: readonly HeadMark[]
}

interface OrganSetting {
  printed_name: string | null
  word: string | null
  kind_words: Record<string, string>
  imprint_by: string | null
  head_marks: HeadMark[]
}

export function organOf(
  unit: { kind: string; name: { zh: string } } | undefined,
  bureau: { name: { zh: string } },
  setting: OrganSetting | undefined,
): Organ {
  // The bureau itself signs with its full name, not with the short one of the list of units.
  const own = unit && unit.kind !== 'bureau' ? unit.name.zh : bureau.name.zh
  const printedName = setting?.printed_name ?? own
  return {
    printedName,
    word: setting?.word ?? printedName,
    kindWords: setting?.kind_words ?? {},
    imprintBy: setting?.imprint_by ?? printedName,
    headMarks: setting?.head_marks ?? [],
  }
}

/** What a number of this kind begins with; null for kinds that carry none. */
export function prefixOf(organ: Organ, kind: PaperKind): string | null {
  const { word } = KINDS[kind]
  return word === null ? null : `${organ.word}${organ.kindWords[kind] ?? word}`
}
