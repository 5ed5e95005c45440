/** What operators miss or find wrong in the knowledge base, and what became of it (知识建议). */
import { once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Hint } from './contract.ts'
import type { Command, KnowledgeRoom } from './room.ts'
import { isKeeper } from './rules.ts'

const ADD = `
insert into knowledge_hints (bureau_id, hint_id, article_id, asked, words, at, account_id, state)
values ($1, $2, $3, $4, $5, $6, $7, 'open')`

/** @returns its id, or `not_found` for an article that is not there */
export function addHint(
  room: KnowledgeRoom,
  c: Command,
  hint: { articleId: string | null; asked: string; words: string },
): Promise<{ hintId: string } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['add-knowledge-hint', hint], async (tx) => {
    if (hint.articleId !== null) {
      const there = await tx.query(
        'select 1 from knowledge_articles where bureau_id = $1 and article_id = $2',
        [bureauId, hint.articleId],
      )
      if (there.length === 0) return refuse('not_found')
    }
    const hintId = uuidv7(c.now)
    await tx.query(ADD, [
      bureauId,
      hintId,
      hint.articleId,
      hint.asked.trim(),
      hint.words.trim(),
      c.now,
      accountId,
    ])
    return { hintId }
  })
}

const LIST = `
select h.hint_id, h.article_id, a.number, a.question, h.asked, h.words, h.at, n.name, h.state, h.reply, h.settled_at
from knowledge_hints h
left join knowledge_articles a on a.bureau_id = h.bureau_id and a.article_id = h.article_id
left join accounts n on n.bureau_id = h.bureau_id and n.account_id = h.account_id
where h.bureau_id = $1 and ($2::text is null or h.state = $2) order by h.at desc, h.hint_id limit 300`

interface Row {
  hint_id: string
  article_id: string | null
  number: number | null
  question: string | null
  asked: string
  words: string
  at: Date
  name: string | null
  state: Hint['state']
  reply: string | null
  settled_at: Date | null
}

/** The latest three hundred. */
export async function listHints(
  room: KnowledgeRoom,
  bureauId: string,
  state: Hint['state'] | null,
): Promise<Hint[]> {
  const rows = await withTx(room.pool, { bureau: bureauId }, (tx) => tx.query<Row>(LIST, [bureauId, state]), {
    readOnly: true,
  })
  return rows.map((r) => ({
    hintId: r.hint_id,
    articleId: r.article_id,
    number: r.number,
    question: r.question,
    asked: r.asked,
    words: r.words,
    at: r.at.toISOString(),
    by: r.name,
    state: r.state,
    reply: r.reply,
    settledAt: r.settled_at?.toISOString() ?? null,
  }))
}

const SETTLE = `
update knowledge_hints set state = $3, reply = $4, settled_at = $5, settled_by = $6
where bureau_id = $1 and hint_id = $2 and state = 'open' returning hint_id`

/** @returns `knowledge.hint_settled` when somebody was quicker */
export function settleHint(
  room: KnowledgeRoom,
  c: Command,
  hintId: string,
  settled: { state: 'taken' | 'declined'; reply: string },
): Promise<{ hintId: string } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['settle-knowledge-hint', hintId, settled], async (tx) => {
    if (!isKeeper(c.session)) return refuse('access.denied')
    const done = await tx.query(SETTLE, [
      bureauId,
      hintId,
      settled.state,
      settled.reply.trim(),
      c.now,
      accountId,
    ])
    return done.length > 0 ? { hintId } : refuse('knowledge.hint_settled')
  })
}
