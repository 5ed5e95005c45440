/** How an organ is named in print and what its numbers begin with. Pure. */
import type { PaperKind } from './contract.ts'
import { KINDS } from './kinds/index.ts'

export interface Organ {
  printedName: string
  /** 代字 of the organ; its printed name until one is set. */
  word: string
  kindWords: Readonly<Record<string, string>>
}

interface OrganSetting {
  printed_name: string | null
  word: string | null
  kind_words: Record<string, string>
}

export function organOf(
  unit: { kind: string; name: { zh: string } } | undefined,
  bureau: { name: { zh: string } },
  setting: OrganSetting | undefined,
): Organ {
  // The bureau itself signs with its full name, not with the short one of the list of units.
  const own = unit && unit.kind !== 'bureau' ? unit.name.zh : bureau.name.zh
  const printedName = setting?.printed_name ?? own
  return { printedName, word: setting?.word ?? printedName, kindWords: setting?.kind_words ?? {} }
}

/** What a number of this kind begins with; null for kinds that carry none. */
export function prefixOf(organ: Organ, kind: PaperKind): string | null {
  const { word } = KINDS[kind]
  return word === null ? null : `${organ.word}${organ.kindWords[kind] ?? word}`
}
