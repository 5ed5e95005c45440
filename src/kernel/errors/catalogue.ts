/**
 * The one catalogue of refusal codes. Codes are stable: clients and screens rely on them, words may be improved. A test
 * proves that every code used in the source stands here and that nothing stands here that is not used.
 */
import { ACCOUNTS_CODES } from './codes/accounts.ts'
import { ADMINISTRATION_CODES } from './codes/administration.ts'
import { ARCHIVE_CODES } from './codes/archive.ts'
import { BACKUP_CODES } from './codes/backup.ts'
import { CASE_CODES } from './codes/cases.ts'
import { CLOCK_CODES } from './codes/clocks.ts'
import { DISCLOSURE_CODES } from './codes/disclosure.ts'
import { DOCUMENT_CODES } from './codes/documents.ts'
import { EDGE_CODES } from './codes/edge.ts'
import { EXCHANGE_CODES } from './codes/exchange.ts'
import { HOTLINE_CODES } from './codes/hotline.ts'
import { IMPORT_CODES } from './codes/import.ts'
import { INPUT_CODES } from './codes/input.ts'
import { INSIGHT_CODES } from './codes/insight.ts'
import { INSTALLATION_CODES } from './codes/installation.ts'
import { INSTRUCTION_CODES } from './codes/instructions.ts'
import { INTAKE_CODES } from './codes/intake.ts'
import { KNOWLEDGE_CODES } from './codes/knowledge.ts'
import { LIST_CODES } from './codes/lists.ts'
import { MESSAGE_CODES } from './codes/messages.ts'
import { NOTICE_CODES } from './codes/notices.ts'
import { OPEN311_CODES } from './codes/open311.ts'
import { OPENNESS_CODES } from './codes/openness.ts'
import { OVERSIGHT_CODES } from './codes/oversight.ts'
import { PACKAGE_CODES } from './codes/package.ts'
import { PERFORMANCE_CODES } from './codes/performance.ts'
import { PLACE_CODES } from './codes/places.ts'
import { PRACTICE_CODES } from './codes/practice.ts'
import { RECEPTION_CODES } from './codes/reception.ts'
import { REPORT_CODES } from './codes/reports.ts'
import { ROSTER_CODES } from './codes/roster.ts'
import { ROUTING_CODES } from './codes/routing.ts'
import { STATISTICS_CODES } from './codes/statistics.ts'
import { TABLE_CODES } from './codes/tables.ts'
import { WALL_CODES } from './codes/wall.ts'
import type { CatalogueEntry } from './entry.ts'

export const CATALOGUE = {
  ...EDGE_CODES,
  ...INPUT_CODES,
  ...BACKUP_CODES,
  ...CASE_CODES,
  ...CLOCK_CODES,
  ...ARCHIVE_CODES,
  ...HOTLINE_CODES,
  ...INSIGHT_CODES,
  ...INSTALLATION_CODES,
  ...IMPORT_CODES,
  ...OVERSIGHT_CODES,
  ...REPORT_CODES,
  ...STATISTICS_CODES,
  ...WALL_CODES,
  ...OPENNESS_CODES,
  ...PACKAGE_CODES,
  ...PERFORMANCE_CODES,
  ...PLACE_CODES,
  ...PRACTICE_CODES,
  ...RECEPTION_CODES,
  ...ROSTER_CODES,
  ...ROUTING_CODES,
  ...KNOWLEDGE_CODES,
  ...LIST_CODES,
  ...OPEN311_CODES,
  ...INSTRUCTION_CODES,
  ...INTAKE_CODES,
  ...EXCHANGE_CODES,
  ...DOCUMENT_CODES,
  ...ACCOUNTS_CODES,
  ...ADMINISTRATION_CODES,
  ...DISCLOSURE_CODES,
  ...TABLE_CODES,
  ...MESSAGE_CODES,
  ...NOTICE_CODES,
} as const

export type ErrorCode = keyof typeof CATALOGUE

/** The entry of a code; undefined for a code nobody entered. */
export function findEntry(code: string): CatalogueEntry | undefined {
  return Object.hasOwn(CATALOGUE, code) ? (CATALOGUE as Record<string, CatalogueEntry>)[code] : undefined
}
