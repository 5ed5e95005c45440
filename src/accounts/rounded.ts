/**
 * Accounts as they are shown with fewer digits than they are kept with, so that what is printed still adds up. Pure.
 *
 * The rule: each item of each fund is rounded half up by itself, and every sum is the sum of what is shown. Where one sum is
 * told in parts more than once (basic and project expenditure, economic items, projects), its rounded amount is given out by
 * largest remainder: every part is cut off at the last digit, and the units that are then missing go, one each, to the parts
 * that lost most. What is carried over is the exact figure rounded; what was carried in takes up the unit that may be missing.
 * So no item moves by a whole unit of its last digit; the largest economic item, and what was carried in, may move by one for each
 * item beside them; and sums miss the exact ones by no more than half a unit for each item.
 */
import type { Accounts } from './figures.ts'
import { FUNDS, readPath } from './keys.ts'
import { accountsOf } from './model.ts'

type Leaves = Map<string, number>

/** @param digits behind the point of 万元, 0 to 6; 6 is the fen itself */
export function roundedAccounts(a: Accounts, digits: number): Accounts {
  const leaves = roundedLeaves(a, 10 ** (6 - digits))
  return accountsOf({
    department: a.department,
    year: a.year,
    version: a.version,
    books: a.books,
    leaves,
    projectNames: new Map(a.projects.map((p) => [p.code, p.name] as const)),
    codes: {
      functional: new Map(Object.entries(a.names.functional)),
      economic: new Map(Object.entries(a.names.economic)),
    },
  })
}

const half = (fen: number, unit: number): number => Math.sign(fen) * Math.floor(Math.abs(fen) / unit + 0.5)

/** Whole units for each part, together `target`: each cut off, then one more for those that lost most, the rest to the largest. */
export function givenOut(parts: readonly number[], target: number, unit: number): number[] {
  const out = parts.map((p) => Math.floor(p / unit))
  let left = target - out.reduce((x, y) => x + y, 0)
  const order = parts
    .map((p, i) => ({ i, lost: p - out[i]! * unit }))
    .filter((x) => x.lost > 0)
    .toSorted((x, y) => y.lost - x.lost || x.i - y.i)
  for (const { i } of order) {
    if (left <= 0) break
    out[i]!++
    left--
  }
  // Items rounded by themselves may ask for a unit more, or less, than their parts have to give: the largest takes it.
  if (left !== 0 && parts.length > 0) {
    const largest = parts.indexOf(Math.max(...parts))
    out[largest]! += left
  }
  return out
}

const sum = (all: Iterable<number>): number => {
  let n = 0
  for (const x of all) n += x
  return n
}

function roundedLeaves(a: Accounts, unit: number): Leaves {
  const exact = Object.entries(a.leaves).toSorted(([x], [y]) => (x < y ? -1 : 1))
  const out: Leaves = new Map(exact)
  const done = new Set<string>()
  const pick = (test: (p: readonly string[]) => boolean): Group =>
    exact.filter(([path]) => test(path.split('/')))
  const give = (group: Group, target: number) => {
    const units = givenOut(
      group.map(([, v]) => v),
      target,
      unit,
    )
    for (const [i, [path]] of group.entries()) {
      out.set(path, units[i]! * unit)
      done.add(path)
    }
  }
  /** In whole units, what stands for these now. */
  const shown = (group: Group): number => Math.round(sum(group.map(([path]) => out.get(path)!)) / unit)
  /** From the rounded sum of the others where both are the same sum, else rounded by itself. */
  const like = (group: Group, other: Group) =>
    give(group, total(group) === total(other) ? shown(other) : half(total(group), unit))
  for (const stage of ['budget', 'adjustment', 'final'])
    for (const fund of FUNDS) {
      const spent = pick(([f, s, of]) => f === 'spend' && s === stage && of === fund)
      for (const code of codesOf(spent)) {
        const item = spent.filter(([path]) => path.endsWith(`/${code}`))
        give(item, half(total(item), unit))
        like(
          pick(([f, s, , of, c]) => f === 'project' && s === stage && of === fund && c === code),
          item.filter(([path]) => path.split('/')[3] === 'project'),
        )
      }
      for (const nature of ['basic', 'project'])
        like(
          pick(([f, s, of, n]) => f === 'economic' && s === stage && of === fund && n === nature),
          spent.filter(([path]) => path.split('/')[3] === nature),
        )
      const income = pick(
        ([f, s, of]) =>
          f === 'income' && s === stage && (of === fund || (fund === 'own' && OWN.includes(of!))),
      )
      for (const leaf of income) give([leaf], half(leaf[1], unit))
      const surplus = fund === 'own' ? pick(([f, s]) => f === 'surplus' && s === stage) : []
      for (const leaf of surplus) give([leaf], half(leaf[1], unit))
      const opening = pick(([f, s, of]) => f === 'opening' && s === stage && of === fund)
      const sides = (group: Group, code: string | null) =>
        code === null ? group : group.filter(([path]) => path.endsWith(`/${code}`))
      // Of money that is appropriated each item carries over its own; of the rest the fund as a whole does.
      for (const code of fund === 'own' ? (opening.length > 0 ? [null] : []) : codesOf(opening)) {
        const [i, o, w] = [sides(income, code), sides(opening, code), sides(spent, code)]
        const used = (of: (g: Group) => number) =>
          of(surplus.filter(([path]) => path.endsWith('/used'))) -
          of(surplus.filter(([path]) => path.endsWith('/distributed')))
        const closing = half(total(i) + total(o) + used(total) - total(w), unit)
        give(o, half(total(o), unit))
        const [first] = o
        const off = closing - (shown(i) + shown(o) + used(shown) - shown(w))
        const moved = out.get(first![0])! + off * unit
        out.set(first![0], first![1] >= 0 ? Math.max(0, moved) : moved)
      }
    }
  for (const leaf of exact)
    if (!done.has(leaf[0]) && readPath(leaf[0])?.unit === 'fen') give([leaf], half(leaf[1], unit))
  return out
}

type Group = readonly (readonly [string, number])[]
const total = (group: Group): number => sum(group.map(([, v]) => v))
const codesOf = (group: Group): string[] => [
  ...new Set(group.map(([path]) => path.slice(path.lastIndexOf('/') + 1))),
]
const OWN: readonly string[] = ['superior', 'undertaking', 'business', 'affiliates', 'other']
