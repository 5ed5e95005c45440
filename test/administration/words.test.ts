/** What the server names by codes has words on the pages of the administration, in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ROLE_LABELS } from '../../src/kernel/access/index.ts'
import { NOTICE_TEXTS } from '../../src/notices/index.ts'
import { enAdministration } from '../../web/desk/src/text/en-administration.ts'
import { enFirst } from '../../web/desk/src/text/en-first.ts'
import { zhAdministration } from '../../web/desk/src/text/zh-administration.ts'
import { zhFirst } from '../../web/desk/src/text/zh-first.ts'

const SOURCES = path.resolve(import.meta.dirname, '../../src')

/** Acts the audit log is told of anywhere in the program. */
function acts(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (f) => f.endsWith('.ts') && !f.endsWith('.test.ts'),
  )
  const told = files
    .map((f) => readFileSync(path.join(SOURCES, f), 'utf8'))
    .filter((text) => /\baudit\w*\(/.test(text))
    .flatMap((text) => [...text.matchAll(/action:\s*'([a-z0-9-]+\.[a-z0-9-]+)'/g)].map((m) => m[1]!))
  return [...new Set(told)]
}

const LANGUAGES = [zhAdministration.adm, enAdministration.adm]

test('every act of the audit log', () => {
  expect(acts().length).toBeGreaterThan(20)
  for (const words of LANGUAGES) {
    const named: Record<string, string> = words.action
    expect(acts().filter((act) => !named[act.replaceAll('.', '-')])).toEqual([])
  }
})

test('every notice to a person', () => {
  for (const words of LANGUAGES) {
    const named: Record<string, string> = words.template
    expect(NOTICE_TEXTS.filter((id) => !named[id])).toEqual([])
  }
})

test('roles go by one name, on pages and in the tables that are read in', () => {
  for (const [role, label] of Object.entries(ROLE_LABELS)) {
    const key = role as keyof typeof ROLE_LABELS
    expect({ zh: zhFirst.role[key], en: enFirst.role[key] }, role).toEqual(label)
  }
})
