/** Takes articles from a table or a document as drafts; what is published is not touched until a second person checked. */
import { type BureauFacts, once } from '../bureau/index.ts'
import { addDays } from '../kernel/calendar/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type NamedTable, readMoment, splitCell } from '../tables/index.ts'
import type { ArticleFields, ImportResult } from './contract.ts'
import { ARTICLE_COLUMNS, type ArticleColumn, readArticleFile } from './read-file.ts'
import { type Command, type KnowledgeRoom, todayOf } from './room.ts'
import { type KeptArticle, mayWrite, tidy } from './rules.ts'
import { type ArticleWrite, questionsOf, saveArticles, takeNumbers } from './store.ts'

/** What holds for rows that say nothing of it. */
export interface Otherwise {
  unitId: string | null
  basis: string
}

const MAX: Readonly<Partial<Record<ArticleColumn, number>>> = {
  question: 200,
  answer: 8000,
  conditions: 4000,
  materials: 4000,
  basis: 2000,
}
const YES = /^(?:是|y|yes|true|1|公开|√)$/i
const NO = /^(?:否|n|no|false|0|不公开|×|)$/i

/** The articles a file holds. A row with a problem is left out and told, with its cell; the others are taken. */
export function readRows(
  table: NamedTable,
  facts: Pick<BureauFacts, 'units'>,
  otherwise: Otherwise,
  today: string,
): { rows: { line: number; fields: ArticleFields }[]; problems: ImportResult['problems'] } {
  const problems: ImportResult['problems'] = []
  const units = new Map<string, string>()
  for (const u of facts.units.values())
    if (u.active) for (const name of [u.code, u.name.zh, u.name.en]) units.set(name.toLowerCase(), u.unitId)
  const rows = table.rows.flatMap(({ line, cells }) => {
    const before = problems.length
    const cell = (c: ArticleColumn) => (cells[c] ?? '').trim()
    const wrong = (c: ArticleColumn, problem: string, value: string) => {
      const letter = table.letters[c]
      const column = ARTICLE_COLUMNS.find((x) => x.id === c)!.label.zh
      problems.push({
        row: line,
        cell: letter ? `${letter}${line}` : null,
        column,
        problem,
        value: value.slice(0, 100),
      })
    }
    const list = (c: ArticleColumn) => splitCell(cell(c), 'keep')
    const day = (c: ArticleColumn, without: string | null) => {
      if (cell(c) === '') return without
      const read = readMoment(cell(c))
      if (typeof read !== 'string') return read.day
      wrong(c, 'not-a-date', cell(c))
      return null
    }
    const short = (c: ArticleColumn, all: string[], most: number) => {
      const long = all.find((x) => x.length > most)
      if (long) wrong(c, 'too-long', long)
      return all
    }
    for (const c of ['question', 'answer'] as const) if (cell(c) === '') wrong(c, 'empty', '')
    for (const [c, most] of Object.entries(MAX))
      if (cell(c as ArticleColumn).length > most)
        wrong(c as ArticleColumn, 'too-long', cell(c as ArticleColumn))
    const basis = cell('basis') || otherwise.basis
    if (basis === '') wrong('basis', 'empty', '')
    const unitId =
      cell('unitId') === '' ? otherwise.unitId : (units.get(cell('unitId').toLowerCase()) ?? null)
    if (unitId === null) wrong('unitId', cell('unitId') === '' ? 'empty' : 'unknown-unit', cell('unitId'))
    if (!YES.test(cell('public')) && !NO.test(cell('public')))
      wrong('public', 'not-yes-or-no', cell('public'))
    const validFrom = day('validFrom', today) ?? today
    const validTo = day('validTo', null)
    if (validTo !== null && validTo < validFrom) wrong('validTo', 'ends-before-it-begins', validTo)
    const fields: ArticleFields = tidy({
      question: cell('question'),
      alsoAsked: short(
        'alsoAsked',
        cell('alsoAsked')
          .split(/[\n；;|]/)
          .map((x) => x.trim())
          .filter(Boolean),
        200,
      ),
      answer: cell('answer'),
      conditions: cell('conditions'),
      materials: cell('materials'),
      basis,
      places: short('places', list('places'), 40),
      unitId: unitId ?? '',
      category: cell('category') || null,
      tags: short('tags', list('tags'), 20),
      public: YES.test(cell('public')),
      validFrom,
      validTo,
      reviewOn: day('reviewOn', addDays(today, 365)) ?? today,
    })
    return problems.length === before ? [{ line, fields }] : []
  })
  return { rows, problems }
}

