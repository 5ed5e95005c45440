/** Makes the n-th matter out of its day's template: its own words, encrypted under a key of its own, and where they are found. */
import { sealContent } from '../../src/cases/content.ts'
import { type CasesDeps, PROCEDURES } from '../../src/cases/index.ts'
import { blindOf, keyAad } from '../../src/cases/run.ts'
import type { HashName } from '../../src/kernel/crypto/index.ts'
import { commit, newMatterKey, newSalt, uuidv7, wrapMatterKey } from '../../src/kernel/crypto/index.ts'
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
  readonly #ofSentence = new Map<string, string[]>()

  constructor(deps: CasesDeps, people: DeskPeople, plan: Plan, hash: HashName) {
    this.#deps = deps
    this.#people = people
    this.#plan = plan
    this.#hash = hash
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
    told.contents.forEach((c, i) => {
      const text = wordsOf(c.text, letter)
      const salt = newSalt()
      const own = { bureauId, matterId, contentId: c.contentId }
      const commitment = commit(salt, text, this.#hash)
      const cipher = sealContent(this.#deps.keyring.suite, key, own, { ...c, text, salt, commitment })
      values[commitmentHole(i)] = commitment
      values[cipherHole(i)] = `\\\\x${cipher.toString('hex')}`
      if (terms && INDEXED.has(c.kind)) this.#cut(indexed(text), terms)
    })
    for (const [table, lines] of template.lines) {
      const out = linesOf(into, table)
      lines.forEach((line, i) => {
        // Of one matter at most so many notifications; those of a later one have higher numbers.
        values[HOLE.newsNo] = String(n * MOST_NEWS + i)
        out.push(filled(line, values))
      })
    }
    this.#beside(n, matterId, key, letter, open, into)
    return { terms, matterId }
  }

  #beside(n: number, matterId: string, key: Buffer, letter: Letter, open: boolean, into: Lines): void {
    const { bureauId } = this.#people
    const { keyring } = this.#deps
    const wrapped = wrapMatterKey(keyring, key, keyAad(bureauId, matterId))
    linesOf(into, 'matter_keys').push(
      `${bureauId}\t${matterId}\t${wrapped.kekId}\t${copyText(wrapped.wrapped)}\n`,
    )
    const party = { role: 'petitioner' as const, name: letter.name, phone: letter.phone }
    for (const { kind, blind } of blindOf(keyring, bureauId, [party]))
      linesOf(into, 'blind_index').push(`${bureauId}\t${kind}\t${copyText(blind)}\t${matterId}\n`)
    if (open) linesOf(into, 'search_documents').push(`${bureauId}\t${n - 1}\t${matterId}\n`)
  }

  /** Terms of a text. None joins what a full stop parts, and most sentences come again and again, so each is cut once. */
  #cut(text: string, into: Set<string>): void {
    for (const sentence of text.split(/[。\n]/)) {
      let cut = this.#ofSentence.get(sentence)
      if (!cut) {
        cut = [...termsOf(sentence)]
        if (this.#ofSentence.size < MOST_SENTENCES) this.#ofSentence.set(sentence, cut)
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
