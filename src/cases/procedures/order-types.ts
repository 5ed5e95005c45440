/** What an order of the hotline asks for. Each type has a limit of its own for the unit, beside the caller's. */
import type { ClockEffect } from './format.ts'
import { label } from './parts.ts'

export const ORDER_TYPES = {
  inquiry: { rule: 'HL-TYPE-INQUIRY', of: label('咨询', 'Question') },
  help: { rule: 'HL-TYPE-HELP', of: label('求助', 'Request for help') },
  complaint: { rule: 'HL-TYPE-COMPLAINT', of: label('投诉', 'Complaint') },
  suggestion: { rule: 'HL-TYPE-SUGGESTION', of: label('建议', 'Suggestion') },
} as const

/** Whichever of the limits by type runs ends so. */
export const typeLimits = (as: 'met' | 'stopped'): ClockEffect[] =>
  Object.values(ORDER_TYPES).map(({ rule }) => ({ stop: rule, as }))

/** Starts or ends a limit by type. */
export const isOfType = (e: ClockEffect): boolean =>
  ('start' in e && e.when !== undefined) || ('stop' in e && e.stop.startsWith('HL-TYPE-'))
