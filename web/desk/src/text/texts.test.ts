/** The types keep both languages complete; this keeps their blanks alike, which types cannot. */
import { expect, it } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

function flat(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value as object, `${path}${key}.`),
  )
}
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()

it('says the same with the same blanks in both languages', () => {
  const chinese = new Map(flat(zh))
  for (const [key, text] of flat(en)) {
    if (key.endsWith('_one')) continue
    expect([key, blanks(text)]).toEqual([key, blanks(chinese.get(key) ?? '')])
  }
})

it('leaves no Chinese in English but the name of the language', () => {
  expect(
    flat(en)
      .filter(([, text]) => /\p{Script=Han}/u.test(text))
      .map(([key]) => key),
  ).toEqual(['nav.switchLanguage'])
})
