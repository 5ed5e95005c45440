/** Which language a reader gets: their own choice, else the browser's. */
import { type Lang, preferredLang } from '../kernel/errors/index.ts'

export const LANG_COOKIE = 'lang'

export const isLang = (x: unknown): x is Lang => x === 'zh' || x === 'en'

export function langOf(cookie: string | undefined, acceptLanguage: string | undefined): Lang {
  return isLang(cookie) ? cookie : preferredLang(acceptLanguage)
}
