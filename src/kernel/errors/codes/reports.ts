/** Codes of the reports. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const REPORT_CODES = {
  'reports.period': entry(
    422,
    ['这个时段还不能生成报告', 'There is no report of this period'],
    [
      '月度报告请写成 2026-10 这样的年月，年度报告写年份；时段不能在今天以后。',
      'Give a month as 2026-10, a year as 2026; the period must have begun.',
    ],
  ),
  'reports.approved': entry(
    409,
    ['这一版已经审定', 'This version has been approved'],
    [
      '审定的报告不再改动。需要更正时另存一版。',
      'What is approved stays as it is. Save another version to correct it.',
    ],
  ),
  'reports.same_person': entry(
    403,
    ['自己保存的报告不能自己审定', 'Nobody approves what they saved themselves'],
    ['请由另一位负责人审定。', 'Another head has to approve it.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
