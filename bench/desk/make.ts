/** Makes the n-th matter out of its day's template: its own words, encrypted under a key of its own, and where they are found. */
import { sealContent } from '../../src/cases/content.ts'
import { type CasesDeps, PROCEDURES } from '../../src/cases/index.ts'
import { blindOf, keyAad } from '../../src/cases/run.ts'
import type { HashName } from '../../src/kernel/crypto/index.ts'
import { commit, newMatterKey, newSalt, uuidv7, wrapMatterKey } from '../../src/kernel/crypto/index.ts'
import { marker } from '../../src/samematter/digest.ts'
import { KEPT } from '../../src/samematter/index-bureau.ts'
import { gramsOf } from '../../src/samematter/rules.ts'
import { INDEXED_KINDS } from '../../src/search/follow.ts'
import { termsOf } from '../../src/search/terms.ts'
import { copyText } from '../copy.ts'
import { SLUG } from '../people.ts'
import type { Plan } from './calendar.ts'
import { type Letter, letterOf, randomOf, zipf } from './letters.ts'
import type { DeskPeople } from './people.ts'
import { STORIES, type Story } from './stories.ts'
import { MARKS } from './teller.ts'
import { cipherHole, commitmentHole, filled, HOLE, type Template } from './template.ts'

/** Lines by table, as they are copied. */
export type Lines = Map<string, string[]>

const HOUR = 3_600_000
export const MOST_NEWS = 32
const MOST_SENTENCES = 20_000
const LETTER_OF = new Map(PROCEDURES.map((p) => [p.id, p.numberLetter]))
const SAID: ReadonlySet<string> = new Set(['subject', 'body', 'place', 'demand'])
const INDEXED: ReadonlySet<string> = new Set(INDEXED_KINDS)
const ANY_MARK = new RegExp(MARKS.join('|'), 'g')
const SHARES = STORIES.reduce((sum, s) => sum + s.share, 0)
const pickUnit = zipf(60, 5)

/** Which story the n-th matter is, and who handles it. */
export function fateOf(n: number): { story: Story; unit: number; channel: string; minute: number } {
  const random = randomOf(n * 13 + 5)
  let left = random() * SHARES
  const story =
    STORIES.find((s) => {
      left -= s.share
      return left < 0
    }) ?? STORIES[0]!
  const channel = story.channels[Math.floor(random() * story.channels.length)]!
  return { story, unit: pickUnit(random()), channel, minute: random() * 200 }
}

export interface Made {
  /** Terms of the index of words, null for what is not in it. */
  terms: ReadonlySet<string> | null
  matterId: string
}

export class Maker {
  readonly #deps: CasesDeps
  readonly #people: DeskPeople
  readonly #plan: Plan
  readonly #hash: HashName
  readonly #markOf: (gram: string) => bigint
  readonly #marks = new Map<string, string>()
  readonly #rarity = new Map<string, number>()
  readonly #ofSentence = { terms: new Map<string, string[]>(), grams: new Map<string, string[]>() }
  #said = 0

  constructor(deps: CasesDeps, people: DeskPeople, plan: Plan, hash: HashName) {
    this.#deps = deps
    this.#people = people
    this.#plan = plan
    this.#hash = hash
    this.#markOf = marker(deps.keyring, people.bureauId)
  }