export interface ImportAsk extends Otherwise {
  fileName: string
  content: string
  dryRun: boolean
}

/** Compared name by name: the database gives the names back in an order of its own. */
const same = (a: ArticleFields, b: ArticleFields): boolean =>
  (Object.keys(b) as (keyof ArticleFields)[]).every((k) => JSON.stringify(a[k]) === JSON.stringify(b[k]))

/**
 * A row whose question is there already is that article, changed; importing twice changes nothing.
 * @param categoryCode what a category is called, as its code; null where there is none
 * @returns what would be or was done; refuses what reading the file refuses
 */
export async function importArticles(
  room: KnowledgeRoom,
  c: Command,
  ask: ImportAsk,
  categoryCode: (words: string) => string | null,
): Promise<ImportResult | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const table = await readArticleFile({ name: ask.fileName, content: ask.content })
  if (isRefusal(table)) return table
  const today = todayOf(facts, c.now)
  const read = readRows(table, facts, ask, today)
  const denied = read.rows.find((r) => !mayWrite(c.session, r.fields))
  if (denied) return refuse('access.denied')
  const meaning = ['import-knowledge', ask.fileName, ask.content, ask.unitId, ask.basis, ask.dryRun]
  return once(room.pool, c, meaning, async (tx) => {
    await takeNumbers(tx, bureauId, 0, 0)
    const known = new Map<string, KeptArticle>()
    for (const a of await questionsOf(
      tx,
      bureauId,
      read.rows.map((r) => r.fields.question),
    ))
      known.set((a.published ?? a.draft)!.question, a)
    const result: ImportResult = {
      rows: table.rows.length,
      added: 0,
      changed: 0,
      same: 0,
      problems: [...read.problems],
      sample: read.rows.slice(0, 5).map(({ fields: { question, answer } }) => ({ question, answer })),
    }
    const writes: ArticleWrite[] = []
    const seen = new Set<string>()
    for (const { line, fields: given } of read.rows) {
      const category = given.category === null ? null : categoryCode(given.category)
      const problem = (column: ArticleColumn, what: string, value: string) => {
        const letter = table.letters[column]
        const label = ARTICLE_COLUMNS.find((x) => x.id === column)!.label.zh
        result.problems.push({
          row: line,
          cell: letter ? `${letter}${line}` : null,
          column: label,
          problem: what,
          value,
        })
      }
      if (given.category !== null && category === null) {
        problem('category', 'unknown-category', given.category)
        continue
      }
      if (seen.has(given.question)) {
        problem('question', 'twice', given.question.slice(0, 100))
        continue
      }
      seen.add(given.question)
      const before = known.get(given.question)
      const now = before?.draft ?? before?.published ?? null
      const fields: ArticleFields = { ...given, category }
      if (now && same(now, { ...fields, validFrom: now.validFrom, reviewOn: now.reviewOn })) {
        result.same++
        continue
      }
      if (before?.state === 'checking') {
        problem('question', 'being-checked', given.question.slice(0, 100))
        continue
      }
      result[before ? 'changed' : 'added']++
      writes.push({ article: drafted(before, fields, c), what: 'imported', note: ask.fileName.slice(0, 200) })
    }
    if (!ask.dryRun && writes.length > 0) {
      const fresh = writes.filter((w) => w.article.number === 0)
      const { number } = await takeNumbers(tx, bureauId, fresh.length, 0)
      for (const [i, w] of fresh.entries()) w.article.number = number + i
      await saveArticles(tx, bureauId, accountId, c.now, writes)
    }
    return result
  })
}

function drafted(before: KeptArticle | undefined, fields: ArticleFields, c: Command): KeptArticle {
  const draft = { draft: fields, draftedBy: c.session.accountId, changedAt: c.now }
  if (before) {
    const state = before.state === 'withdrawn' ? 'withdrawn' : 'draft'
    return { ...before, ...draft, state, version: before.version + 1 }
  }
  const empty = { published: null, publishedAt: null, docNo: null }
  return { articleId: uuidv7(c.now), number: 0, version: 1, state: 'draft', ...empty, ...draft }
}
