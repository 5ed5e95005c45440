/** Codes of instructions and urgent reports. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const INSTRUCTION_CODES = {
  'instruction.not_now': entry(
    409,
    ['当前状态下不能进行此操作', 'Not possible in the present state'],
    ['请重新载入，查看当前可用的操作。', 'Load it again and look at what it offers now.'],
  ),
  'instruction.unknown_matter': entry(
    422,
    ['没有这件事项，或者您无权查看', 'No such matter, or you may not open it'],
    ['请核对编号：{number}。', 'Check the number: {number}.'],
  ),
  'instruction.already_tied': entry(
    409,
    ['这件事项已经关联', 'This matter is tied to it already'],
    ['请填写另一件事项的编号。', 'Give the number of another matter.'],
  ),
  'instruction.unit_outside_shield': entry(
    403,
    ['关联的保密事项不能让这个单位知道', 'A shielded matter tied to this must not reach that unit'],
    ['请选择正在办理该事项的单位。', 'Choose a unit that takes part in that matter.'],
  ),
  'instruction.after_limit': entry(
    422,
    ['期限不能晚于批示要求的期限', 'The day lies after the limit the instruction sets'],
    ['请填写 {due} 或者更早的日期。', 'Give {due} or an earlier day.'],
  ),
  'instruction.before_notice': entry(
    422,
    ['报告时间早于发现时间', 'The report lies before the time of notice'],
    ['请核对 {field}。', 'Check {field}.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
