/** Topics on which suggestions are asked: kept at the desk, read by everybody, each with what was adopted and replied. */
import { audit, type BureauFacts, type Command, once, todayIn } from '../../bureau/index.ts'
import { uuidv7 } from '../../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { shortAnswer } from '../publishing/rules.ts'
import { type OpennessRoom, unitName } from '../room.ts'
import type { SuggestionTopic, TopicSave, TopicState } from './contract.ts'
import {
  type AdoptedRow,
  findTopic,
  insertTopic,
  listAdopted,
  listSuggestionTopics,
  type SuggestionRow,
  tieMatter,
  updateTopic,
} from './store.ts'

const topicView = (facts: BureauFacts, r: SuggestionRow): SuggestionTopic => ({
  topicId: r.topic_id,
  title: r.title,
  words: r.words,
  fromDay: r.from_day,
  toDay: r.to_day,
  unitId: r.unit_id,
  unit: unitName(facts, r.unit_id),
  outcome: r.outcome,
  state: r.state,
  version: r.version,
  received: r.received,
  adopted: r.adopted,
})

/** All topics for the desk, the latest first. @returns refusal `not_found` */
export async function topicsForDesk(
  room: OpennessRoom,
  l: { session: Command['session'] },
): Promise<SuggestionTopic[] | Refusal> {
  const { bureauId, unitId, accountId } = l.session
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const rows = await withTx(
    room.cases.app,
    { bureau: bureauId, unit: unitId, account: accountId },
    (tx) => listSuggestionTopics(tx, bureauId, null),
    { readOnly: true },
  )
  return rows.map((r) => topicView(facts, r))
}

/**
 * Enters or changes a topic; publishing and withdrawing is its state.
 * @param topicId null for a new one
 * @returns refusals `not_found`, `write.stale_version`, `input.*`
 */
export async function saveTopic(
  room: OpennessRoom,
  command: Command,
  topicId: string | null,
  input: TopicSave,
): Promise<{ topicId: string; version: number; state: TopicState } | Refusal> {
  const { bureauId, accountId } = command.session
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  if (input.toDay < input.fromDay) return refuse('input.invalid_date', { field: 'toDay' })
  if (input.unitId !== null && !facts.units.get(input.unitId)?.active)
    return refuse('input.invalid', { field: 'unitId' })
  return once(room.cases.app, command, ['suggestion-topic', topicId, input], async (tx) => {
    const id = topicId ?? uuidv7(command.now)
    const version = input.expectedVersion + 1
    if (topicId === null) await insertTopic(tx, bureauId, id, input, command.now)
    else if (!(await updateTopic(tx, bureauId, id, input, command.now))) {
      const there = await findTopic(tx, bureauId, id)
      return there
        ? refuse('write.stale_version', { details: { version: there.version } })
        : refuse('not_found')
    }
    await audit(tx, {
      bureauId,
      accountId,
      action: 'suggestion-topic.saved',
      details: { topicId: id, version, state: input.state },
      now: command.now,
    })
    return { topicId: id, version, state: input.state }
  })
}

export interface PublicTopic extends SuggestionTopic {
  /** Suggestions are taken now. */
  open: boolean
}

const publicTopic = (facts: BureauFacts, r: SuggestionRow, now: Date): PublicTopic => {
  const today = todayIn(facts, now)
  return { ...topicView(facts, r), open: r.from_day <= today && today <= r.to_day }
}

/** Published topics that have begun, open ones first, then the latest. */
export async function publicTopics(
  room: OpennessRoom,
  facts: BureauFacts,
  now: Date,
): Promise<PublicTopic[]> {
  const { bureauId } = facts.bureau
  const rows = await withTx(
    room.cases.app,
    { bureau: bureauId },
    (tx) => listSuggestionTopics(tx, bureauId, todayIn(facts, now)),
    { readOnly: true },
  )
  const topics = rows.map((r) => publicTopic(facts, r, now))
  return [...topics.filter((t) => t.open), ...topics.filter((t) => !t.open)]
}

export interface Adopted {
  title: string
  /** `adopted`, `partly-adopted`, `not-adopted`, or null where the matter names none. */
  adoption: string | null
  answer: string
  unit: { zh: string; en: string } | null
  path: string
}

const adoptedView = (facts: BureauFacts, r: AdoptedRow): Adopted => ({
  title: r.shown.title,
  adoption: r.adoption,
  answer: shortAnswer(r.shown, 200),
  unit: unitName(facts, r.unit_id),
  path: `/${facts.bureau.slug}/published/${r.year}-${r.number}`,
})

/** One published topic with the suggestions on it that are published. @returns refusal `not_found` */
export async function publicTopicOf(
  room: OpennessRoom,
  facts: BureauFacts,
  topicId: string,
  now: Date,
): Promise<{ topic: PublicTopic; adopted: Adopted[] } | Refusal> {
  const { bureauId } = facts.bureau
  return withTx(
    room.cases.app,
    { bureau: bureauId },
    async (tx) => {
      const row = await findTopic(tx, bureauId, topicId)
      if (row?.state !== 'published' || row.from_day > todayIn(facts, now)) return refuse('not_found')
      const adopted = await listAdopted(tx, bureauId, topicId)
      return { topic: publicTopic(facts, row, now), adopted: adopted.map((r) => adoptedView(facts, r)) }
    },
    { readOnly: true },
  )
}

/** Published suggestions of all topics and of none, the latest first. */
export async function publishedSuggestions(room: OpennessRoom, facts: BureauFacts): Promise<Adopted[]> {
  const { bureauId } = facts.bureau
  const rows = await withTx(room.cases.app, { bureau: bureauId }, (tx) => listAdopted(tx, bureauId, null), {
    readOnly: true,
  })
  return rows.map((r) => adoptedView(facts, r))
}

/** Ties a suggestion just filed to the topic it answers; a topic that is not open is left alone. */
export async function tieSuggestion(
  room: OpennessRoom,
  facts: BureauFacts,
  topicId: string,
  matterId: string,
  now: Date,
): Promise<void> {
  const { bureauId } = facts.bureau
  await withTx(room.cases.app, { bureau: bureauId, matter: matterId }, async (tx) => {
    const row = await findTopic(tx, bureauId, topicId)
    if (row?.state === 'published' && publicTopic(facts, row, now).open)
      await tieMatter(tx, bureauId, topicId, matterId, now)
  })
}
