/** Imports go one way (docs/architecture.md): what this finds is a wall that somebody began to take down. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..')
const FILES = globSync(['src/**/*.ts', 'web/**/*.{ts,tsx,js}', 'bench/**/*.ts'], {
  cwd: ROOT,
  exclude: (name) => name === 'node_modules' || name === 'dist' || name === 'assets',
}).sort()
const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

interface Import {
  from: string
  /** Path from the root, or the name of a package. */
  to: string
  typeOnly: boolean
}

const STATEMENT = /(?:^|\n)\s*(import|export)(\s+type)?\b[^'"\n;]*(?:\{[^}]*\}[^'"\n;]*)?\bfrom\s*'([^']+)'/g
const BARE = /(?:^|\n)\s*import\s*'([^']+)'/g
const DYNAMIC = /\bimport\(\s*'([^']+)'/g

function importsOf(file: string, text: string): Import[] {
  const resolve = (to: string) =>
    to.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), to)) : to
  return [
    ...[...text.matchAll(STATEMENT)].map((m) => ({
      from: file,
      to: resolve(m[3]!),
      typeOnly: m[2] !== undefined,
    })),
    ...[...text.matchAll(BARE), ...text.matchAll(DYNAMIC)].map((m) => ({
      from: file,
      to: resolve(m[1]!),
      typeOnly: false,
    })),
  ]
}

const CODE = FILES.filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f))
const IMPORTS = CODE.flatMap((file) => importsOf(file, textOf(file)))
const show = (i: Import) => `${i.from} -> ${i.to}`
const roomOf = (file: string): string | null => /^src\/([^/]+)\//.exec(file)?.[1] ?? null

test('the scan sees every kind of import', () => {
  const text = `import a from './a.ts'
import { b,
  type C } from '../b/index.ts'
import type { D } from './d.ts'
export { e } from './e.ts'
export * from './f.ts'
import './g.css'
const h = await import('./h.ts')
import fs from 'node:fs'
`
  expect(importsOf('src/x/y.ts', text).map((i) => i.to)).toEqual([
    'src/x/a.ts',
    'src/b/index.ts',
    'src/x/d.ts',
    'src/x/e.ts',
    'src/x/f.ts',
    'node:fs',
    'src/x/g.css',
    'src/x/h.ts',
  ])
  expect(IMPORTS.length).toBeGreaterThan(700)
  const missing = IMPORTS.filter(
    (i) => /^(src|web|bench)\//.test(i.to) && /\.tsx?$/.test(i.to) && !CODE.includes(i.to),
  )
  expect(missing.map(show)).toEqual([])
})

