/** What a later export says otherwise than the one before, and how it is told in the matter. Pure. */

import type { RowValues } from './check-row.ts'
import type { Difference, FieldId } from './contract.ts'
import { fieldDef } from './fields.ts'

/** Codes are read through the mapping and change with it, not with the order: they are not compared. */
const COMPARED: readonly (keyof RowValues & FieldId)[] = [
  'sender',
  'due',
  'theirStatus',
  'category',
  'subject',
  'body',
  'demands',
  'place',
  'name',
  'phone',
  'address',
  'idNumber',
  'email',
  'persons',
  'representatives',
]

/** Who asked is never written into a note, which the handling unit reads: only that it differs. */
const PERSONAL: ReadonlySet<FieldId> = new Set(['name', 'phone', 'address', 'idNumber', 'email'])

/** The value of a field as people read it; null when there is none. */
export function shown(values: RowValues, field: FieldId): string | null {
  const value = field === 'sentAt' ? values.receivedAt : values[field as keyof RowValues]
  if (value === null || value === undefined || value === '') return null
  return Array.isArray(value) ? value.join('\n') || null : String(value)
}

/** Fields that differ; none when both say the same. */
export function differences(before: RowValues, after: RowValues): Difference['fields'] {
  return COMPARED.flatMap((field) => {
    const [a, b] = [shown(before, field), shown(after, field)]
    return a === b ? [] : [{ field, before: a, after: b }]
  })
}

/** Whether more than their own status changed: only then is it information for the matter. */
export const isNews = (fields: Difference['fields']): boolean => fields.some((d) => d.field !== 'theirStatus')

const LONGEST = 2000
const clip = (text: string | null) =>
  text === null ? '（空）' : text.length > LONGEST ? `${[...text].slice(0, LONGEST).join('')}……` : text

/** The words added to the matter. */
export function noteOf(system: string, number: string, fields: Difference['fields']): string {
  const lines = [`对方系统“${system}”的 ${number} 有变化，原登记内容不变：`]
  for (const { field, before, after } of fields) {
    const { zh } = fieldDef(field).label
    if (PERSONAL.has(field)) lines.push(`${zh}：与先前不同，请向对方核实后更正联系方式。`)
    else lines.push(`${zh}：\n　原：${clip(before)}\n　现：${clip(after)}`)
  }
  return lines.join('\n')
}
