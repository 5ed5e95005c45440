/** Templates of a bureau: the wording is the bureau's, the reply stays the handler's, who reads it before it goes. */
import { audit, type BureauRoom, type Command, once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Purpose, TemplateView } from './contract.ts'
import { addTemplate, changeTemplate, listTemplates, type TemplateRow, versionOf } from './store.ts'

/** Blanks a template may name; anything else in braces is a slip that a person would be sent. */
const BLANKS: ReadonlySet<string> = new Set(['number', 'subject', 'demands', 'unit', 'bureau', 'today'])

const view = (r: TemplateRow): TemplateView => ({
  templateId: r.template_id,
  purpose: r.purpose as Purpose,
  name: r.name,
  body: r.body,
  procedure: r.procedure,
  active: r.active,
  version: r.version,
  changedAt: r.changed_at.toISOString(),
})

export interface TemplateInput {
  purpose: Purpose
  name: string
  body: string
  /** Only for matters of this procedure; null = for all. */
  procedure: string | null
}

function faultOf(t: TemplateInput): Refusal | undefined {
  for (const field of ['name', 'body'] as const) {
    if (t[field].trim() === '') return refuse('input.required', { field })
    if (!t[field].isWellFormed() || t[field].includes('\0'))
      return refuse('input.invalid_characters', { field })
  }
  const unknown = [...t.body.matchAll(/\{([^{}\n]{1,40})\}/g)].map((m) => m[1]!).find((b) => !BLANKS.has(b))
  if (unknown) return refuse('template.unknown_blank', { field: 'body', details: { blank: unknown } })
  return undefined
}

export async function readTemplates(
  room: BureauRoom,
  who: { session: Command['session'] },
  f: { purpose?: string; procedure?: string; all?: boolean },
): Promise<TemplateView[]> {
  const { bureauId, accountId, unitId } = who.session
  const rows = await withTx(room.pool, { bureau: bureauId, account: accountId, unit: unitId }, (tx) =>
    listTemplates(tx, bureauId, {
      purpose: f.purpose ?? null,
      procedure: f.procedure ?? null,
      all: f.all ?? false,
    }),
  )
  return rows.map(view)
}

/** @returns refusals `input.*`, `template.unknown_blank` */
export function createTemplate(
  room: BureauRoom,
  command: Command,
  input: TemplateInput,
): Promise<TemplateView | Refusal> {
  const wrong = faultOf(input)
  if (wrong) return Promise.resolve(wrong)
  const { bureauId, accountId } = command.session
  return once(room.pool, command, ['create-template', input], async (tx) => {
    const row = await addTemplate(tx, {
      bureauId,
      templateId: uuidv7(command.now),
      ...input,
      name: input.name.trim(),
      by: accountId,
      at: command.now,
    })
    const details = { templateId: row.template_id, name: row.name, purpose: row.purpose }
    await audit(tx, { bureauId, accountId, action: 'template.added', details, now: command.now })
    return view(row)
  })
}

/** Changes a template, or lays it aside. @returns refusals as `createTemplate`, `not_found`, `write.stale_version` */
export function reviseTemplate(
  room: BureauRoom,
  command: Command,
  templateId: string,
  input: TemplateInput & { active: boolean; expectedVersion: number },
): Promise<TemplateView | Refusal> {
  const wrong = faultOf(input)
  if (wrong) return Promise.resolve(wrong)
  const { bureauId, accountId } = command.session
  return once(room.pool, command, ['revise-template', templateId, input], async (tx) => {
    const row = await changeTemplate(tx, {
      bureauId,
      templateId,
      ...input,
      name: input.name.trim(),
      by: accountId,
      at: command.now,
    })
    if (row) {
      const { name, purpose, active, version } = row
      const details = { templateId, name, purpose, active, version }
      await audit(tx, { bureauId, accountId, action: 'template.changed', details, now: command.now })
      return view(row)
    }
    const version = await versionOf(tx, bureauId, templateId)
    return version === undefined
      ? refuse('not_found')
      : refuse('write.stale_version', { details: { version } })
  })
}