  /** How many matters hold each pair of characters so far, by its digest; and of how many matters. */
  get counts(): { marks: [mark: string, matters: number][]; matters: number } {
    const marks = [...this.#rarity].map(([gram, n]) => [this.#mark(gram), n] as [string, number])
    return { marks, matters: this.#said }
  }

  make(n: number, template: Template, into: Lines): Made {
    const { told } = template
    const { bureauId } = this.#people
    const { unit, channel, minute } = fateOf(n)
    const letter = letterOf(n)
    // Before whatever comes next that day.
    const received = new Date(Date.parse(told.receivedAt) - 1.5 * HOUR + minute * 60_000 * 0.9)
    const matterId = uuidv7(received)
    const { year, place } = this.#plan.numberOf(n)
    const handler = this.#people.handlers[unit]!
    const key = newMatterKey()
    const values: string[] = []
    values[HOLE.matterId] = matterId
    values[HOLE.number] =
      `${SLUG.toUpperCase()}-${LETTER_OF.get(told.doc.proceedings.main!.procedure)}${year}-${String(place).padStart(6, '0')}`
    values[HOLE.unitId] = handler.unitId!
    values[HOLE.accountId] = handler.id!
    values[HOLE.receivedAt] = received.toISOString()
    values[HOLE.channel] = channel
    values[HOLE.category] = letter.category
    const open = told.doc.lane === 'open'
    const terms = open ? new Set<string>() : null
    let said = ''
    told.contents.forEach((c, i) => {
      const text = wordsOf(c.text, letter)
      const salt = newSalt()
      const own = { bureauId, matterId, contentId: c.contentId }
      const commitment = commit(salt, text, this.#hash)
      const cipher = sealContent(this.#deps.keyring.suite, key, own, { ...c, text, salt, commitment })
      values[commitmentHole(i)] = commitment
      values[cipherHole(i)] = `\\\\x${cipher.toString('hex')}`
      if (terms && INDEXED.has(c.kind)) this.#cut(indexed(text), 'terms', terms)
      if (open && SAID.has(c.kind)) said += `${text}\n`
    })
    for (const [table, lines] of template.lines) {
      const out = linesOf(into, table)
      lines.forEach((line, i) => {
        // Of one matter at most so many notifications; those of a later one have higher numbers.
        values[HOLE.newsNo] = String(n * MOST_NEWS + i)
        out.push(filled(line, values))
      })
    }
    this.#beside(n, matterId, key, letter, said, into)
    return { terms, matterId }
  }

  #beside(n: number, matterId: string, key: Buffer, letter: Letter, said: string, into: Lines): void {
    const { bureauId } = this.#people
    const { keyring } = this.#deps
    const wrapped = wrapMatterKey(keyring, key, keyAad(bureauId, matterId))
    linesOf(into, 'matter_keys').push(
      `${bureauId}\t${matterId}\t${wrapped.kekId}\t${copyText(wrapped.wrapped)}\n`,
    )
    const party = { role: 'petitioner' as const, name: letter.name, phone: letter.phone }
    for (const { kind, blind } of blindOf(keyring, bureauId, [party]))
      linesOf(into, 'blind_index').push(
        `${bureauId}\t${kind}\t${copyText(Buffer.from(blind, 'base64'))}\t${matterId}\n`,
      )
    if (said === '') return
    linesOf(into, 'search_documents').push(`${bureauId}\t${n - 1}\t${matterId}\n`)
    this.#said++
    const found = new Set<string>()
    this.#cut(said, 'grams', found)
    const grams = [...found]
    for (const g of grams) this.#rarity.set(g, (this.#rarity.get(g) ?? 0) + 1)
    const rarest = grams.sort((a, b) => this.#rarity.get(a)! - this.#rarity.get(b)!).slice(0, KEPT)
    const marks = linesOf(into, 'same_matter_marks')
    for (const g of rarest) marks.push(`${bureauId}\t${this.#mark(g)}\t${matterId}\n`)
  }

  #mark(gram: string): string {
    let mark = this.#marks.get(gram)
    if (mark === undefined) {
      mark = String(this.#markOf(gram))
      this.#marks.set(gram, mark)
    }
    return mark
  }

  /**
   * Terms of a text. Neither index joins what a full stop parts, and most sentences come again and again, so each is cut
   * once.
   */
  #cut(text: string, how: 'terms' | 'grams', into: Set<string>): void {
    const known = this.#ofSentence[how]
    for (const sentence of text.split(/[。\n]/)) {
      let cut = known.get(sentence)
      if (!cut) {
        cut = how === 'terms' ? [...termsOf(sentence)] : gramsOf(sentence)
        if (known.size < MOST_SENTENCES) known.set(sentence, cut)
      }
      for (const one of cut) into.add(one)
    }
  }
}

/** Of an outcome its words and basis, as the index takes them. */
function indexed(text: string): string {
  if (!text.startsWith('{')) return text
  const { words = '', basis = '' } = JSON.parse(text) as { words?: string; basis?: string }
  return `${words} ${basis}`
}

function wordsOf(form: string, letter: Letter): string {
  return form.replace(ANY_MARK, (mark) => {
    switch (mark as (typeof MARKS)[number]) {
      case '〔S〕':
        return letter.subject
      case '〔B〕':
        return letter.body
      case '〔P〕':
        return letter.place
      case '〔D1〕':
        return letter.demands[0]!
      case '〔D2〕':
        return letter.demands[1]!
      case '〔D3〕':
        return letter.demands[2]!
      case '〔N〕':
        return letter.name
      case '〔T〕':
        return letter.phone
      case '〔A〕':
        return letter.address
      case '〔F〕':
        return letter.finding
    }
  })
}

function linesOf(into: Lines, table: string): string[] {
  const known = into.get(table)
  if (known) return known
  const fresh: string[] = []
  into.set(table, fresh)
  return fresh
}