describe('a room', () => {
  test('is seen by other rooms through its index only', () => {
    const wrong = IMPORTS.filter(({ from, to }) => {
      const [a, b] = [roomOf(from), roomOf(to)]
      return a && b && a !== b && b !== 'kernel' && a !== 'kernel' && to !== `src/${b}/index.ts`
    })
    expect(wrong.map(show)).toEqual([])
  })

  test('is known to the kernel by no name', () => {
    const wrong = IMPORTS.filter(
      (i) =>
        roomOf(i.from) === 'kernel' &&
        !i.to.startsWith('src/kernel/') &&
        /^(src|web|bench|test)\//.test(i.to),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('stands in no circle with others', () => {
    const edges = new Map<string, Set<string>>()
    for (const { from, to } of IMPORTS) {
      const [a, b] = [roomOf(from), roomOf(to)]
      if (!a || !b || a === b || b === 'kernel') continue
      edges.set(a, (edges.get(a) ?? new Set()).add(b))
    }
    const circles: string[] = []
    const walk = (room: string, way: readonly string[]): void => {
      if (way.includes(room)) circles.push([...way.slice(way.indexOf(room)), room].join(' -> '))
      else for (const next of edges.get(room) ?? []) walk(next, [...way, room])
    }
    for (const room of edges.keys()) walk(room, [])
    expect(circles).toEqual([])
    expect(edges.get('cases')).toContain('bureau')
  })

  test('is wired by main alone, which nobody imports', () => {
    // The benchmark opens an installation of its own, as main does.
    const wrong = IMPORTS.filter(
      (i) => i.to.startsWith('src/main/') && roomOf(i.from) !== 'main' && !i.from.startsWith('bench/'),
    )
    expect(wrong.map(show)).toEqual([])
  })
})

describe('rules', () => {
  const pure = (file: string) =>
    /^src\/cases\/(engine|clocks|procedures)\/|^src\/kernel\/calendar\/|\/(rules|reasons)\.ts$/.test(file) &&
    // Writes the docs from the tables: a command, not a rule.
    !file.endsWith('/write-docs.ts')

  test('read no clock, no file, no network and no database', () => {
    const impure =
      /^(node:|pg$|fastify|@fastify)|\/(store|[a-z]+-store|routes|run|attempt)\.ts$|\/routes\/|^src\/kernel\/(http|postgres|jobs|log|config|clock)\//
    const wrong = IMPORTS.filter((i) => pure(i.from) && impure.test(i.to))
    expect(wrong.map(show)).toEqual([])
  })

  test('import only rules, the calendar, contracts and what is as pure', () => {
    const verbs = IMPORTS.filter(
      (i) =>
        pure(i.from) &&
        i.to.startsWith('src/') &&
        !i.to.startsWith('src/kernel/') &&
        !pure(i.to) &&
        !i.to.endsWith('/contract.ts'),
    )
    expect(verbs.map(show)).toEqual([])
  })

  test('call no clock and no chance', () => {
    const wrong = CODE.filter((f) => pure(f)).filter((f) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\brandomBytes\(|\bfetch\(/.test(
        textOf(f),
      ),
    )
    expect(wrong).toEqual([])
  })
})

test('HTTP stands at the edge: verbs, stores and rules know no route', () => {
  const edge = (file: string) =>
    /\/routes\/|routes\.ts$/.test(file) ||
    file.endsWith('/index.ts') ||
    ['main', 'portal', 'kernel'].includes(roomOf(file) ?? '')
  const wrong = IMPORTS.filter(
    (i) =>
      roomOf(i.from) &&
      !edge(i.from) &&
      (/^src\/kernel\/http\//.test(i.to) || /^fastify|\/routes\//.test(i.to)),
  )
  expect(wrong.map(show)).toEqual([])
})

test('stores hold SQL: they import no verb, no route and no view', () => {
  const wrong = IMPORTS.filter(
    (i) =>
      /\/([a-z]+-)?store\.ts$/.test(i.from) &&
      i.to.startsWith(`src/${roomOf(i.from)}/`) &&
      /\/(routes|views|jobs|link)\/|routes\.ts$|\/run\.ts$|\/attempt\.ts$/.test(i.to),
  )
  expect(wrong.map(show)).toEqual([])
})

/** Pure helpers without imports that server and browser must share, word for word. */
const ON_BOTH_SIDES = ['src/charts/harmless.ts']

test('the browser takes types from contracts and nothing that runs', () => {
  const wrong = IMPORTS.filter(
    (i) => i.from.startsWith('web/') && !i.to.startsWith('web/') && /^(src|bench|test)\/|^node:/.test(i.to),
  )
    .filter((i) => !i.from.endsWith('vite.config.ts'))
    .filter((i) => !(i.to.endsWith('/contract.ts') && i.typeOnly))
    .filter((i) => !ON_BOTH_SIDES.includes(i.to))
  expect(wrong.map(show)).toEqual([])
  expect(IMPORTS.filter((i) => ON_BOTH_SIDES.includes(i.from)).map(show)).toEqual([])
})

test('no file is longer than a person reads at once', () => {
  const long = FILES.flatMap((f) => {
    const lines = textOf(f).split('\n').length - 1
    return lines > (/\.test\.tsx?$/.test(f) ? 600 : 400) ? [`${f}: ${lines}`] : []
  })
  expect(long).toEqual([])
})
