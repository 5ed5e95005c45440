/** Opens a publication with its matter for staff: rules on who may, words, persons, history. */

import type { BureauFacts } from '../../bureau/index.ts'
import {
  type Actor,
  findMatter,
  keyOf,
  type MatterDoc,
  mayOpenMatter,
  openMatter,
  type Reader,
} from '../../cases/index.ts'
import type { MatterKey } from '../../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { OpennessRoom } from '../room.ts'
import { isAnswered } from './original.ts'
import type { Standing } from './rules.ts'
import { findPublication, type ListedRow } from './store.ts'

export interface OpenedPublication {
  row: ListedRow
  doc: MatterDoc
  reader: Reader
  key: MatterKey
}

/** @returns refusals `not_found` (also for a matter that may not be opened), `case.erased` */
export async function openPublication(
  room: OpennessRoom,
  tx: Tx,
  facts: BureauFacts,
  actor: Actor,
  publicationId: string,
): Promise<OpenedPublication | Refusal> {
  const { bureauId } = facts.bureau
  const row = await findPublication(tx, bureauId, { publicationId })
  if (!row) return refuse('not_found')
  const opened = await openMatter(room.cases, tx, facts, row.matter_id)
  const stored = await findMatter(tx, bureauId, row.matter_id)
  if (!opened || !stored || !mayOpenMatter(stored.doc, actor)) return refuse('not_found')
  const key = keyOf(room.cases, bureauId, row.matter_id, { kekId: stored.kek_id, wrapped: stored.wrapped })
  if (!key) return refuse('case.erased')
  return { row, doc: stored.doc, reader: opened.reader, key }
}

export const standingOf = (o: OpenedPublication): Standing => ({
  state: o.row.state,
  draftedBy: o.row.drafted_by,
  ready: isAnswered(o.doc),
  agreed: o.doc.publishing?.given ?? false,
})
