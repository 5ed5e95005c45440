/** Topics as the desk reads them: figures are sums over the letters the reader's walls show; whatever is opened is logged. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { type CasesDeps, type Looker, mainOf, mayOpenMatter, procedureOf } from '../cases/index.ts'
import { addDays, type PlainDate } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import {
  gramsOf,
  likeness,
  logLooks,
  type Reasons,
  readSaid,
  reasonsOf,
  tell,
  wordsOf,
} from '../samematter/index.ts'
import { rarityOf } from '../search/index.ts'
import type { TopicMemberView, TopicPageView, TopicView } from './contract.ts'
import { GROWTH, growthOf } from './growth.ts'
import { heatOn, warmthOf } from './heat.ts'
import { freshest, type MemberRow, readMembers, warmest } from './store.ts'

/** How many of the hottest are told. */
const HOTTEST = 10
/** Among so many of the hottest those that grow are looked for: four letters of a week are warmer than the rest. */
const WATCHED = 100
/** Members that are shown and opened, the newest; the figures are of all. */
const SHOWN = 100
/** Letters compared to tell what a topic is about. */
const TITLED = 4
const WEEKS = 12
const OVERSEE = ['supervisor', 'bureau-head', 'auditor', 'clerk', 'operator'] as const

const contextOf = (l: Looker) => ({ bureau: l.bureauId, unit: l.actor.unitId, account: l.actor.id })

/** The ten hottest: of the bureau for those who see it whole, else those that hold a letter of one's own unit. */
export async function readTopics(deps: CasesDeps, l: Looker): Promise<TopicView[] | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const whole = OVERSEE.some((role) => l.actor.roles.includes(role))
  return withTx(deps.app, contextOf(l), async (tx) => {
    const ids = (await warmest(tx, l.bureauId, whole ? null : l.actor.unitId, HOTTEST)).map((t) => t.topic_id)
    const of = Map.groupBy(await readMembers(tx, l.bureauId, ids), (m) => m.topic_id)
    const topics: TopicView[] = []
    for (const id of ids) {
      const { topic } = await tellTopic(tx, deps, l, facts, of.get(id) ?? [])
      if (topic && topic.letters > 1) topics.push(topic)
    }
    return topics
  })
}

/** Topics that grow faster than their past, those that grow most first; of a unit those that hold a letter of its own. */
export async function readGrowing(deps: CasesDeps, l: Looker): Promise<TopicView[] | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const whole = OVERSEE.some((role) => l.actor.roles.includes(role))
  const since = addDays(todayIn(facts, l.now), 1 - GROWTH.days)
  return withTx(deps.app, contextOf(l), async (tx) => {
    const hottest = (await warmest(tx, l.bureauId, whole ? null : l.actor.unitId, WATCHED)).map(
      (t) => t.topic_id,
    )
    const ids = await freshest(tx, l.bureauId, {
      among: hottest,
      since,
      letters: GROWTH.letters,
      most: HOTTEST,
    })
    const of = Map.groupBy(await readMembers(tx, l.bureauId, ids), (m) => m.topic_id)
    const topics: TopicView[] = []
    for (const id of ids) {
      const { topic } = await tellTopic(tx, deps, l, facts, of.get(id) ?? [])
      if (topic?.growing) topics.push(topic)
    }
    return topics.sort((a, b) => b.growing!.low - a.growing!.low)
  })
}

/** One topic with its letters. @returns `not_found` where none of its letters is in the reader's sight */
export async function readTopic(
  deps: CasesDeps,
  l: Looker,
  topicId: string,
): Promise<TopicPageView | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  return withTx(deps.app, contextOf(l), async (tx) => {
    const rows = await readMembers(tx, l.bureauId, [topicId])
    const { topic, reasons } = await tellTopic(tx, deps, l, facts, rows)
    if (!topic) return refuse('not_found')
    const shown = rows.slice(0, SHOWN)
    const opened = shown.filter((r) => mayOpenMatter(r.doc, l.actor))
    const said = await readSaid(
      tx,
      l.bureauId,
      opened.map((r) => r.matter_id),
    )
    const words = new Map(said.map((s) => [s.matter_id, wordsOf(deps, l.bureauId, s)]))
    await logLooks(tx, l, looksAt(opened))
    const subjects = new Map(
      opened.map((r) => {
        const own = said.find((s) => s.matter_id === r.matter_id)
        const contents = own?.contents.filter((c) => c.content_id === r.doc.subjectId) ?? []
        return [
          r.matter_id,
          own && contents.length > 0 ? wordsOf(deps, l.bureauId, { ...own, contents }) : null,
        ]
      }),
    )
    const counted = rows.filter((r) => r.state !== 'apart')
    const unitName = (id: string) =>
      facts.units.get(id)?.name ?? { zh: '（已撤销单位）', en: '(former unit)' }
    const units = [...Map.groupBy(counted, (r) => r.responsible_unit_id)].map(([id, of]) => ({
      name: unitName(id),
      ...sums(of),
    }))
    const places = reasons.named.map(({ words: name }) => ({
      name: { zh: name, en: name },
      ...sums(counted.filter((r) => words.get(r.matter_id)?.normalize('NFKC').toLowerCase().includes(name))),
    }))
    const members = shown.map((r): TopicMemberView => {
      const main = mainOf(r.doc)
      const table = procedureOf(main.procedure, main.version)
      return {
        matterId: r.matter_id,
        number: r.number,
        version: r.version,
        subject: subjects.get(r.matter_id) ?? null,
        mayOpen: mayOpenMatter(r.doc, l.actor),
        receivedOn: r.received_on,
        persons: r.persons,
        alike: Math.min(100, Math.round(r.alike * 100)),
        state: r.state,
        stateLabel: table.states.find((s) => s.id === main.state)?.label ?? {
          zh: main.state,
          en: main.state,
        },
        unit: unitName(r.responsible_unit_id),
        repliable:
          r.doc.seats.handler === l.actor.unitId &&
          table.transitions.some((t) => t.id === 'submit-reply' && t.from.includes(main.state)),
      }
    })
    const most = (a: { letters: number }, b: { letters: number }) => b.letters - a.letters
    return { topic, members, units: units.sort(most), places: places.sort(most) }
  })
}

