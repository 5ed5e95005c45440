/** Which language and size of letters a reader gets: their own choice, else the browser's language and usual letters. */
import { type Lang, preferredLang } from '../kernel/errors/index.ts'

export const LANG_COOKIE = 'lang'

export const isLang = (x: unknown): x is Lang => x === 'zh' || x === 'en'

export function langOf(cookie: string | undefined, acceptLanguage: string | undefined): Lang {
  return isLang(cookie) ? cookie : preferredLang(acceptLanguage)
}

export const SIZE_COOKIE = 'size'

export const isSize = (x: unknown): x is 'large' | 'normal' => x === 'large' || x === 'normal'
