/** Words of the questions and answers. */
import { w } from './words.ts'

export const KNOWLEDGE = {
  title: w('常见问题', 'Questions and answers'),
  lead: w(
    '先看看有没有现成的答案。找不到，或者您的情况不一样，随时可以向我们反映。',
    'See whether the answer is here already. If it is not, or your case is different, you can always tell us.',
  ),
  words: w('您想问什么', 'What do you want to know?'),
  wordsHint: w('写几个字就行，也可以用拼音。', 'A few words will do, in Chinese or in pinyin.'),
  search: w('查找', 'Search'),
  found: w('找到的答案', 'Answers found'),
  newest: w('最近更新', 'Latest'),
  nothing: w('没有找到合适的答案。', 'Nothing fits what you wrote.'),
  nothingHint: w(
    '换个说法再试，或者直接向我们反映，会有人答复您。',
    'Try other words, or tell us: somebody will answer you.',
  ),
  empty: w('还没有公开的问答。', 'No questions and answers have been published yet.'),
  conditions: w('办理条件', 'Conditions'),
  materials: w('需要带的材料', 'What to bring'),
  basis: w('依据', 'Basis'),
  places: w('适用地域', 'Where it holds'),
  unit: w('由哪个单位负责', 'Who answers for this'),
  updated: w('更新日期', 'Updated'),
  until: w('有效期至', 'Valid until'),
  helped: w('这条答复有帮助吗？', 'Did this help?'),
  yes: w('有帮助', 'Yes'),
  no: w('没有帮助', 'No'),
  thanks: w(
    '谢谢，您的意见已计入（只记次数，不记是谁）。',
    'Thank you. It was counted, and only counted: nobody is recorded.',
  ),
  still: w('问题没有解决？', 'Not solved?'),
} as const
