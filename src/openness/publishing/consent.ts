/** The person agrees that the matter is published, or takes that back; what was public goes with the same commit. */
import {
  type Caller,
  type CommandResult,
  consentToPublish,
  findMatter,
  neverPublished,
} from '../../cases/index.ts'
import { uuidv7 } from '../../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import type { OpennessRoom } from '../room.ts'
import {
  deleteTerms,
  findPublication,
  insertPublication,
  insertStep,
  lockPublication,
  updatePublication,
} from './store.ts'

export interface Consent {
  given: boolean
  where: 'filing' | 'portal' | 'desk'
  /** How it was said; needed where staff write it down. */
  words?: string
}

/**
 * Records the wish in the matter's ledger and brings the publication in line with it: taken back, the page is gone at
 * once; given, it waits to be edited.
 * @returns refusals `publish.*`, `case.erased`, `access.denied`, `input.*`, `not_found`
 */
export function saveConsent(
  room: OpennessRoom,
  caller: Caller,
  matterId: string,
  consent: Consent,
): Promise<CommandResult | Refusal> {
  const { bureauId } = caller
  return consentToPublish(room.cases, caller, matterId, consent, (tx) =>
    follow(tx, caller, bureauId, matterId, consent.given),
  )
}

async function follow(
  tx: Tx,
  caller: Caller,
  bureauId: string,
  matterId: string,
  given: boolean,
): Promise<void> {
  const at = caller.recordedAt
  const row = await lockPublication(tx, bureauId, { matterId })
  const step = (publicationId: string, version: number) =>
    insertStep(tx, bureauId, {
      publicationId,
      version,
      at,
      what: given ? 'agreed' : 'taken-back',
      accountId: caller.actor.kind === 'account' ? caller.actor.id : null,
      unitId: caller.actor.unitId,
      cipher: null,
    })
  if (!row) {
    if (!given) return
    const publicationId = uuidv7(at)
    await insertPublication(tx, bureauId, { publicationId, matterId, at })
    return step(publicationId, 1)
  }
  if (given ? row.state !== 'taken-back' : row.state === 'taken-back') return
  const version = row.version + 1
  await updatePublication(tx, bureauId, {
    ...row,
    state: given ? 'agreed' : 'taken-back',
    version,
    shown: null,
    drafted_by: [],
    changed_at: at,
  })
  await deleteTerms(tx, bureauId, row.publication_id)
  await step(row.publication_id, version)
}

/** What the person is shown of it on the own page. */
export interface ConsentView {
  /** Whether publishing can be asked about at all. */
  possible: boolean
  given: boolean
  /** The public page, while it is there. */
  path: string | null
}

/** @returns refusal `not_found` for a matter the citizen did not open */
export async function readConsent(
  room: OpennessRoom,
  who: { bureauId: string; matterId: string },
): Promise<ConsentView | Refusal> {
  const { bureauId, matterId } = who
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(room.cases.app, { bureau: bureauId, matter: matterId }, async (tx) => {
    const matter = await findMatter(tx, bureauId, matterId)
    if (!matter) return refuse('not_found')
    const row = await findPublication(tx, bureauId, { matterId })
    return {
      possible: !isRefusal(neverPublished(matter.doc)) && !matter.doc.erased,
      given: matter.doc.publishing?.given ?? false,
      path: row?.state === 'published' ? pathOf(facts.bureau.slug, row) : null,
    }
  })
}

/** Address of the public page, below the portal's. */
export const pathOf = (slug: string, p: { year: number | null; number: number | null }): string | null =>
  p.year === null || p.number === null ? null : `/${slug}/published/${p.year}-${p.number}`
