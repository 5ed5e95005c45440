/** Who hears of a document in work: whoever is to sign it, and those who wrote it, of what became of it. */
import { type Actor, maySign } from '../cases/index.ts'
import type { RoleName } from '../kernel/access/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { publish } from '../notifications/index.ts'
import { KIND_NAMES } from './kind-names.ts'
import { type OpenedMatter, WRITERS } from './open-paper.ts'
import { placeOf } from './put-together.ts'
import { type PaperRow, unitsOfHeads } from './store.ts'

const HEADS: readonly RoleName[] = ['unit-head', 'bureau-head']
/** Writes, but does not sign: a head is not told of the own decision. */
const DRAFTERS: readonly RoleName[] = WRITERS.filter((role) => !HEADS.includes(role))

const about = (o: OpenedMatter, row: PaperRow, by: Actor) => ({
  bureauId: o.doc.bureauId,
  matterId: o.doc.matterId,
  byUnitId: by.unitId,
  link: `/matters/${o.doc.matterId}/papers/${row.paper_id}`,
})

/** The heads of the unit that issues it; where it has none, those above who may sign for it. */
export async function tellSigners(
  tx: Tx,
  o: OpenedMatter,
  row: PaperRow,
  { by, at }: { by: Actor; at: Date },
): Promise<void> {
  const name = KIND_NAMES[placeOf(row).kind]
  const heads = await unitsOfHeads(tx, o.doc.bureauId)
  const signing = heads.filter((h) =>
    maySign({ kind: 'account', id: null, unitId: h.unit_id, roles: h.roles }, row.unit_id, o.world),
  )
  const own = signing.filter((h) => h.unit_id === row.unit_id)
  const units = new Set((own.length > 0 ? own : signing).map((h) => h.unit_id))
  for (const unitId of units)
    await publish(tx, {
      ...about(o, row, by),
      unitId,
      kind: 'signature',
      roles: HEADS,
      at,
      words: { zh: `${name.zh}待签发`, en: `${name.en} to be signed` },
    })
}

/** Those who draft in the unit that wrote it: it was approved, or sent back. */
export async function tellWriters(
  tx: Tx,
  o: OpenedMatter,
  row: PaperRow,
  { kind, by, at }: { kind: 'decided' | 'returned'; by: Actor; at: Date },
): Promise<void> {
  const name = KIND_NAMES[placeOf(row).kind]
  const words =
    kind === 'decided'
      ? { zh: `${name.zh}已签发`, en: `${name.en} was signed` }
      : { zh: `${name.zh}退回修改`, en: `${name.en} was sent back` }
  await publish(tx, { ...about(o, row, by), unitId: row.unit_id, kind, roles: DRAFTERS, at, words })
}
