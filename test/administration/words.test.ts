/** What the server names by codes has words on the pages of the administration, in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { previewWords } from '../../src/administration/messages/messages.ts'
import { PROCEDURES } from '../../src/cases/procedures/index.ts'
import { ROLE_LABELS } from '../../src/kernel/access/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import {
  isOwnable,
  NOTICE_TEXTS,
  programWords,
  requiredVariables,
  variablesOf,
} from '../../src/notices/index.ts'
import { enAdministration } from '../../web/desk/src/text/en-administration.ts'
import { enFirst } from '../../web/desk/src/text/en-first.ts'
import { zhAdministration } from '../../web/desk/src/text/zh-administration.ts'
import { zhFirst } from '../../web/desk/src/text/zh-first.ts'

const SOURCES = path.resolve(import.meta.dirname, '../../src')

const TEXTS = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
  .map((f) => readFileSync(path.join(SOURCES, f), 'utf8'))

/** Acts the audit log is told of anywhere in the program. */
function acts(): string[] {
  const told = TEXTS.filter((text) => /\baudit\w*\(/.test(text)).flatMap((text) =>
    [...text.matchAll(/action:\s*'([a-z0-9-]+\.[a-z0-9-]+)'/g)].map((m) => m[1]!),
  )
  return [...new Set(told)]
}

/** Every message that is sent anywhere: what the tables name, what the engine asks for, what a room hands over itself. */
function sent(): string[] {
  const named = PROCEDURES.flatMap((p) => p.transitions.flatMap((t) => t.notify ?? []))
  const asked = TEXTS.flatMap((text) => [
    // The engine's own words to the person: tell(work, …), with both ways of a choice.
    ...[...text.matchAll(/\btell\(work, ([^)]*)\)/g)].flatMap((m) =>
      [...m[1]!.matchAll(/'([a-z-]+)'/g)].map((word) => word[1]!),
    ),
    ...[...text.matchAll(/'notify-citizen', \{ template: '([a-z-]+)'/g)].map((m) => m[1]!),
    // A message made on the spot has its template, and a line or two later whom it goes to.
    ...[...text.matchAll(/\btemplate: ([^\n]*),\n(?=(?:.*\n){0,4}?\s*to: )/g)].flatMap((m) =>
      [...m[1]!.matchAll(/'([a-z-]+)'/g)].map((word) => word[1]!),
    ),
    ...[...text.matchAll(/\btell\(room, [^)]*'([a-z-]+)'/g)].map((m) => m[1]!),
  ])
  return [...new Set([...named, ...asked])]
}

const LANGUAGES = [zhAdministration.adm, enAdministration.adm]

test('every act of the audit log', () => {
  expect(acts().length).toBeGreaterThan(20)
  for (const words of LANGUAGES) {
    const named: Record<string, string> = words.action
    expect(acts().filter((act) => !named[act.replaceAll('.', '-')])).toEqual([])
  }
})

test('every message that is sent has a name, words and a preview on the pages of the administration', () => {
  const all = sent()
  for (const known of ['registered', 'document-waiting', 'asked', 'message', 'contact-changed', 'due-soon'])
    expect(all, 'the walk finds what is sent').toContain(known)
  for (const known of ['receipt', 'one-time-code', 'reception-moved-up', 'not-told', 'discreet-news'])
    expect(all, 'the walk finds what is sent').toContain(known)
  expect(all.filter((id) => !NOTICE_TEXTS.includes(id))).toEqual([])
  for (const words of LANGUAGES) {
    const named: Record<string, string> = words.template
    expect(NOTICE_TEXTS.filter((id) => !named[id])).toEqual([])
    expect(Object.keys(named).filter((id) => !NOTICE_TEXTS.includes(id))).toEqual([])
  }
})

test('every message whose words may be changed is previewed as the person gets it', () => {
  const ownable = NOTICE_TEXTS.filter(isOwnable)
  // What a shielded lane sends must tell nothing: it is the only one that stays as it is.
  expect(NOTICE_TEXTS.filter((id) => !isOwnable(id))).toEqual(['discreet-news'])
  for (const id of ownable) {
    const preview = previewWords(id, programWords(id))
    if (isRefusal(preview)) throw new Error(`${id}: ${preview.refused}`)
    // Nothing is left open, and what must lead somewhere does so in both languages.
    for (const text of [preview.text.zh, preview.text.en]) {
      expect(text, id).not.toMatch(/[{}]/)
      if (requiredVariables(id).includes('where')) expect(text, id).toContain('https://')
    }
    for (const words of LANGUAGES) {
      const named: Record<string, string> = words.messages.variable
      expect(variablesOf(id).filter((name) => !named[name])).toEqual([])
    }
    // Own words that leave out what the message is for are refused, and so is a variable it does not have.
    if (requiredVariables(id).length > 0)
      expect(previewWords(id, { zh: '好', en: 'Well' })).toMatchObject({
        refused: 'administration.template_variable',
      })
    const { zh, en } = programWords(id)
    expect(previewWords(id, { zh: `${zh}{phone}`, en })).toMatchObject({
      details: { variable: '{phone}' },
    })
    // An opinion goes by the name and number its organ gave it, in any language.
    const english = preview.text.en.replace(/\([^()]*〔\d{4}〕[^()]*\)/, '')
    expect(english, id).not.toMatch(/\p{Script=Han}/u)
    expect(preview.parts.zh, id).toBeGreaterThan(0)
  }
  expect(previewWords('discreet-news', { zh: '{where}', en: '{where}' })).toMatchObject({
    refused: 'administration.unknown_template',
  })
})

test('roles go by one name, on pages and in the tables that are read in', () => {
  for (const [role, label] of Object.entries(ROLE_LABELS)) {
    const key = role as keyof typeof ROLE_LABELS
    expect({ zh: zhFirst.role[key], en: enFirst.role[key] }, role).toEqual(label)
  }
})
