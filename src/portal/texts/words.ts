/** Words of the pages come in pairs, so that no page can be complete in one language only. */
import type { Lang } from '../../kernel/errors/index.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}

export interface WordTree {
  readonly [name: string]: Words | WordTree
}

/** The same tree with plain strings, as templates read it. */
export type Localised<T> = T extends Words ? string : { readonly [K in keyof T]: Localised<T[K]> }

export const w = (zh: string, en: string): Words => ({ zh, en })

const isWords = (x: Words | WordTree): x is Words => typeof x.zh === 'string' && typeof x.en === 'string'

/** One language of a tree. */
export function localise<T extends WordTree>(tree: T, lang: Lang): Localised<T> {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(tree))
    out[name] = isWords(value) ? value[lang] : localise(value, lang)
  return out as Localised<T>
}

/** Fills `{name}` places; a place without a value stays visible, so that a test finds it. */
export function fill(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (all, name: string) =>
    values[name] === undefined ? all : String(values[name]),
  )
}
