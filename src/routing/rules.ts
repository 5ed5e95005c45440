/**
 * Which unit is suggested, and why. Pure and the same at every run. It only advises: a person decides, and every point
 * given carries its reason. Looks at the duty list, names and places, and at precedents; never at who asks.
 */
import type { DutyEntry, Precedent, Reason, Suggestion } from './contract.ts'

export interface Asked {
  subject: string
  text: string
  place: string
  category: string | null
  /** The matter itself, where it is registered already. */
  matterId: string | null
  /** Units that may have no part in it. */
  excluded: readonly string[]
  /** The day on which entries must hold. */
  today: string
}

export interface KnownUnit {
  unitId: string
  name: string
  kind: string
  active: boolean
}

/** What is known when a unit is suggested. */
export interface Known {
  units: readonly KnownUnit[]
  entries: readonly DutyEntry[]
  precedents: readonly Precedent[]
  tree: CategoryPaths
}

interface Score {
  points: number
  reasons: (Reason & { points: number })[]
  coUnitIds: Set<string>
}

/** Points; a strong suggestion needs two grounds or one precise one. */
const STRONG = 8
const FAIR = 4
/** Share of the shorter text's pairs of characters that both texts have, from which a precedent is alike. */
const ALIKE = 0.34
const MOST = 5

/** Townships and streets by the name people use: 北河镇 is meant by 北河 too. */
const PLACE_KINDS: ReadonlySet<string> = new Set(['township', 'street', 'town', 'subdistrict'])
const STEM = /(街道办事处|街道|镇人民政府|乡人民政府|镇|乡)$/u

const inForce = (e: Pick<DutyEntry, 'validFrom' | 'validTo'>, on: string): boolean =>
  e.validFrom <= on && (e.validTo === null || on <= e.validTo)

/** The bureau's tree of categories: by code, the names from the top down. */
export type CategoryPaths = ReadonlyMap<string, readonly string[]>

/** By code of the tree, or by names: `0102` and `城乡建设/市政管理` are the same path. */
export const namesOf = (category: string, tree: CategoryPaths): readonly string[] =>
  tree.get(category.trim()) ??
  category
    .split(/[/>／＞·-]/u)
    .map((p) => p.trim())
    .filter(Boolean)

const isCode = (category: string): boolean => /^(\d\d)+$/.test(category)

/** Whether a matter's category lies in a branch: an entry for a branch holds for all below it. */
export function underCategory(category: string | null, branch: string, tree: CategoryPaths): boolean {
  if (!category) return false
  // Codes of another tree than ours are compared as they stand, two digits a level.
  if (isCode(category.trim()) && isCode(branch.trim()) && category.trim().startsWith(branch.trim()))
    return true
  const [own, above] = [namesOf(category, tree), namesOf(branch, tree)]
  if (above.length === 0) return false
  if (above.every((part, i) => own[i] === part)) return true
  // A bureau may keep only the last name of the path.
  return own.length === 1 && above.at(-1) === own[0]
}

/** Pairs of neighbouring Chinese characters and whole Latin words: enough to see that two short texts are alike. */
export function pairsOf(text: string): Set<string> {
  const out = new Set<string>()
  for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
    for (let i = 0; i + 1 < run.length; i++) out.add(run.slice(i, i + 2))
  }
  for (const word of text.toLowerCase().match(/[a-z0-9]{2,}/g) ?? []) out.add(word)
  return out
}

