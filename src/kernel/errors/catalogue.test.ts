import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATALOGUE, findEntry, preferredLang, problemOf, refuse } from './index.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Codes a source text refuses with: `refuse('…')`, and `invalid(field, '…')` of the engine, which puts `input.` before. */
function codesIn(source: string): string[] {
  const direct = [...source.matchAll(/\brefuse\(\s*'([^']+)'/g)].map((m) => m[1]!)
  const chosen = [...source.matchAll(/\brefuse\(\s*[^'`)]{1,200}\?\s*'([^']+)'\s*:\s*'([^']+)'/g)].flatMap(
    (m) => [m[1]!, m[2]!],
  )
  const input = source.includes('refuse(`input.$' + '{why}`')
    ? [...source.matchAll(/\binvalid\((?:[^,()]|\([^)]*\))*,\s*'([a-z_]+)'/g)].map((m) => `input.${m[1]}`)
    : []
  return [...direct, ...chosen, ...input]
}

const sources = globSync('**/*.ts', { cwd: ROOT })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }))
const used = new Map<string, string>()
/** A file may have a `refuse` of its own that says something else. */
const OURS = /import\s*\{[^}]*\brefuse\b[^}]*\}\s*from\s*'[^']*\b(errors\/(index|refusal)|refusal)\.ts'/
for (const { file, text } of sources.filter((s) => OURS.test(s.text))) {
  for (const code of codesIn(text)) used.set(code, file)
}

describe('the catalogue of errors', () => {
  test('the scan sees what is there', () => {
    expect(codesIn("return refuse('case.ended')")).toEqual(['case.ended'])
    expect(codesIn("refuse(\n  'x.y', {")).toEqual(['x.y'])
    expect(codesIn("refuse(ok ? 'a.b' : 'c.d')")).toEqual(['a.b', 'c.d'])
    expect(used.size).toBeGreaterThan(80)
    expect(used.get('input.required')).toBeDefined()
    expect(used.get('input.must_confirm')).toBeDefined()
  })

  test('every code used in the source stands in it', () => {
    const missing = [...used].filter(([code]) => !findEntry(code)).map(([code, file]) => `${code} (${file})`)
    expect(missing).toEqual([])
  })

  test('no code is composed where the scan cannot see it', () => {
    const composed = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\brefuse\(\s*`([^`]*)`/g)].map((m) => `${file}: ${m[1]}`),
    )
    expect(composed.filter((c) => !c.endsWith('read-input.ts: input.$' + '{why}'))).toEqual([])
  })

  test('every entry is used, or raised by the edge', () => {
    const unused = Object.entries(CATALOGUE).filter(
      ([code, e]) => !used.has(code) && !('edge' in e && e.edge),
    )
    expect(unused.map(([code]) => code)).toEqual([])
  })

  test('every entry has words in both languages, and they differ', () => {
    for (const [code, { title, remedy, status }] of Object.entries(CATALOGUE)) {
      for (const words of [title, remedy]) {
        expect(words.zh, code).toMatch(/[一-鿿]/)
        expect(words.en, code).toMatch(/^[\x20-\x7e]+$/)
      }
      expect(remedy.zh, code).toMatch(/[。]$/)
      expect(remedy.en, code).toMatch(/[.]$/)
      expect(status).toBeGreaterThanOrEqual(400)
      // Both languages ask for the same facts.
      const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort()
      expect(holes(remedy.zh), code).toEqual(holes(remedy.en))
    }
  })
})

describe('a problem document', () => {
  const refusal = refuse('clock.extension_over_cap', { field: 'days', details: { cap: 30, left: 4 } })

  test('names the field and what to do, in Chinese and in English', () => {
    expect(problemOf(refusal, 'zh', 'r1')).toEqual({
      type: '/problems/clock.extension_over_cap',
      title: '累计延长超过上限',
      status: 422,
      detail: '累计最多延长 30，请减少天数。',
      code: 'clock.extension_over_cap',
      field: 'days',
      details: { cap: 30, left: 4 },
      instance: 'r1',
    })
    expect(problemOf(refusal, 'en', 'r1')?.detail).toBe(
      'All extensions together may be at most 30; ask for less.',
    )
    expect(problemOf(refuse('input.required', { field: 'name.zh' }), 'zh', 'r')?.detail).toBe(
      '请填写 name.zh。',
    )
  })

  test('leaves no hole where a fact is missing', () => {
    expect(problemOf(refuse('input.required'), 'zh', 'r')?.detail).toBe('请填写该项。')
    expect(problemOf(refuse('case.objection_window_closed'), 'en', 'r')?.detail).toContain('(not stated)')
    const open = refuse('case.demand_without_outcome', { details: { open: ['q1', 'q2'] } })
    expect(problemOf(open, 'zh', 'r')?.detail).toContain('q1、q2')
  })

  test('is not made for a code that nobody entered', () => {
    expect(problemOf(refuse('constructor'), 'zh', 'r')).toBeNull()
    expect(problemOf(refuse('no.such_code'), 'zh', 'r')).toBeNull()
  })
})

test('Chinese unless English is preferred', () => {
  expect(preferredLang(undefined)).toBe('zh')
  expect(preferredLang('')).toBe('zh')
  expect(preferredLang('fr-FR, de;q=0.9')).toBe('zh')
  expect(preferredLang('en-GB,en;q=0.9,zh;q=0.8')).toBe('en')
  expect(preferredLang('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh')
  expect(preferredLang('zh;q=0.5, en;q=0.7')).toBe('en')
  expect(preferredLang('en;q=0')).toBe('zh')
  expect(preferredLang('fr, en;q=0.1')).toBe('en')
})
