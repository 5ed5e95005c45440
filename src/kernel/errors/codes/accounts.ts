/** Codes of the accounts of departments. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const ACCOUNTS_CODES = {
  'accounts.code_taken': entry(
    409,
    ['预算代码已有部门使用', 'The code of the budget is taken'],
    ['代码 {code} 已登记，请核对后另填。', 'Code {code} is entered already; check it and take another.'],
  ),
  'accounts.year_open': entry(
    409,
    ['该年度已经建账', 'The year is open already'],
    ['{year} 年已有账，请直接录入或导入。', 'There are accounts of {year}; enter or import into them.'],
  ),
  'accounts.no_such_figure': entry(
    422,
    ['没有这样的数据项', 'There is no such figure'],
    ['请从表中填写；数据项 {path} 不存在。', 'Fill in the tables; {path} is no figure of the accounts.'],
  ),
  'accounts.code_unknown': entry(
    422,
    ['该年度没有这个科目', 'The year has no such code'],
    [
      '请核对科目 {code}，或先在“科目”页导入该年度的科目表。',
      'Check code {code}, or load the list of that year on the page of codes first.',
    ],
  ),
  'accounts.value_too_large': entry(
    422,
    ['金额过大', 'The amount is too large'],
    ['请核对金额和单位（元、万元）：{path}。', 'Check amount and unit (yuan or ten thousand): {path}.'],
  ),
  'accounts.value_negative': entry(
    422,
    ['这里不能是负数', 'It cannot be below zero here'],
    ['减少预算请填在“年中调整”：{path}。', 'A cut of the budget is entered as adjustment: {path}.'],
  ),
  'accounts.share_over': entry(
    422,
    ['比例不能超过100%', 'A share cannot exceed 100 %'],
    ['请填写到该月底累计的比例：{path}。', 'Enter the cumulative share by the end of that month: {path}.'],
  ),
  'accounts.changed_meanwhile': entry(
    409,
    ['您填写期间，这个数已被别人修改', 'Somebody changed this figure while you were entering it'],
    ['请核对 {path} 的现在数，再保存。', 'Look at {path} as it stands now, then save again.'],
  ),
  'accounts.book_released': entry(
    409,
    ['这本账已经审定，不能修改', 'The book is released and cannot be changed'],
    ['确需修改的，请局领导写明理由重新开启。', 'If it must change, the head opens it again with a reason.'],
  ),
  'accounts.not_now': entry(
    409,
    ['这本账现在不能这样操作', 'That cannot be done with this book now'],
    ['请刷新后再看它的状态。', 'Read its state again.'],
  ),
  'accounts.does_not_add_up': entry(
    422,
    ['账目还有不相符的地方，不能审定', 'The figures do not agree yet, so they cannot be released'],
    [
      '共 {count} 处，第一处：{first}。请财务人员改正。',
      '{count} places, the first: {first}. The finance officer mends them.',
    ],
  ),
  'accounts.import_wrong': entry(
    422,
    ['文件中有不对的单元格，没有导入', 'Cells of the file are wrong, so nothing was imported'],
    [
      '共 {count} 处，第一处在 {cell}：{what}。改正后重新预览。',
      '{count} in all, the first at {cell}: {what}. Mend them and preview again.',
    ],
  ),
  'accounts.file_unreadable': entry(
    400,
    ['文件无法读取', 'The file cannot be read'],
    ['请核对路径和权限：{file}（{reason}）。', 'Check path and permission: {file} ({reason}).'],
  ),
} satisfies Record<string, CatalogueEntry>
