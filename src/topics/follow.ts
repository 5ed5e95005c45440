/**
 * The follower of the feed that gathers topics. For each new letter: candidates among all matters by their rarest pairs,
 * compared word for word; then `grouping.ts` decides. Its place in the feed is saved with what it made of it, so each
 * letter is taken exactly once. It runs together with the index of words, which takes a letter in first.
 */
import type { CasesDeps, MatterDoc } from '../cases/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import {
  dropPosition,
  type FeedEvent,
  type FollowAll,
  type Follower,
  followAll,
  waitForTurn,
} from '../kernel/feed/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import {
  gramsOf,
  inTime,
  likeness,
  type Rarity,
  readSaid,
  type Told,
  tell,
  wordsOf,
} from '../samematter/index.ts'
import { mattersSharing, rarityOf, wordFollower } from '../search/index.ts'
import { areOne, choose, MERGE_SAMPLE, type Near, nearness } from './grouping.ts'
import {
  addMember,
  type Belonging,
  clearProposed,
  isDecided,
  mergeTopics,
  type NewMatter,
  newestOf,
  readBelonging,
  readNew,
} from './store.ts'

export const FOLLOWER = 'topics'
/** Letters compared word for word with a new one. */
const COMPARED = 40
/** Events of one turn: others wait for its end. */
const TURN = 100
const LEAST_GRAMS = 6

export const personsOf = (doc: MatterDoc): number => doc.contacts.reduce((sum, c) => sum + c.persons, 0) || 1

/** Opens letters and weighs them; each is opened once in a turn. */
class Letters {
  readonly #words = new Map<string, string>()
  readonly tx: Tx
  readonly deps: CasesDeps
  readonly bureauId: string

  constructor(tx: Tx, deps: CasesDeps, bureauId: string) {
    this.tx = tx
    this.deps = deps
    this.bureauId = bureauId
  }

  async words(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const missing = ids.filter((id) => !this.#words.has(id))
    if (missing.length > 0)
      for (const said of await readSaid(this.tx, this.bureauId, missing))
        this.#words.set(said.matter_id, wordsOf(this.deps, this.bureauId, said))
    return this.#words
  }

  async told(ids: readonly string[]): Promise<Map<string, Told>> {
    const words = await this.words(ids)
    const grams = new Set(ids.flatMap((id) => gramsOf(words.get(id) ?? '')))
    const rarity: Rarity = await rarityOf(this.tx, this.deps, this.bureauId, [...grams])
    return new Map(ids.map((id) => [id, tell(words.get(id) ?? '', rarity)]))
  }
}

const groupOf = (b: Belonging) => b.topic_id ?? b.matter_id

async function place(letters: Letters, matter: NewMatter, now: Date): Promise<void> {
  const { tx, deps, bureauId } = letters
  const own = matter.matter_id
  const grams = gramsOf((await letters.words([own])).get(own) ?? '')
  if (grams.length < LEAST_GRAMS) return
  const ids = (await mattersSharing(tx, deps, bureauId, grams, COMPARED)).filter((id) => id !== own)
  const candidates = (await readBelonging(tx, bureauId, ids)).filter((c) => !c.apart)
  if (candidates.length === 0) return
  const told = await letters.told([own, ...candidates.map((c) => c.matter_id)])
  const scored = candidates.map((c) => {
    const { score } = likeness(told.get(own)!, told.get(c.matter_id)!)
    return { ...c, score: inTime(score, matter.received_on, c.received_on) }
  })
  const near: Near<string>[] = [...Map.groupBy(scored, groupOf)].map(([group, of]) => ({
    group,
    size: of[0]!.letters ?? 1,
    scores: of.map((c) => c.score),
  }))
  const chosen = choose(near)
  if (!chosen) return
  const byGroup = new Map(scored.map((c) => [groupOf(c), c]))
  /** The topic of a group; a letter that stood alone begins one. */
  const topicOf = async (group: string): Promise<string> => {
    const lone = byGroup.get(group)!
    if (lone.topic_id) return group
    const topicId = uuidv7(now)
    const { matter_id: matterId, received_on: receivedOn, doc, score } = lone
    await addMember(tx, bureauId, topicId, { matterId, receivedOn, persons: personsOf(doc), alike: score })
    return topicId
  }
  const topicId = await topicOf(chosen.join)
  const alike = nearness(near.find((n) => n.group === chosen.join)!)
  const persons = personsOf(matter.doc)
  await addMember(tx, bureauId, topicId, { matterId: own, receivedOn: matter.received_on, persons, alike })
  for (const other of chosen.maybeSame) await mergeIfOne(letters, topicId, other, byGroup.get(other)!)
}

/** Takes another topic, or a letter that stood alone, into this one, where their newest letters are alike. */
async function mergeIfOne(letters: Letters, topicId: string, other: string, at: Belonging): Promise<void> {
  const { tx, bureauId } = letters
  const ids = async (topic: string) =>
    (await newestOf(tx, bureauId, topic, MERGE_SAMPLE)).map((r) => r.matter_id)
  const [mine, theirs] = [await ids(topicId), at.topic_id ? await ids(other) : [at.matter_id]]
  const told = await letters.told([...mine, ...theirs])
  if (!areOne(mine.flatMap((a) => theirs.map((b) => likeness(told.get(a)!, told.get(b)!).score)))) return
  if (at.topic_id) {
    if (!(await isDecided(tx, bureauId, other))) await mergeTopics(tx, bureauId, other, topicId)
    return
  }
  const { matter_id: matterId, received_on: receivedOn, doc } = at
  await addMember(tx, bureauId, topicId, { matterId, receivedOn, persons: personsOf(doc), alike: 0 })
}

export function topicFollower(deps: CasesDeps, now: () => Date): Follower {
  return {
    name: FOLLOWER,
    sight: 'open',
    async take(tx: Tx, bureauId: string, events: readonly FeedEvent[]) {
      const ids = events.filter((e) => e.type === 'matter.registered').map((e) => e.matter_id)
      if (ids.length === 0) return
      const letters = new Letters(tx, deps, bureauId)
      for (const matter of await readNew(tx, bureauId, ids)) {
        // One that stood alone may have been drawn into a topic by a letter of the same turn.
        const [again] = await readNew(tx, bureauId, [matter.matter_id])
        if (again) await place(letters, again, now())
      }
    },
  }
}

/** Takes in all there is, together with the index of words. @returns events read */
export const gatherTopics = (
  deps: CasesDeps,
  bureauId: string,
  now: () => Date,
  o: Omit<FollowAll, 'limit'> = {},
): Promise<number> =>
  followAll(deps, bureauId, [wordFollower(deps), topicFollower(deps, now)], { ...o, limit: TURN })

/** Gathers all letters anew; where a person has decided, the topic stays. @returns events read */
export async function regatherTopics(
  deps: CasesDeps,
  bureauId: string,
  now: () => Date,
  o: Omit<FollowAll, 'limit'> = {},
): Promise<number> {
  await withTx(deps.app, { bureau: bureauId }, async (tx) => {
    await waitForTurn(tx, bureauId)
    await clearProposed(tx, bureauId)
    await dropPosition(tx, bureauId, FOLLOWER)
  })
  return gatherTopics(deps, bureauId, now, o)
}
