/** What the pages of instructions and urgent reports read, and the filters their address keeps. */
import { queryOptions } from '@tanstack/react-query'
import type {
  Recipient,
  RecordDetail,
  RecordKind,
  RecordSummary,
  StepName,
  Way,
} from '../../../../src/instructions/contract.ts'
import { get, query } from '../api/client.ts'

export type {
  RecordDetail,
  RecordKind,
  RecordSummary,
  StepInput,
  StepName,
} from '../../../../src/instructions/contract.ts'

export interface InstructionSearch {
  kind?: RecordKind
  ended?: boolean
  overdue?: boolean
  unit?: string
}

export function readInstructionSearch(s: Record<string, unknown>): InstructionSearch {
  const yes = (value: unknown) => value === true || value === 'true'
  return {
    ...(s.kind === 'instruction' || s.kind === 'urgent-report' ? { kind: s.kind } : {}),
    ...(yes(s.ended) ? { ended: true } : {}),
    ...(yes(s.overdue) ? { overdue: true } : {}),
    ...(typeof s.unit === 'string' && s.unit !== '' ? { unit: s.unit } : {}),
  }
}

export const instructionsQuery = (f: InstructionSearch & { matter?: string }) =>
  queryOptions({
    queryKey: ['instructions', 'list', f],
    queryFn: async ({ signal }) =>
      (await get<{ items: RecordSummary[] }>(`/instructions${query({ ...f })}`, signal)).items,
    staleTime: 15_000,
  })

export const instructionQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['instructions', 'one', recordId],
    queryFn: ({ signal }) => get<RecordDetail>(`/instructions/${recordId}`, signal),
    staleTime: 10_000,
  })

export const RECIPIENTS: readonly Recipient[] = [
  'party-committee',
  'government',
  'departments',
  'joint-meeting-office',
  'upper-bureau',
  'national-bureau',
  'emergency-service',
  'other',
]
export const WAYS: readonly Way[] = ['phone', 'system', 'written', 'in-person']
/** Steps that record a report to somebody. */
export const isReporting = (step: StepName): boolean => step === 'report' || step === 'report-again'
