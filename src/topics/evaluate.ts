/** How well letters are gathered, against topics labelled by hand. Needs no database: one pass over a file of letters. */
import type { PlainDate } from '../kernel/calendar/index.ts'
import { gramsOf, inTime, LIKELY, likeness, type Rarity, type Told, tell } from '../samematter/index.ts'
import { areOne, choose, MERGE_SAMPLE, type Near } from './grouping.ts'
import { heatOn, warmthOf } from './heat.ts'

export interface Letter {
  id: string
  /** Heading in the first line. */
  text: string
  receivedOn: PlainDate
  persons: number
}

export interface Labelled {
  topic: string
  members: readonly string[]
  /** Letters near the topic of which two readers may think differently: neither right nor wrong. */
  unsure: readonly string[]
}

export interface Gathered {
  letters: readonly Letter[]
  /** Likeness of pairs found, by the index of the later letter. */
  pairs: readonly ReadonlyMap<number, number>[]
  /** Letters of each topic and each lone letter, by index. */
  groups: readonly (readonly number[])[]
}

/** Letters that share most rare pairs, compared word for word. */
const COMPARED = 60
const SOUGHT = 48
const TOO_COMMON_TO_SEEK = 200

/** Gathers letters in the order of their days, as they would have come in. */
export function gather(given: readonly Letter[]): Gathered {
  const letters = [...given].sort((a, b) =>
    a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0,
  )
  const held = new Map<string, number>()
  for (const l of letters) for (const g of gramsOf(l.text)) held.set(g, (held.get(g) ?? 0) + 1)
  const rarity: Rarity = { all: letters.length, heldBy: (g) => held.get(g) ?? 0 }
  const told = letters.map((l) => tell(l.text, rarity))
  const pairs = pairsOf(letters, told, rarity)
  const scoreOf = (a: number, b: number) => pairs[Math.max(a, b)]!.get(Math.min(a, b)) ?? 0
  const groupOf: number[] = []
  const groups: number[][] = []
  letters.forEach((_, at) => {
    const near = new Map<number, number[]>()
    for (const [other, score] of pairs[at]!) {
      const group = groupOf[other]!
      near.set(group, [...(near.get(group) ?? []), score])
    }
    const found: Near<number>[] = [...near].map(([group, scores]) => ({
      group,
      size: groups[group]!.length,
      scores,
    }))
    const chosen = choose(found)
    const own = chosen?.join ?? groups.length
    groups[own] ??= []
    groups[own].push(at)
    groupOf[at] = own
    for (const other of chosen?.maybeSame ?? []) {
      const [a, b] = [groups[own].slice(-MERGE_SAMPLE), groups[other]!.slice(-MERGE_SAMPLE)]
      if (!areOne(a.flatMap((x) => b.map((y) => scoreOf(x, y))))) continue
      for (const moved of groups[other]!) groupOf[moved] = own
      groups[own].push(...groups[other]!)
      groups[own].sort((x, y) => x - y)
      groups[other] = []
    }
  })
  return { letters, pairs, groups: groups.filter((g) => g.length > 0) }
}

function pairsOf(
  letters: readonly Letter[],
  told: readonly Told[],
  rarity: Rarity,
): ReadonlyMap<number, number>[] {
  const holders = new Map<string, number[]>()
  return told.map((own, at) => {
    const sought = [...own.weights.keys()]
      .filter((g) => rarity.heldBy(g) > 1 && rarity.heldBy(g) <= TOO_COMMON_TO_SEEK)
      .sort((a, b) => rarity.heldBy(a) - rarity.heldBy(b))
    const shared = new Map<number, number>()
    for (const g of sought.slice(0, SOUGHT))
      for (const other of holders.get(g) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
    for (const g of sought) holders.set(g, [...(holders.get(g) ?? []), at])
    const best = [...shared].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, COMPARED)
    return new Map(
      best.map(([other]) => {
        const { score } = likeness(own, told[other]!)
        return [other, inTime(score, letters[at]!.receivedOn, letters[other]!.receivedOn)]
      }),
    )
  })
}

export interface Measured {
  precision: number
  recall: number
}

export interface TopicsReport {
  letters: number
  /** Pairs of letters shown as possibly the same, among those that touch a labelled topic. */
  pairs: Measured
  /** Pairs of letters that lie in one topic. */
  clusters: Measured
  perTopic: { topic: string; labelled: number; found: number; inItsCluster: number }[]
  hottest: {
    letters: number
    persons: number
    from: PlainDate
    to: PlainDate
    heat: number
    members: string[]
  }[]
}

/** Measures what was gathered. Only pairs in which a labelled letter stands are judged: of the others nothing is known. */
export function measure(gathered: Gathered, labels: readonly Labelled[]): TopicsReport {
  const { letters, pairs, groups } = gathered
  const topicOf = new Map(labels.flatMap((l, i) => l.members.map((m) => [m, i] as const)))
  const unsure = new Set(labels.flatMap((l) => l.unsure))
  const idOf = (at: number) => letters[at]!.id
  const present = labels.map((l) => letters.filter((x) => l.members.includes(x.id)).length)
  const all = present.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  const judge = (told: Iterable<readonly [number, number]>): Measured => {
    let [right, wrong] = [0, 0]
    for (const [a, b] of told) {
      if (unsure.has(idOf(a)) || unsure.has(idOf(b))) continue
      const [x, y] = [topicOf.get(idOf(a)), topicOf.get(idOf(b))]
      if (x === undefined && y === undefined) continue
      if (x === y) right += 1
      else wrong += 1
    }
    return { precision: right / Math.max(1, right + wrong), recall: right / Math.max(1, all) }
  }
  const likely = pairs.flatMap((found, at) =>
    [...found].filter(([, score]) => score >= LIKELY).map(([other]) => [other, at] as const),
  )
  const together = groups.flatMap((g) => g.flatMap((a, i) => g.slice(0, i).map((b) => [b, a] as const)))
  const perTopic = labels.map((label, i) => {
    const counted = groups.map((g) => ({ g, n: g.filter((at) => topicOf.get(idOf(at)) === i).length }))
    const best = counted.reduce((a, b) => (b.n > a.n ? b : a))
    const inItsCluster = best.g.filter((at) => !unsure.has(idOf(at))).length
    return { topic: label.topic, labelled: present[i]!, found: best.n, inItsCluster }
  })
  return {
    letters: letters.length,
    pairs: judge(likely),
    clusters: judge(together),
    perTopic,
    hottest: hottest(gathered),
  }
}

const MOST_HOTTEST = 10

/** The topics that are hottest on the day of the newest letter. */
export function hottest({ letters, groups }: Gathered): TopicsReport['hottest'] {
  const today = letters.at(-1)?.receivedOn ?? '2020-01-01'
  return groups
    .filter((g) => g.length > 1)
    .map((g) => g.map((at) => letters[at]!))
    .map((of) => ({
      letters: of.length,
      persons: of.reduce((sum, l) => sum + l.persons, 0),
      from: of[0]!.receivedOn,
      to: of.at(-1)!.receivedOn,
      heat: heatOn(
        of.reduce((sum, l) => sum + warmthOf(l.receivedOn, l.persons), 0),
        today,
      ),
      members: of.map((l) => l.id),
    }))
    .sort((a, b) => b.heat - a.heat)
    .slice(0, MOST_HOTTEST)
}
