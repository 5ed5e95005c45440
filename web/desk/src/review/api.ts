/** What the desk reads of review and re-review. */
import { queryOptions } from '@tanstack/react-query'
import type { Chain } from '../../../../src/cases/views/contract.ts'
import { get } from '../api/client.ts'
import type { AttachmentView, Label, MatterView, TimelineEntry } from '../api/types.ts'
import type { ListedDocument } from '../cases/matter/documents.tsx'
import type { ShownDemand } from '../cases/matter/letter.tsx'

export type { Chain, ChainLink } from '../../../../src/cases/views/contract.ts'

/** Read again whenever the matter itself is. */
export const chainQuery = (matterId: string) =>
  queryOptions({
    queryKey: ['matter', matterId, 'chain'],
    queryFn: ({ signal }) => get<Chain>(`/matters/${matterId}/chain`, signal),
    staleTime: 10_000,
  })

/** Whether there can be anything to show: a review of it or by it, or an answer that may be reviewed. */
export const mayHaveChain = (matter: MatterView): boolean =>
  matter.links.some((l) => l.kind === 'review-of' || l.kind === 'reviewed-by') ||
  matter.procedure === 'review' ||
  matter.procedure === 're-review' ||
  matter.end === 'answered'

/** What of the sealed copy is shown. Who asked stands on the page itself, masked, and is asked for there. */
export interface SealedFile {
  format: 'huiyin-file'
  version: 1
  asOf: { version: number; at: string; hash: string }
  bureau: { slug: string; name: Label }
  number: string
  receivedOn: string
  subject: string | null
  body: string | null
  place: string | null
  demands: ShownDemand[]
  documents: ListedDocument[]
  attachments: AttachmentView[]
  timeline: TimelineEntry[]
  earlier: unknown
}

export const isSealed = (file: unknown): file is SealedFile => {
  const f = file as Partial<SealedFile> | null
  return f?.format === 'huiyin-file' && f.version === 1
}
