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
} satisfies Record<string, CatalogueEntry>
