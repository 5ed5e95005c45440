/** The data dictionary: what each column and measure means, from one table for page and file. Pure data. */
import { type Dimension, FORMAT, type Measure } from './contract.ts'
import { LEAST } from './rules.ts'

type Words = { zh: string; en: string }
const w = (zh: string, en: string): Words => ({ zh, en })

export const LICENCE = {
  id: 'CC-BY-4.0',
  url: 'https://creativecommons.org/licenses/by/4.0/',
  words: w(
    '知识共享署名 4.0：可以自由使用、加工和再发布，请注明来源和日期。',
    'Creative Commons Attribution 4.0: use, change and publish it freely; name the source and the day.',
  ),
} as const

export const COLUMN_WORDS: readonly { name: string; type: string; words: Words }[] = [
  { name: 'period', type: 'YYYY-MM | YYYY', words: w('月份，或者全年', 'A month, or a whole year') },
  {
    name: 'by',
    type: 'all | unit | topic | channel',
    words: w('按什么统计：全部、单位、内容、渠道', 'What it is counted by: all, unit, topic, channel'),
  },
  { name: 'code', type: 'text', words: w('该单位、内容或渠道的代码', 'Code of the unit, topic or channel') },
  {
    name: 'name_zh',
    type: 'text',
    words: w('代码的中文名称（仅 CSV）', 'Chinese name of the code (CSV only)'),
  },
  {
    name: 'name_en',
    type: 'text',
    words: w('代码的英文名称（仅 CSV）', 'English name of the code (CSV only)'),
  },
  { name: 'measure', type: 'text', words: w('指标，见下表', 'The measure, see the table below') },
  {
    name: 'value',
    type: 'integer | empty',
    words: w(
      '数量；比率的分子。空 = 数字太小，不公开',
      'The count; of a rate the numerator. Empty = too small to be shown',
    ),
  },
  { name: 'of', type: 'integer | empty', words: w('比率的分母', 'Denominator of a rate') },
  {
    name: 'rate, low, high',
    type: 'per cent',
    words: w(
      '比率和它的95%威尔逊区间（仅 CSV，可由 value 和 of 算出）',
      'The rate and its 95 % Wilson interval (CSV only; they follow from value and of)',
    ),
  },
]

