/** How a matter stands towards the system it came from: what there is to tell, in their words. Pure. */
import type { MatterDoc } from '../cases/index.ts'
import type { ReturnField, ReturnItem, ReturnLayout } from './contract.ts'

/** What is told of a matter, without words: those are read from its contents when it is told. */
export interface ReportFacts {
  /** Kind of end, or `replied` while the matter still runs. */
  kind: string
  unitId: string | null
  acceptedOn: string | null
  endedOn: string | null
  documentKind: string | null
  contentIds: string[]
  outcomes: Record<string, number>
}

export interface Report {
  /** Changes exactly when there is something new to tell. */
  point: string
  facts: ReportFacts
}

const ANSWERS: ReadonlySet<string> = new Set([
  'reply',
  'handling-opinion',
  'review-opinion',
  're-review-opinion',
  'non-acceptance-notice',
  'referral-notice',
  'transfer-notice',
])

const place = (documentId: string) => Number(documentId.slice(1))

/** Null while there is nothing to tell: no answer is served and the matter runs, or it was our mistake and theirs goes on. */
export function reportOf(doc: MatterDoc): Report | null {
  const main = doc.proceedings.main!
  const document = Object.values(doc.documents)
    .filter((d) => d.servedOn !== null && ANSWERS.has(d.kind))
    .sort((a, b) => place(a.documentId) - place(b.documentId))
    .at(-1)
  if (main.end === 'cancelled' || (!main.end && !document)) return null
  const kind = main.end ?? 'replied'
  const outcomes: Record<string, number> = {}
  for (const { outcome } of doc.demands)
    if (outcome) outcomes[outcome.result] = (outcomes[outcome.result] ?? 0) + 1
  return {
    point: `${kind}:${document?.documentId ?? '-'}:${main.endedOn ?? '-'}`,
    facts: {
      kind,
      unitId: document?.unitId ?? doc.seats.handler ?? doc.seats.centre ?? null,
      acceptedOn: doc.acceptedOn,
      endedOn: main.endedOn,
      documentKind: document?.kind ?? null,
      contentIds: document?.contentIds ?? [],
      outcomes,
    },
  }
}

export const STATUS_WORDS: Readonly<Record<string, string>> = {
  answered: '已办结',
  replied: '已答复',
  'not-accepted': '退回（不予受理）',
  referred: '退回（导入法定途径）',
  transferred: '已转出',
  withdrawn: '本人撤回',
  undeliverable: '无法送达',
}

const OUTCOMES: Readonly<Record<string, string>> = {
  supported: '支持',
  'partly-supported': '部分支持',
  explained: '解释说明',
  'not-supported': '不支持',
}

/** `支持`, or of several demands `支持2项、解释说明1项`. */
export function outcomeWords(outcomes: Readonly<Record<string, number>>): string {
  const list = Object.entries(outcomes)
  const all = list.reduce((n, [, count]) => n + count, 0)
  if (all === 1) return OUTCOMES[list[0]![0]] ?? list[0]![0]
  return list.map(([result, count]) => `${OUTCOMES[result] ?? result}${count}项`).join('、')
}

export const RETURN_FIELDS: readonly ReturnField[] = [
  'theirNumber',
  'ourNumber',
  'status',
  'outcome',
  'unit',
  'acceptedOn',
  'endedOn',
  'document',
  'reply',
  'system',
  'blank',
]

export const DEFAULT_LAYOUT: ReturnLayout = {
  format: 'xlsx',
  columns: [
    { header: '工单编号', value: 'theirNumber' },
    { header: '本单位编号', value: 'ourNumber' },
    { header: '办理状态', value: 'status' },
    { header: '处理结果', value: 'outcome' },
    { header: '承办单位', value: 'unit' },
    { header: '受理日期', value: 'acceptedOn' },
    { header: '办结日期', value: 'endedOn' },
    { header: '文书', value: 'document' },
    { header: '答复内容', value: 'reply' },
  ],
  status: {},
}

/** The rows of the file that goes back, headings first, in the layout of the system. */
export function returnRows(layout: ReturnLayout, system: string, items: readonly ReturnItem[]): string[][] {
  const value = (i: ReturnItem, field: ReturnField): string => {
    switch (field) {
      case 'unit':
        return i.unit.zh
      case 'document':
        return i.document?.zh ?? ''
      case 'system':
        return system
      case 'blank':
        return ''
      default:
        return i[field] ?? ''
    }
  }
  return [
    layout.columns.map((c) => c.header),
    ...items.map((i) => layout.columns.map((c) => value(i, c.value))),
  ]
}
