/** Templates of service messages: written, changed, put away. */
import { audit, type Command, once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { variablesIn, wholeText } from './compose.ts'
import type { TextTemplate } from './contract.ts'
import type { MessagesRoom } from './room.ts'
import { lengthOf } from './segments.ts'
import { settingsIn } from './settings.ts'

interface Row {
  templateId: string
  version: number
  name: string
  body: string
  active: boolean
  changedAt: Date
}
const LIST = `
select template_id as "templateId", version, name, body, active, changed_at as "changedAt" from text_templates
where bureau_id = $1 order by active desc, name, template_id limit 500`

export async function listTemplates(room: MessagesRoom, bureauId: string): Promise<TextTemplate[] | Refusal> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(
    room.pool,
    { bureau: bureauId },
    async (tx) => {
      const { signature } = await settingsIn(tx, bureauId, facts.bureau.name.zh)
      return (await tx.query<Row>(LIST, [bureauId])).map((r) => ({
        ...r,
        changedAt: r.changedAt.toISOString(),
        variables: variablesIn(r.body),
        length: lengthOf(wholeText(signature, r.body)),
      }))
    },
    { readOnly: true },
  )
}

export interface TemplateInput {
  name: string
  body: string
  active: boolean
}

const SAVE = `
insert into text_templates (bureau_id, template_id, version, name, body, active, changed_by, changed_at)
values ($1, $2, 1, $3, $4, $5, $6, $7)
on conflict (bureau_id, template_id) do update set version = text_templates.version + 1, name = $3, body = $4, active = $5,
  changed_by = $6, changed_at = $7
where text_templates.version = $8 returning version`

/** @param change of which template and version; null: a new one. @returns id and version, or `write.stale_version` */
export async function saveTemplate(
  room: MessagesRoom,
  c: Command,
  input: TemplateInput,
  change: { templateId: string; expectedVersion: number } | null,
): Promise<{ templateId: string; version: number } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['text-template', input, change], async (tx: Tx) => {
    const templateId = change?.templateId ?? uuidv7(c.now)
    const values = [bureauId, templateId, input.name, input.body, input.active, accountId, c.now]
    const [row] = await tx.query<{ version: number }>(SAVE, [...values, change?.expectedVersion ?? 0])
    if (!row || row.version !== (change?.expectedVersion ?? 0) + 1) return refuse('write.stale_version')
    const details = { templateId, name: input.name, version: row.version, active: input.active }
    await audit(tx, { bureauId, accountId, action: 'message.template-saved', details, now: c.now })
    return { templateId, version: row.version }
  })
}
