/** Refusals as problem documents (RFC 9457), in the reader's language. Pure. */
import { findEntry } from './catalogue.ts'
import { fieldName } from './field-names.ts'
import type { Refusal } from './refusal.ts'

export type Lang = 'zh' | 'en'

/** `Content-Language` of each. */
export const LANG_TAGS: Readonly<Record<Lang, string>> = { zh: 'zh-CN', en: 'en' }

export interface Problem {
  type: string
  title: string
  status: number
  /** What to do now. */
  detail: string
  code: string
  field?: string
  details?: Record<string, unknown>
  /** Id of the request, to be quoted when asking for help. */
  instance: string
}

/** A refusal on its way out of code that cannot return it; the edge turns it into a problem document. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

/** The language a reader prefers by `Accept-Language`; Chinese unless English is preferred. */
export function preferredLang(header: string | undefined): Lang {
  let best: Lang = 'zh'
  let bestQ = 0
  for (const part of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const lang = tag.startsWith('zh') ? 'zh' : tag.startsWith('en') ? 'en' : null
    if (!lang) continue
    const given = parameters.map((p) => /^\s*q=([0-9.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
    const q = given === undefined ? 1 : Number(given)
    if (q > bestQ) {
      best = lang
      bestQ = q
    }
  }
  return best
}

/**
 * The problem document of a refusal, or null when its code is not in the catalogue (a mistake in the program, which the
 * edge answers with 500 and logs).
 */
export function problemOf(refusal: Refusal, lang: Lang, requestId: string): Problem | null {
  const entry = findEntry(refusal.refused)
  if (!entry) return null
  const { field, details } = refusal
  const values: Record<string, unknown> = { ...details, requestId }
  return {
    type: `/problems/${refusal.refused}`,
    title: entry.title[lang],
    status: entry.status,
    detail: fill(entry.remedy[lang], field, values, lang),
    code: refusal.refused,
    ...(field === undefined ? {} : { field }),
    ...(details === undefined ? {} : { details }),
    instance: requestId,
  }
}

const FIELD: Readonly<Record<Lang, string>> = { zh: '该项', en: 'this field' }
const UNKNOWN: Readonly<Record<Lang, string>> = { zh: '（未注明）', en: '(not stated)' }

/** A blank with what touches it: a bracket already sets a name apart, and Chinese takes no spaces around quotes. */
const BLANK = /([（(]?)( ?)\{(\w+)\}( ?)/g

function fill(
  sentence: string,
  field: string | undefined,
  values: Record<string, unknown>,
  lang: Lang,
): string {
  return sentence.replace(BLANK, (_, open: string, before: string, name: string, after: string) => {
    if (name !== 'field') return open + before + inWords(values[name], lang) + after
    const words = field === undefined ? FIELD[lang] : fieldName(field, lang)
    if (words === null) return open + before + field + after
    const shown = open || field === undefined ? words : `“${words}”`
    return lang === 'zh' ? open + shown : open + before + shown + after
  })
}

function inWords(value: unknown, lang: Lang): string {
  if (value === undefined || value === null) return UNKNOWN[lang]
  if (Array.isArray(value)) return value.map(String).join(lang === 'zh' ? '、' : ', ')
  return String(value)
}
