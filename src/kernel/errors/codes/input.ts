/** Codes about a single field of what was entered. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const INPUT_CODES = {
  'input.required': entry(
    400,
    ['有必填项未填写', 'Something is missing'],
    ['请填写 {field}。', 'Fill in {field}.'],
  ),
  'input.invalid': entry(
    400,
    ['填写的内容格式不对', 'Something has the wrong form'],
    ['请检查 {field} 的格式。', 'Check the form of {field}.'],
  ),
  'input.invalid_choice': entry(
    400,
    ['选项无效', 'Not one of the choices'],
    ['请在 {field} 中选择列出的选项。', 'Choose one of the listed values for {field}.'],
  ),
  'input.unknown_unit': entry(
    400,
    ['单位不存在或已停用', 'No such unit, or no longer active'],
    ['请在 {field} 中重新选择单位。', 'Choose the unit in {field} again.'],
  ),
  'input.unknown_field': entry(
    400,
    ['含有不认识的字段', 'An unknown field was sent'],
    ['请去掉 {field}，或核对字段名。', 'Leave out {field}, or check its name.'],
  ),
  'input.too_long': entry(
    400,
    ['内容过长', 'Too long'],
    [
      '{field} 最多 {max}，请缩短，较长的材料请作为附件。',
      '{field} takes at most {max}; shorten it or attach longer material.',
    ],
  ),
  'input.invalid_characters': entry(
    400,
    ['含有无法保存的字符', 'Characters that cannot be kept'],
    [
      '请删去 {field} 中的乱码或控制字符后再提交。',
      'Remove broken or control characters from {field} and send again.',
    ],
  ),
  'input.out_of_range': entry(
    400,
    ['数值超出范围', 'Out of range'],
    ['请核对 {field} 的数值（界限 {limit}）。', 'Check the value of {field} (limit {limit}).'],
  ),
  'input.duplicate': entry(
    400,
    ['内容重复', 'Given twice'],
    ['{field} 与前面的一项重复，请删去一项。', '{field} repeats an earlier one; remove one of them.'],
  ),
  'input.invalid_date': entry(
    400,
    ['日期无效', 'Not a valid date'],
    ['请按“年-月-日”（如 2026-03-05）填写 {field}。', 'Enter {field} as year-month-day, such as 2026-03-05.'],
  ),
  'input.date_in_future': entry(
    400,
    ['日期不能晚于今天', 'The date lies in the future'],
    ['请把 {field} 改为今天或更早的日期。', 'Set {field} to today or earlier.'],
  ),
  'input.date_in_past': entry(
    400,
    ['日期不能早于今天', 'The date lies in the past'],
    ['请把 {field} 改为今天或以后的日期。', 'Set {field} to today or later.'],
  ),
  'input.date_before_receipt': entry(
    400,
    ['日期早于收到之日', 'The date is before the day of receipt'],
    ['{field} 不能早于收到之日 {receivedOn}。', '{field} cannot be before the day of receipt, {receivedOn}.'],
  ),
  'input.date_before_issue': entry(
    400,
    ['日期早于文书印发之日', 'The date is before the document was issued'],
    [
      '{field} 不能早于文书印发之日 {issuedOn}。',
      '{field} cannot be before the day the document was issued, {issuedOn}.',
    ],
  ),
  'input.invalid_days': entry(
    400,
    ['天数无效', 'Not a valid number of days'],
    ['请在 {field} 中填写 1 至 365 的整数。', 'Enter a whole number from 1 to 365 in {field}.'],
  ),
  'input.must_confirm': entry(
    400,
    ['需要确认', 'Confirmation needed'],
    ['请勾选确认 {field} 后再提交。', 'Confirm {field} before sending.'],
  ),
  'input.unknown_demand': entry(
    400,
    ['没有这项诉求', 'No such demand'],
    [
      '请重新载入后在 {field} 中选择本件的诉求。',
      'Load the matter again and choose one of its demands for {field}.',
    ],
  ),
  'input.unknown_attachment': entry(
    400,
    ['没有这个附件', 'No such attachment'],
    ['请先上传附件，再在 {field} 中选择。', 'Upload the attachment first, then choose it in {field}.'],
  ),
  'input.unknown_bureau': entry(
    400,
    ['没有这个机构', 'No such bureau'],
    [
      '请在 {field} 中选择本系统内的其他信访机构。',
      'Choose another bureau of this installation for {field}.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
