/**
 * `huiyin bench disclosure`: the checker on texts with known answers, and on clean figures changed one at a time.
 * Times are those of one pass over each text; nothing is asserted here.
 */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { decodeText, type Relation, reportOn, type Source } from '../src/disclosure/index.ts'
import { type Caught, mutate } from './disclosure/mutate.ts'
import { type Known, matches } from './disclosure/score.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../shared/data/disclosures')

export interface Scored {
  document: string
  errors: { known: number; found: number; missed: string[] }
  holds: { known: number; found: number }
  /** Findings of severity error that no known answer speaks of: each is to be looked at by hand. */
  extra: { line: number | undefined; rule: string; quote: string; left: string; right: string }[]
  relations: number
  held: number
  ms: number
}

export interface DisclosureBench {
  documents: Scored[]
  errorRecall: number
  holdsRecall: number
  extraErrors: number
  mutations: Caught
}

export async function benchDisclosure(o: {
  data?: string
  mutations?: string
}): Promise<{ json: DisclosureBench; text: string }> {
  const folder = o.data ?? FOLDER
  const answers = globSync('*.checks.json', { cwd: folder }).sort()
  const documents = answers.map((name) => score(path.join(folder, name)))
  const sum = (of: (d: Scored) => number) => documents.reduce((a, d) => a + of(d), 0)
  const json = {
    documents,
    errorRecall: rate(
      sum((d) => d.errors.found),
      sum((d) => d.errors.known),
    ),
    holdsRecall: rate(
      sum((d) => d.holds.found),
      sum((d) => d.holds.known),
    ),
    extraErrors: sum((d) => d.extra.length),
    mutations: mutate(
      answers.map((n) => sourceOf(path.join(folder, n.replace('.checks.json', '.txt')))),
      Number(o.mutations ?? 60),
    ),
  }
  return { json, text: JSON.stringify(json, null, 2) }
}

const rate = (a: number, b: number) => (b === 0 ? 1 : Math.round((a / b) * 1000) / 1000)

export function sourceOf(file: string): Source {
  const text = decodeText(readFileSync(file)) ?? ''
  return { name: path.basename(file), lines: text.split('\n').map((t, i) => ({ text: t, line: i + 1 })) }
}

/** Last year's text of the same department, where the folder has it: budget-2023-x.txt for budget-2024-x.txt. */
function previousOf(file: string): Source | null {
  const m = /^(.*-)(20\d\d)(-.*)$/.exec(path.basename(file))
  const name = m ? path.join(path.dirname(file), `${m[1]}${Number(m[2]) - 1}${m[3]}`) : null
  return name && globSync(path.basename(name), { cwd: path.dirname(name) }).length > 0 ? sourceOf(name) : null
}

function score(answers: string): Scored {
  const file = answers.replace('.checks.json', '.txt')
  const known = JSON.parse(readFileSync(answers, 'utf8')) as Known[]
  const source = sourceOf(file)
  const previous = previousOf(file)
  const start = performance.now()
  const { checked, relations, held } = reportOn(source, previous)
  const ms = Math.round(performance.now() - start)
  const wrong = known.filter((k) => k.holds === false && k.severity === 'error')
  const right = known.filter((k) => k.holds === true)
  const hit = (k: Known, of: (r: Relation) => boolean) => checked.some((r) => of(r) && matches(k, r))
  const found = wrong.filter((k) => hit(k, (r) => !r.holds))
  return {
    document: source.name,
    errors: {
      known: wrong.length,
      found: found.length,
      missed: wrong
        .filter((k) => !found.includes(k))
        .map((k) => `${k.line ?? ''} ${k.kind} ${k.quote.slice(0, 60)}`),
    },
    holds: { known: right.length, found: right.filter((k) => hit(k, () => true)).length },
    extra: checked
      .filter((r) => r.severity === 'error' && !known.some((k) => k.holds !== true && matches(k, r)))
      .map((r) => ({
        line: r.at.line,
        rule: r.rule,
        quote: r.quote.slice(0, 120),
        left: r.left,
        right: r.right,
      })),
    relations,
    held,
    ms,
  }
}
