/** What the demo tells and publishes of its finances: targets in order, and a package nobody finds anything in. */
import { describe, expect, test } from 'vitest'
import { demoYear } from '../../src/demo/accounts-figures.ts'
import { answerTo } from '../../src/demo/packages.ts'
import * as projects from '../../src/demo/projects.ts'
import { build, checkBuilt } from '../../src/disclosurepackage/build.ts'
import { compose, openQuestions } from '../../src/disclosurepackage/compose.ts'
import { defaultSettings, findSet } from '../../src/disclosurepackage/sets.ts'
import type { PlanBody, PlanRecord, ReportInput } from '../../src/performance/index.ts'
import { faultsOf } from '../../src/performance/index.ts'
import { missingIn } from '../../src/performance/rules.ts'
import { accountsWith } from '../accounts/made.ts'

const { HOTLINE, HOTLINE_YEAR, RECEPTION, RECEPTION_YEAR, SYSTEM } = projects

describe('targets', () => {
  test.each([RECEPTION, HOTLINE, SYSTEM])('of $name are in order', (plan) => {
    expect(faultsOf(plan)).toEqual([])
  })
  const all = [RECEPTION, HOTLINE, SYSTEM].flatMap((p) => p.indicators)
  test('show a graded one, a linked one and one of zero', () => {
    expect(all.some((i) => i.direction === 'grade')).toBe(true)
    expect(all.some((i) => i.query !== null)).toBe(true)
    expect(all.some((i) => i.target === '0')).toBe(true)
    expect(all.every((i) => i.basis !== '')).toBe(true)
  })
})

const before = demoYear(0, new Map(), 12)
const made = demoYear(1, before.closing, 12)
const accounts = accountsWith(2025, made.figures, made.names)

/** As the accounts tell its money and the self-evaluation its results. */
function evaluated(plan: PlanBody, report: ReportInput): PlanRecord {
  const project = accounts.projects.find((p) => p.code === plan.projectCode)!
  const funds = {
    fiscal: project.adjusted,
    carried: 0,
    other: 0,
    adjusted: project.adjusted,
    executed: project.final,
  }
  const own = { ...plan, funds, indicators: plan.indicators.map((i) => ({ ...i, query: null })) }
  const evaluation = {
    ...report,
    on: '2026-02-20',
    executed: project.final,
    results: report.results.map((r) => ({ ...r, live: null })),
  }
  expect(missingIn(own, evaluation)).toEqual([])
  return {
    plan_id: plan.name,
    year: 2025,
    version: 4,
    state: 'evaluated',
    plan: own,
    monitoring: null,
    evaluation,
  }
}

test('the final accounts it publishes ask nothing more, and the checker finds nothing', {
  timeout: 300_000,
}, async () => {
  const settings = defaultSettings('final', 2025)
  const material = {
    kind: 'final' as const,
    accounts,
    previous: accountsWith(2024, before.figures, before.names),
    plans: [evaluated(RECEPTION, RECEPTION_YEAR), evaluated(HOTLINE, HOTLINE_YEAR)],
    words: {},
    settings,
    set: findSet(settings.tableSet, 'final', 2025)!,
  }
  const words = Object.fromEntries(compose(material).questions.map((q) => [q.key, answerTo(q.key)]))
  const built = await build({ ...material, words })
  expect(openQuestions(built.questions)).toEqual([])
  expect(built.missing).toEqual([])
  const check = await checkBuilt(built, null)
  expect(check.findings).toEqual([])
  expect(check.held).toBe(check.relations)
  expect(check.relations).toBeGreaterThan(500)
})
