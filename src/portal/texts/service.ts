/** Words of service online on the page of one's own matter. */
import { w } from './words.ts'

export const SERVICE = {
  title: w('网上送达', 'Service on this page'),
  lead: w(
    '法定文书（如处理意见书）一般当面或者邮寄送达。您同意的，我们也可以把盖章的文书发到本页，您打开就是送达。',
    'Statutory documents such as a handling opinion are served in person or by post. If you agree, the sealed document can be put on this page instead: opening it serves it.',
  ),
  points: {
    told: w(
      '文书发到本页时会通知您，只有打开它的那一天才算送达，期限从第二天起算。',
      'You are told when a document is put here. Only the day you open it is the day of service; times run from the day after.',
    ),
    unopened: w(
      '没有打开的，我们改用当面、邮寄等方式送达，不会因为放在网上就算您收到。',
      'What you do not open is served in person or by post: lying here it never counts as received.',
    ),
    change: w(
      '您随时可以改回来，不影响办理。',
      'You can change this at any time; it has no effect on how the matter is handled.',
    ),
  },
  now: w('您已同意网上送达。', 'You have agreed to be served on this page.'),
  agree: w('同意网上送达', 'Agree to be served here'),
  take: w('不再网上送达', 'No longer be served here'),
  decide: w('选择送达方式', 'Choose how you are served'),
  change: w('更改送达方式', 'Change how you are served'),
  agreed: w('已记下：您同意网上送达。', 'Noted: you agree to be served on this page.'),
  taken: w('已记下：今后用其他方式送达。', 'Noted: you will be served in other ways.'),
  waiting: w('有文书等您打开', 'A document waits for you'),
  waitingLead: w(
    '打开即为送达，文书写明的期限从打开之日的次日起算。打开后可以阅读、下载和保存。',
    'Opening it serves it; the times it names run from the day after. You can then read and save it.',
  ),
  open: w('打开文书', 'Open the document'),
  issuedOn: w('{day}印发', 'Issued {day}'),
  opened: w('文书已送达，可以在下面下载保存。', 'The document is served; save it below.'),
  back: w('返回我的事项', 'Back to my matter'),
} as const
