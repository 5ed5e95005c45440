/** Words of the front door, the suggestion topics, and the page of channels and rules. */
import { w } from './words.ts'

export const FRONT = {
  tell: w('我要反映', 'Tell us'),
  tellHint: w(
    '求决、申诉、意见建议，说一次就有编号',
    'Ask for help, object to a decision, make a suggestion; say it once and get a number',
  ),
  find: w('先看看有没有现成的答复', 'See whether it has been answered already'),
  other: w('其他途径', 'Other ways'),
  meet: w('当面说', 'Meet in person'),
  nextDay: w('最近的接访日', 'Next reception day'),
  noDay: w('目前没有公布的接访日', 'No reception day is announced at present'),
  allDays: w('接访日和预约', 'Reception days and booking'),
  suggest: w('正在征集建议', 'Suggestions wanted'),
  noTopic: w(
    '目前没有征集的题目，随时可以提建议',
    'No topic is open at present; suggestions are always welcome',
  ),
  allTopics: w('建议征集', 'Suggestion topics'),
  until: w('截至{day}', 'until {day}'),
  figures: w('今年办得怎样', 'How this year is going'),
  allFigures: w('全部公开数据', 'All figures'),
  latest: w('最新公开的答复', 'Latest published answers'),
  allPublished: w('全部公开答复', 'All published answers'),
  reach: w('联系我们', 'How to reach us'),
  allChannels: w('渠道、时间、规则和流程', 'Channels, hours, rules and procedures'),
} as const

export const SUGGEST = {
  title: w('建议征集', 'Suggestion topics'),
  lead: w(
    '请您就下面的题目出主意。不在题目里的建议也随时可以提。',
    'Tell us what you think about these topics. Suggestions on anything else are welcome at any time.',
  ),
  openTag: w('正在征集', 'Open'),
  overTag: w('已结束', 'Over'),
  from: w('{from}至{to}', '{from} to {to}'),
  by: w('由{unit}研究', 'Studied by {unit}'),
  received: w('收到 {n} 条', '{n} received'),
  adopted: w('采纳或部分采纳 {n} 条', '{n} adopted or partly adopted'),
  make: w('就这个题目提建议', 'Make a suggestion on this topic'),
  any: w('提一条其他建议', 'Make another suggestion'),
  outcome: w('征集结果', 'What came of it'),
  published: w('采纳和答复', 'Adoption and replies'),
  publishedHint: w(
    '经提出人同意公开的建议和有关单位的答复。',
    'Suggestions published with the consent of those who made them, and the replies.',
  ),
  noneHere: w('这个题目还没有公开的建议。', 'No suggestion on this topic has been published yet.'),
  adoption: {
    adopted: w('采纳', 'Adopted'),
    'partly-adopted': w('部分采纳', 'Adopted in part'),
    'not-adopted': w('未采纳', 'Not adopted'),
  },
  empty: w('还没有公布征集题目。', 'No topic has been announced yet.'),
} as const

export const CHANNELS = {
  title: w('渠道、时间和规则', 'Channels, hours and rules'),
  basis: w(
    '依据《信访工作条例》第十八条公布。',
    'Published under Article 18 of the Regulations on Letters and Visits Work.',
  ),
  how: w('怎样找到我们', 'How to reach us'),
  field: {
    online: w('网上信访', 'Online'),
    address: w('通信地址', 'Postal address'),
    phone: w('咨询投诉电话', 'Telephone'),
    hours: w('接待时间', 'Hours'),
    place: w('接待地点', 'Where to come'),
    inquiry: w('怎样查询进展和结果', 'How to follow progress and results'),
    postcode: w('邮政编码', 'Postcode'),
    hotline: w('热线', 'Hotline'),
    fax: w('传真', 'Fax'),
    email: w('电子邮箱', 'E-mail'),
    transport: w('交通', 'How to get here'),
    access: w('无障碍设施', 'Access for disabled visitors'),
    supervision: w('监督电话', 'Complaints about us'),
    note: w('其他说明', 'More'),
  },
  empty: w(
    '信访部门还没有填写渠道和地址。您可以在网上反映，或者拨打 12345。',
    'The bureau has not entered its addresses yet. You can tell us online, or call 12345.',
  ),
  updated: w('更新于 {when}', 'Updated {when}'),
  rules: w('法规', 'The law'),
  rule: {
    r22: w(
      '《信访工作条例》（2022年5月1日起施行）',
      'Regulations on Letters and Visits Work (in force since 1 May 2022)',
    ),
    r22what: w(
      '信访事项的提出、受理、办理、复查复核、督查和责任',
      'How matters are raised, taken up, handled, reviewed and supervised, and who is answerable',
    ),
    hotline: w('12345 政务服务便民热线的地方规定', 'Local rules on the 12345 hotline'),
    hotlineWhat: w(
      '诉求的受理、派单、办理、回访',
      'How requests are taken, passed on, handled and called back about',
    ),
  },
  text: w(
    '全文以中国政府网公布的为准。',
    'The text published on the government’s website is the one that counts.',
  ),
  howLong: w('多久有答复', 'How long it takes'),
  flows: w('每一步由谁办、会怎样', 'Each step: who has it and what can happen'),
  flowsHint: w(
    '下面由系统里实际运行的程序表自动生成，和您在“查进度”里看到的一致。',
    'Made from the very tables the system runs on, so it is what you will see when you follow your matter.',
  ),
  holder: w('由{seat}办理', 'With: {seat}'),
  next: w('接下来可能', 'What can happen next'),
  ends: w('结束', 'End'),
  rights: w('您的权利', 'Your rights'),
} as const
