/** The daily seals as everybody may see them: without the list of events, which would tell of single matters. */
import type { CasesDeps } from '../cases/index.ts'
import { publicKeysOf } from '../kernel/crypto/index.ts'
import type { Seal } from '../kernel/ledger/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { sealHeaders } from './store.ts'

/** A seal without its entries; its hash can be checked from it alone, since the root stands for them. */
export type PublicSeal = Omit<Seal, 'entries'>

/** The latest seals, newest first, and the keys to check them with. */
export async function publicSeals(
  cases: CasesDeps,
  bureauId: string,
  limit: number,
): Promise<{ seals: PublicSeal[]; keys: Record<string, string> }> {
  const seals = await withTx(cases.app, { bureau: bureauId }, (tx) => sealHeaders(tx, bureauId, limit), {
    readOnly: true,
  })
  return { seals, keys: Object.fromEntries(publicKeysOf(cases.keyring)) }
}
