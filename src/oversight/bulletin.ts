/** 督查通报: the figures of a period with the supervisor's words, frozen on the day of issue. About units' work only. */
import { type Command, once, todayIn } from '../bureau/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Bulletin, BulletinDraft } from './contract.ts'
import { readBulletinFigures } from './read-figures.ts'
import type { OversightRoom } from './room.ts'
import { issueBulletin } from './store.ts'

/** Refuses `oversight.period_not_over`: what is still running would be counted wrongly against somebody. */
export async function makeBulletin(
  room: OversightRoom,
  c: Command,
  draft: BulletinDraft,
): Promise<Bulletin | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, c.now)
  if (draft.to >= today) return refuse('oversight.period_not_over', { field: 'to' })
  const figures = await readBulletinFigures(room, c.session, draft, c.now)
  if (isRefusal(figures)) return figures
  return once(room.pool, c, ['bulletin', draft], async (tx) => {
    const { from, to, title, words } = draft
    const bulletin = { from, to, title: title.trim(), words: words.trim(), issuedOn: today, figures }
    const bulletinNo = await issueBulletin(tx, bureauId, bulletin, c.now, accountId)
    return { bulletinNo, ...bulletin }
  })
}
