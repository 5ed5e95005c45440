/** Words about review and re-review on the person's own pages. */
import { w } from './words.ts'

export const REVIEW = {
  decidedBy: w('由谁复查（复核）', 'Who decides'),
  decidedByHint: w(
    '由作出答复的单位的上一级决定，不是原来的单位。',
    'The next level up of whoever answered decides, not the same office.',
  ),
  whyDay: w('为什么是这一天', 'Why this day'),
  costs: w('请求复查不收费，也不会让您失去别的权利。', 'Asking costs nothing and takes no other right away.'),
  filesLater: w(
    '提出以后会有新的编号，照片和材料可以在新编号的页面里补充。',
    'You will get a new number; photos and papers can be added on its page.',
  ),
  lateDecides: w(
    '晚了也可以提出。写明原因，由上一级决定是否受理，并书面告诉您。',
    'You can still ask. Say why you are late; the next level up decides whether to accept it and tells you in writing.',
  ),
  chain: w('复查、复核进展', 'Review and re-review'),
  stage: {
    first: w('原答复', 'The answer'),
    review: w('复查', 'Review'),
    're-review': w('复核', 'Re-review'),
  },
  youAreHere: w('本页', 'this page'),
  askedLater: w(
    '意见已送达，您已请求{stage}。进展见下面的“复查、复核进展”。',
    'The answer has been served and you have asked for {stage}. How that goes is told below, under “Review and re-review”.',
  ),
  inWords: { review: w('复查', 'review'), 're-review': w('复核', 're-review') },
  windowOver: w(
    '意见已送达，请求上一级审查的期限已过。来不及有正当理由的，写明原因仍可提出。',
    'The answer has been served and the time to ask the next level up has passed. With a good reason you can still ask.',
  ),
  endedLater: w(
    '意见已送达；经过复核，信访程序已经终结，见下面的“复查、复核进展”。',
    'The answer has been served; the re-review has ended the procedure, as told below under “Review and re-review”.',
  ),
  result: {
    upheld: w('维持', 'Upheld'),
    changed: w('变更', 'Changed'),
    revoked: w('撤销，重新办理', 'Revoked, to be handled again'),
  },
  servedOn: w('{day}送达', 'served on {day}'),
  dueOn: w('{day}前作出意见', 'to be decided by {day}'),
  pausedNow: w('听证期间不计时', 'not counted during the hearing'),
  open: w('打开 {number}', 'Open {number}'),
  finished: w(
    '已经复核，信访程序到此终结。同一事实和理由不再受理；有新的事实和理由的，可以重新提出。',
    'The re-review ends the procedure. The same facts and reasons are not taken again; new ones can be raised.',
  ),
  again: {
    title: w('为什么不再受理', 'Why this is not taken again'),
    opinion: w('终结信访程序的复核意见', 'The re-review opinion that ended the procedure'),
    reason: w('为什么是同一件事', 'Why it is the same matter'),
    next: w('您现在可以怎么办', 'What you can do now'),
    rule: w(
      '有新的事实和理由的，可以作为新的事项提出，我们会重新登记。请写明新的情况，能附材料的请附上。',
      'New facts and reasons can be told as a new matter and will be registered as one. Please say what is new, and add papers if you have any.',
    ),
    check: w(
      '如果您从来没有收到过上面这份复核意见，或者说的不是同一件事，请用本页的“写留言、补充材料”告诉我们，我们必须查看。',
      'If you never received that opinion, or it is about something else, say so with “Write a message or add files” on this page: we have to look at it.',
    ),
    link: w('提出新的事项', 'Tell us about something new'),
    notice: w('不再受理告知书', 'Notice: no longer accepted'),
  },
  hearing: w('听证', 'Hearing'),
  hearingOn: w('听证日期：{day}', 'Hearing on {day}'),
  hearingHint: w(
    '您可以到场说明，也可以请人代您去。主持人和这件事有利害关系的，可以申请换人。',
    'You may speak there or send someone. If whoever presides has an interest in the matter, you may ask for another.',
  ),
  correct: {
    title: w('补正复查（复核）请求', 'Complete your request'),
    lead: w('您的请求还缺这些内容：', 'Your request still needs this:'),
    words: w('请写明要补的内容', 'What is missing'),
    wordsHint: w(
      '照片和材料请先用“写留言、补充材料”上传。',
      'Upload photos and papers with “Write a message or add files” first.',
    ),
    done: w('已补正，接下来审查是否受理。', 'Completed; next it is decided whether to accept.'),
    lastDay: w('请在{day}前补正（含当天）。', 'Please do so by {day}, that day included.'),
  },
} as const
