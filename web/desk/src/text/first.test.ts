/** What is shown before all words are loaded uses first words only: every key of it stands there. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { enFirst } from './en-first.ts'
import { zhFirst } from './zh-first.ts'

const SRC = path.resolve(import.meta.dirname, '..')
/** Pages that do not wait for all words; the frame comes with the router. */
const ENTRIES = ['main.tsx', 'bureau/sign-in.tsx', 'myday/my-day.tsx']
/** Parts of the frame are loaded when they are opened, on whatever page. */
const OF_FRAME = /^(frame|notifications|account|myday|bureau)\//

const textOf = (file: string) => readFileSync(path.join(SRC, file), 'utf8')

/** Files that can be on the screen without `page()`: by imports, and by lazy parts of the frame. */
function reached(): Set<string> {
  const seen = new Set<string>()
  const walk = (file: string) => {
    if (seen.has(file) || !existsSync(path.join(SRC, file)) || !/\.tsx?$/.test(file)) return
    seen.add(file)
    const text = textOf(file)
    const resolve = (to: string) => path.posix.normalize(path.posix.join(path.posix.dirname(file), to))
    for (const m of text.matchAll(/(?:^|\n)(?:import|export)\b(?!\s+type\b)[^'"]*?from\s*'(\.[^']+)'/g))
      walk(resolve(m[1]!))
    for (const m of text.matchAll(/\bimport\('(\.[^']+)'\)/g))
      if (OF_FRAME.test(resolve(m[1]!)) && file !== 'router.tsx') walk(resolve(m[1]!))
  }
  ENTRIES.forEach(walk)
  return seen
}

const found = (texts: object, key: string): unknown =>
  key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts)

it('every key that can be shown first is a first one', () => {
  const files = [...reached()]
  expect(files).toContain('frame/shell.tsx')
  expect(files).toContain('frame/help.tsx')
  expect(files).toContain('frame/session-over.tsx')
  expect(files).toContain('cases/inbox/due.tsx')
  const missing = files.flatMap((file) =>
    [
      ...textOf(file).matchAll(
        /\b(?:t|say)\(\s*(?:[^'`()]*\?\s*)?['`]([a-z][A-Za-z0-9]*\.[^'`]*)['`](?:\s*:\s*'([^']+)')?/g,
      ),
    ]
      .flatMap((m) => [m[1]!, ...(m[2] ? [m[2]] : [])])
      // Of a key put together only its beginning is known here.
      .map((key) => key.replace(/\.?\$\{.*$/, ''))
      .filter((key) => found(zhFirst, key) === undefined || found(enFirst, key) === undefined)
      .map((key) => `${file}: ${key}`),
  )
  expect(missing).toEqual([])
})
