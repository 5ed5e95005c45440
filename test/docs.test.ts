import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { RULE_TABLE } from '../src/cases/clocks/index.ts'
import { PAGE, rulesPage } from '../src/cases/clocks/write-docs.ts'
import { RUNTIME_FLAGS } from '../src/kernel/config/runtime.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

function markdown(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const at = path.join(folder, e.name)
    return e.isDirectory() ? markdown(at) : e.name.endsWith('.md') ? [at] : []
  })
}

const pages = [path.join(ROOT, 'README.md'), ...markdown(path.join(ROOT, 'docs'))]

describe('the papers', () => {
  it('link only to what is there', () => {
    const dead = pages.flatMap((page) => {
      const text = readFileSync(page, 'utf8')
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map((m) => m[1]!)
        .filter((to) => !/^(https?:|mailto:|#)/.test(to))
        .filter((to) => !existsSync(path.resolve(path.dirname(page), to.split('#')[0]!)))
        .map((to) => `${path.relative(ROOT, page)} -> ${to}`)
    })
    expect(dead).toEqual([])
  })

  it('name only files that are there', () => {
    const missing = ['docs/rules.md', 'docs/architecture.md'].flatMap((page) => {
      const text = readFileSync(path.join(ROOT, page), 'utf8')
      return [...text.matchAll(/`((?:src|test|db|web|docs)\/[\w./-]+)`/g)]
        .map((m) => m[1]!)
        .filter((file) => !existsSync(path.join(ROOT, file)))
        .map((file) => `${page}: ${file}`)
    })
    expect(missing).toEqual([])
  })

  it('keep the page of the clock rules current', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(rulesPage(RULE_TABLE))
  })

  it('keep the API document current', () => {
    const node = process.execPath
    const script = path.join(ROOT, 'src/main/openapi.ts')
    expect(() => execFileSync(node, [...RUNTIME_FLAGS, script, '--check'], { stdio: 'pipe' })).not.toThrow()
  })
})
