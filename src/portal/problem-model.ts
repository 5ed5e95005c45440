/** A refusal of the closed loop as an error on a form, in the reader's words. Pure. */
import { type Lang, problemOf, type Refusal } from '../kernel/errors/index.ts'

export interface ShownError {
  href: string
  text: string
}

/** @param fields the form's field for each field a refusal may name; others lead to the top of the page */
export function shownRefusal(
  refusal: Refusal,
  lang: Lang,
  requestId: string,
  fields: Readonly<Record<string, string>> = {},
): ShownError {
  const problem = problemOf(refusal, lang, requestId)
  const field = refusal.field === undefined ? undefined : fields[refusal.field]
  const text = problem ? `${problem.title}${lang === 'zh' ? '。' : '. '}${problem.detail}` : refusal.refused
  return { href: field ? `#${field}` : '#main-content', text }
}
