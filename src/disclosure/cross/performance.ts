/**
 * Projects against the department (R-F-08): one project cannot leave more unspent than the whole department did, nor the
 * projects not told spend more than is left of the budget. Budgets are had back from outcomes and rates of completion.
 */
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  multiply,
  show,
  subtract,
  total,
  whole,
} from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'

const TOLD = /全年预算数?(?:为)?\s*([\d.,]+)\s*万元，\s*执行数(?:为)?\s*([\d.,]+)\s*万元/g

interface Project {
  p: ReadParagraph
  start: number
  end: number
  planned: Decimal
  done: Decimal
}

export function checkProjects(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const projects: Project[] = paragraphs.flatMap((p) =>
    [...p.text.matchAll(TOLD)].map((m) => ({
      p,
      start: m.index,
      end: m.index + m[0].length,
      planned: decimal(m[1]!.replace(/,/g, '')),
      done: decimal(m[2]!.replace(/,/g, '')),
    })),
  )
  const department = departmentOf(paragraphs)
  if (projects.length === 0 || !department) return
  const unspent = subtract(department.most, department.outcome)
  // An item above its budget hides what another left unspent.
  const above = paragraphs.some((p) =>
    p.quantities.some((q) => q.role === 'completion' && compare(q.value, whole(100)) > 0),
  )
  if (above || unspent.n < 0n) return
  for (const x of projects) {
    const left = subtract(x.planned, x.done)
    const ok = compare(left, unspent) <= 0
    ledger.write(
      relation(
        'R-F-08',
        'derived',
        span(x.p, x, x),
        `${show(x.planned)}-${show(x.done)}`,
        `${show(divide(department.budget, whole(1), 2))}-${show(department.outcome)}`,
        ok,
        {
          leftValue: left,
          rightValue: subtract(department.budget, department.outcome),
          ...(ok
            ? {}
            : {
                severity: 'error' as const,
                note: {
                  key: 'unspent-above-department',
                  values: { unspent: show(divide(unspent, whole(1), 2)) },
                },
              }),
        },
      ),
    )
  }
  rest(projects, paragraphs, ledger)
}

/** 支出决算数为316.78万元，完成预算90.84%: the outcome, and what the budget was at least and at most. */
function departmentOf(
  paragraphs: readonly ReadParagraph[],
): { outcome: Decimal; budget: Decimal; most: Decimal } | null {
  for (const p of paragraphs) {
    const m =
      /一般公共预算(?:财政拨款)?支出决算数?(?:为)?\s*[\d.,]+\s*万元，\s*完成预算(?:的)?\s*[\d.]+%/.exec(
        p.text,
      )
    if (!m) continue
    const [q, rate] = p.quantities.filter((x) => x.start >= m.index && x.end <= m.index + m[0].length)
    if (q && rate && rate.value.n > 0n) return { outcome: q.value, ...budgetFrom(q, rate) }
  }
  return null
}

function budgetFrom(q: Quantity, rate: Quantity): { budget: Decimal; most: Decimal } {
  const top = multiply(q.value, whole(100))
  const least = subtract(rate.value, rate.half)
  const budget = divide(top, rate.value, 6)
  return { budget, most: least.n > 0n ? divide(top, least, 6) : budget }
}

/** What the projects not told spent, against what was left for them. */
function rest(projects: readonly Project[], paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const spent = paragraphs.flatMap((p) =>
    p.quantities
      .filter((q) => q.dim === 'money' && q.role === 'plain' && /^项目支出(?:决算)?(?:为)?$/.test(q.label))
      .map((q) => ({ p, q })),
  )[0]
  if (!spent) return
  const items = paragraphs.flatMap((p) => {
    const m =
      /^\s*\d{1,3}\s*[.、].{2,60}?支出决算为\s*[\d.,]+\s*万元，\s*完成(?:调整|年初|全年)?预算(?:的)?\s*[\d.]+%/.exec(
        p.text,
      )
    const [q, rate] = m
      ? p.quantities.filter((x) => x.end <= m[0].length && (x.dim === 'money' || x.role === 'completion'))
      : []
    return q && rate && rate.value.n > 0n ? [{ q, ...budgetFrom(q, rate) }] : []
  })
  // The items that make the projects' outcome: one or two, else nobody can tell which they are.
  const sets = [
    ...items.map((i) => [i]),
    ...items.flatMap((a, i) => items.slice(i + 1).map((b) => [a, b])),
  ].filter((set) => compare(total(set.map((i) => i.q.value)), spent.q.value) === 0)
  if (sets.length !== 1) return
  const most = total(sets[0]!.map((i) => i.most))
  const left = subtract(spent.q.value, total(projects.map((x) => x.done)))
  const likely = total(sets[0]!.map((i) => i.budget))
  const room = subtract(likely, total(projects.map((x) => x.planned)))
  const slack = add(subtract(most, likely), decimal('0.05'))
  if (left.n < 0n || room.n < 0n) return
  const ok = compare(left, add(room, slack)) <= 0
  ledger.write(
    relation(
      'R-F-08',
      'derived',
      span(spent.p, spent.q, spent.q),
      `${spent.q.digits}-${show(total(projects.map((x) => x.done)))}`,
      `${show(divide(likely, whole(1), 2))}-${show(total(projects.map((x) => x.planned)))}`,
      ok,
      {
        leftValue: left,
        rightValue: room,
        ...(ok
          ? {}
          : {
              severity: 'error' as const,
              note: { key: 'rest-above-budget', values: { room: show(divide(room, whole(1), 2)) } },
            }),
      },
    ),
  )
}
