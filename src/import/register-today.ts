/** Without replay: the letters of a file come in today, as if typed at the desk. Their dates and answers are left aside. */
import type { BureauFacts } from '../bureau/index.ts'
import { registerMatter, SYSTEM } from '../cases/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import type { ImportDeps, SourceRecord } from './contract.ts'
import { type Names, PRINCIPAL } from './names.ts'
import type { At } from './replay-matter.ts'

/** Registers one letter with fresh salts, once for each id of the source. Refuses as `registerMatter` does. */
export async function registerAsOfToday(
  deps: ImportDeps,
  facts: BureauFacts,
  names: Names,
  procedure: string,
  r: SourceRecord,
): Promise<At | Refusal> {
  const now = deps.clock.now()
  const caller = {
    bureauId: facts.bureau.bureauId,
    actor: SYSTEM,
    principal: PRINCIPAL,
    idempotencyKey: names.registerKey(r),
    occurredAt: now,
    recordedAt: now,
  }
  const result = await registerMatter(deps.cases, caller, {
    procedure,
    channel: 'letter-box',
    subject: r.subject,
    body: r.body,
    parties: r.citizen === null ? [] : [{ role: 'petitioner', name: r.citizen }],
    matterId: names.matterId(r.id),
    sourceKey: names.sourceKey(r.id),
  })
  return isRefusal(result) ? result : { ...result }
}
