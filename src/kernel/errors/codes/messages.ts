/** Codes of the message platform. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const MESSAGE_CODES = {
  'message.step_not_now': entry(
    409,
    ['这一步现在不能做', 'This step cannot be taken now'],
    ['任务的状态已经变了，请刷新后再看。', 'The campaign has changed its state; reload it and look again.'],
  ),
  'message.own_campaign': entry(
    403,
    ['自己起草或提交的任务不能自己批准', 'Nobody approves what they wrote or submitted themselves'],
    ['请另一位督查员或局领导批准。', 'Ask another supervisor or head to approve it.'],
  ),
  'message.group_unknown': entry(
    422,
    ['没有这个分组', 'No such group'],
    ['请刷新后重新选择分组。', 'Reload and choose the groups again.'],
  ),
  'message.value_missing': entry(
    422,
    ['变量 {name} 还没有填', 'The variable {name} has no value yet'],
    ['请填好正文里每个变量的内容。', 'Fill in every variable of the text.'],
  ),
  'message.nobody': entry(
    422,
    ['所选分组里没有可以发送的人', 'Nobody in the chosen groups can be reached'],
    [
      '请先导入联系人，或另选分组；已退订的人不再发送。',
      'Import contacts or choose other groups; who opted out gets nothing.',
    ],
  ),
  'message.address': entry(
    422,
    ['这不是能接收的号码', 'This is no number that can be reached'],
    [
      '请填手机号码；邮件任务请填电子邮箱。',
      'Give a mobile number, or an e-mail address for a campaign by e-mail.',
    ],
  ),
  'message.reply_settled': entry(
    409,
    ['这条回复已经处理', 'This reply has been settled'],
    ['请刷新查看处理结果。', 'Reload to see what became of it.'],
  ),
  'message.no_rating_asked': entry(
    409,
    ['这件事项没有在等评价', 'No rating is asked for this matter'],
    [
      '只有本人名下、正在等候评价的事项可以记评价；请改为登记事项或办结。',
      'Only a matter of this person that awaits a rating can be rated; register a matter or close the reply instead.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
