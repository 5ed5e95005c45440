/** What the verbs of the knowledge base work with. */
import { type BureauDirectory, type BureauFacts, type Command, todayIn } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import type { Article, ArticleFields, ArticleSummary, Found, Uses } from './contract.ts'
import { allowed, isCurrent, type KeptArticle, shownFields } from './rules.ts'

export interface KnowledgeRoom {
  pool: Pool
  directory: BureauDirectory
}

export type { Command }

/** An article in a list. @param today in the bureau's zone */
export function summaryOf(a: KeptArticle, today: string): ArticleSummary {
  const f = shownFields(a)
  return {
    articleId: a.articleId,
    number: a.number,
    version: a.version,
    state: a.state,
    question: f.question,
    unitId: f.unitId,
    category: f.category,
    public: f.public,
    validFrom: f.validFrom,
    validTo: f.validTo,
    reviewOn: f.reviewOn,
    changedAt: a.changedAt.toISOString(),
    current: isCurrent(a, today),
    changing: a.published !== null && a.draft !== null,
  }
}

/** An article as one person sees it: who may not write it sees only what is published. */
export function articleOf(a: KeptArticle, who: Session, today: string, uses: Uses): Article {
  return {
    ...summaryOf(a, today),
    published: a.published,
    publishedAt: a.published === null ? null : (a.publishedAt?.toISOString() ?? null),
    draft: a.draft,
    may: allowed(who, a),
    uses,
  }
}

/** A year before a day, for sums of use. */
export const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`

export const todayOf = (facts: BureauFacts, now: Date): string => todayIn(facts, now)

/** An article as it is found. */
export const foundOf = (articleId: string, number: number, f: ArticleFields, snippet: string): Found => ({
  articleId,
  number,
  question: f.question,
  snippet,
  basis: f.basis,
  unitId: f.unitId,
  places: f.places,
  validTo: f.validTo,
  public: f.public,
})
