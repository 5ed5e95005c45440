/**
 * A request for review handed in where it is decided: the next level up takes it down, and it is recorded on the matter it
 * is about, so that window, frozen file and the one request are kept as if it had been asked for there (R22 35, 36).
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { mainOf } from '../engine/doc.ts'
import { SYSTEM } from '../engine/world.ts'
import { fireAction } from '../fire-action.ts'
import { procedureOf } from '../procedures/index.ts'
import { findIdByNumber, findMatter } from '../read-store.ts'
import type { Caller, CasesDeps, CommandResult } from '../run.ts'
import { nextLevelUp, organAskedAbout } from './next-level-up.ts'

export interface RequestAtReviewer {
  /** Of the matter whose opinion is to be reviewed, in any bureau of the installation. */
  number: string
  words: string
  channel: 'visit' | 'letter' | 'phone' | 'fax-mail'
  askedOn: string
  lateReason?: string | null
}

/** The bureau stands in the number: DEMO-CITY-X2026-000001. */
const NUMBER = /^([A-Z0-9-]+)-[A-Z]\d{4}-\d{6,}$/

/**
 * Records the request. The review itself is opened a moment later by the job that its step asks for.
 * @returns the matter the request is about; refusals `not_found`, `review.nothing_to_review`, `review.not_this_level`,
 * and those of the step (`review.already_requested`, `review.window_closed`)
 */
export async function recordReviewRequest(
  deps: CasesDeps,
  caller: Caller,
  r: RequestAtReviewer,
): Promise<CommandResult | Refusal> {
  const number = r.number.trim().toUpperCase()
  const slug = NUMBER.exec(number)?.[1]?.toLowerCase()
  const facts = slug ? await deps.directory.named(slug, caller.bureauId) : undefined
  if (!facts) return refuse('not_found')
  const { bureauId } = facts.bureau
  const doc = await withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    const matterId = await findIdByNumber(tx, bureauId, number)
    return matterId && (await findMatter(tx, bureauId, matterId))?.doc
  })
  if (!doc) return refuse('not_found')
  const main = mainOf(doc)
  const step = procedureOf(main.procedure, main.version).transitions.find(
    (t) => t.from.includes(main.state) && t.id.startsWith('record-') && t.opens?.some((o) => 'matter' in o),
  )
  const opens = step?.opens?.find((o) => 'matter' in o)
  const place = opens && nextLevelUp(bureauId, organAskedAbout(doc, opens.matter), facts.units)
  // Whoever is not the next level up learns nothing of the matter, not even whether it was answered.
  if (!place) return refuse('review.nothing_to_review')
  if ('refused' in place) return refuse('review.not_this_level', { details: { organ: '—' } })
  const mine =
    place.bureauId === caller.bureauId && (place.unitId === null || place.unitId === caller.actor.unitId)
  if (!mine) {
    const above = await deps.directory.byId(place.bureauId)
    const organ = (place.unitId && above?.units.get(place.unitId)?.name.zh) ?? above?.bureau.name.zh ?? '—'
    return refuse('review.not_this_level', { details: { organ } })
  }
  const { words, channel, askedOn, lateReason } = r
  return fireAction(
    deps,
    { ...caller, bureauId, actor: SYSTEM, principal: `reviewer:${caller.principal}` },
    {
      matterId: doc.matterId,
      proceedingId: main.proceedingId,
      action: step!.id,
      input: { channel, askedOn, words, ...(lateReason?.trim() ? { lateReason } : {}) },
    },
  )
}
