/** 换发查询码, and since when the code of a matter counts: codes are computed from it and never stored. */
import { queryCode } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { renewCode as decide } from './engine/renew-code.ts'
import { type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

/** @returns the new code, which is shown this once */
export async function renewCode(
  deps: CasesDeps,
  caller: Caller,
  r: { matterId: string; reason: string; expectedVersion?: number },
): Promise<(CommandResult & { code: string }) | Refusal> {
  const result = await changeMatter(deps, caller, {
    matterId: r.matterId,
    expectedVersion: r.expectedVersion,
    request: { verb: 'renew-code', ...r },
    decide: (doc, world) => decide(doc, r.reason, caller.actor, world),
  })
  if (isRefusal(result)) return result
  return { ...result, code: queryCode(deps.keyring.codeKey, r.matterId, result.version) }
}

const CODE_SINCE = `
select coalesce((doc->>'codeSince')::int, 0) as since from matters where bureau_id = $1 and matter_id = $2`

/** Version of the matter from which its present code counts; 0 = the one it was registered with. */
export async function codeSince(deps: CasesDeps, bureauId: string, matterId: string): Promise<number> {
  const rows = await withTx(deps.app, { bureau: bureauId, matter: matterId }, (tx) =>
    tx.query<{ since: number }>(CODE_SINCE, [bureauId, matterId]),
  )
  return rows[0]?.since ?? 0
}
