/** The history of a matter in plain words. */
import type { MatterDoc } from '../engine/doc.ts'
import type { ContentRef } from '../engine/events.ts'
import type { Label } from '../procedures/format.ts'
import { procedureOf } from '../procedures/index.ts'
import type { StoredEvent } from '../read-store.ts'
import type { TimelineEntry } from './contract.ts'
import { type Reader, ruleName } from './reader.ts'

const EVENT_LABELS: Record<
  Exclude<StoredEvent['type'], 'proceeding.stepped' | 'proceeding.opened'>,
  Label
> = {
  'matter.registered': { zh: '登记', en: 'Registered' },
  'matter.contacted': { zh: '再次来访来信', en: 'Further contact' },
  'matter.noted': { zh: '补充说明', en: 'Words added' },
  'matter.messaged': { zh: '给本人留言', en: 'Message to the person' },
  'matter.attached': { zh: '添加附件', en: 'File attached' },
  'matter.classified': { zh: '更正分类', en: 'Class corrected' },
  'matter.party-corrected': { zh: '更正联系方式', en: 'Contact details corrected' },
  'matter.linked': { zh: '关联其他信访事项', en: 'Linked to another matter' },
  'matter.publishing-consented': { zh: '公开意愿', en: 'Wish on publishing' },
  'matter.online-service-agreed': { zh: '网上送达意愿', en: 'Wish on service online' },
  'matter.code-renewed': { zh: '换发查询码', en: 'New query code issued' },
  'matter.erased': { zh: '依决定销毁内容', en: 'Content destroyed under a decision' },
  'matter.cancelled': { zh: '误登记，撤销', en: 'Cancelled: registered by mistake' },
  'document.approved': { zh: '文书签发', en: 'Document approved' },
  'document.sealed': { zh: '文书用印', en: 'Document sealed' },
  'document.delivered': { zh: '函件送达单位', en: 'Letter delivered to the unit' },
  'clocks.recomputed': {
    zh: '节假日安排公布，时限重新计算',
    en: 'Dates computed again after the holiday notice',
  },
}

/** Contents that repeat what the page shows elsewhere, or that must not stand in a timeline. */
const NOT_IN_TIMELINE = new Set([
  'party',
  'body',
  'subject',
  'place',
  'point',
  'demand',
  'file',
  'attachment-name',
  'paper',
])

export interface TimelineOptions {
  names: ReadonlyMap<string, string>
  /** Whether internal notes are shown. */
  notes: boolean
}

export function timelineOf(
  reader: Reader,
  events: readonly StoredEvent[],
  o: TimelineOptions,
): TimelineEntry[] {
  return events.map((e) => {
    const refs: ContentRef[] = 'contents' in e.data ? e.data.contents : []
    const texts = refs
      .filter((r) => !NOT_IN_TIMELINE.has(r.kind) && (o.notes || r.kind !== 'note'))
      .map((r) => ({ field: r.field ?? '', kind: r.kind, text: wordsOf(reader, r) }))
    const clocks = 'clocks' in e.data ? e.data.clocks : []
    return {
      version: e.version,
      type: e.type,
      occurredAt: e.occurred_at.toISOString(),
      recordedAt: e.recorded_at.toISOString(),
      actor: {
        kind: e.actor.kind,
        name: e.actor.id ? (o.names.get(e.actor.id) ?? null) : null,
        unit: reader.unit(e.actor.unitId),
      },
      texts,
      clocks: clocks.map((c) => ({
        clockId: c.clockId,
        name: ruleName(c),
        status: c.status,
        nominal: c.nominal,
      })),
      hash: e.hash,
      ...wordsForStep(reader.doc, e),
    }
  })
}

function wordsOf(reader: Reader, ref: ContentRef): string | null {
  if (ref.kind !== 'outcome') return reader.text(ref.contentId)
  const outcome = reader.json<{ words: string; basis: string }>(ref.contentId)
  return outcome && [outcome.words, outcome.basis].filter(Boolean).join('\n')
}

function wordsForStep(doc: MatterDoc, e: StoredEvent) {
  if (e.type === 'proceeding.stepped') {
    const proceeding = doc.proceedings[e.data.proceedingId]
    const table = procedureOf(e.procedure, e.procedureVersion ?? proceeding?.version)
    const action = table.transitions.find((t) => t.id === e.data.action)
    const state = (id: string) => table.states.find((s) => s.id === id)?.label ?? null
    return {
      proceedingId: e.data.proceedingId,
      procedure: table.label,
      action: e.data.action,
      label: action?.label ?? { zh: e.data.action, en: e.data.action },
      from: state(e.data.from),
      to: state(e.data.to),
    }
  }
  if (e.type === 'proceeding.opened') {
    const table = procedureOf(e.data.opened.procedure, e.data.opened.procedureVersion)
    const label = { zh: `启动${table.label.zh}`, en: `${table.label.en} opened` }
    return {
      proceedingId: e.data.opened.proceedingId,
      procedure: table.label,
      action: null,
      label,
      from: null,
      to: null,
    }
  }
  const label = EVENT_LABELS[e.type]
  return { proceedingId: null, procedure: null, action: null, label, from: null, to: null }
}
