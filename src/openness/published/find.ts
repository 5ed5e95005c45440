/** What everybody may find: the list, one page, what is like a text, the feed. Nobody has to sign in for it. */
import type { BureauFacts } from '../../bureau/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { termsOf, termsOfWord, wordsOf } from '../../search/index.ts'
import type { PublishedItem, PublishedPage, PublishedQuery } from '../contract.ts'
import { shortAnswer } from '../publishing/rules.ts'
import { type OpennessRoom, unitName } from '../room.ts'
import { listTopics, NO_TOPIC, type Topic } from '../topic-store.ts'
import {
  type Filter,
  facetsOf,
  findByAddress,
  likePublished,
  listPublished,
  type PublishedRow,
} from './store.ts'

export const PAGE = 20
/** A letter is compared by its beginning; what it is about stands there. */
const MOST_TERMS = 120
const NO_FILTER: Filter = { topic: null, unitId: null, year: null }

type Named = Map<string, Topic['name']>

const namesOf = (topics: readonly Topic[]): Named => new Map(topics.map((t) => [t.code, t.name]))

const itemOf = (facts: BureauFacts, topics: Named, r: PublishedRow): PublishedItem => {
  const id = `${r.year}-${r.number}`
  return {
    id,
    title: r.shown.title,
    answer: shortAnswer(r.shown),
    unit: unitName(facts, r.unit_id),
    topic: (r.topic && topics.get(r.topic)) || null,
    answeredOn: r.answered_on,
    publishedAt: r.published_at.toISOString(),
    path: `/${facts.bureau.slug}/published/${id}`,
  }
}

const read = <T>(room: OpennessRoom, bureauId: string, fn: (tx: Tx) => Promise<T>): Promise<T> =>
  withTx(room.cases.app, { bureau: bureauId }, fn, { readOnly: true })

export interface FoundPage {
  items: PublishedItem[]
  /** There is another page. */
  more: boolean
  page: number
  facets: { years: number[]; units: { id: string; name: { zh: string; en: string } }[]; topics: Topic[] }
}

/** The unit of a filter by its code, as addresses name it. */
const unitByCode = (facts: BureauFacts, code: string | undefined): string | null | undefined => {
  if (!code) return null
  for (const unit of facts.units.values()) if (unit.code === code) return unit.unitId
  return undefined
}

/**
 * What is published, by words, topic, unit and year of the answer; 20 a page, the latest first, or, with words, those that hold
 * them all, the most telling first.
 */
export async function findPublished(
  room: OpennessRoom,
  facts: BureauFacts,
  query: PublishedQuery,
): Promise<FoundPage> {
  const { bureauId } = facts.bureau
  const unitId = unitByCode(facts, query.unit)
  const filter = { topic: query.topic || null, unitId: unitId ?? null, year: query.year ?? null }
  const page = query.page ?? 1
  const slice = { limit: PAGE + 1, offset: (page - 1) * PAGE }
  const words = query.q ? wordsOf(query.q) : []
  const terms = [...new Set(words.flatMap(termsOfWord))]
  const nothing = unitId === undefined || (Boolean(query.q?.trim()) && terms.length === 0)
  return read(room, bureauId, async (tx) => {
    const [topics, facets, rows] = await Promise.all([
      listTopics(tx, bureauId),
      facetsOf(tx, bureauId),
      nothing
        ? []
        : terms.length > 0
          ? likePublished(tx, bureauId, filter, { terms, least: terms.length }, slice)
          : listPublished(tx, bureauId, filter, slice),
    ])
    const named = namesOf(topics)
    return {
      items: rows.slice(0, PAGE).map((r) => itemOf(facts, named, r)),
      more: rows.length > PAGE,
      page,
      facets: {
        years: facets.years,
        units: [...facts.units.values()]
          .filter((u) => facets.units.includes(u.unitId))
          .map((u) => ({ id: u.code, name: u.name })),
        topics: [...topics, NO_TOPIC].filter((t) => facets.topics.includes(t.code)),
      },
    }
  })
}

/** How much of a text a page must share to be called similar, and how little is no likeness. */
const LEAST_SHARED = 4
const LEAST_SHARE = 0.12

/**
 * Published matters like what somebody is writing, the most alike first: shown before filing, so that an answer that is
 * already there helps at once. The text is used for this look only and is neither kept nor logged.
 * @param text a letter, or some words of it
 * @param limit 3 unless told
 */
export async function similarPublished(
  room: OpennessRoom,
  facts: BureauFacts,
  text: string,
  limit = 3,
): Promise<PublishedItem[]> {
  const { bureauId } = facts.bureau
  const terms = [...termsOf(text)].slice(0, MOST_TERMS)
  if (terms.length === 0) return []
  const least = Math.min(terms.length, Math.max(LEAST_SHARED, Math.ceil(terms.length * LEAST_SHARE)))
  return read(room, bureauId, async (tx) => {
    const [topics, rows] = await Promise.all([
      listTopics(tx, bureauId),
      likePublished(tx, bureauId, NO_FILTER, { terms, least }, { limit, offset: 0 }),
    ])
    const best = rows[0]?.score ?? 0
    // Behind a good one a poor one only distracts.
    return rows.filter((r) => r.score >= best / 3).map((r) => itemOf(facts, namesOf(topics), r))
  })
}

const ADDRESS = /^(\d{4})-(\d{1,7})$/

/** One page by its address. @returns refusals `not_found`, `publish.taken_down` */
export async function readPublished(
  room: OpennessRoom,
  facts: BureauFacts,
  id: string,
): Promise<PublishedPage | Refusal> {
  const { bureauId } = facts.bureau
  const match = ADDRESS.exec(id)
  if (!match) return refuse('not_found')
  return read(room, bureauId, async (tx) => {
    const found = await findByAddress(tx, bureauId, { year: Number(match[1]), number: Number(match[2]) })
    if (!found) return refuse('not_found')
    if (!found.row) return refuse('publish.taken_down')
    const topics = namesOf(await listTopics(tx, bureauId))
    return { ...itemOf(facts, topics, found.row), shown: found.row.shown }
  })
}

/** The latest published, for the feed and the first page. */
export async function latestPublished(
  room: OpennessRoom,
  facts: BureauFacts,
  limit: number,
): Promise<PublishedItem[]> {
  const { bureauId } = facts.bureau
  return read(room, bureauId, async (tx) => {
    const [topics, rows] = await Promise.all([
      listTopics(tx, bureauId),
      listPublished(tx, bureauId, NO_FILTER, { limit, offset: 0 }),
    ])
    return rows.map((r) => itemOf(facts, namesOf(topics), r))
  })
}
