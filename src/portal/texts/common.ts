/** Words on every page, of the home pages and of errors. */
import { w } from './words.ts'

export const COMMON = {
  product: w('回音', 'Huiyin'),
  skip: w('跳到正文', 'Skip to the content'),
  otherLang: w('English', '中文'),
  home: w('首页', 'Home'),
  back: w('返回', 'Back'),
  next: w('继续', 'Continue'),
  save: w('保存', 'Save'),
  send: w('提交', 'Send'),
  change: w('修改', 'Change'),
  remove: w('删除', 'Remove'),
  optional: w('（可不填）', ' (optional)'),
  none: w('未填写', 'Not given'),
  yes: w('是', 'Yes'),
  no: w('否', 'No'),
  colon: w('：', ': '),
  /** The pages put a colon after it. */
  errorPrefix: w('有误', 'Error'),
  errorTitle: w('还差一点', 'Please check the following'),
  important: w('请注意', 'Important'),
  success: w('已完成', 'Done'),
  leave: w('马上离开', 'Leave now'),
  leaveHint: w('关闭查询并清除本机记录', 'Signs out and clears this device'),
  desk: w('工作人员入口', 'Staff sign-in'),
  check: w('核验回执', 'Check a receipt'),
  simulated: w(
    '这是演练机构，内容仅供试用，不是真实的信访部门。',
    'This is a practice bureau for trying things out. It is not a real office.',
  ),
  footer: w('件件有着落，事事有回音', 'Every matter has an owner, every matter gets an answer'),
  source: w('依据', 'Source'),
  print: w('打印', 'Print'),
} as const

