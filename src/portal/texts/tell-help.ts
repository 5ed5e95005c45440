/** Words of the help on the way in: drafts, danger, other routes, similar matters, the same sent twice, waiting. */
import { w } from './words.ts'

export const TELL_HELP = {
  lost: w(
    '没有找到您正在填写的内容：可能已经过期或提交，或者浏览器没有保存 Cookie。请允许 Cookie 后重新开始；允许不了的，请换手机自带的浏览器打开，或者打电话、写信、到现场（见“渠道和规则”）。',
    'We could not find what you were filling in: it has expired or was sent, or your browser does not keep cookies. Please allow cookies and start again; where you cannot, open this page in the phone’s own browser, or telephone, write or come (see “Contact and rules”).',
  ),
  start: {
    title: w('向我们反映', 'Tell us'),
    lead: w(
      '一页只问一件事，大约 10 分钟。可以随时停下，回来接着写。',
      'One question a page, about ten minutes in all. Stop at any time and go on later.',
    ),
    need: w('准备好会更快', 'It is quicker with'),
    need1: w('什么时间、在哪里、和哪个单位有关', 'when and where it was, and which office it concerns'),
    need2: w('照片、单据或者书面材料，有就拍下来', 'photos, receipts or papers, if you have any'),
    need3: w(
      '您的电话和收信地址，想收到书面答复才需要',
      'your phone and address, if you want the answer in writing',
    ),
    begin: w('开始', 'Start'),
    anew: w('重新写一份', 'Write a new one'),
    resumeTitle: w('接着上次的写', 'Continue where you stopped'),
    resume: w(
      '您有一份没有提交的内容，{when} 保存，{until} 自动删除。',
      'You have something not sent yet, saved {when}; it is deleted on {until}.',
    ),
    goOn: w('接着写', 'Continue'),
    remove: w('删掉这一份', 'Delete it'),
    removed: w('已删除，什么都没有留下。', 'Deleted; nothing is left of it.'),
    other: w('在另一台手机或电脑上写过？', 'Begun on another phone or computer?'),
    otherLink: w('用接续码接着写', 'Continue with a code'),
  },
  draft: {
    kept: w(
      '每按一次“继续”就存一次。可以关掉页面，{until} 之前回来接着写；到期自动删除。提交之前只有您能看到。',
      'Each “Continue” saves it. You may close the page and go on until {until}; then it is deleted. Nobody can read it before you send it.',
    ),
    move: w('换一台设备接着写', 'Continue on another device'),
    remove: w('删掉，不写了', 'Delete it'),
  },
  move: {
    title: w('换一台设备接着写', 'Continue on another device'),
    lead: w(
      '在另一台手机或电脑上打开本站“向我们反映”，按“用接续码接着写”，输入：',
      'On the other device open “Tell us” here, press “Continue with a code” and enter:',
    ),
    code: w('接续码', 'Code'),
    life: w(
      '只能用一次，{until} 前有效。两台设备上是同一份。不要把它给别人：谁拿到都能看到您写的内容。',
      'It works once, until {until}. Both devices then hold the same. Give it to nobody: whoever has it can read what you wrote.',
    ),
    use: w('输入接续码', 'Enter the code'),
    hint: w('10 个字母和数字，不分大小写', '10 letters and digits; capitals do not matter'),
    open: w('接着写', 'Continue'),
  },
  count: {
    left: w('还可以写 {n} 个字', '{n} characters left'),
    over: w('多了 {n} 个字', '{n} characters too many'),
  },
  danger: {
    title: w('现在有危险吗', 'Is anyone in danger now'),
    lead: w(
      '这里不是急救和报警电话，不会马上有人来。如果危险正在发生，请先打电话：',
      'This is not an emergency line; nobody comes at once. If danger is present, call first:',
    ),
    police: w('公安报警', 'Police'),
    fire: w('火警和救援', 'Fire and rescue'),
    ambulance: w('急救', 'Ambulance'),
    because: w('因为您写到：{words}', 'Because you wrote: {words}'),
    goOn: w('没有危险，接着写', 'No danger: continue'),
    keeps: w(
      '打完电话回来，也从这里接着写。您写的都留着。',
      'After the call, go on here as well. What you wrote is kept.',
    ),
  },
  decided: {
    title: w('有没有单位已经作出过决定', 'Has anybody decided on this already'),
    hint: w(
      '有些决定要走别的路才能改变，而且有时间限制，所以先问一声。怎么选都可以继续提交。',
      'Some decisions can only be changed another way, within a time limit; that is why we ask. You can go on whatever you choose.',
    ),
    agency: w('行政机关给过书面决定', 'An agency decided in writing'),
    agencyHint: w(
      '比如处罚决定书、征收决定、工伤认定、不予许可',
      'A penalty, an expropriation, an injury ruling, a refused permit',
    ),
    asked: w('我书面申请过，机关一直没有办', 'I applied in writing and the agency did nothing'),
    court: w(
      '法院、检察院或公安在办，或者已经判了',
      'A court, procuratorate or the police have it, or have decided',
    ),
    arbitration: w('劳动、人事、土地承包的争议', 'A dispute over work, a post, or contracted land'),
    none: w('都没有', 'None of these'),
    unsure: w('说不清楚', 'I am not sure'),
    since: w('哪一天知道的，或者哪一天交的申请', 'The day you learned of it, or handed in the application'),
    sinceHint: w(
      '选前两项才需要，记不清就空着。例如 2026 年 8 月 31 日',
      'Only for the first two; leave empty if you do not remember. For example 2026, 8, 31',
    ),
    year: w('年', 'Year'),
    month: w('月', 'Month'),
    day: w('日', 'Day'),
  },
  advice: {
    title: w('有一条路可能更管用', 'Another way may help you more'),
    lead: w(
      '按您写的，这件事可能归下面的机关管。信访部门不能代替它们作决定。',
      'From what you wrote, this may belong to those below. This office cannot decide in their place.',
    ),
    because: w('因为您写到：{words}', 'Because you wrote: {words}'),
    lastDay: w('按您写的日期，一般最晚到{day}', 'From the date you gave, generally until {day}'),
    fromDay: w('按您写的日期，{day}起可以', 'From the date you gave, from {day} on'),
    passed: w(
      '这一天已经过了，仍可以尽快去问，有正当理由的可能还来得及。',
      'That day has passed. Ask all the same, and soon: with good reasons it may not be too late.',
    ),
    who: w(
      '从哪一天起算，由受理机关认定；最后一天遇到节假日可能顺延。以它的答复为准。',
      'The body concerned decides from which day it counts and whether holidays move the last day. Its answer holds.',
    ),
    short: w('期限可能很短，请马上去问。', 'Limits there can be short: ask at once.'),
    both: w('向这里反映不会让那边的期限停下来。', 'Filing here does not stop the time limit there.'),
    still: w('您仍然可以向我们提交，我们一定登记。', 'You can still file with us, and we will register it.'),
    goOn: w('仍然提交给信访部门', 'File with this office all the same'),
    stop: w('先不提交，回到首页（内容保留）', 'Not now: go to the home page (what you wrote is kept)'),
    report: w('改走检举控告的保密通道', 'Use the protected channel instead'),
  },
  similar: {
    title: w('这些可能已经回答了您', 'These may already answer you'),
    lead: w(
      '下面是和您写的内容相近的答复。看了仍然可以提交您自己的。',
      'Answers close to what you wrote. You can file yours all the same.',
    ),
    articles: w('常见问题的答案', 'Questions and answers'),
    basis: w('依据：', 'Based on '),
    matters: w('已经公开的类似事项和答复', 'Similar published matters and their answers'),
    answered: w('{unit} {day}答复', 'Answered by {unit} on {day}'),
    opens: w('（在新页面打开）', ' (opens in a new page)'),
    goOn: w('没有解决我的问题，继续提交', 'They do not solve mine: continue'),
    stop: w('已经解决，不提交了', 'Solved: I need not file'),
  },
  same: {
    title: w('这件事您已经提交过', 'You have sent this already'),
    lead: w(
      '{day}收到过同样的内容和联系方式，编号 {number}。它正在办理，不用再提交一次。',
      'The same text and contact details arrived on {day}, number {number}. It is being handled; you need not send it again.',
    ),
    receipt: w('看那一件的回执', 'See its receipt'),
    add: w('给那一件补充', 'Add to that one'),
    addHint: w(
      '打开那一件需要它的查询码，印在回执上。',
      'To open it you need its query code, printed on the receipt.',
    ),
    still: w('这是另一件事，仍然提交', 'It is another matter: send it'),
  },
  wait: {
    title: w('请稍等一会儿', 'One moment please'),
    lead: w(
      '现在提交的人很多。为了让大家都能用，请等 {seconds} 秒再按下面的按钮。',
      'Many people are sending just now. So that everyone gets through, please wait {seconds} seconds, then press the button.',
    ),
    kept: w('您写的都存好了，关掉页面也不会丢。', 'What you wrote is saved, even if you close the page.'),
    script: w(
      '您的手机正在自动完成一个小计算，完成后可以马上提交。',
      'Your phone is doing a small calculation; when it is done you can send at once.',
    ),
    ready: w('可以提交了。', 'You can send now.'),
    send: w('提交', 'Send'),
    early: w('还没有到时间，请再等 {seconds} 秒。', 'Not yet: please wait {seconds} more seconds.'),
  },
  slow: {
    title: w('您按得太快了', 'That was a little fast'),
    lead: w(
      '同一个网络在短时间里打开了太多页面。请等 {seconds} 秒再按下面的按钮。',
      'Too many pages were opened from this network in a short time. Please wait {seconds} seconds, then press the button.',
    ),
    kept: w(
      '您刚才填写的内容都在这一页里，没有丢失。',
      'What you have just entered is kept in this page; nothing is lost.',
    ),
    again: w('再试一次', 'Try again'),
    files: w('选好的文件要再选一次。', 'Files have to be chosen once more.'),
  },
} as const
