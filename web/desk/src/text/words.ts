/** The words by key. The library's own types give way under so many keys; these do not. */
import { useTranslation } from 'react-i18next'
import type { Texts } from './zh.ts'

type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}`
}[keyof T & string]

/** A key of any text of the desk; a key that is not there is an error of types. */
export type WordKey = Path<Texts>
export type Say = (key: WordKey, blanks?: Readonly<Record<string, string | number>>) => string

export function useWords(): Say {
  const { t } = useTranslation()
  return t as unknown as Say
}
