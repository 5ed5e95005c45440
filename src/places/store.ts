/** SQL of places and the map. */
import type { Pool, Tx } from '../kernel/postgres/connect.ts'
import type { Datum, Place, PlaceKind } from './contract.ts'

interface PlaceRow {
  code: string
  name_zh: string
  name_en: string
  kind: PlaceKind
  parent_code: string | null
  lines: Place['lines']
}

export async function findMap(tx: Tx, bureauId: string): Promise<{ datum: Datum; source: string } | null> {
  const [row] = await tx.query<{ datum: Datum; source: string }>(
    'select datum, source from place_maps where bureau_id = $1',
    [bureauId],
  )
  return row ?? null
}

export async function listPlaces(tx: Tx, bureauId: string): Promise<Place[]> {
  const rows = await tx.query<PlaceRow>(
    'select code, name_zh, name_en, kind, parent_code, lines from places where bureau_id = $1 order by position',
    [bureauId],
  )
  return rows.map((r) => ({
    code: r.code,
    name: { zh: r.name_zh, en: r.name_en },
    kind: r.kind,
    parentCode: r.parent_code,
    lines: r.lines,
  }))
}

const REPLACE_MAP = `
insert into place_maps (bureau_id, datum, source, loaded_at) values ($1, $2, $3, $4)
on conflict (bureau_id) do update set datum = excluded.datum, source = excluded.source, loaded_at = excluded.loaded_at`

const INSERT_PLACES = `
insert into places (bureau_id, code, name_zh, name_en, kind, parent_code, position, lines)
select $1, p.code, p.zh, p.en, p.kind, p.parent, p.position, p.lines
from jsonb_to_recordset($2::jsonb)
  as p(code text, zh text, en text, kind text, parent text, position integer, lines jsonb)`

/** Puts a new map in place of the old one, whole or not at all. Only the owner of the schema may. */
export async function replaceMap(
  owner: Pool,
  bureauId: string,
  map: { datum: Datum; source: string; loadedAt: Date; places: readonly Place[] },
): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query(REPLACE_MAP, [bureauId, map.datum, map.source, map.loadedAt])
    await client.query('delete from places where bureau_id = $1', [bureauId])
    const rows = map.places.map((p, position) => ({
      code: p.code,
      zh: p.name.zh,
      en: p.name.en,
      kind: p.kind,
      parent: p.parentCode,
      position,
      lines: p.lines,
    }))
    await client.query(INSERT_PLACES, [bureauId, JSON.stringify(rows)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
