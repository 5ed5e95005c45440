/** Codes of the disclosure package. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const PACKAGE_CODES = {
  'package.exists': entry(
    409,
    ['这个年度的材料已经有了', 'There is a package of this year already'],
    [
      '每个部门每年的预算、决算各一份；请打开原来那份。',
      'A department has one a year and kind; open that one.',
    ],
  ),
  'package.no_accounts': entry(
    422,
    ['账上没有这个年度', 'The accounts have no such year'],
    ['请先在收支账中开设年度并录入数据。', 'Open the year in the accounts and enter its figures first.'],
  ),
  'package.wrong_state': entry(
    409,
    ['现在不能办这一步', 'This step cannot be taken now'],
    ['请刷新后看材料到了哪一步。', 'Reload to see how far the package is.'],
  ),
  'package.incomplete': entry(
    422,
    ['材料还不完整', 'The package is not complete'],
    ['请补齐页面列出的数据和说明后再提交。', 'Add the figures and words the page lists, then submit.'],
  ),
  'package.errors': entry(
    422,
    ['自查还有错误，不能发布', 'The check has errors; it cannot be released'],
    ['请退回财务人员，按自查结果修改。', 'Return it to the finance officer to mend what the check lists.'],
  ),
  'package.stale': entry(
    409,
    ['提交以后账上数据变了', 'The accounts have changed since it was submitted'],
    ['请退回，由财务人员核对后重新提交。', 'Return it; the finance officer looks again and submits anew.'],
  ),
  'package.same_person': entry(
    403,
    ['提交人不能自己发布', 'Who submitted it cannot release it'],
    ['须由另一位局领导发布。', 'Another head of the bureau has to release it.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
