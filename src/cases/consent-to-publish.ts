/** The person agrees that the matter may be published, or takes that back. */
import type { Refusal } from '../kernel/errors/refusal.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { type ConsentInput, consentToPublish as decide } from './engine/consent.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

/**
 * @param follow runs in the transaction that records it, so that with a consent taken back nothing stays public for a
 *   moment longer
 * @returns refusals `publish.*`, `case.erased`, `access.denied`, `input.*`, `not_found`
 */
export function consentToPublish(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  consent: ConsentInput,
  follow: (tx: Tx) => Promise<void>,
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'consent-to-publish', matterId, consent },
    asCitizen: caller.actor.kind === 'citizen',
    prepare: async (tx) => {
      await follow(tx)
      return undefined
    },
    decide: (doc, world) => decide(doc, consent, caller.actor, world),
  })
}