/** 0 to 1: the share of the smaller set that the other has too. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let both = 0
  for (const pair of small) if (large.has(pair)) both++
  return both / small.size
}

class Scores {
  readonly #byUnit = new Map<string, Score>()

  add(unitId: string | null, points: number, reason: Partial<Reason> & { kind: Reason['kind'] }): void {
    if (!unitId) return
    const score = this.#byUnit.get(unitId) ?? { points: 0, reasons: [], coUnitIds: new Set() }
    score.points += points
    score.reasons.push({ found: [], entry: null, precedent: null, ...reason, points })
    this.#byUnit.set(unitId, score)
  }

  with(unitId: string, coUnitIds: readonly string[]): void {
    for (const id of coUnitIds) this.#byUnit.get(unitId)?.coUnitIds.add(id)
  }

  entries(): [string, Score][] {
    return [...this.#byUnit]
  }
}

function byDuty(scores: Scores, asked: Asked, { entries, tree }: Known): void {
  const all = `${asked.subject}\n${asked.text}\n${asked.place}`
  for (const e of entries) {
    if (!inForce(e, asked.today)) continue
    const places = e.places.filter((p) => all.includes(p))
    // An entry for certain places says nothing about others.
    if (e.places.length > 0 && places.length === 0) continue
    const entry = { entryId: e.entryId, title: e.title, basis: e.basis }
    const categories = e.categories.filter((c) => underCategory(asked.category, c, tree))
    const words = e.words.filter((word) => all.includes(word))
    if (categories.length === 0 && words.length === 0) continue
    if (categories.length > 0)
      scores.add(e.unitId, 5, {
        kind: 'category',
        found: categories.map((c) => namesOf(c, tree).join('/')),
        entry,
      })
    if (words.length > 0) {
      const inSubject = words.filter((word) => asked.subject.includes(word)).length
      const points = Math.min(2 * words.length + inSubject, 8)
      scores.add(e.unitId, points, { kind: 'words', found: words, entry })
    }
    if (places.length > 0) scores.add(e.unitId, 2, { kind: 'place', found: places, entry })
    scores.with(e.unitId, e.coUnitIds)
  }
}

function byName(scores: Scores, asked: Asked, units: readonly KnownUnit[]): void {
  const said = `${asked.subject}\n${asked.text}`
  for (const u of units) {
    if (u.name.length >= 3 && said.includes(u.name))
      scores.add(u.unitId, 3, { kind: 'named', found: [u.name] })
    if (!PLACE_KINDS.has(u.kind)) continue
    const stem = u.name.replace(STEM, '')
    const where = `${asked.place}\n${asked.subject}`
    if (stem.length >= 2 && where.includes(stem)) scores.add(u.unitId, 2, { kind: 'place', found: [stem] })
  }
}

function byPrecedent(scores: Scores, asked: Asked, { precedents, tree }: Known): void {
  const pairs = pairsOf(`${asked.subject}\n${asked.text}`)
  for (const p of precedents) {
    const found: string[] = []
    if (asked.matterId && p.matterId === asked.matterId) {
      // What was decided on this very matter: a unit that gave it back is not asked again, one named is.
      const points = p.decided === 'returned' ? -20 : 12
      const kind = p.decided === 'returned' ? 'returned-this' : 'decided-this'
      const unit = p.decided === 'returned' ? p.notUnitId : p.unitId
      scores.add(unit, points, { kind, found })
      continue
    }
    if (p.facts === null || p.reason === null) continue
    const like = likeness(pairsOf(p.facts), pairs)
    if (like < ALIKE) continue
    const { precedentId, facts, reason, decidedOn } = p
    const precedent = { precedentId, facts, reason, decidedOn }
    const sameKind = p.category !== null && underCategory(asked.category, p.category, tree)
    const points = 6 * like + (sameKind ? 1 : 0)
    scores.add(p.unitId, points, { kind: 'precedent', found, precedent })
    scores.add(p.notUnitId, -points, { kind: 'returned', found, precedent })
  }
}

const strengthOf = (points: number): Suggestion['strength'] =>
  points >= STRONG ? 'strong' : points >= FAIR ? 'fair' : points > 0 ? 'weak' : 'against'

/**
 * At most five units, likeliest first, then those that speak against themselves by an earlier return. Ties go by unit id,
 * so that nobody is preferred by the order of a table.
 */
export function suggest(asked: Asked, known: Known): Suggestion[] {
  const scores = new Scores()
  byDuty(scores, asked, known)
  byName(scores, asked, known.units)
  byPrecedent(scores, asked, known)
  const may = new Set(
    known.units.filter((u) => u.active && !asked.excluded.includes(u.unitId)).map((u) => u.unitId),
  )
  return scores
    .entries()
    .filter(([unitId]) => may.has(unitId))
    .sort(([a, x], [b, y]) => y.points - x.points || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([unitId, score]) => ({
      unitId,
      strength: strengthOf(score.points),
      coUnitIds: [...score.coUnitIds].filter((id) => may.has(id) && id !== unitId),
      reasons: score.reasons
        .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
        .slice(0, 6)
        .map(({ points: _points, ...reason }) => reason),
    }))
}

/** A precedent is about a kind of case. Numbers that lead to a person have no place in it. */
export const namesAPerson = (text: string): boolean => /\d{7,}|\d{6}[\dxX]{4,}/.test(text)
