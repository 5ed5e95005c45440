/** How other rooms ring the bell: for what is no event of a matter. */

import type { RoleName } from '../kernel/access/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Kind } from './contract.ts'
import { insertRows, standingOf, takeNumbers } from './store.ts'

/** Told to a unit in the transaction that decided it. `words` are kept as they are: no personal data in them. */
export interface Publication {
  bureauId: string
  unitId: string
  kind: Kind
  /** Only for these roles of the unit; default all who work on matters. */
  roles?: readonly RoleName[]
  at: Date
  /** The matter it is about: whoever may not see that does not see this either. */
  matterId?: string
  /** Who did it; told beside the matter. */
  byUnitId?: string | null
  /** Where it leads: an address of the desk without its base, `/instructions/…`. */
  link: string
  words: { zh: string; en: string }
}

/**
 * Writes a notification within `tx`, whose context must name the bureau. It takes the bureau's lock of numbers until the
 * transaction ends: for acts of people, not for the path of every step.
 */
export async function publish(tx: Tx, p: Publication): Promise<void> {
  const no = await takeNumbers(tx, p.bureauId, 1)
  const matter = p.matterId ? await standingOf(tx, p.bureauId, p.matterId) : null
  await insertRows(tx, p.bureauId, [
    {
      no,
      unitId: p.unitId,
      kind: p.kind,
      roles: p.roles ?? null,
      at: p.at,
      matterId: matter?.matter_id ?? null,
      version: matter?.version ?? null,
      // Of no proceeding: a step of the matter takes nothing of it back.
      proceedingId: null,
      procedure: matter?.procedure ?? null,
      state: matter?.state ?? null,
      actorKind: p.byUnitId ? 'account' : null,
      actorUnitId: p.byUnitId ?? null,
      link: p.link,
      words: p.words,
    },
  ])
}
