/** Two matters of the bureau about one thing, tied to each other on a stated reason. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { unitInSight } from './engine/authorise.ts'
import { isCleanText } from './engine/clean-text.ts'
import { linkSame as decide } from './engine/link-same.ts'
import { findByNumber, findMatter } from './read-store.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

export interface LinkRequest {
  matterId: string
  /** Number of the other matter. */
  number: string
  reason: string
}

/**
 * The other side is written under a key made from this one, so a command that broke off between is finished by sending
 * it again.
 * @returns this matter as it then is; refusals `case.link_not_found` for a number not in sight, `case.link_*`, `input.*`
 */
export async function linkSame(
  deps: CasesDeps,
  caller: Caller,
  r: LinkRequest,
): Promise<CommandResult | Refusal> {
  const { bureauId, actor } = caller
  if (!isCleanText(r.number)) return refuse('case.link_not_found', { field: 'number' })
  const context = { bureau: bureauId, unit: unitInSight(actor), account: actor.id }
  const [own, other] = await withTx(deps.app, context, async (tx) => {
    const mine = await findMatter(tx, bureauId, r.matterId)
    const row = await findByNumber(tx, bureauId, r.number.trim().toUpperCase())
    return [mine, row] as const
  })
  if (!own) return refuse('not_found')
  if (!other) return refuse('case.link_not_found', { field: 'number' })
  const request = { verb: 'link-same', ...r }
  const far = await changeMatter(
    deps,
    { ...caller, idempotencyKey: `${caller.idempotencyKey}:other` },
    {
      matterId: other.matter_id,
      request,
      decide: (doc, world) => {
        const link = { kind: 'same-matter' as const, bureauId, matterId: r.matterId, number: own.doc.number }
        return decide(doc, { link, reason: r.reason }, actor, world)
      },
    },
  )
  if (isRefusal(far)) return far
  return changeMatter(deps, caller, {
    matterId: r.matterId,
    request,
    decide: (doc, world) => {
      const link = { kind: 'same-matter' as const, bureauId, matterId: other.matter_id, number: other.number }
      return decide(doc, { link, reason: r.reason }, actor, world)
    },
  })
}
