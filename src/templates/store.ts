/** SQL of the templates. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface TemplateRow {
  template_id: string
  purpose: string
  name: string
  body: string
  procedure: string | null
  active: boolean
  version: number
  changed_at: Date
}

const COLUMNS = 'template_id, purpose, name, body, procedure, active, version, changed_at'

/** Those of a purpose; those for one procedure come with those for all. A bureau has some dozens. */
export function listTemplates(
  tx: Tx,
  bureauId: string,
  f: { purpose: string | null; procedure: string | null; all: boolean },
): Promise<TemplateRow[]> {
  return tx.query<TemplateRow>(
    `select ${COLUMNS} from message_templates
     where bureau_id = $1 and ($2::text is null or purpose = $2)
       and ($3::text is null or procedure is null or procedure = $3) and (active or $4)
     order by active desc, purpose, name, template_id limit 500`,
    [bureauId, f.purpose, f.procedure, f.all],
  )
}

export interface TemplateWrite {
  bureauId: string
  templateId: string
  purpose: string
  name: string
  body: string
  procedure: string | null
  by: string
  at: Date
}

export async function addTemplate(tx: Tx, t: TemplateWrite): Promise<TemplateRow> {
  const rows = await tx.query<TemplateRow>(
    `insert into message_templates (bureau_id, template_id, purpose, name, body, procedure, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    [t.bureauId, t.templateId, t.purpose, t.name, t.body, t.procedure, t.by, t.at],
  )
  return rows[0]!
}

/** @returns nothing when it is not there or somebody changed it in between */
export async function changeTemplate(
  tx: Tx,
  t: TemplateWrite & { active: boolean; expectedVersion: number },
): Promise<TemplateRow | undefined> {
  const rows = await tx.query<TemplateRow>(
    `update message_templates set purpose = $3, name = $4, body = $5, procedure = $6, changed_by = $7, changed_at = $8,
       active = $9, version = version + 1
     where bureau_id = $1 and template_id = $2 and version = $10 returning ${COLUMNS}`,
    [
      t.bureauId,
      t.templateId,
      t.purpose,
      t.name,
      t.body,
      t.procedure,
      t.by,
      t.at,
      t.active,
      t.expectedVersion,
    ],
  )
  return rows[0]
}

export async function versionOf(tx: Tx, bureauId: string, templateId: string): Promise<number | undefined> {
  const rows = await tx.query<{ version: number }>(
    'select version from message_templates where bureau_id = $1 and template_id = $2',
    [bureauId, templateId],
  )
  return rows[0]?.version
}