export const HOME = {
  bureaus: w('请选择您要找的机构', 'Choose the office you need'),
  bureausHint: w(
    '不知道选哪一个，就选您所在的区县。',
    'If you are not sure, choose the county or district you live in.',
  ),
  lead: w(
    '有困难、有意见、有问题，都可以在这里说。说一次，就有编号；办到哪一步、谁在办、哪天前答复，随时能查。',
    'Say it once and get a number. You can always see where it is, who has it and by which day you get an answer.',
  ),
  what: w('您要办什么', 'What would you like to do'),
  tell: w('提出信访事项', 'Tell us about a problem'),
  tellHint: w('求决、申诉、意见建议', 'Ask for help, object to a decision, make a suggestion'),
  follow: w('查我的事项', 'Follow your matter'),
  followHint: w(
    '凭编号和查询码查看进度、补充、评价、申请复查',
    'With your number and code: progress, add, rate, ask for review',
  ),
  box: w('写信给领导信箱', 'Write to the leader’s letter box'),
  boxHint: w('书记、市长、区（县）长信箱', 'Party secretary, mayor, district or county head'),
  order: w('12345 诉求', '12345 request'),
  orderHint: w('水电气热、噪音、道路等身边的事', 'Water, power, heating, noise, roads and the like'),
  report: w('检举控告', 'Report misconduct'),
  reportHint: w('全程保密，被反映的单位看不到', 'Kept secret; the unit you report never sees it'),
  howLong: w('多久有答复', 'How long it takes'),
  howLongHint: w(
    '时限都注明出处。法律没有规定天数的，写明是本地设置。',
    'Each time limit names its source. Where the law gives no number, we say it is a local setting.',
  ),
  rights: w('您的权利', 'Your rights'),
  right1: w(
    '凡是来信来访都要登记，不得拒收。（《信访工作条例》第二十二条、第二十三条）',
    'Everything that arrives is registered; nothing may be refused. (Regulations on Letters and Visits Work, Arts. 22, 23)',
  ),
  right2: w(
    '办理过程可以查询，结果可以评价。（第二十一条）',
    'You can look up the progress and rate the result. (Art. 21)',
  ),
  right3: w(
    '任何单位和个人不得打击报复信访人。（第十八条、第四十六条）',
    'Nobody may retaliate against you. (Arts. 18, 46)',
  ),
  right4: w(
    '检举、揭发材料和有关情况不得透露或者转给被检举的人或者单位。（第三十条）',
    'What you report, and that you reported it, may never be passed to the person or unit reported. (Art. 30)',
  ),
  right5: w(
    '对处理意见不服，可以请求复查、复核。（第三十五条、第三十六条）',
    'If you disagree with the opinion you can ask for review and re-review. (Arts. 35, 36)',
  ),
  right6: w(
    '可以提出对姓名和隐私保密，可以委托他人代办。',
    'You can ask us to keep your name and private matters secret, and let someone act for you.',
  ),
  urgent: w('正在发生危险，请直接拨打', 'In danger right now? Call'),
  police: w('公安报警', 'Police'),
  fire: w('火警和救援', 'Fire and rescue'),
  ambulance: w('急救', 'Ambulance'),
  privacy: w(
    '查看过您个人信息的单位都会留下记录，您在“我的事项”里能看到。',
    'Each office that looks at your personal details is recorded, and you can see the record in your matter.',
  ),
  limitDays: w('{n} 日内', 'within {n} days'),
  limitWorkdays: w('{n} 个工作日内', 'within {n} working days'),
  limitHours: w('{n} 小时内', 'within {n} hours'),
  limitFrom: w('自{start}起', 'from {start}'),
  extension: w(
    '情况复杂的可以延长，延长不超过 {n} 日，并告诉您理由',
    'may be extended by up to {n} days if complex; you are told why',
  ),
  extensionWorkdays: w(
    '可以延长，延长不超过 {n} 个工作日，并告诉您理由',
    'may be extended by up to {n} working days; you are told why',
  ),
  markLocal: w('本地设置', 'local setting'),
  markUnseen: w('所依据的文本未能核对，按默认值执行', 'text not verified; a default is used'),
  group: {
    petition: w('信访事项', 'Petition'),
    'letter-box': w('领导信箱', 'Leader’s letter box'),
    'hotline-order': w('12345 诉求', '12345 request'),
    suggestion: w('意见建议', 'Suggestion'),
    misconduct: w('检举控告', 'Report of misconduct'),
  },
  citizenStart: {
    'XF-T01': w('收到之日', 'the day we receive it'),
    'XF-T03': w('责任单位收到之日', 'the day the unit responsible receives it'),
    'XF-T06': w('受理之日', 'the day it is accepted'),
    'XF-T08': w('您收到书面答复之日', 'the day you receive the written answer'),
    'HY-LETTERBOX': w('来信登记', 'registration'),
    'HL-05': w('派单', 'dispatch to the unit'),
    'HY-SUGGESTION': w('收到建议', 'the day we receive it'),
    'HY-MISCONDUCT-ROUTE': w('登记', 'registration'),
    'HY-MISCONDUCT-HANDLE': w('有权机关受理', 'the competent organ taking it up'),
  },
  step: {
    'XF-T01': w('转交有权处理的单位', 'We hand it to the office that can decide it'),
    'XF-T03': w('书面告知您由谁办理、怎么办', 'You are told in writing who handles it and how'),
    'XF-T06': w('给您书面答复', 'You get a written answer'),
    'XF-T08': w('不服答复，您可以请求复查', 'If you disagree, you can ask for review'),
    'HY-LETTERBOX': w('答复您的来信', 'Your letter is answered'),
    'HL-05': w('办理并答复您', 'It is handled and you are answered'),
    'HY-SUGGESTION': w(
      '逐条答复您采不采纳、为什么',
      'For each point you are told whether it is taken up, and why',
    ),
    'HY-MISCONDUCT-ROUTE': w('移送有权处理的机关', 'It reaches the organ that may deal with it'),
    'HY-MISCONDUCT-HANDLE': w('有权机关办理', 'The competent organ deals with it'),
  },
} as const

export const ERRORS = {
  quote: w('需要帮助时，请报这个编号：{id}', 'If you ask for help, give this reference: {id}'),
  backHome: w('回到首页', 'Go to the home page'),
  goFollow: w('查我的事项', 'Follow your matter'),
  nothingLost: w('您已经填写的内容没有丢失。', 'What you have entered is not lost.'),
  call: w('急事请直接拨打 110、119、120。', 'In an emergency call 110, 119 or 120.'),
  tooMany: w('尝试次数太多', 'Too many tries'),
  tooManyHint: w(
    '为了保护您的事项，请在 {minutes} 分钟后再试。编号和查询码印在回执上。',
    'To protect your matter, please try again in {minutes} minutes. Number and code are printed on your receipt.',
  ),
} as const