const sums = (of: readonly MemberRow[]) => ({
  letters: of.length,
  persons: of.reduce((sum, r) => sum + r.persons, 0),
})

const looksAt = (rows: readonly MemberRow[]) =>
  rows.map((row) => ({ matterId: row.matter_id, reason: 'topic' }))

interface About extends Reasons {
  title: string | null
}

const NOTHING: About = { shared: [], named: [], title: null }
/** Shorter pieces of words tell a reader nothing. */
const LEAST_TOLD = 3

async function tellTopic(
  tx: Tx,
  deps: CasesDeps,
  l: Looker,
  facts: BureauFacts,
  rows: readonly MemberRow[],
): Promise<{ topic: TopicView | null; reasons: About }> {
  const counted = rows.filter((r) => r.state !== 'apart')
  const newest = counted[0]
  if (!newest) return { topic: null, reasons: NOTHING }
  const reasons = await aboutOf(tx, deps, l, counted)
  const today = todayIn(facts, l.now)
  const names = reasons.named.map((n) => n.words)
  const weeks = weeksOf(counted, today)
  const past = weeks.slice(-1 - GROWTH.weeks, -1)
  const topic: TopicView = {
    topicId: newest.topic_id,
    title: reasons.title,
    about: [...new Set([...names, ...reasons.shared.filter((w) => [...w].length >= LEAST_TOLD)])].slice(0, 3),
    ...sums(counted),
    joined: counted.filter((r) => r.state === 'joined').length,
    from: counted.at(-1)!.received_on,
    to: newest.received_on,
    heat: heatAt(counted, today),
    weeks,
    growing: growthOf(
      weeks.at(-1)!.letters,
      past.reduce((sum, w) => sum + w.letters, 0),
    ),
  }
  return { topic, reasons }
}

const heatAt = (rows: readonly MemberRow[], day: PlainDate): number => {
  const warmth = rows
    .filter((r) => r.received_on <= day)
    .reduce((sum, r) => sum + warmthOf(r.received_on, r.persons), 0)
  return Math.round(heatOn(warmth, day) * 10) / 10
}

/** The last twelve weeks, each ending on this day of the week. */
function weeksOf(rows: readonly MemberRow[], today: PlainDate): TopicView['weeks'] {
  return Array.from({ length: WEEKS }, (_, i) => {
    const to = addDays(today, -7 * (WEEKS - 1 - i))
    const from = addDays(to, -6)
    const of = rows.filter((r) => r.received_on >= from && r.received_on <= to)
    return { from, ...sums(of), heat: heatAt(rows, to) }
  })
}

/** What the newest letters the reader may open have in common. */
async function aboutOf(tx: Tx, deps: CasesDeps, l: Looker, rows: readonly MemberRow[]): Promise<About> {
  const open = rows.filter((r) => mayOpenMatter(r.doc, l.actor)).slice(0, TITLED)
  if (open.length < 2) return NOTHING
  const said = await readSaid(
    tx,
    l.bureauId,
    open.map((r) => r.matter_id),
  )
  const texts = said.map((s) => wordsOf(deps, l.bureauId, s))
  const headings = said.flatMap((s) => {
    const of = open.find((r) => r.matter_id === s.matter_id)
    const contents = s.contents.filter((c) => c.content_id === of?.doc.subjectId)
    return contents.length > 0 ? [wordsOf(deps, l.bureauId, { ...s, contents })] : []
  })
  await logLooks(tx, l, looksAt(open))
  const rarity = await rarityOf(tx, deps, l.bureauId, [...new Set(texts.flatMap(gramsOf))])
  const told = texts.map((t) => tell(t, rarity))
  const pairs = told.slice(1).map((other) => reasonsOf(told[0]!, likeness(told[0]!, other).shared))
  const once = <T>(all: readonly T[], key: (one: T) => string) => [
    ...new Map(all.map((one) => [key(one), one])).values(),
  ]
  const names = once(
    pairs.flatMap((p) => p.named),
    (n) => n.words,
  )
  return {
    title: headings.filter(Boolean).sort((a, b) => a.length - b.length)[0] ?? null,
    // 城西街 beside 城西街道 would be one place told twice.
    named: names.filter((n) => !names.some((o) => o !== n && o.words.includes(n.words))).slice(0, 5),
    shared: once(
      pairs.flatMap((p) => p.shared),
      (words) => words,
    ),
  }
}
