/** What a backup says of itself. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const

export const FORMAT = 'huiyin-backup/1'

/** `manifest.json`, written last: a folder without it is no backup. */
export const ManifestSchema = Type.Object(
  {
    format: Type.Literal(FORMAT),
    at: Type.String({ description: 'Instant of the snapshot of the database.' }),
    /** Number of the newest migration of the database. */
    schema: Type.Integer({ minimum: 1 }),
    /** In the order they can be loaded in. */
    tables: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          columns: Type.Array(Type.String(), { minItems: 1 }),
          rows: Type.Integer(),
          sha256: Type.String(),
        },
        closed,
      ),
    ),
    /** Below the folder, with `/` between; keys are not among them. */
    files: Type.Array(
      Type.Object({ path: Type.String(), bytes: Type.Integer(), sha256: Type.String() }, closed),
    ),
    withKeys: Type.Boolean(),
  },
  closed,
)
export type Manifest = Static<typeof ManifestSchema>

/** Folders of an installation that are copied file by file; what is in them is encrypted or public. */
export const FOLDERS = ['files', 'drafts', 'seals'] as const

/** Where a table of a backup lies, below its folder. */
export const tableFile = (name: string): string => `database/${name}.copy.gz`

/** SHA-256 of a file, lower hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
