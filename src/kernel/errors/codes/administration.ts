/** Codes of a bureau's administration. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const ADMINISTRATION_CODES = {
  'bureau.unknown_unit': entry(
    404,
    ['没有这个单位', 'No such unit'],
    ['请刷新单位列表后再试。', 'Read the list of units again, then retry.'],
  ),
  'bureau.changed_meanwhile': entry(
    409,
    ['您查看之后，这一项已被别人修改', 'Somebody changed this after you read it'],
    ['请重新打开，核对后再保存。', 'Open it again, check, and save once more.'],
  ),
  'bureau.unit_in_circle': entry(
    422,
    ['单位不能隶属于自己或自己的下级', 'A unit cannot stand below itself'],
    ['请在 {field} 中另选上级单位。', 'Choose another parent in {field}.'],
  ),
  'bureau.unit_has_children': entry(
    422,
    ['该单位还有在用的下级单位', 'The unit still has active units below it'],
    ['请先移动或停用这 {count} 个下级单位。', 'Move or close those {count} units first.'],
  ),
  'bureau.unit_has_accounts': entry(
    422,
    ['该单位还有在用的账号', 'The unit still has active accounts'],
    [
      '请先把这 {count} 个账号调到其他单位或停用。',
      'Move these {count} accounts to another unit or deactivate them first.',
    ],
  ),
  'bureau.unit_has_open_work': entry(
    422,
    ['该单位还有未办结的工作', 'The unit still has open work'],
    [
      '每件事都要有单位负责：请先办结，或由受理中心改派、由督办单位收回。',
      'Every matter needs a unit: finish the work first, or have the centre assign it elsewhere.',
    ],
  ),
  'bureau.last_seat': entry(
    422,
    ['没有其他单位担任这个席位', 'No other unit fills this seat'],
    [
      '请先为另一个单位设置该席位，再更改本单位。',
      'Give the seat to another unit first, then change this one.',
    ],
  ),
  'bureau.no_second_factor': entry(
    422,
    ['该账号没有启用动态验证码', 'The account has no second factor'],
    ['不需要重置。', 'There is nothing to reset.'],
  ),
  'bureau.idle_too_long': entry(
    422,
    ['无操作时间长于会话时间', 'The idle time is longer than the session'],
    ['请在 {field} 中填写不超过会话小时数的时间。', 'Make {field} no longer than the hours of a session.'],
  ),
  'access.own_password_required': entry(
    403,
    ['一次性密码只能用来设置本人的密码', 'A one-time password only serves to set your own'],
    ['请在 {field} 中填写一个新的、只有您知道的密码。', 'Enter a new password only you know in {field}.'],
  ),
  'access.one_time_password_over': entry(
    403,
    ['一次性密码已过期', 'The one-time password has expired'],
    ['请联系本单位的系统管理员重新生成。', 'Ask your administrator for a new one.'],
  ),
  'administration.unknown_list': entry(
    404,
    ['没有这个代码表', 'No such code list'],
    ['请从代码表列表中选择。', 'Choose one of the lists shown.'],
  ),
  'administration.unknown_category': entry(
    404,
    ['没有这个类别', 'No such category'],
    ['请刷新类别树后再试。', 'Read the tree of categories again, then retry.'],
  ),
  'administration.category_too_deep': entry(
    422,
    ['类别最多三级', 'The tree has three levels'],
    ['请加在一级或二级类别之下。', 'Add it below a category of the first or second level.'],
  ),
  'administration.category_full': entry(
    422,
    ['同一级类别最多 99 个', 'At most 99 categories below one'],
    ['请整理后再添加。', 'Tidy up before adding more.'],
  ),
  'administration.category_in_use': entry(
    422,
    ['该类别之下还有在用的类别', 'The category still has active ones below it'],
    ['请先停用下级类别。', 'Retire those first.'],
  ),
  'administration.name_taken': entry(
    409,
    ['同一级已有这个名称', 'The name is taken on this level'],
    ['请在 {field} 中换一个名称。', 'Choose another name in {field}.'],
  ),
  'administration.unknown_template': entry(
    404,
    ['没有这个短信模板', 'No such message template'],
    ['请从模板列表中选择。', 'Choose one of the templates shown.'],
  ),
  'administration.template_variable': entry(
    422,
    ['模板中的变量不正确', 'A variable of the template is wrong'],
    [
      '请检查 {variable}：{field} 中只能使用 {known}，其中 {required} 必须出现。',
      'Check {variable}: {field} may use {known} only, and {required} must be there.',
    ],
  ),
  'administration.period_backdated': entry(
    422,
    ['保留期限不能从过去生效', 'A period cannot begin in the past'],
    ['请在 {field} 中填写今天（{today}）或以后的日期。', 'Enter today ({today}) or later in {field}.'],
  ),
  'administration.period_too_short': entry(
    422,
    ['保留期限短于最低要求', 'The period is shorter than required'],
    ['至少 {least} 个月。', 'At least {least} months.'],
  ),
  'administration.not_due': entry(
    422,
    ['有的事项还没有到保留期限', 'Some matters have not reached their period'],
    ['请刷新后重新选择。', 'Read the list again and choose anew.'],
  ),
  'administration.nothing_to_sample': entry(
    422,
    ['所选时间内没有可抽查的查阅记录', 'No looks to sample in that time'],
    ['请放宽起止日期。', 'Choose a longer time.'],
  ),
  'administration.own_look': entry(
    403,
    ['不能复核自己的查阅', "One cannot review a look of one's own"],
    ['请由另一位管理员或审计员复核。', 'Have another administrator or auditor review it.'],
  ),
  'administration.unknown_review': entry(
    404,
    ['没有这条抽查记录', 'No such review'],
    ['请刷新抽查列表后再试。', 'Read the list again, then retry.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
