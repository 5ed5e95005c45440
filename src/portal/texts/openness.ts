/** Words of the published matters and of the person's consent to publishing. */
import { w } from './words.ts'

export const PUBLISHED = {
  title: w('公开的事项和答复', 'Published matters and answers'),
  lead: w(
    '下面是经本人同意公开的事项，已隐去能认出个人的内容。您的问题可能已经有答案。',
    'These matters are published with the consent of the people who asked; what could identify them is left out. Your question may be answered already.',
  ),
  words: w('关键词', 'Words'),
  wordsHint: w('例如：路灯、加装电梯、过渡费', 'In Chinese, as the letters are: a thing, a place, a service'),
  topic: w('内容', 'Topic'),
  unit: w('答复单位', 'Answered by'),
  year: w('答复年份', 'Year of the answer'),
  any: w('全部', 'All'),
  search: w('查找', 'Search'),
  found: w('找到的事项', 'What was found'),
  nothing: w('没有找到符合条件的公开事项。', 'Nothing published matches this.'),
  nothingHint: w(
    '可以换一个说法，或者去掉一些条件；也可以直接向我们反映。',
    'Try another word or fewer conditions, or simply tell us.',
  ),
  empty: w('还没有公开的事项。', 'Nothing has been published yet.'),
  earlier: w('上一页', 'Previous page'),
  more: w('下一页', 'Next page'),
  answeredOn: w('答复于', 'Answered on'),
  publishedOn: w('公开于', 'Published on'),
  asked: w('反映的内容', 'What was asked'),
  demands: w('逐项答复', 'Each demand and its answer'),
  answer: w('答复全文', 'The answer'),
  result: {
    supported: w('支持', 'Granted'),
    'partly-supported': w('部分支持', 'Granted in part'),
    explained: w('解释说明', 'Explained'),
    'not-supported': w('不支持', 'Not granted'),
  },
  by: w('{unit}答复', 'Answered by {unit}'),
  hidden: w(
    '经本人同意公开；姓名、电话、住址等已隐去，原文由信访部门保存。',
    'Published with the consent of the person who asked. Names, numbers and addresses are left out; the original is kept by the bureau.',
  ),
  like: w('相近的事项', 'Similar matters'),
  mine: w('我也遇到这样的问题', 'I have a problem like this'),
  feed: w('订阅更新（Atom）', 'Follow updates (Atom)'),
  all: w('全部公开事项', 'All published matters'),
  preview: w(
    '预览：公众看到的就是这一页。现在还没有公开。',
    'Preview: this is exactly what the public will see. It is not public yet.',
  ),
} as const

export const CONSENT = {
  filing: w('答复以后，可以公开（可不选）', 'It may be published once it is answered (optional)'),
  filingHint: w(
    '只公开看不出您是谁的内容，帮助遇到同样问题的人。不选不影响办理；选了也可以随时收回。',
    'Only what does not tell who you are, for people with the same problem. Leaving it changes nothing for your matter; you may take it back at any time.',
  ),
  title: w('是否同意公开', 'May we publish it?'),
  lead: w(
    '公开以后，有同样问题的人可以直接看到答复。由您决定，不同意不影响办理。',
    'Once published, people with the same problem find the answer at once. It is up to you; refusing changes nothing for your matter.',
  ),
  what: w('会公开什么', 'What is published'),
  what1: w('您反映的内容和单位的答复', 'What you asked and how it was answered'),
  what2: w(
    '姓名、电话、证件号、车牌、门牌等会先隐去，由两名工作人员分别编辑和审核',
    'Names, telephone and identity numbers, plates and house numbers are taken out first; one official edits and another one checks',
  ),
  what3: w('编号、查询码和附件不公开', 'Your number, code and files are never published'),
  back: w(
    '您随时可以收回同意，页面会立即撤下。',
    'You can take this back at any time; the page then goes at once.',
  ),
  decide: w('看看会公开什么，再决定', 'See what would be published, then decide'),
  change: w('查看或收回同意', 'Look at it or take it back'),
  give: w('我同意公开', 'I agree'),
  take: w('收回同意', 'Take my consent back'),
  now: w('您已同意公开。', 'You have agreed to publishing.'),
  shown: w('查看公开的页面', 'See the public page'),
  waiting: w(
    '工作人员隐去个人信息并审核以后才会公开。',
    'It is published after it has been edited and checked.',
  ),
  impossible: w('这件事项不公开。', 'This matter is not published.'),
  doneGiven: w('已记录：您同意公开。', 'Recorded: you agree to publishing.'),
  doneTaken: w(
    '已记录：您收回了同意，页面已撤下。',
    'Recorded: your consent is taken back and the page is gone.',
  ),
} as const
