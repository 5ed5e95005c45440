/**
 * The check of one reply, while it is written or before it is approved. It reads the letter, its demands and replies that
 * may be the same; nothing of what was written is kept. A reply of another matter is named only to who may open it.
 */
import { todayIn } from '../bureau/index.ts'
import { type CasesDeps, type Looker, type MatterDoc, mayOpenMatter, openMatter } from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { gramsOf, logLooks } from '../samematter/index.ts'
import { rarityOf } from '../search/index.ts'
import { checkWords } from './check.ts'
import { NOT_COMPARED, TOO_SHORT, tellCopied } from './compare.ts'
import type { CheckBodyView, FindingView, ReplyCheckView } from './contract.ts'
import { resemblance, runsOf } from './copied.ts'
import { digestsOf, wordsOfReply } from './follow.ts'
import { readDocs, readReplies, repliesSharing } from './store.ts'

/** Replies opened and compared in full. */
const COMPARED = 12
/** Of a band that many replies hold (one answer sent to all of a topic) the newest are enough. */
const PER_BAND = 24

/** @returns `not_found` for who has no part in the matter, as if it were not there */
export async function checkReply(
  deps: CasesDeps,
  l: Looker,
  matterId: string,
  written: CheckBodyView,
): Promise<ReplyCheckView | Refusal> {
  const { bureauId, actor } = l
  const facts = await deps.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(deps.app, { bureau: bureauId, unit: actor.unitId, account: actor.id }, async (tx) => {
    const opened = await openMatter(deps, tx, facts, matterId)
    if (!opened || !mayOpenMatter(opened.reader.doc, actor)) return refuse('not_found')
    const { reader } = opened
    const { doc } = reader
    const asked = {
      subject: reader.text(doc.subjectId) ?? '',
      body: reader.text(doc.bodyId) ?? '',
      demands: reader.demands().flatMap((d) => (d.text ? [{ demandId: d.demandId, text: d.text }] : [])),
    }
    const letter = [asked.subject, asked.body, ...asked.demands.map((d) => d.text)].join('\n')
    const rarity = await rarityOf(tx, deps, bureauId, gramsOf(letter))
    const copied = await compare(deps, tx, l, doc, written.reply)
    await logLooks(tx, l, looksAt([matterId, ...copied.reasons.flatMap((r) => r.matter?.matterId ?? [])]))
    return { findings: checkWords(asked, written, todayIn(facts, l.now), rarity, copied) }
  })
}

const looksAt = (matterIds: readonly string[]) =>
  matterIds.map((matterId) => ({ matterId, reason: 'reply-check' }))

/** Compares with the bureau's other replies of the open lane. */
async function compare(
  deps: CasesDeps,
  tx: Tx,
  l: Looker,
  doc: MatterDoc,
  reply: string,
): Promise<FindingView> {
  const { bureauId, actor } = l
  if (doc.lane === 'shielded' || doc.secrecy === 'matter') return NOT_COMPARED
  const runs = runsOf(reply)
  const bands = digestsOf(deps, bureauId, runs)
  if (bands.length === 0) return TOO_SHORT
  const ask = { bands, except: doc.matterId, perBand: PER_BAND, most: COMPARED }
  const found = await repliesSharing(tx, bureauId, ask)
  if (found.length === 0) return tellCopied([])
  const ids = found.map((f) => ({ matterId: f.matter_id, contentId: f.content_id }))
  const [rows, docs] = await Promise.all([
    readReplies(tx, bureauId, ids),
    readDocs(tx, bureauId, [...new Set(ids.map((i) => i.matterId))]),
  ])
  const docOf = new Map(docs.map((d) => [d.matter_id, d]))
  // A reply sent back and submitted again is one reply.
  const likest = new Map<string, number>()
  for (const row of rows) {
    const words = wordsOfReply(deps, bureauId, row)
    const alike = words === null ? 0 : resemblance(runs, runsOf(words))
    likest.set(row.matter_id, Math.max(alike, likest.get(row.matter_id) ?? 0))
  }
  return tellCopied(
    [...likest].map(([matterId, alike]) => {
      const other = docOf.get(matterId)
      const seen = other && mayOpenMatter(other.doc, actor)
      return { alike, matter: seen ? { matterId, number: other.number } : null }
    }),
  )
}