export const MEASURE_WORDS: Readonly<Record<Measure, { name: Words; value: Words; of: Words | null }>> = {
  contacts: {
    name: w('来件批次', 'Contacts'),
    value: w(
      '当期收到的来件，一次来信、来访、来电、网上提交计一批',
      'Arrivals in the period: each letter, visit, call or online message counts once',
    ),
    of: null,
  },
  persons: {
    name: w('来件人次', 'Persons'),
    value: w(
      '来件登记的人数之和；同一人来两次计两次',
      'Sum of the persons of these contacts; who comes twice counts twice',
    ),
    of: null,
  },
  matters: {
    name: w('登记事项', 'Matters registered'),
    value: w('当期登记的信访事项', 'Matters received in the period'),
    of: null,
  },
  ended: {
    name: w('办结事项', 'Matters ended'),
    value: w('当期结束的事项', 'Matters that ended in the period'),
    of: null,
  },
  orders: {
    name: w('督办', 'Supervision orders'),
    value: w('当期开出的督办', 'Orders opened in the period'),
    of: null,
  },
  reminders: { name: w('催办', 'Reminders'), value: w('当期的催办', 'Reminders in the period'), of: null },
  advice: {
    name: w('三项建议', 'Advice to organs'),
    value: w(
      '当期提出的改进工作、完善政策、追究责任建议（条例第四十条）',
      'Advice to improve work, mend a policy or hold accountable, opened in the period (Art. 40)',
    ),
    of: null,
  },
  'advice-adopted': {
    name: w('建议采纳', 'Advice adopted'),
    value: w(
      '其中有关单位书面反馈采纳或者部分采纳的',
      'Of these, answered in writing as adopted or partly adopted',
    ),
    of: null,
  },
  reviews: {
    name: w('复查复核', 'Reviews'),
    value: w('当期受到的复查、复核请求', 'Requests for review and re-review received in the period'),
    of: null,
  },
  published: {
    name: w('公开事项', 'Matters published'),
    value: w('当期经本人同意公开、现仍公开的事项', 'Published in the period with consent, and still public'),
    of: null,
  },
  calls: {
    name: w('12345来电', 'Calls of the hotline'),
    value: w(
      '打进12345热线的来电，接通和未接通都计；不辨认是谁打来',
      'Calls to the 12345 hotline, answered or missed; nobody is identified',
    ),
    of: null,
  },
  'calls-connected': {
    name: w('热线接通率', 'Calls connected'),
    value: w('有人接听的来电', 'Calls somebody answered'),
    of: w('当期全部来电', 'All calls of the period'),
  },
  'calls-in-15': {
    name: w('热线15秒接听率', 'Calls answered within 15 s'),
    value: w('首次振铃起15秒内接听的来电', 'Calls answered within 15 seconds of the first ring'),
    of: w('当期全部来电', 'All calls of the period'),
  },
  acceptance: {
    name: w('及时受理率', 'Accepted in time'),
    value: w(
      '转送、告知、签收等时限中按期完成的',
      'Limits to pass on, notify and sign that were met in time',
    ),
    of: w(
      '末日在当期、已经完成或者已经届满的这类时限',
      'Those limits with their last day in the period, met or passed',
    ),
  },
  handling: {
    name: w('按期办结率', 'Concluded in time'),
    value: w(
      '办结、复查、复核、重办时限中按期完成的',
      'Limits to conclude, review and redo that were met in time',
    ),
    of: w(
      '末日在当期、已经完成或者已经届满的这类时限',
      'Those limits with their last day in the period, met or passed',
    ),
  },
  response: {
    name: w('响应率', 'Answered'),
    value: w(
      '同一批办结时限中已经答复的，超期答复也计入',
      'Of the same limits to conclude, those answered by now, late ones too',
    ),
    of: w('与按期办结率相同', 'As for concluded in time'),
  },
  participation: {
    name: w('参评率', 'Rated'),
    value: w('已经评价的', 'Follow-ups that were rated'),
    of: w('当期开始、已经评价或者评价期已过的回访', 'Follow-ups begun in the period, rated or over'),
  },
  satisfaction: {
    name: w('满意率', 'Satisfied'),
    value: w('对承办单位评价满意或者基本满意的', 'Ratings of the unit: satisfied or fairly satisfied'),
    of: w('当期的评价', 'Ratings in the period'),
  },
  solved: {
    name: w('解决率', 'Solved'),
    value: w('评价人认为各项诉求都已解决的', 'Ratings that say every demand is solved'),
    of: w('当期说明是否解决的评价', 'Ratings in the period that say whether demands are solved'),
  },
}

export const DIMENSION_WORDS: Readonly<Record<Dimension, Words>> = {
  all: w('全部', 'All'),
  unit: w('单位', 'Unit'),
  topic: w('内容', 'Topic'),
  channel: w('渠道', 'Channel'),
}

export const RULES: readonly Words[] = [
  w(
    '不含个人信息，不含乡镇（街道）以下的地点。',
    'No personal data, and no place finer than a township or subdistrict.',
  ),
  w(
    `数量不足 ${LEAST.cases} 的格子不公开；以评价为基础的指标，分母不足 ${LEAST.ratings} 的不公开。`,
    `A number below ${LEAST.cases} is left out; of what rests on ratings, one with a denominator below ${LEAST.ratings}.`,
  ),
  w(
    '为防止用合计相减推出，再隐去同一行、同一列中最小的其他格子，直到隐去的不止一格、合计达到上述下限。零照常公开。',
    'So that nothing follows by subtraction, the smallest other numbers of the same sum are left out too, until at least two are gone that together reach that size. Zero is shown.',
  ),
  w(
    '检举控告等保密事项、误登记撤销的登记、没有日期的旧件不计入。',
    'Reports of misconduct and other secret matters, registrations cancelled as mistaken, and old matters without a date are not counted.',
  ),
  w(
    '按单位统计的，计在承办单位名下，没有承办单位的计在现责任单位名下；按单位清单的顺序列出，不排名。',
    'By unit means the handling unit, or the responsible one while there is none. Units stand in the order of the list of units and are never ranked.',
  ),
  w('数量多说明需要多，不说明工作差。', 'A large number tells of need, not of bad work.'),
  w(
    '历史月份会随着评价、更正而变化，文件注明统计日期。',
    'Past months change as ratings and corrections come in; each file says on which day it was counted.',
  ),
]

/** The dictionary as a file. */
export const dictionary = () => ({
  format: FORMAT,
  licence: LICENCE,
  columns: COLUMN_WORDS,
  dimensions: DIMENSION_WORDS,
  measures: MEASURE_WORDS,
  rules: RULES,
  interval: 'Wilson score interval, 95 %, z = 1.96, one decimal',
})
