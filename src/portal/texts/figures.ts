/** Words of the figures, the open data, the yearly report and the ledger. */
import { w } from './words.ts'

export const FIGURES = {
  title: w('公开数据', 'Figures'),
  lead: w(
    '办了多少、办得是否及时、群众是否满意。全部数字都来自下面可以下载的文件，任何人都可以重算。',
    'How much was handled, whether in time, and whether people were satisfied. Every number comes from the files below, so anyone can compute it again.',
  ),
  counted: w('统计日期：{day}', 'Counted on {day}'),
  choose: w('选择要看的数据', 'Choose what to look at'),
  year: w('年份', 'Year'),
  by: w('分类方式', 'Divided by'),
  byWhat: {
    unit: w('单位', 'Unit'),
    topic: w('内容', 'Topic'),
    channel: w('渠道', 'Channel'),
  },
  only: w('只看', 'Only'),
  whole: w('全部', 'The whole bureau'),
  measure: w('指标', 'Measure'),
  show: w('显示', 'Show'),
  overview: w('{year}年总体情况', 'The year {year} at a glance'),
  byMonth: w('各月', 'By month'),
  byCode: w('按{by}', 'By {by}'),
  monthUnit: w('{month}月', 'Month {month}'),
  monthShort: w('{month}月', '{month}'),
  countUnit: w('件', 'number'),
  chart: w('{name}，{year}年各月', '{name}, by month of {year}'),
  numerator: w('分子', 'Numerator'),
  denominator: w('分母', 'Denominator'),
  name: w('名称', 'Name'),
  figure: w('数值', 'Figure'),
  detail: w('分子 / 分母', 'Numerator / denominator'),
  bar: w('图示', 'Bar'),
  between: w('{low}%～{high}%', '{low}% to {high}%'),
  small: w(
    '件数少于30的，在比率旁边列出95%置信区间：真实水平很可能在这个范围内。',
    'With fewer than 30 cases the 95 % interval stands beside the rate: the true level most likely lies within it.',
  ),
  hidden: w('不显示', 'Not shown'),
  hiddenWhy: w(
    '数字太小（不足{cases}；评价类不足{ratings}）或者能由此推出小数字的，不显示，以免认出个人。',
    'Numbers that are too small (below {cases}; for ratings below {ratings}), or that would give a small one away, are not shown, so that nobody can be recognised.',
  ),
  order: w(
    '单位按清单顺序列出，不排名。数量多说明需要多，不说明工作差。',
    'Units stand in the order of the list, never ranked. A large number tells of need, not of bad work.',
  ),
  total: w('全部', 'All'),
  files: w('下载数据', 'Download the data'),
  csv: w('CSV 表格（全部年份）', 'CSV table (all years)'),
  json: w('JSON（全部年份）', 'JSON (all years)'),
  jsonYear: w('JSON（{year}年）', 'JSON (year {year})'),
  dictionary: w('数据说明', 'Data dictionary'),
  dictionaryJson: w('数据说明（JSON）', 'Data dictionary (JSON)'),
  report: w('{year}年年度报告', 'Yearly report {year}'),
  reports: w('年度报告', 'Yearly reports'),
} as const

export const DATA = {
  title: w('数据说明', 'Data dictionary'),
  lead: w(
    '开放数据文件里每一列、每个指标的含义，以及哪些内容不公开。',
    'What each column and measure of the open data means, and what is left out.',
  ),
  version: w('格式版本 {format}', 'Format {format}'),
  licence: w('使用许可', 'Licence'),
  columns: w('列', 'Columns'),
  column: w('列名', 'Column'),
  type: w('类型', 'Type'),
  meaning: w('含义', 'Meaning'),
  measures: w('指标', 'Measures'),
  measure: w('指标', 'Measure'),
  value: w('计数或分子', 'Count or numerator'),
  of: w('分母', 'Denominator'),
  rules: w('不公开什么，怎样避免认出个人', 'What is left out, and how nobody can be recognised'),
  interval: w(
    '区间：95%威尔逊区间，z = 1.96，保留一位小数。',
    'Interval: Wilson score interval at 95 %, z = 1.96, one decimal.',
  ),
} as const

export const REPORT = {
  volumeChart: w(
    '{year}年各月的来件、登记和办结',
    'Contacts, matters registered and ended by month of {year}',
  ),
  ratesChart: w(
    '{year}年各月的及时受理率、按期办结率和响应率',
    'Accepted, concluded and answered, in time, by month of {year}',
  ),
  title: w('{year}年信访工作年度报告', 'Letters and visits: yearly report {year}'),
  basis: w(
    '依据《信访工作条例》第四十一条编制。全部数字来自公开数据，{day}统计。',
    'Made under Article 41 of the Regulations on Letters and Visits Work. Every number comes from the open data, counted on {day}.',
  ),
  unfinished: w(
    '本年尚未结束，数字截至统计日期。',
    'The year is not over; the numbers stand as of that day.',
  ),
  volume: w('一、总体情况', '1. At a glance'),
  channel: w('二、来件渠道', '2. By channel'),
  topic: w('三、反映的内容', '3. By topic'),
  unit: w('四、有关单位办理情况', '4. By organ'),
  ratings: w('五、群众评价', '5. Ratings'),
  oversight: w('六、督办和建议', '6. Supervision and advice'),
  order: w(
    '单位按清单顺序列出，不排名，不作为考核依据。',
    'Organs stand in the order of the list; they are not ranked and nothing here is a score.',
  ),
  print: w('打印这份报告', 'Print this report'),
} as const

export const LEDGER = {
  title: w('每日台账封印', 'Daily ledger root'),
  lead: w(
    '每天把当天全部办理记录算成一个哈希值并签名，公布在这里。记下其中任何一个，以后谁也不能悄悄改动之前的记录。',
    'Each day all records of that day become one hash, signed and published here. Note down any of them, and nobody can change what was recorded before it unnoticed.',
  ),
  latest: w('最近的封印', 'The latest'),
  day: w('日期', 'Day'),
  number: w('序号', 'No.'),
  root: w('根哈希', 'Root hash'),
  hash: w('封印哈希', 'Seal hash'),
  signature: w('签名', 'Signature'),
  key: w('公钥', 'Public key'),
  keyId: w('公钥编号', 'Key'),
  empty: w('还没有封印。', 'Nothing has been sealed yet.'),
  how: w('怎样核对', 'How to check'),
  how1: w(
    '记下今天的根哈希，或者订阅下面的文件，保存在您自己手里。',
    'Note down today’s root, or follow the file below, and keep your own copy.',
  ),
  how2: w(
    '封印哈希由序号、日期、根哈希和上一次的封印哈希算出，前后相连；签名可以用公钥验证。',
    'A seal’s hash is made of its number, day, root and the hash of the seal before, so that they form a chain; the signature is checked with the public key.',
  ),
  how3: w(
    '有疑问时，要求信访局运行核验程序并与您保存的哈希对照：对不上，就说明记录被动过。',
    'In doubt, ask the bureau to run the verification against your copy: if they differ, records were touched.',
  ),
  how4: w(
    '您自己的回执可以随时核验，不需要经过任何人。',
    'Your own receipt can be checked at any time without asking anybody.',
  ),
  feed: w('最近90天（JSON）', 'The last 90 days (JSON)'),
  checkReceipt: w('核验回执', 'Check a receipt'),
} as const
