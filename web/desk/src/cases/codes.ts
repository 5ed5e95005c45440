/** Codes of the contract as lists, for menus. The types keep them complete. */
import type {
  Channel,
  Grade,
  MatterClass,
  OutcomeResult,
  PartyRole,
  Secrecy,
  SourceMark,
} from '../api/types.ts'

const all =
  <T extends string>() =>
  <L extends readonly T[]>(
    list: L & ([T] extends [L[number]] ? unknown : 'a code is missing'),
  ): readonly T[] =>
    list

export const CHANNELS = all<Channel>()([
  'letter',
  'visit',
  'phone',
  'web',
  'letter-box',
  'mobile',
  'sms',
  'fax-mail',
  'from-above',
] as const)

export const CLASSES = all<MatterClass>()([
  'claim-31-6',
  'claim-31-1',
  'claim-31-2',
  'claim-31-3',
  'claim-31-4',
  'claim-31-5',
  'suggestion',
  'inquiry',
  'misconduct',
  'other',
] as const)

export const RESULTS = all<OutcomeResult>()([
  'supported',
  'partly-supported',
  'explained',
  'not-supported',
] as const)
export const GRADES = all<Grade>()(['satisfied', 'fairly-satisfied', 'unsatisfied'] as const)
export const SECRECIES = all<Secrecy>()(['none', 'name', 'matter'] as const)
export const PARTY_ROLES = all<PartyRole>()(['petitioner', 'representative', 'agent'] as const)
export const MARKS = all<SourceMark>()(['V', 'S', 'C', 'K', 'I', 'L'] as const)
